use super::*;
use http::HeaderValue;

fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
    lines
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect()
}

fn check(body: &str, name: &str, expected: &str) {
    assert_eq!(Fields::parse(body.as_bytes()).get(name), expected, "{body}");
}

#[test]
fn fields_are_read_as_browsers_write_them() {
    check("pass=plus1.abc&to=%2Fen%2Fstory%2Fa", "to", "/en/story/a");
    check("name=a+b%2B%20c", "name", "a b+ c");
    check("%D0%B0=%D1%8F", "а", "я");
    check("pass=+one%0D%0A", "pass", "one");
    check("a=1&a=2", "a", "1");
    check("a&b=", "a", "");
    check("a=b=c", "a", "b=c");
    check("&&a=1&", "a", "1");
    check("", "a", "");
}

#[test]
fn broken_fields_harm_nothing() {
    check("a=%zz%", "a", "%zz%");
    check("a=%ff", "a", "\u{fffd}");
    let many = "a=1&".repeat(MOST_FIELDS) + "b=2";
    check(&many, "b", "");
}

#[test]
fn forms_of_other_sites_are_known() {
    let elsewhere = |lines: &[_]| is_from_elsewhere(&headers(lines));
    for site in ["cross-site", "same-site", "nonsense", ""] {
        assert!(elsewhere(&[("host", "a"), ("origin", "https://a"), ("sec-fetch-site", site)]), "{site}");
    }
    for site in ["same-origin", "none"] {
        assert!(!elsewhere(&[("host", "a"), ("sec-fetch-site", site)]), "{site}");
    }
    for origin in ["https://b", "https://a.b", "https://a:81", "a", "file://a", "https://"] {
        assert!(elsewhere(&[("host", "a"), ("origin", origin)]), "{origin}");
    }
    for origin in ["https://a", "http://A", "null"] {
        assert!(!elsewhere(&[("host", "a"), ("origin", origin)]), "{origin}");
    }
    assert!(!elsewhere(&[("host", "a")]));
    assert!(!elsewhere(&[("host", "a:8080"), ("origin", "http://a:8080")]));
}

#[test]
fn an_ordinary_form_says_so() {
    let ordinary = |kind| is_ordinary(&headers(&[("content-type", kind)]));
    assert!(ordinary("application/x-www-form-urlencoded"));
    assert!(ordinary("Application/X-WWW-Form-URLencoded ; charset=utf-8"));
    assert!(!ordinary("text/plain"));
    assert!(!ordinary("multipart/form-data; boundary=application/x-www-form-urlencoded"));
    assert!(!is_ordinary(&HeaderMap::new()));
}
