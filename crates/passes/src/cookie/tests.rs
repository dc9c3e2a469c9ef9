use proptest::prelude::*;

use super::*;
use crate::epoch::Epoch;
use crate::testing::{flipped, hex};

fn week(number: u8) -> Week {
    Week::new("2026-11".parse().unwrap(), number).unwrap()
}

fn key() -> WeekKey {
    WeekKey::from_bytes([9; 32])
}

fn now() -> Time {
    Time::parse_rfc3339("2026-11-24T03:30:00Z").unwrap()
}

#[test]
fn it_is_the_same_for_everybody_and_as_long_as_stated() {
    let cookie = key().cookie(week(4));
    assert_eq!(cookie, key().clone().cookie(week(4)));
    assert_eq!(cookie.len(), LENGTH);
    let bytes = BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap();
    // python3 -c "import hmac; print(hmac.new(b'\x09'*32, b'vestka plus week 1 2026-11.4', 'sha256').hexdigest())"
    assert_eq!(bytes, hex(OUTSIDE));
}

const OUTSIDE: &str = "5bc40949653e3704efc18a1e84cf4d625850a3362278ca0adc1543cf6b7ebe3d";

#[test]
fn it_is_good_in_its_week_with_its_key() {
    let cookie = key().cookie(week(4));
    assert!(key().accepts(&cookie, week(4), now()));
    assert!(!key().accepts(&cookie, week(4), week(4).ends()), "the week is over");
    assert!(!key().accepts(&cookie, week(4), Time::from_millis(week(4).begins().millis() - 1)), "not yet");
    assert!(!key().accepts(&cookie, week(3), now()), "of another week");
    assert!(!key().accepts(&key().cookie(week(3)), week(4), now()), "last week's");
    let year = Week::new(Epoch::at(now()).next(), 4).unwrap();
    assert!(!key().accepts(&key().cookie(year), week(4), now()), "next month's");
    assert!(!WeekKey::from_bytes([8; 32]).accepts(&cookie, week(4), now()), "another key");
}

#[test]
fn there_is_one_way_to_write_it() {
    let cookie = key().cookie(week(4));
    for wrong in
        ["", &cookie[1..], &format!("{cookie}="), &format!(" {cookie}"), &format!("{cookie}A"), "ключ"]
    {
        assert!(!key().accepts(wrong, week(4), now()), "'{wrong}'");
    }
    // The last character carries four bits; its other two must be zero.
    let last = cookie.as_bytes()[LENGTH - 1];
    let other = format!("{}{}", &cookie[..LENGTH - 1], char::from(last + 1));
    assert!(!key().accepts(&other, week(4), now()));
}

proptest! {
    #[test]
    fn with_one_bit_turned_it_is_refused(bit in any::<prop::sample::Index>()) {
        let bytes = flipped(key().cookie(week(4)).as_bytes(), bit);
        prop_assert!(!key().accepts(&String::from_utf8_lossy(&bytes), week(4), now()));
    }

    #[test]
    fn no_text_is_accepted(text in ".*") {
        prop_assert!(!key().accepts(&text, week(4), now()));
    }
}
