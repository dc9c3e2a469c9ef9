use super::*;

#[test]
fn a_page_is_fresh_until_something_it_names_changes() {
    let board = Staleness::default();
    let latest = Key::of("latest/be");
    let mark = board.mark();
    assert_eq!(board.grade(mark, &[latest]), Grade::Fresh);
    board.refresh(&[Key::of("latest/ru")]);
    assert_eq!(board.grade(mark, &[latest]), Grade::Fresh);
    board.refresh(&[latest]);
    assert_eq!(board.grade(mark, &[latest]), Grade::Soft);
    assert_eq!(board.grade(board.mark(), &[latest]), Grade::Fresh);
}

#[test]
fn a_withdrawal_outweighs_a_publication() {
    let board = Staleness::default();
    let (latest, story) = (Key::of("latest/be"), Key::of("story/1"));
    let mark = board.mark();
    board.withdraw(&[story]);
    board.refresh(&[latest]);
    assert_eq!(board.grade(mark, &[latest, story]), Grade::Hard);
    assert_eq!(board.grade(mark, &[latest]), Grade::Soft);
}

#[test]
fn everything_reaches_pages_that_name_nothing() {
    let board = Staleness::default();
    let mark = board.mark();
    board.withdraw(&[Key::EVERYTHING]);
    assert_eq!(board.grade(mark, &[]), Grade::Hard);
}

#[test]
fn a_change_during_a_rendering_makes_the_result_stale() {
    let board = Staleness::default();
    let story = Key::of("story/1");
    board.refresh(&[story]);
    let began = board.mark();
    board.refresh(&[story]);
    assert_eq!(board.grade(began, &[story]), Grade::Soft);
}
