//! Documents made to hurt cost one pass over their bytes and an error.

use super::*;

#[track_caller]
fn refusal(json: &str) -> String {
    Body::parse(json).expect_err("over the limit").reason
}

#[test]
fn ten_thousand_levels_are_an_error_not_a_stack_overflow() {
    let nested = |open: &str, close: &str| doc(&(open.repeat(10_000) + &close.repeat(10_000)));
    let lists = nested(r#"{"type":"bullet_list","content":[{"type":"list_item","content":["#, "]}]}");
    assert!(refusal(&lists).starts_with("nested more than 64 levels deep at byte"));
    assert!(refusal(&nested("[", "]")).starts_with("nested more than 64 levels deep"));
    assert!(refusal(&"[".repeat(1_000_000)).starts_with("nested more than 64 levels deep"));
    assert!(refusal(&r#"{"a":"#.repeat(300_000)).starts_with("nested more than 64 levels deep"));
}

#[test]
fn a_deep_value_read_by_others_is_refused_too() {
    let value = (0..100).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
    assert!(Body::from_value(&value).expect_err("too deep").reason.starts_with("nested more than 64 levels"));
}

#[test]
fn brackets_in_strings_do_not_nest() {
    let text = r#"[{[{\"[{"#.repeat(100);
    let body = parsed(&format!(r#"{{"type":"paragraph","content":[{{"type":"text","text":"{text}"}}]}}"#));
    assert_eq!(body.plain_text(usize::MAX), r#"[{[{"[{"#.repeat(100));
}

#[test]
fn size_count_and_length_are_limited() {
    assert!(refusal(&" ".repeat(MAX_JSON_BYTES + 1)).contains("at most 2097152"));
    let rules = vec![r#"{"type":"rule"}"#; MAX_NODES].join(",");
    assert_eq!(refusal(&doc(&rules)), "the body has more than 20000 nodes; split the story");
    let half = "a".repeat(MAX_TEXT_BYTES / 2 + 1);
    let run = format!(r#"{{"type":"text","text":"{half}"}}"#);
    let long = format!(r#"{{"type":"rule"}},{{"type":"paragraph","content":[{run},{run}]}}"#);
    let error = Body::parse(doc(&long)).expect_err("two runs that read as one");
    assert_eq!(error.path, "$.content[1]");
    let caption = "a".repeat(MAX_ATTRIBUTE_BYTES + 1);
    let picture = format!(r#"{{"type":"picture","attrs":{{"file":"a","caption":"{caption}"}}}}"#);
    assert_eq!(refusal(&doc(&picture)), "longer than 16384 bytes; shorten it");
}

#[test]
fn characters_that_databases_refuse_are_taken_out_of_text() {
    let body = parsed(
        r#"{"type":"paragraph","content":[{"type":"text","text":"a\u0000b\u0007c\td\u2028e\ufefff\uffff"}]}"#,
    );
    assert_eq!(body.blocks, [Block::paragraph("abc d ef")]);
    let alone = Body::parse(doc(r#"{"type":"paragraph","content":[{"type":"text","text":"\ud800"}]}"#));
    assert!(alone.expect_err("half a character").reason.starts_with("not valid JSON"));
}
