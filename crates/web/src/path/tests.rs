use super::*;
use proptest::prelude::*;

fn check(target: &str, expected: Result<&str, PathFault>) {
    assert_eq!(parse(target).as_deref().map_err(|fault| *fault), expected, "{target:?}");
}

#[test]
fn good_addresses_are_decoded_once() {
    check("/", Ok("/"));
    check("/en/", Ok("/en/"));
    check("/en/story/wages-fall", Ok("/en/story/wages-fall"));
    check("/en/story/wages-fall?utm_source=x&y=../..", Ok("/en/story/wages-fall"));
    check("/be/story/%D0%9C%D1%96%D0%BD%D1%81%D0%BA", Ok("/be/story/Мінск"));
    check("/media/a%20b.jpg", Ok("/media/a b.jpg"));
    check("/a...b/..c", Ok("/a...b/..c"));
}

#[test]
fn what_could_mean_two_things_is_refused() {
    use PathFault::{Absent, Malformed};
    for target in [
        "",
        "en",
        "*",
        "http://host/",
        "/..",
        "/../etc/passwd",
        "/a/./b",
        "/a/%2e%2e/b",
        "/%2E/",
        "/a%2fb",
        "/a%2Fb",
        "/a%00b",
        "/a%0ab",
        "/%ff",
        "/%c3%28",
        "/%",
        "/%4",
        "/%zz",
        "/a\\b",
        "/a%5cb",
        "/a#b",
        "/%7f",
        "/%C2%85",
    ] {
        check(target, Err(Malformed));
    }
    for target in ["//", "//evil.example/", "/en//story", "/en/story//", "/%2541"] {
        check(target, Err(Absent));
    }
}

proptest! {
    #[test]
    fn no_target_panics_and_what_passes_is_safe(target in "[/a-z%.0-9\\\\?#\u{0}-\u{ff}]{0,40}") {
        if let Ok(path) = parse(&target) {
            prop_assert!(path.starts_with('/') && !path.contains("//") && !path.contains('%'));
            prop_assert!(path.split('/').all(|segment| segment != ".." && segment != "."));
            let again = escaped(&path);
            let reread = parse(&again);
            prop_assert_eq!(reread.as_deref(), Ok(&*path));
        }
    }
}
