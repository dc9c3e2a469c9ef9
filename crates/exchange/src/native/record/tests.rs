use super::Record;

const STORY: &str = r#""id":"a","language":"en","state":"draft","headline":"H""#;

#[test]
fn a_story_is_one_wherever_its_kind_stands() {
    for line in [
        format!(r#"{{"kind":"story",{STORY}}}"#),
        format!(r#"{{"kind": "story", {STORY}}}"#),
        format!(r#" {{{STORY},"kind":"st\u006fry"}}"#),
    ] {
        assert!(matches!(Record::parse(&line), Ok(Record::Story(_))), "{line}");
    }
    assert!(Record::parse(&format!(r#"{{"kind":"story",{STORY},"kind":"topic"}}"#)).is_err());
    assert!(Record::parse(&format!("{{{STORY}}}")).unwrap_err().contains("no 'kind'"));
}

#[test]
fn people_have_a_role_and_a_switch_and_others_have_not() {
    let Ok(Record::Concept(person)) = Record::parse(r#"{"kind":"person","id":"a","names":{"en":"A"}}"#)
    else {
        panic!()
    };
    assert_eq!((person.role, person.hidden), (Some(content::Role::Named), false));
    assert!(Record::parse(r#"{"kind":"topic","id":"a","names":{"en":"A"},"hidden":true}"#).is_err());
    assert!(Record::parse(r#"{"kind":"topic","id":"a","names":{"en":" "}}"#).is_err());
    assert!(Record::parse(r#"{"kind":"topic","id":"a","names":{"e n":"A"}}"#).is_err());
    assert!(Record::parse(r#"{"kind":"topic","id":"a","names":{"en":"A"},"position":-1}"#).is_err());
}
