use proptest::prelude::*;

use super::*;

fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

fn epoch(text: &str) -> Epoch {
    text.parse().unwrap()
}

fn names<T: ToString>(items: Vec<T>) -> Vec<String> {
    items.iter().map(T::to_string).collect()
}

#[test]
fn an_epoch_is_a_month_in_utc() {
    assert_eq!(Epoch::at(time("2026-11-30T23:59:59.999Z")), epoch("2026-11"));
    assert_eq!(Epoch::at(time("2026-12-01T00:30:00+01:00")), epoch("2026-11"));
    assert_eq!(epoch("2026-12").next().to_string(), "2027-01");
    assert_eq!(epoch("2027-01").previous().to_string(), "2026-12");
    assert_eq!(epoch("2026-11").begins(), time("2026-11-01T00:00:00Z"));
    assert_eq!(epoch("2026-11").ends(), time("2026-12-01T00:00:00Z"));
}

#[test]
fn its_passes_are_accepted_through_the_third_day_of_the_next_month() {
    let accepted = |text| names(Epoch::accepted_at(time(text)));
    assert_eq!(accepted("2026-12-03T23:59:59.999Z"), ["2026-12", "2026-11"]);
    assert_eq!(accepted("2026-12-04T00:00:00Z"), ["2026-12"]);
    assert_eq!(epoch("2026-12").week_at(time("2026-11-30T23:59:59Z")), None, "not before it begins");
    assert_eq!(epoch("2026-11").week_at(time("2026-12-04T00:00:00Z")), None);
}

#[test]
fn a_month_has_five_weeks_the_last_of_which_takes_the_overhang() {
    let at = |text| epoch("2026-11").week_at(time(text)).unwrap().to_string();
    assert_eq!(at("2026-11-01T00:00:00Z"), "2026-11.1");
    assert_eq!(at("2026-11-07T23:59:59.999Z"), "2026-11.1");
    assert_eq!(at("2026-11-08T00:00:00Z"), "2026-11.2");
    assert_eq!(at("2026-11-29T00:00:00Z"), "2026-11.5");
    assert_eq!(at("2026-12-03T23:59:59.999Z"), "2026-11.5");
    let february = epoch("2026-02").weeks().last().unwrap();
    assert_eq!(
        (february.begins(), february.ends()),
        (time("2026-03-01T00:00:00Z"), time("2026-03-04T00:00:00Z"))
    );
    assert_eq!(names(Week::open_at(time("2026-12-02T12:00:00Z"))), ["2026-12.1", "2026-11.5"]);
    assert_eq!((Week::new(epoch("2026-11"), 0), Week::new(epoch("2026-11"), 6)), (None, None));
}

#[test]
fn a_month_is_written_one_way() {
    for wrong in
        ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "2026-11-01", "+026-11", " 2026-11", "2026-+1"]
    {
        assert_eq!(wrong.parse::<Epoch>(), Err(EpochError), "'{wrong}'");
    }
}

#[test]
fn the_ends_of_time_are_not_crossed() {
    assert_eq!(Epoch::at(Time::EARLIEST).previous().to_string(), "0000-01");
    let last = Epoch::at(Time::LATEST);
    assert_eq!((last.next(), last.to_string()), (last, "9999-12".to_owned()));
    assert!(last.week_at(Time::from_millis(Time::LATEST.millis() - 1)).is_some());
    assert_eq!(Epoch::accepted_at(Time::EARLIEST).len(), 1);
}

proptest! {
    #[test]
    fn at_any_time_a_week_is_open_and_a_pass_opens_no_day_too_many(millis in 0..4_000_000_000_000i64) {
        let now = Time::from_millis(millis);
        let open = Week::open_at(now);
        prop_assert!((1..=2).contains(&open.len()));
        for week in &open {
            prop_assert!(week.begins() <= now && now < week.ends());
            prop_assert!(week.ends() <= week.epoch().accepted_until());
        }
        let epoch = Epoch::at(now);
        prop_assert_eq!(epoch.to_string().parse(), Ok(epoch));
        prop_assert!(epoch.begins() <= now && now < epoch.ends());
        let weeks: Vec<Week> = epoch.weeks().collect();
        prop_assert!(weeks.windows(2).all(|pair| pair[0].ends() == pair[1].begins()));
    }
}
