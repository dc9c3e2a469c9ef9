use super::*;
use proptest::prelude::*;

fn check(head: &str, expected: &str) {
    let kind = match read_head(head.as_bytes(), 4096) {
        Head::Partial => "partial".to_owned(),
        Head::Plain { length, target, conditions, shown: Shown { cookie, .. }, close } => {
            assert_eq!(length, head.len());
            format!(
                "{target} {}{}{}",
                cookie.map(|cookie| String::from_utf8_lossy(cookie) + " ").unwrap_or_default(),
                if conditions.head_only { "head " } else { "" },
                if close { "close" } else { "" }
            )
        }
        Head::Odd => "odd".to_owned(),
        Head::Bad(refusal) => format!("{refusal:?}"),
    };
    assert_eq!(kind.trim_end(), expected, "{head:?}");
}

#[test]
fn plain_requests_take_the_short_way() {
    check("GET /en/ HTTP/1.1\r\nHost: a\r\n\r\n", "/en/");
    check("HEAD /en/?q HTTP/1.1\r\nhost: a\r\nConnection: close\r\n\r\n", "/en/?q head close");
    check(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\nRange: bytes=0-\r\nCookie: x=y\r\n\r\n",
        "/ x=y",
    );
    check("GET /en/ HTTP/1.1\r\nHost: a\r\n", "partial");
    check("G", "partial");
}

#[test]
fn others_are_handed_over_or_refused() {
    for lines in [
        "",
        "Host: a\r\nHost: b\r\n",
        "Host: a\r\nContent-Length: 0\r\n",
        "Host: a\r\nTransfer-Encoding: chunked\r\n",
        "Host: a\r\nExpect: 100-continue\r\n",
        "Host: a\r\nConnection: upgrade\r\n",
        "Host: a\r\nAccept-Encoding: br\r\nAccept-Encoding: gzip\r\n",
        "Host: a\r\nCookie: x=1\r\nCookie: y=1\r\n",
        "Host: a\r\nIf-None-Match: x\r\nIf-None-Match: y\r\n",
    ] {
        check(&format!("GET / HTTP/1.1\r\n{lines}\r\n"), "odd");
    }
    check("POST / HTTP/1.1\r\nHost: a\r\n\r\n", "odd");
    check("GET / HTTP/1.0\r\nHost: a\r\n\r\n", "odd");
    check("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "odd");
    check("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", "odd");
    check("nonsense\r\n\r\n", "Malformed");
    check(&format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(5000)), "TargetTooLong");
    check(&format!("GET / HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(65)), "HeadersTooLarge");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_head(&bytes, 100);
    }

    #[test]
    fn nothing_near_a_request_panics(
        text in "(GET|HEAD|P) [ -~]{0,20} HTTP/1.[01]\r\n([A-Za-z-]{0,6}:[ -~]{0,9}\r\n){0,4}(\r\n)?"
    ) {
        match read_head(text.as_bytes(), 100) {
            Head::Plain { length, target, .. } => prop_assert!(length <= text.len() && target.starts_with('/')),
            Head::Partial | Head::Odd | Head::Bad(_) => {}
        }
    }
}
