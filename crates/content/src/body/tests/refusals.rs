//! What is not in the schema is refused with its place and what may stand there.

use super::*;

#[track_caller]
fn refused(json: &str, expected: &str) {
    let error = Body::parse(json).expect_err(json);
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_no_json_says_where() {
    refused("{\"type\":", "$: not valid JSON: EOF while parsing a value at line 1 column 8");
    refused("[]", "$: here an object with a `type` is expected");
    refused("{}", "$: the node has no `type`");
    refused(
        r#"{"type":"paragraph"}"#,
        "$: `paragraph` is not allowed here: a body starts with the node `doc`",
    );
}

#[test]
fn an_unknown_node_names_its_place_and_the_known_ones() {
    refused(
        &doc(r#"{"type":"paragraph"},{"type":"iframe"}"#),
        "$.content[1]: `iframe` is not allowed here: here only paragraph, heading, quotation, bullet_list, \
         ordered_list, picture, table, rule, card and plus may stand",
    );
}

#[test]
fn unknown_keys_attributes_and_marks_are_refused() {
    refused(
        &doc(r#"{"type":"paragraph","onclick":"x"}"#),
        "$.content[0]: unknown key `onclick`; a node has type, attrs, content, marks and text",
    );
    refused(
        &doc(r#"{"type":"heading","attrs":{"level":2,"id":"x"}}"#),
        "$.content[0].attrs: unknown attribute `id`; `heading` has level",
    );
    refused(
        &doc(r#"{"type":"paragraph","attrs":{"style":""}}"#),
        "$.content[0].attrs: unknown attribute `style`; `paragraph` has none",
    );
    refused(
        &doc(r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"underline"}]}]}"#),
        "$.content[0].content[0].marks[0]: `underline` is not allowed here: the marks are bold, italic, link and \
         language",
    );
    refused(
        &doc(
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold"},{"type":"bold"}]}]}"#,
        ),
        "$.content[0].content[0].marks[1]: `bold` is not allowed here: a mark is given once only",
    );
}

#[test]
fn attributes_have_their_kinds_and_bounds() {
    refused(
        &doc(r#"{"type":"heading"}"#),
        "$.content[0].attrs.level: a whole number from 2 to 4 is expected",
    );
    refused(
        &doc(r#"{"type":"heading","attrs":{"level":1}}"#),
        "$.content[0].attrs.level: a whole number from 2 to 4 is expected",
    );
    refused(
        &doc(r#"{"type":"ordered_list","attrs":{"start":-1}}"#),
        "$.content[0].attrs.start: a whole number from 0 to 1000000 is expected",
    );
    refused(
        &doc(r#"{"type":"picture","attrs":{"file":7}}"#),
        "$.content[0].attrs.file: a text in quotation marks is expected",
    );
    refused(
        &doc(r#"{"type":"picture"}"#),
        "$.content[0].attrs.file: a picture names its file, without control characters",
    );
    refused(
        &doc(
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"language","attrs":{"tag":"not a tag"}}]}]}"#,
        ),
        "$.content[0].content[0].marks[0].attrs.tag: `not a tag` is not a language tag; write one like `be` or `en-GB`",
    );
}

#[test]
fn wrong_nesting_is_refused() {
    refused(
        &doc(r#"{"type":"plus","content":[{"type":"plus"}]}"#),
        "$.content[0].content[0]: `plus` is not allowed here: here only paragraph, heading, quotation, bullet_list, \
         ordered_list, picture, table, rule and card may stand",
    );
    refused(
        &doc(r#"{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"picture"}]}]}"#),
        "$.content[0].content[0].content[0]: `picture` is not allowed here: here only paragraph, bullet_list and \
         ordered_list may stand",
    );
    refused(
        &doc(r#"{"type":"bullet_list","content":[{"type":"paragraph"}]}"#),
        "$.content[0].content[0]: `paragraph` is not allowed here: a list holds `list_item` only",
    );
    refused(
        &doc(r#"{"type":"quotation","content":[{"type":"heading"}]}"#),
        "$.content[0].content[0]: `heading` is not allowed here: a quotation holds paragraphs only",
    );
    refused(
        &doc(r#"{"type":"rule","content":[{}]}"#),
        "$.content[0]: `rule` holds nothing; its words stand in its attributes",
    );
    refused(
        &doc(r#"{"type":"text","text":"a"}"#),
        "$.content[0]: `text` is not allowed here: here only paragraph, heading, quotation, bullet_list, \
         ordered_list, picture, table, rule, card and plus may stand",
    );
    refused(
        &doc(r#"{"type":"paragraph","content":[{"type":"rule"}]}"#),
        "$.content[0].content[0]: `rule` is not allowed here: here only `text` and `hard_break` may stand",
    );
    refused(&doc(r#"{"type":"paragraph","text":"a"}"#), "$.content[0]: words stand in a `text` node only");
    refused(
        &doc(r#"{"type":"paragraph","marks":[{"type":"bold"}]}"#),
        "$.content[0]: marks stand on `text` only",
    );
}

#[test]
fn an_address_that_runs_is_refused_in_marks_and_cards() {
    let allowed = "only http://, https:// and mailto: addresses, /paths on this site and #places are linked";
    refused(
        &doc(
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"address":"javascript:alert(1)"}}]}]}"#,
        ),
        &format!("$.content[0].content[0].marks[0].attrs.address: {allowed}"),
    );
    refused(
        &doc(r#"{"type":"card","attrs":{"address":"data:text/html,x"}}"#),
        &format!("$.content[0].attrs.address: {allowed}"),
    );
    refused(
        &doc(r#"{"type":"card","attrs":{"address":"java\u0009script:alert(1)"}}"#),
        "$.content[0].attrs.address: the address holds a control character",
    );
}
