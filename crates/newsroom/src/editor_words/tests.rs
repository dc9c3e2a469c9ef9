use serde_json::{Map, Value, json};

use super::{LIST, in_a_page, message};

#[test]
fn nothing_that_a_story_says_ends_the_script_element() {
    let data = json!({ "headline": "</script><script>alert(1)</script><!-- & \u{2028}" });
    let text = in_a_page(&data);
    assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), data);
}

#[test]
fn the_scripts_words_are_said_in_every_language() {
    let list: Map<String, Value> = serde_json::from_str(LIST).unwrap();
    for (tag, text) in [
        ("en", include_str!("../../../../locales/desk/en/editor.ftl")),
        ("be", include_str!("../../../../locales/desk/be/editor.ftl")),
        ("ru", include_str!("../../../../locales/desk/ru/editor.ftl")),
    ] {
        let is_said =
            |key: &String| text.lines().any(|line| line.starts_with(&format!("{} =", message(key))));
        let missing: Vec<&String> = list.keys().filter(|key| !is_said(key)).collect();
        assert!(missing.is_empty(), "{tag}: {missing:?}");
    }
}
