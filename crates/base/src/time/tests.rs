use proptest::prelude::*;

use super::*;
use crate::Clock;

fn check(text: &str, written: &str) {
    assert_eq!(Time::parse_rfc3339(text).map(|time| time.to_string()), Ok(written.to_owned()));
}

#[test]
fn a_time_is_read_with_any_offset_and_written_in_utc() {
    check("2025-12-14T09:30:00Z", "2025-12-14T09:30:00Z");
    check("2025-12-14t11:30:00+02:00", "2025-12-14T09:30:00Z");
    check("2025-12-14 04:00:00-05:30", "2025-12-14T09:30:00Z");
    check("2025-12-14T09:30:00.5Z", "2025-12-14T09:30:00.500Z");
    check("2025-12-14T09:30:00.123999Z", "2025-12-14T09:30:00.123Z");
    check("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z");
    check("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z");
}

#[test]
fn what_is_not_rfc_3339_is_refused() {
    for text in [
        "",
        "yesterday",
        "2025-12-14",
        "2025-12-14T09:30Z",
        "2025-12-14T09:30:00",
        "2025-12-14T09:30:00.Z",
        "2025-12-14T09:30:00+02",
        "2025-12-14T09:30:00+02:00[Europe/Vilnius]",
        "2025-13-14T09:30:00Z",
        "2025-02-29T09:30:00Z",
        "0000-01-01T00:00:00+05:00",
        "-000001-01-01T00:00:00Z",
        "２０25-12-14T09:30:00Z",
    ] {
        assert!(Time::parse_rfc3339(text).is_err(), "{text} was read");
    }
}

#[test]
fn a_time_outside_the_calendar_stays_at_its_edge() {
    assert_eq!(Time::from_millis(i64::MAX), Time::LATEST);
    assert_eq!(Time::from_millis(i64::MIN), Time::EARLIEST);
    assert_eq!(Time::LATEST.plus_hours(i64::MAX), Time::LATEST);
    assert_eq!(Time::LATEST.to_string(), "9999-12-30T22:00:00Z");
    assert_eq!(Time::EARLIEST.to_string(), "0000-01-01T00:00:00Z");
}

#[test]
fn hours_are_added_and_taken() {
    let noon = Time::parse_rfc3339("2025-12-14T12:00:00Z").unwrap();
    assert_eq!(noon.plus_hours(48).to_string(), "2025-12-16T12:00:00Z");
    assert_eq!(noon.plus_hours(-13).to_string(), "2025-12-13T23:00:00Z");
    assert_eq!(noon.system_time(), SystemTime::UNIX_EPOCH + Duration::from_millis(noon.millis() as u64));
}

#[test]
fn a_fixed_clock_moves_only_when_set() {
    let clock = Clock::fixed(Time::from_millis(1_000));
    let other_hand = clock.clone();
    assert_eq!(clock.now(), Time::from_millis(1_000));
    other_hand.set(Time::from_millis(2_000));
    assert_eq!(clock.now(), Time::from_millis(2_000));
    assert!(Clock::system().now() > Time::parse_rfc3339("2025-01-01T00:00:00Z").unwrap());
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(millis in Time::EARLIEST.0..=Time::LATEST.0) {
        let time = Time::from_millis(millis);
        prop_assert_eq!(Time::parse_rfc3339(&time.to_string()), Ok(time));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[0-9TtZz:.+ -]{0,32}|.{0,40}") {
        let _ = Time::parse_rfc3339(&text);
    }
}

#[test]
fn a_running_clock_goes_on_from_where_it_is_put() {
    let clock = Clock::running();
    let hand = clock.clone();
    let far = Time::from_millis(4_000_000_000_000);
    clock.set(far);
    let shown = hand.now();
    assert!(shown >= far && shown < far.plus_hours(1), "{shown}");
}
