use super::*;

fn check(range: &str, expected: Part) {
    assert_eq!(parse_range(range, 1000), expected, "{range}");
}

#[test]
fn single_ranges_are_understood() {
    check("bytes=0-99", Part::Of(0..100));
    check("bytes=900-", Part::Of(900..1000));
    check("bytes=-100", Part::Of(900..1000));
    check("bytes=-5000", Part::Of(0..1000));
    check("bytes=990-5000", Part::Of(990..1000));
    check("bytes=0-18446744073709551615", Part::Of(0..1000));
}

#[test]
fn ranges_outside_the_file_are_refused() {
    check("bytes=1000-", Part::Outside);
    check("bytes=1000-2000", Part::Outside);
    check("bytes=-0", Part::Outside);
    assert_eq!(parse_range("bytes=0-", 0), Part::Outside);
}

#[test]
fn what_is_not_a_single_range_gets_the_whole_file() {
    for range in
        ["bytes=0-1,5-6", "lines=1-2", "bytes=5-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2", ""]
    {
        check(range, Part::Whole);
    }
    check("bytes=99999999999999999999-", Part::Whole);
}
