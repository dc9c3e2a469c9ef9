use proptest::prelude::*;

use super::*;

#[test]
fn ids_sort_by_time_and_never_repeat() {
    let now = Time::parse_rfc3339("2025-12-14T09:30:00.123Z").unwrap();
    let (first, second) = (new_id(now), new_id(now));
    assert_ne!(first, second);
    assert_eq!(first.len(), 36);
    assert_eq!(first[..13], second[..13], "the same millisecond gives the same head");
    assert!(new_id(now.plus_millis(1)) > first);
    assert_eq!(new_id(Time::EARLIEST).len(), 36);
}

#[test]
fn a_short_code_is_easy_to_dictate() {
    assert_eq!(short_code(0), "0");
    assert_eq!(short_code(31), "z");
    assert_eq!(short_code(1_000_000), "ygj0");
    assert_eq!(short_code(u64::MAX), "fzzzzzzzzzzzz");
    assert_eq!(parse_short_code("YGJO"), Some(1_000_000));
    assert_eq!(parse_short_code("l0"), parse_short_code("10"));
}

#[test]
fn what_is_not_a_short_code_is_none() {
    for code in ["", "u", "0a", "a-b", "ў", "gzzzzzzzzzzzz", "fzzzzzzzzzzzzz", " 1"] {
        assert_eq!(parse_short_code(code), None, "{code}");
    }
}

proptest! {
    #[test]
    fn a_code_leads_back_to_its_number(number: u64) {
        prop_assert_eq!(parse_short_code(&short_code(number)), Some(number));
    }

    #[test]
    fn a_code_that_is_read_is_read_as_one_story(code in "[0-9a-zA-Z]{1,13}") {
        if let Some(number) = parse_short_code(&code) {
            prop_assert_eq!(short_code(number).len(), code.len());
        }
    }
}
