//! What holds for every body and every input.

use super::arbitrary::body;
use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn canonical_json_reads_back_as_the_same_body(body in body()) {
        let json = body.to_json();
        prop_assert_eq!(Body::parse(&json), Ok(body.clone()), "{}", json);
        prop_assert_eq!(body.clone().normalised(), body);
    }

    #[test]
    fn a_body_inside_other_json_reads_the_same(body in body()) {
        let value = serde_json::to_value(&body).expect("serialises");
        prop_assert_eq!(serde_json::from_value::<Body>(value).expect("reads"), body);
    }

    #[test]
    fn any_bytes_give_a_body_or_an_error(bytes in any::<Vec<u8>>()) {
        let _ = Body::parse(bytes);
    }

    #[test]
    fn the_open_part_and_the_html_hold_what_they_should(body in body()) {
        let open = body.open_part();
        prop_assert!(!open.has_plus());
        prop_assert_eq!(Body::parse(open.to_json()), Ok(open.clone()));
        let html = body.to_html(&|_| None);
        prop_assert!(!html.contains("<script") && !html.contains("javascript:"));
        prop_assert_eq!(balance(&html), 0, "{}", html);
    }

    #[test]
    fn a_cut_text_keeps_to_its_limit(body in body(), limit in 0..200_usize) {
        prop_assert!(body.plain_text(limit).chars().count() <= limit.max(1));
    }
}

/// Opened minus closed elements; words are escaped, so each `<` is markup.
fn balance(html: &str) -> i64 {
    let void = ["<br>", "<hr>", "<img", "<source"];
    html.match_indices('<')
        .map(|(at, _)| match &html[at..] {
            tag if void.iter().any(|void| tag.starts_with(void)) => 0,
            tag if tag.starts_with("</") => -1,
            _ => 1,
        })
        .sum()
}
