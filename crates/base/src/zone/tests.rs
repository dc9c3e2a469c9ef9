use super::*;

fn check(zone: &str, time: &str, wall: &str) {
    let time = Time::parse_rfc3339(time).unwrap();
    let seen = Zone::named(zone).unwrap().wall(time);
    assert_eq!(format!("{} {:02}:{:02}", seen.date, seen.hour, seen.minute), wall);
}

#[test]
fn the_wall_shows_winter_and_summer_time() {
    check("UTC", "2025-12-14T23:30:00Z", "2025-12-14 23:30");
    check("Europe/Vilnius", "2025-12-14T22:30:00Z", "2025-12-15 00:30");
    check("Europe/Vilnius", "2025-07-14T20:59:59Z", "2025-07-14 23:59");
    check("europe/minsk", "2025-07-14T20:59:59Z", "2025-07-14 23:59");
    check("America/New_York", "2025-07-14T03:00:00Z", "2025-07-13 23:00");
}

#[test]
fn a_day_starts_at_its_own_midnight() {
    let vilnius = Zone::named("Europe/Vilnius").unwrap();
    assert_eq!(vilnius.start_of(jiff::civil::date(2025, 3, 30)).to_string(), "2025-03-29T22:00:00Z");
    assert_eq!(vilnius.start_of(jiff::civil::date(2025, 3, 31)).to_string(), "2025-03-30T21:00:00Z");
    assert_eq!(vilnius.start_of(Date::MAX), Time::LATEST);
    assert_eq!(vilnius.start_of(Date::MIN), Time::EARLIEST);
}

#[test]
fn a_zone_is_known_by_its_iana_name() {
    assert_eq!(Zone::named("europe/vilnius").unwrap().to_string(), "Europe/Vilnius");
    assert_eq!(Zone::utc().name(), "UTC");
    assert_eq!(Zone::named("UTC"), Ok(Zone::utc()));
    for text in ["", "Vilnius", "+02:00", "Europe/Vilnius ", "Etc/Unknown"] {
        assert!(Zone::named(text).is_err(), "{text} was taken");
    }
}

#[test]
fn a_wall_shows_no_hour_that_summer_time_leaves_out() {
    let vilnius = Zone::named("Europe/Vilnius").unwrap();
    let at = |day: (i16, i8, i8), hour, minute| {
        vilnius.moment(Wall { date: jiff::civil::date(day.0, day.1, day.2), hour, minute })
    };
    assert_eq!(at((2025, 12, 14), 9, 5).unwrap().to_string(), "2025-12-14T07:05:00Z");
    assert_eq!(at((2026, 3, 29), 2, 59).unwrap().to_string(), "2026-03-29T00:59:00Z");
    assert_eq!(at((2026, 3, 29), 3, 0), None);
    assert_eq!(at((2026, 3, 29), 3, 59), None);
    assert_eq!(at((2026, 3, 29), 4, 0).unwrap().to_string(), "2026-03-29T01:00:00Z");
    // Three o'clock comes twice: the first is meant.
    assert_eq!(at((2026, 10, 25), 3, 30).unwrap().to_string(), "2026-10-25T00:30:00Z");
    assert_eq!(at((2026, 10, 25), 24, 0), None);
}
