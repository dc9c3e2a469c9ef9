use super::*;

fn at(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

#[test]
fn moments_are_days_times_and_so_much_from_now() {
    let now = at("2026-03-31T10:20:30Z");
    let check = |value: Value, expected: &str| assert_eq!(moment(&value, now), Some(at(expected)), "{value}");
    let text = |text: &str| Value::Text(text.into());
    check(text("2025-12-14"), "2025-12-14T00:00:00Z");
    check(text("2025-12-14 09:30"), "2025-12-14T09:30:00Z");
    check(text("2025-12-14 09:30:15"), "2025-12-14T09:30:15Z");
    check(text("2025-12-14T09:30:15.000+03:00"), "2025-12-14T06:30:15Z");
    check(Value::FromNow(-30, Unit::Day), "2026-03-01T10:20:30Z");
    check(Value::FromNow(2, Unit::Week), "2026-04-14T10:20:30Z");
    check(Value::FromNow(-1, Unit::Month), "2026-02-28T10:20:30Z");
    check(Value::FromNow(1, Unit::Year), "2027-03-31T10:20:30Z");
    check(Value::FromNow(-90, Unit::Second), "2026-03-31T10:19:00Z");
    for wrong in [text("yesterday"), text("2025-13-01"), text(""), Value::Null, Value::Truth(true)] {
        assert_eq!(moment(&wrong, now), None, "{wrong}");
    }
    // However far, it is some moment.
    for unit in [Unit::Second, Unit::Minute, Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
        assert!(
            moment(&Value::FromNow(999_999, unit), now).is_some()
                && moment(&Value::FromNow(-999_999, unit), now).is_some()
        );
    }
}
