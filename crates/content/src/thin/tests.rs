use super::*;

fn check(revisions: &[(i64, &str, i64)], kept: &[i64], expected: &[i64]) {
    let minute = |n: i64| Time::from_millis(n * 60_000);
    let revisions: Vec<Revision> = revisions
        .iter()
        .map(|(number, author, at)| Revision {
            number: *number,
            author: (*author).to_owned(),
            saved_at: minute(*at),
            is_save: *number > 1,
        })
        .collect();
    assert_eq!(superfluous(&revisions, &kept.iter().copied().collect(), minute(100)), expected);
}

#[test]
fn one_save_in_ten_minutes_is_kept() {
    check(&[(1, "a", 0), (2, "a", 1), (3, "a", 2), (4, "a", 11), (5, "a", 12)], &[5], &[2, 4]);
}

#[test]
fn the_last_before_another_author_is_kept() {
    check(&[(1, "a", 0), (2, "a", 1), (3, "b", 2), (4, "a", 3), (5, "a", 4)], &[5], &[4]);
}

#[test]
fn what_something_points_to_is_kept_and_what_is_young() {
    check(&[(1, "a", 0), (2, "a", 1), (3, "a", 2), (4, "a", 3)], &[3], &[2]);
    check(&[(1, "a", 99), (2, "a", 100), (3, "a", 101), (4, "a", 102)], &[4], &[]);
}
