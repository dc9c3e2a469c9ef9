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
