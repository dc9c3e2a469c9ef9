use std::collections::BTreeSet;

use super::messages::variables_of;
use super::*;
use crate::time::{Date, Time};
use crate::zone::Zone;

fn locale(tag: &str) -> Arc<Locale> {
    Locales::load(None).unwrap().get(&Language::parse(tag).unwrap())
}

fn december_14() -> Date {
    Date::new(2025, 12, 14).unwrap()
}

/// A folder of messages, and what comes of it.
fn load_with(files: &[(&str, &str)]) -> Result<Locales, LocaleError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Locales::load(Some(folder.path()))
}

#[test]
fn every_language_has_the_same_messages_and_variables() {
    let complete = variables_of(BUILT_IN[0].1);
    assert!(complete.len() > 100);
    for (tag, text) in BUILT_IN {
        let messages = variables_of(text);
        let ids =
            |map: &BTreeMap<&str, BTreeSet<&str>>| map.keys().map(|id| id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&messages), ids(&complete), "{tag}");
        for (id, variables) in &messages {
            assert_eq!(variables, &complete[id], "{tag}: {id}");
        }
    }
}

#[test]
fn every_message_is_formatted_without_errors() {
    for (tag, text) in BUILT_IN {
        let locale = locale(tag);
        assert_eq!(locale.language().as_str(), *tag);
        for (id, variables) in variables_of(text) {
            for number in [0, 1, 2, 5, 11, 21, 1944] {
                let args: Vec<_> = variables.iter().map(|name| (*name, Arg::Number(number))).collect();
                let text = locale.try_text(id, &args).unwrap();
                assert!(
                    !text.trim().is_empty() && !text.contains(['{', '$', '\u{2068}']),
                    "{tag}: {id}: {text}"
                );
            }
        }
    }
}

#[test]
fn a_dateline_is_in_the_language_of_its_story() {
    let check = |tag, agency, expected| {
        assert_eq!(locale(tag).dateline(december_14(), None, agency), expected);
    };
    check("en", "Pozirk", "December 14, Pozirk.");
    check("be", "Позірк", "14 снежня, Позірк.");
    check("ru", "Позірк", "14 декабря, Позірк.");
    assert_eq!(
        locale("en").dateline(december_14(), Some("Vilnius"), "Pozirk"),
        "Vilnius, December 14, Pozirk."
    );
    assert_eq!(locale("be").dateline(december_14(), Some("Вільня"), "Позірк"), "Вільня, 14 снежня, Позірк.");
}

#[test]
fn dates_follow_the_language() {
    let time = Time::parse_rfc3339("2025-12-14T07:05:00Z").unwrap();
    let vilnius = Zone::named("Europe/Vilnius").unwrap();
    let check = |tag, day, weekday, month, moment| {
        let locale = locale(tag);
        assert_eq!(locale.day(december_14()), day);
        assert_eq!(locale.weekday_and_day(december_14()), weekday);
        assert_eq!(locale.month(2025, 12), month);
        assert_eq!(locale.moment(time, &vilnius), moment);
    };
    check(
        "en",
        "December 14, 2025",
        "Sunday, December 14, 2025",
        "December 2025",
        "December 14, 2025, 09:05",
    );
    check("be", "14 снежня 2025", "Нядзеля, 14 снежня 2025", "Снежань 2025", "14 снежня 2025, 09:05");
    check("ru", "14 декабря 2025", "Воскресенье, 14 декабря 2025", "Декабрь 2025", "14 декабря 2025, 09:05");
}

#[test]
fn numbers_choose_their_plural() {
    let count = |tag: &str, number| locale(tag).text("stories-count", &[("count", Arg::Number(number))]);
    assert_eq!([1, 2].map(|number| count("en", number)), ["1 story", "2 stories"]);
    assert_eq!(
        [1, 3, 5, 11, 21].map(|n| count("be", n)),
        ["1 навіна", "3 навіны", "5 навін", "11 навін", "21 навіна"]
    );
    assert_eq!([1, 22, 112].map(|n| count("ru", n)), ["1 новость", "22 новости", "112 новостей"]);
}

#[test]
fn values_are_set_as_they_are() {
    let text = locale("en").text("correction", &[("date", "May 2".into()), ("note", "“A” {$b} <c>".into())]);
    assert_eq!(text, "Correction, May 2: “A” {$b} <c>");
}

#[test]
fn a_page_is_not_lost_for_a_word() {
    let english = locale("en");
    assert_eq!(english.text("no-such-message", &[]), "no-such-message");
    assert_eq!(english.text("by", &[]), "By {$names}");
    assert!(english.try_text("no-such-message", &[]).is_err());
    assert!(english.try_text("by", &[]).is_err());
    assert!(english.has("by") && !english.has("no-such-message"));
}

#[test]
fn a_language_without_messages_speaks_its_nearest_one() {
    let locales = Locales::load(None).unwrap();
    let get = |tag| locales.get(&Language::parse(tag).unwrap()).language().to_string();
    assert_eq!([get("be-tarask"), get("ru-BY"), get("lt")], ["be", "ru", "en"]);
    assert!(locales.lack(&Language::parse("be-tarask").unwrap()).is_none());
    let lack = locales.lack(&Language::parse("lt").unwrap()).unwrap();
    assert!(lack.contains("locales/lt.ftl"), "{lack}");
}

#[test]
fn every_file_of_the_binary_is_in_order() {
    for locales in [Locales::load(None).unwrap(), Locales::load_desk(None).unwrap()] {
        let languages: Vec<Language> = locales.by_language.keys().cloned().collect();
        assert_eq!(languages.len(), BUILT_IN.len());
        for language in languages {
            assert!(locales.get(&language).has("menu"), "{language}");
        }
    }
}

#[test]
fn a_file_in_the_folder_adds_a_language_or_replaces_messages() {
    let files = [
        ("be-tarask.ftl", "latest = Найноўшае\n"),
        ("be.ftl", "menu = Спіс\n"),
        ("lt.ftl", "menu = Meniu\n"),
    ];
    let locales = load_with(&files).unwrap();
    let text = |tag, id| locales.get(&Language::parse(tag).unwrap()).text(id, &[]);
    assert_eq!(text("be-tarask", "latest"), "Найноўшае");
    assert_eq!(text("be-tarask", "menu"), "Спіс", "what it does not say, its primary language says");
    assert_eq!(text("be", "latest"), "Апошнія навіны");
    assert_eq!([text("lt", "menu"), text("lt", "latest")], ["Meniu", "Latest"]);
    assert!(locales.remarks().is_empty());
}

#[test]
fn oddities_in_a_file_are_remarked() {
    let locales =
        load_with(&[("en.ftl", "# a note\n-term = x\nmenuu = A\nby = { $name }\nolder = B\n")]).unwrap();
    assert_eq!(locales.remarks().len(), 2);
    assert!(locales.remarks()[0].ends_with("the message 'by' is given no $name"));
    assert!(locales.remarks()[1].ends_with("'menuu'; did you mean 'menu'?"));
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_its_place() {
    let error = load_with(&[("be.ftl", "menu = A\nolder = { $\n")]).unwrap_err().to_string();
    assert!(error.contains("be.ftl, line 2: "), "{error}");
    let error = load_with(&[("belarusian language.ftl", "")]).unwrap_err().to_string();
    assert!(error.contains("name it as its tag"), "{error}");
}

#[test]
fn a_folder_that_is_not_there_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Locales::load(Some(&folder.path().join("locales"))).is_ok());
}

#[test]
fn locales_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locales>();
    shared::<Arc<Locale>>();
}
