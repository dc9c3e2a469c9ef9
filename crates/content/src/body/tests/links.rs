//! Which addresses are linked, and in which spelling.

use super::*;

#[test]
fn allowed_addresses_are_kept_in_one_spelling() {
    for (given, kept) in [
        ("https://example.org", "https://example.org"),
        (" HTTPS://example.org/a b ", "https://example.org/a%20b"),
        ("http://[2001:db8::1]:80/[x]", "http://[2001:db8::1]:80/%5Bx%5D"),
        ("https://example.org/100%/%41?q=\"'#a#b", "https://example.org/100%25/%41?q=%22'#a%23b"),
        ("https://пример.бел/шлях", "https://пример.бел/шлях"),
        ("https://example.org\\@evil.org", "https://example.org%5C@evil.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/be/story/x", "/be/story/x"),
        ("/", "/"),
        ("#top", "#top"),
    ] {
        let link = Link::parse(given).unwrap_or_else(|error| panic!("{given}: {error}"));
        assert_eq!(link.as_str(), kept);
        assert_eq!(Link::parse(kept).as_ref(), Ok(&link), "the kept spelling stays");
    }
}

#[test]
fn everything_else_is_refused() {
    for address in [
        "",
        " ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "javascript\u{0}:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "blob:https://example.org/x",
        "file:///etc/passwd",
        "ftp://example.org",
        "tg://resolve?domain=x",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "http:example.org",
        "http:/example.org",
        "https://",
        "https:///path",
        "https://:80/",
        "https://user@/",
        "https://exa mple.org",
        "example.org",
        "mailto:",
        "feed:javascript:alert(1)",
        "https://example.org/\u{2028}x",
    ] {
        assert!(Link::parse(address).is_err(), "{address:?}");
    }
    assert_eq!(Link::parse(&format!("/{}", "a".repeat(4096))), Err(LinkRefused::TooLong));
}

#[test]
fn only_the_web_is_outgoing() {
    let link = |address| Link::parse(address).expect("allowed");
    assert!(link("http://example.org").is_outgoing());
    assert!(!link("/http").is_outgoing());
    assert!(!link("mailto:a@b").is_outgoing());
    assert_eq!(link("https://u@www.example.org:1/x").host(), Some("example.org:1"));
    assert_eq!(link("/x").host(), None);
}
