use std::collections::BTreeMap;

use serde::Deserialize;

use super::said;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its errors are looked at")]
struct Record {
    headline: String,
    id: u8,
}

fn error(json: &str) -> String {
    said(serde_json::from_str::<Record>(json).unwrap_err())
}

#[test]
fn a_typo_gets_the_name_that_was_meant() {
    assert_eq!(error(r#"{"headlin":"x"}"#), "there is no field 'headlin': is it 'headline'? (column 10)");
    assert_eq!(error(r#"{"gossip":"x"}"#), "there is no field 'gossip' (column 9)");
}

#[test]
fn the_line_is_not_told() {
    assert_eq!(error("{"), "EOF while parsing an object (column 1)");
    let error = serde_json::from_str::<BTreeMap<u8, u8>>("[]").unwrap_err();
    assert!(!said(error).contains("line"));
}
