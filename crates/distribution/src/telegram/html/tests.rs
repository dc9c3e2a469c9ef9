use proptest::prelude::*;

use super::*;

fn cut(text: &str, limit: usize) -> String {
    Html::read(text).unwrap().cut(limit).write()
}

#[test]
fn what_telegram_takes_is_read_and_written_back() {
    for text in [
        "",
        "Words",
        "<b>A</b> <i>b <u>c</u></i>",
        "<a href=\"https://news.example/?a=1&amp;b=2\">A &lt;b&gt; &amp; c</a>",
        "<blockquote>“A”</blockquote>\n\n<tg-spoiler>b</tg-spoiler>",
    ] {
        assert_eq!(Html::read(text).unwrap().write(), text);
    }
    assert_eq!(Html::read("&#39;&#x2f;&quot;").unwrap().write(), "'/&quot;");
}

#[test]
fn what_telegram_does_not_take_is_refused_with_a_sentence() {
    for (text, fault) in [
        ("<p>A</p>", "<p> is no tag of Telegram's"),
        ("<b>A", "<b> is not closed"),
        ("<b><i>A</b></i>", "</b> closes nothing"),
        ("A</b>", "</b> closes nothing"),
        ("a < b", "a tag has no end"),
        ("A & b", "write &amp;"),
        ("A&nbsp;b", "&nbsp; is not known"),
        ("<b class=\"x\">A</b>", "takes no attributes"),
        ("<a>A</a>", "a link is written"),
        ("<a href=\"javascript:1\">A</a>", "cannot be linked"),
        ("<a href=\"https://a\" title=\"b\">A</a>", "a link is written"),
    ] {
        let said = Html::read(text).unwrap_err();
        assert!(said.contains(fault), "{text}: {said}");
    }
}

#[test]
fn a_text_is_measured_without_its_tags() {
    let length = |text: &str| Html::read(text).unwrap().length();
    assert_eq!(length("<b>A &amp; b</b>"), 5);
    assert_eq!(length("<a href=\"https://news.example\">Łukašenka</a>"), 9);
    assert_eq!(length("🎈"), 2);
}

#[test]
fn a_cut_is_made_between_words_and_never_in_a_tag() {
    assert_eq!(cut("One two three", 13), "One two three");
    assert_eq!(cut("One two three", 12), "One two…");
    assert_eq!(cut("<b>One two</b> <i>three four</i>", 14), "<b>One two</b> <i>three…</i>");
    assert_eq!(cut("<b>One <i>two</i></b>", 5), "<b>One <i>…</i></b>");
    assert_eq!(cut("&amp;&amp;&amp;&amp;", 2), "&amp;…");
    assert_eq!(cut("🎈🎈", 3), "🎈…");
    assert_eq!(shortened("abc", 0), "");
}

proptest! {
    #[test]
    fn a_cut_fits_and_is_whole(
        parts in prop::collection::vec((prop::sample::select(&TAGS[..13]), "[ a-zé🎈&<\"]{0,12}"), 0..6),
        limit in 0_usize..40,
    ) {
        let mut text = String::new();
        for (name, words) in &parts {
            text.push_str(&format!("<{name}>"));
            escape(&mut text, words);
        }
        parts.iter().rev().for_each(|(name, _)| text.push_str(&format!("</{name}>")));
        let cut = Html::read(&text).unwrap().cut(limit);
        prop_assert!(cut.length() <= limit);
        prop_assert_eq!(Html::read(&cut.write()).unwrap().length(), cut.length());
    }

    #[test]
    fn nothing_makes_the_reader_panic(text in "[<>/&;#ab\"= é]{0,40}") {
        let _ = Html::read(&text);
    }
}
