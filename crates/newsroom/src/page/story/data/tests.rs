use serde_json::json;

use super::in_a_page;

#[test]
fn nothing_that_a_story_says_ends_the_script_element() {
    let data = json!({ "headline": "</script><script>alert(1)</script><!-- & \u{2028}" });
    let text = in_a_page(&data);
    assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), data);
}
