//! Who sees a card.

use super::*;
use serde_json::json;

#[test]
fn a_card_is_open_only_when_everybody_sees_it() {
    let all = "status:free,status:-free";
    for (visibility, expected) in [
        (json!(null), Audience::Everybody),
        (
            json!({"web": {"nonMember": true, "memberSegment": all}, "email": {"memberSegment": ""}}),
            Audience::Everybody,
        ),
        (json!({"web": {"nonMember": false, "memberSegment": all}}), Audience::Some),
        (json!({"web": {"nonMember": true, "memberSegment": ""}}), Audience::Some),
        (json!({"web": {"nonMember": false, "memberSegment": "status:-free"}}), Audience::Some),
        (json!({"web": {"nonMember": false, "memberSegment": ""}}), Audience::NobodyOnTheWeb),
        (json!({"web": {}}), Audience::Some),
        (json!({"web": 1}), Audience::Some),
        (json!({"showOnWeb": true, "showOnEmail": true, "segment": ""}), Audience::Everybody),
        (json!({"showOnWeb": true, "segment": "status:-free"}), Audience::Some),
        (json!({"showOnWeb": false}), Audience::NobodyOnTheWeb),
        (json!({}), Audience::Some),
        (json!("paid"), Audience::Some),
    ] {
        assert_eq!(audience(&json!({ "visibility": visibility })), expected, "{visibility}");
    }
    assert_eq!(audience(&json!({})), Audience::Everybody);
}
