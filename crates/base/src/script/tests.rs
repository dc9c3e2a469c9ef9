use proptest::prelude::*;

use super::*;
use crate::Language;

fn check(language: &str, text: &str, expected: &str) {
    let language = Language::parse(language).unwrap();
    assert_eq!(slug(text, &language).as_str(), expected, "{language}: {text}");
}

#[test]
fn belarusian_follows_the_instruction_of_2007() {
    for (name, expected) in [
        ("Гродна", "hrodna"),
        ("Магілёў", "mahiliou"),
        ("Ляхавічы", "liachavicy"),
        ("Лёзна", "liozna"),
        ("Жодзіна", "zodzina"),
        ("Ёнава", "jonava"),
        ("Ельск", "jelsk"),
        ("Бабаедава", "babajedava"),
        ("Вязынка", "viazynka"),
        ("Юхавічы", "juchavicy"),
        ("Гаюціна", "hajucina"),
        ("Раз’езд", "razjezd"),
        ("Верхняе Сям'я", "vierchniaje-siamja"),
        ("Круп'е", "krupje"),
        ("Ільянка", "iljanka"),
        ("Салаўёў", "salaujou"),
        ("Ухвала, Цэнтр, Чавусы, Шуміліна", "uchvala-centr-cavusy-sumilina"),
        ("Чурлёніс — у Мінску", "curlionis-u-minsku"),
    ] {
        check("be", name, expected);
    }
    check("be-tarask", "Горадня", "horadnia");
}

#[test]
fn cyrillic_and_lacinka_meet() {
    for (cyrillic, lacinka) in [
        ("Лукашэнка", "Łukašenka"),
        ("Ціханоўская", "Cichanoŭskaja"),
        ("Беларускі Гаюн", "Biełaruski Hajun"),
        ("Сьвіслач", "Śvisłač"),
    ] {
        let language = Language::parse("be").unwrap();
        assert_eq!(slug(cyrillic, &language), slug(lacinka, &language));
    }
    check(
        "en",
        "Łukašenka’s aide in Ściaŭź, Žłobin, Ńivy, Ćvirki",
        "lukasenkas-aide-in-sciauz-zlobin-nivy-cvirki",
    );
}

#[test]
fn russian_follows_bgn_pcgn() {
    check("ru", "Екатеринбург и Ельск", "yekaterinburg-i-yelsk");
    check("ru", "Объезд в Гомеле: ещё щука", "obyezd-v-gomele-yeshche-shchuka");
    check("ru", "Андреев, Ёлкин, Соловьёв, Чайковский", "andreyev-yelkin-solovyev-chaykovskiy");
    check("ru", "Хлеб и цены выросли на 7,5%", "khleb-i-tseny-vyrosli-na-7-5");
}

#[test]
fn ukrainian_follows_resolution_55() {
    check("uk", "Згорани, Розгон", "zghorany-rozghon");
    check("uk", "Гадяч і Ґалаґан", "hadiach-i-galagan");
    check("uk", "Єнакієве, Їжакевич, Кадиївка", "yenakiieve-yizhakevych-kadyivka");
    check("uk", "Знам'янка, Юрій, Короп’є, Йосипівка", "znamianka-yurii-koropie-yosypivka");
}

#[test]
fn other_languages_get_the_nearest_sound() {
    check("sr", "Љубљана и Ниш", "ljubljana-i-nish");
    check("kk", "Қазақстан", "qazaqstan");
    check("en", "Гаага and Łódź", "gaaga-and-lodz");
    check("de", "Größe, Ærø & Þór – ½ ﬁn", "grosse-aero-thor-1-2-fin");
}

#[test]
fn nothing_is_left_empty_or_endless() {
    check("be", "", "story");
    check("be", "«…» — !", "story");
    check("zh", "新闻", "story");
    check("be", "ь", "story");
    check("en", "  -- A  b--c -- ", "a-b-c");
    let language = Language::parse("en").unwrap();
    assert_eq!(slug(&"word ".repeat(100), &language).as_str(), ["word"; 16].join("-"));
    assert_eq!(slug(&"щ".repeat(100), &language).as_str().len(), 80);
    let exactly = format!("{} tail", "a".repeat(80));
    assert_eq!(slug(&exactly, &language).as_str(), "a".repeat(80));
}

#[test]
fn a_slug_is_parsed_only_if_it_is_one() {
    assert!(Slug::parse("prisoner-swap-2025").is_ok());
    for text in ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "ў", "a/b", "a."] {
        assert!(Slug::parse(text).is_err(), "{text} was taken");
    }
    assert!(Slug::parse(&"a".repeat(Slug::LONGEST)).is_ok());
    assert!(Slug::parse(&"a".repeat(Slug::LONGEST + 1)).is_err());
}

#[test]
fn the_second_story_of_a_name_gets_a_number() {
    assert_eq!(Slug::parse("swap").unwrap().numbered(2).as_str(), "swap-2");
    let long = Slug::parse("ab-".repeat(66).trim_end_matches('-')).unwrap();
    assert!(Slug::parse(long.numbered(12).as_str()).is_ok());
}

#[test]
fn a_search_key_forgets_case_and_marks_but_not_letters() {
    assert_eq!(fold("ŁUKAŠENKA"), "lukasenka");
    assert_eq!(fold("МІНСК"), "мінск");
    assert_eq!(fold("Май\u{301}скі Ўздым, Ёлка"), "майскі ўздым, ёлка");
    assert_eq!(fold("и\u{306}"), "й", "taken apart or not, it is one letter");
    assert_eq!(fold("за\u{301}мак"), "замак");
    assert_eq!(fold("аб’ява"), fold("абʼява"));
    assert_eq!(fold("аб’ява"), "аб'ява");
    assert_ne!(fold("май"), fold("маи"));
    assert_ne!(fold("елка"), fold("ёлка"));
    assert_eq!(fold("  Straße\u{a0}\n Ærø "), "strasse aero");
    assert_eq!(fold("ŉ"), "'n", "an apostrophe may hide in a letter");
    assert_eq!(fold("рэ\u{ad}парцёр"), "рэпарцёр");
}

proptest! {
    #[test]
    fn a_slug_is_always_valid_and_its_own_slug(
        text in "[а-яёўіїєґА-ЯЎІЇЄҐ'’ʼŁłŠšŬŭÀ-ž0-9a-zA-Z .,«»—-]{0,120}|.{0,120}",
        tag in "be|ru|uk|en|sr",
    ) {
        let language = Language::parse(&tag).unwrap();
        let made = slug(&text, &language);
        prop_assert_eq!(Slug::parse(made.as_str()), Ok(made.clone()));
        prop_assert!(made.as_str().len() <= 80);
        prop_assert_eq!(slug(made.as_str(), &language), made);
    }

    #[test]
    fn a_search_key_is_its_own_key(text in "[а-яёўА-ЯЎ\u{300}-\u{308}'’ʼŁłŠšÀ-ž ]{0,60}|.{0,60}") {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key);
    }
}
