//! Ghost's ids have 24 hexadecimal digits. A story's is made of its number, which never changes, and says it again; those
//! of tags, authors and pages are hashes of their kind and their own id.

use base::{Time, id};
use sha2::{Digest, Sha256};

/// The first eight digits of a story's: no more than a sign that it is one of ours.
const STORY: &str = "76657374";

/// A story's.
pub fn of_story(number: u64) -> String {
    format!("{STORY}{number:016x}")
}

/// The story's number from its id.
pub fn story(text: &str) -> Option<u64> {
    let digits = text.strip_prefix(STORY).filter(|digits| digits.len() == 16)?;
    let number = u64::from_str_radix(digits, 16).ok()?;
    (of_story(number) == text).then_some(number).filter(|number| i64::try_from(*number).is_ok())
}

/// That of something else.
pub fn of(kind: &str, own: &str) -> String {
    id::hex(&Sha256::digest(format!("{kind}/{own}"))[..12])
}

/// `2025-12-14T09:30:00.000+00:00`.
pub fn date(time: Time) -> String {
    let text = time.to_string();
    let seconds = text.get(..19).unwrap_or(&text);
    format!("{seconds}.{:03}+00:00", time.millis().rem_euclid(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storys_id_says_its_number_and_nothing_else_does() {
        for number in [0, 1, 61, 100_000, i64::MAX as u64] {
            let text = of_story(number);
            assert_eq!((text.len(), story(&text)), (24, Some(number)));
        }
        for text in [
            "",
            "76657374",
            "7665737400000000000000zz",
            "76657374FFFFFFFFFFFFFFFF",
            "76657374ffffffffffffffff",
            &of("tag", "x"),
        ] {
            assert_eq!(story(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_written_as_ghost_does() {
        assert_eq!(
            date(Time::parse_rfc3339("2025-12-14T09:30:00Z").unwrap()),
            "2025-12-14T09:30:00.000+00:00"
        );
        assert_eq!(
            date(Time::parse_rfc3339("2025-12-14T09:30:00.042Z").unwrap()),
            "2025-12-14T09:30:00.042+00:00"
        );
    }
}
