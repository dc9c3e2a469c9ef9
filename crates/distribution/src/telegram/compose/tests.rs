use super::*;

fn channel(template: &str) -> Channel {
    Channel {
        chat: "@kropka".into(),
        language: "en".parse().unwrap(),
        sections: vec![],
        template: template.into(),
    }
}

fn fields() -> Fields {
    Fields {
        headline: "A ferry & <two> harbours".into(),
        dateline: "December 14, Kropka.".into(),
        text: "It came late.".into(),
        url: "https://news.example/en/story/a-ferry".into(),
        ..Fields::default()
    }
}

fn usual(fields: Fields) -> String {
    fitted(&channel(""), fields, MESSAGE).unwrap().write()
}

const HEAD: &str =
    "<a href=\"https://news.example/en/story/a-ferry\"><b>A ferry &amp; &lt;two&gt; harbours</b></a>";

#[test]
fn the_usual_post_of_an_open_story_a_flash_a_plus_story_and_a_corrected_one() {
    assert_eq!(usual(fields()), format!("{HEAD}\n\nDecember 14, Kropka. It came late."));
    assert_eq!(usual(Fields { text: String::new(), ..fields() }), HEAD);
    let plus = Fields { notice: "Only for Plus".into(), ..fields() };
    let link = "<a href=\"https://news.example/en/story/a-ferry\">Only for Plus</a>";
    assert_eq!(usual(plus), format!("{HEAD}\n\n{link}"));
    let corrected = Fields {
        corrections: vec!["Correction: it was early.".into(), "Correction: it was on time.".into()],
        hashtags: vec!["#ferries".into(), "#harbours".into()],
        ..fields()
    };
    assert_eq!(
        usual(corrected),
        format!(
            "{HEAD}\n\nDecember 14, Kropka. It came late.\n\n<i>Correction: it was early.</i>\n\n\
             <i>Correction: it was on time.</i>\n\n#ferries #harbours"
        )
    );
}

#[test]
fn what_does_not_fit_loses_the_end_of_its_paragraph_and_keeps_the_rest() {
    let long =
        Fields { text: "word & ".repeat(2_000), corrections: vec!["Correction: a note.".into()], ..fields() };
    let html = fitted(&channel(""), long.clone(), MESSAGE).unwrap();
    assert!((MESSAGE - 20..=MESSAGE).contains(&html.length()), "{}", html.length());
    assert!(html.write().ends_with("…\n\n<i>Correction: a note.</i>"), "{}", html.write());
    let note = Fields { corrections: vec!["note ".repeat(1_000), "a short one".into()], ..long };
    let html = fitted(&channel(""), note, CAPTION).unwrap();
    assert!((CAPTION - 20..=CAPTION).contains(&html.length()), "{}", html.length());
    assert!(html.write().ends_with("…</i>\n\n<i>a short one</i>"), "{}", html.write());
    let headline = Fields { headline: "word ".repeat(1_000), ..fields() };
    let html = fitted(&channel(""), headline, CAPTION).unwrap();
    assert!(html.length() <= CAPTION && html.write().ends_with("…</b></a>"), "{}", html.write());
}

#[test]
fn a_template_is_tried_before_anything_is_sent() {
    let tried = |template: &str| {
        let mut config = Config::default();
        config.telegram.channels = vec![channel(template)];
        check(&config).map_err(|fault| fault.to_string())
    };
    assert_eq!(tried(""), Ok(()));
    assert_eq!(tried("<b>{{ headline }}</b>\n{{ section }} {{ deck }}\n{{ url }}"), Ok(()));
    for (template, why) in [
        ("{{ headlin }}", "undefined"),
        ("{% if headline %}", "syntax error"),
        ("<p>{{ headline }}</p>", "<p> is no tag of Telegram's"),
        ("{{ deck }}", "it says nothing"),
        ("{% for n in range(90000) %}{{ n }}{% endfor %}", "fuel"),
    ] {
        let said = tried(template);
        assert!(
            said.as_ref().is_err_and(|said| said.contains("@kropka") && said.contains(why)),
            "{template}: {said:?}"
        );
    }
}

#[test]
fn a_topic_becomes_a_hashtag_where_it_has_letters() {
    let tag = |name: &str| hashtag(&Named { id: "x".into(), name: name.into(), role: None });
    assert_eq!(tag("Ferries & harbours"), Some("#Ferries_harbours".into()));
    assert_eq!(tag("Выбары-2025"), Some("#Выбары_2025".into()));
    assert_eq!(tag("2025"), None);
    assert_eq!(tag("— —"), None);
}
