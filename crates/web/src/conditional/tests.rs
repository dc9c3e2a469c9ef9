use super::*;

fn check(header: &str, expected: bool) {
    assert_eq!(none_match_finds(header.as_bytes(), "abc-br5"), expected, "{header}");
}

#[test]
fn if_none_match_reads_lists_weak_tags_and_the_star() {
    check("\"abc-br5\"", true);
    check("W/\"abc-br5\"", true);
    check("\"x\", \"abc-br5\"", true);
    check("\"x\",W/\"y\" ,\"abc-br5\"", true);
    check("*", true);
    check("\"abc-br9\"", true);
    check("\"abc-gzip6\"", false);
    check("\"a,b\", \"x\"", false);
    check("abc-br5", false);
    check("\"abc-br5", false);
    check("", false);
    check("W/", false);
}

#[test]
fn if_modified_since_compares_whole_seconds() {
    let modified = Time::from_millis(784_111_777_900);
    assert_eq!(http_date(modified), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert!(not_modified_since(b"Sun, 06 Nov 1994 08:49:37 GMT", modified));
    assert!(not_modified_since(b"Sunday, 06-Nov-94 08:49:37 GMT", modified));
    assert!(!not_modified_since(b"Sun, 06 Nov 1994 08:49:36 GMT", modified));
    assert!(!not_modified_since(b"yesterday", modified));
    assert!(!not_modified_since(b"\xff", modified));
}

#[test]
fn odd_times_do_not_panic() {
    assert_eq!(http_date(Time::from_millis(-5)), "Thu, 01 Jan 1970 00:00:00 GMT");
    http_date(Time::from_millis(i64::MAX));
    http_date(Time::from_millis(i64::MIN));
}
