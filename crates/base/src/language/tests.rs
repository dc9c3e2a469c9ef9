use proptest::prelude::*;

use super::*;

fn check(text: &str, tag: &str) {
    assert_eq!(Language::parse(text).map(|language| language.to_string()), Ok(tag.to_owned()));
}

#[test]
fn a_tag_is_taken_and_its_case_put_right() {
    check("en", "en");
    check("BE", "be");
    check("be-TARASK", "be-tarask");
    check("sr-latn", "sr-Latn");
    check("pt-br", "pt-BR");
    check("zh-hant-hk", "zh-Hant-HK");
    check("zh-cmn-hans-cn", "zh-cmn-Hans-CN");
    check("es-419", "es-419");
    check("de-1996", "de-1996");
    check("be-latn-by-1959acad", "be-Latn-BY-1959acad");
    check("en-a-bbb-X-AB-Latn", "en-a-bbb-x-ab-latn");
    check("X-Vestka", "x-vestka");
}

#[test]
fn what_is_not_a_tag_is_refused() {
    for text in [
        "",
        "e",
        "-",
        "en-",
        "-en",
        "en_US",
        "мова",
        "en us",
        "en-a",
        "en-x",
        "en-US-US",
        "en-Latn-Latn",
        "12",
        "x",
        "en/../be",
    ] {
        assert!(Language::parse(text).is_err(), "{text} was taken");
    }
    assert!(Language::parse(&"en-variant".repeat(9)).is_err());
}

#[test]
fn the_primary_language_stands_first() {
    assert_eq!(Language::parse("be-tarask").unwrap().primary(), "be");
    assert_eq!(Language::parse("ru").unwrap().primary(), "ru");
}

proptest! {
    #[test]
    fn a_tag_is_read_back_as_itself(text in "[a-zA-Z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?(-[a-z0-9]{5,8})?") {
        let language = Language::parse(&text).unwrap();
        prop_assert_eq!(Language::parse(language.as_str()), Ok(language));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-zA-Z0-9-]{0,36}|.{0,20}") {
        let _ = Language::parse(&text);
    }
}
