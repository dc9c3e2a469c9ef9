use super::*;
use crate::date::Date;
use http::header::{self, HeaderValue};

fn packed(rendered: Rendered) -> Page {
    Page::pack(rendered, Mark::default(), &Policy::readers())
}

fn head(page: &Page, conditions: &Conditions<'_>) -> String {
    let date = Date::at(Time::from_millis(1_765_704_600_000));
    let bytes = page.answer(conditions).expect("an answer").bytes(&date, false);
    String::from_utf8_lossy(&bytes).split("\r\n\r\n").next().unwrap_or("").to_owned()
}

fn long() -> Rendered {
    Rendered::html("The agency said so. ".repeat(200))
}

#[test]
fn a_head_is_what_readers_get() {
    let page = packed(long().header(header::REFERRER_POLICY, HeaderValue::from_static("same-origin")));
    let head = head(&page, &Conditions { accept_encoding: Some(b"br"), ..Conditions::default() });
    insta::assert_snapshot!(head.replace("\r\n", "\n"));
}

#[test]
fn a_date_counts_only_where_there_is_no_tag() {
    let modified = Time::from_millis(784_111_777_000);
    let page = packed(Rendered { last_modified: Some(modified), ..long() });
    let since =
        Conditions { if_modified_since: Some(b"Sun, 06 Nov 1994 08:49:37 GMT"), ..Conditions::default() };
    assert!(head(&page, &since).starts_with("HTTP/1.1 304 "));
    let both = Conditions { if_none_match: Some(b"\"other\""), ..since };
    assert!(head(&page, &both).starts_with("HTTP/1.1 200 "));
}

#[test]
fn only_pages_that_are_there_have_tags() {
    let page = packed(long().status(StatusCode::GONE));
    let any = Conditions { if_none_match: Some(b"*"), ..Conditions::default() };
    let head = head(&page, &any);
    assert!(head.starts_with("HTTP/1.1 410 Gone\r\n") && !head.contains("etag"), "{head}");
}

#[test]
fn what_does_not_get_smaller_is_not_packed() {
    for rendered in [Rendered::new("image/webp", vec![0; 5000]), Rendered::html("short")] {
        let page = packed(rendered);
        assert!(page.body(Coding::Gzip).is_none() && page.body(Coding::Brotli).is_none());
        assert!(!head(&page, &Conditions::default()).contains("vary"));
    }
}

#[test]
fn a_page_packed_better_is_the_same_page() {
    let page = packed(long());
    page.note_use();
    assert!(page.deserves_better(9));
    let better = page.packed_better(9).unwrap();
    assert!(!better.deserves_better(9) && better.packed_better(9).is_none());
    assert_eq!(better.body(Coding::Identity), page.body(Coding::Identity));
    let first = head(&page, &Conditions { accept_encoding: Some(b"br"), ..Conditions::default() });
    let tag = first.split("etag: ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    let held = Conditions {
        accept_encoding: Some(b"br"),
        if_none_match: Some(tag.as_bytes()),
        ..Conditions::default()
    };
    assert!(
        head(&better, &held).starts_with("HTTP/1.1 304 "),
        "a reader of the first packing holds the page"
    );
}

#[test]
fn the_date_goes_into_every_kind_of_answer() {
    let page = packed(long());
    let held = Conditions { if_none_match: Some(b"*"), ..Conditions::default() };
    let head_only = Conditions { head_only: true, ..Conditions::default() };
    for conditions in [Conditions::default(), held, head_only] {
        for (millis, written) in
            [(0, "Thu, 01 Jan 1970 00:00:00"), (1_765_704_600_000, "Sun, 14 Dec 2025 09:30:00")]
        {
            let date = Date::at(Time::from_millis(millis));
            for close in [false, true] {
                let bytes = page.answer(&conditions).unwrap().bytes(&date, close);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(text.contains(&format!("date: {written} GMT\r\n")), "{text}");
                assert_eq!(text.contains("\r\nconnection: close\r\n\r\n"), close, "{text}");
            }
        }
    }
}

#[test]
fn a_path_in_a_redirect_is_escaped() {
    let page = packed(Rendered::redirect(StatusCode::FOUND, "/be/story/М\r\nx: y"));
    let head = head(&page, &Conditions::default());
    assert!(head.contains("\r\nlocation: /be/story/%D0%9C%0D%0Ax%3A%20y\r\n"), "{head}");
}
