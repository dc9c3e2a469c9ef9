use base::{Language, Time};

use super::*;

fn be() -> Language {
    "be".parse().unwrap()
}

#[test]
fn times_as_databases_write_them() {
    let at = |text| Time::parse_rfc3339(text).ok();
    assert_eq!(time("2021-03-01T10:00:00.000Z"), at("2021-03-01T10:00:00Z"));
    assert_eq!(time(" 2021-03-01 10:00:00"), at("2021-03-01T10:00:00Z"));
    assert_eq!(time("1614592800000"), at("2021-03-01T10:00:00Z"));
    assert_eq!(time("1970-01-01 00:00:00"), Some(Time::from_millis(0)));
    for none in ["", "0000-00-00 00:00:00", "-0001-11-30 00:00:00", "yesterday", "2021-13-01 10:00:00"] {
        assert_eq!(time(none), None, "{none}");
    }
}

#[test]
fn slugs_as_wordpress_writes_them() {
    let made = |text| slug(text, &be()).map(|slug| slug.to_string());
    assert_eq!(
        made("%d0%bd%d0%b0%d0%b2%d1%96%d0%bd%d0%b0-%d0%b4%d0%bd%d1%8f").as_deref(),
        Some("navina-dnia")
    );
    assert_eq!(made("already-fine-2").as_deref(), Some("already-fine-2"));
    assert_eq!(made("Under_Score").as_deref(), Some("under-score"));
    assert_eq!(made("%ff%zz%").as_deref(), Some("ff-zz"));
    assert_eq!(made(" "), None);
}

#[test]
fn ids_are_taken_when_they_can_stand() {
    assert_eq!(story_id("wp", "101").as_deref(), Some("wp-101"));
    assert_eq!(story_id("ghost", "64AA").as_deref(), Some("ghost-64aa"));
    for bad in ["", "1 2", "ы", &"9".repeat(70)] {
        assert_eq!(story_id("wp", bad), None);
    }
}

#[test]
fn tags_name_languages_that_the_agency_has() {
    let languages: Vec<Language> = ["en", "be", "pt-BR"].iter().map(|tag| tag.parse().unwrap()).collect();
    let named = |text| language_named(text, &languages).map(|language| language.to_string());
    assert_eq!(named("lang-be").as_deref(), Some("be"));
    assert_eq!(named("BE").as_deref(), Some("be"));
    assert_eq!(named("be_BY").as_deref(), Some("be"));
    assert_eq!(named("pt_br").as_deref(), Some("pt-BR"));
    assert_eq!(named("ru"), None);
    assert_eq!(named("note to self"), None);
}

#[test]
fn long_texts_are_cut_between_characters() {
    let mut text = "аб".repeat(10);
    assert!(cut(&mut text, 7));
    assert_eq!(text, "абабаб…");
    let mut fits = "абабабa".to_owned();
    assert!(!cut(&mut fits, 7));
}

#[test]
fn markup_in_a_title_is_words_only() {
    assert_eq!(words("A &amp; <em>B</em> <script>x</script>", &be()), "A & B");
    assert_eq!(one_line(" a\n b\u{0} "), "a b");
}
