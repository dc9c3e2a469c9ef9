//! Whether a feed is one, by the rules of the W3C's feed validator (github.com/w3c/feedvalidator, src/feedvalidator:
//! channel.py, item.py, feed.py, entry.py, link.py, validators.py), RFC 4287 and jsonfeed.org's version 1.1, and stricter:
//! what those let pass as an extension is refused unless it is one that we mean to write; its warnings are errors.

mod atom;
mod html;
mod json;
mod rss;
mod tree;

use std::collections::BTreeSet;

use base::Time;

/// What is wrong with a feed of that name at that absolute address; empty if it is valid.
pub fn complaints(file: &str, text: &str, url: &str) -> Vec<String> {
    let mut said = Said::default();
    match file {
        "rss.xml" => rss::check(&mut said, text, url),
        "atom.xml" => atom::check(&mut said, text, url),
        "feed.json" => json::check(&mut said, text, url),
        other => panic!("no feed is called {other}"),
    }
    said.0
}

/// What is wrong.
#[derive(Default)]
struct Said(Vec<String>);

impl Said {
    fn unless(&mut self, holds: bool, complaint: impl FnOnce() -> String) {
        if !holds {
            self.0.push(complaint());
        }
    }

    /// An absolute address that a reader can open.
    fn address(&mut self, what: &str, url: &str) {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let is_plain = url.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&b));
        self.unless(is_plain && rest.is_some_and(|rest| !rest.is_empty()), || {
            format!("{what}: {url:?} is no address")
        });
    }

    fn rfc3339(&mut self, what: &str, text: &str) {
        let year = Time::parse_rfc3339(text).ok().and_then(|_| text.get(..4)?.parse::<u16>().ok());
        self.unless(year.is_some_and(|year| (1990..2100).contains(&year)), || {
            format!("{what}: {text:?} is no time")
        });
    }

    /// RFC 822 with four digits of a year, as RSS wants it: 'Sun, 14 Dec 2025 12:00:00 GMT'.
    fn rfc822(&mut self, what: &str, text: &str) {
        let is_date = httpdate::parse_http_date(text).is_ok_and(|time| httpdate::fmt_http_date(time) == text);
        self.unless(is_date && text.len() == 29, || format!("{what}: {text:?} is no date"));
    }

    fn words(&mut self, what: &str, text: &str) {
        let is_odd = |c: char| ('\u{80}'..='\u{9f}').contains(&c) || c == '\u{fffd}';
        self.unless(!text.trim().is_empty(), || format!("{what} is empty"));
        self.unless(!text.contains(is_odd), || format!("{what} has characters that nobody can read"));
    }

    fn language(&mut self, what: &str, tag: &str) {
        self.unless(tag.parse::<base::Language>().is_ok(), || format!("{what}: {tag:?} is no language"));
    }

    fn unique<'a>(&mut self, what: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        ids.for_each(|id| self.unless(seen.insert(id), || format!("{what}: {id} is there twice")));
    }

    /// `urn:uuid:` and a UUID in lower case.
    fn urn(&mut self, what: &str, id: &str) {
        let uuid = id.strip_prefix("urn:uuid:").filter(|text| uuid::Uuid::try_parse(text).is_ok());
        self.unless(uuid.is_some_and(|text| text.len() == 36 && text.to_lowercase() == text), || {
            format!("{what}: {id:?} is no permanent id")
        });
    }
}

/// The checker itself: what it must refuse.
#[test]
fn what_is_wrong_is_found() {
    let url = "https://news.example/en/feed/rss.xml";
    let feed = |item: &str| {
        format!(
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\
             ><channel><title>T</title><link>https://news.example/en/</link><description>D</description><language>en</language>\
             <atom:link rel=\"self\" href=\"{url}\" type=\"application/rss+xml\"/>{item}</channel></rss>"
        )
    };
    let item = |inside: &str| {
        feed(&format!(
            "<item><title>A</title><link>https://news.example/a</link>\
             <guid isPermaLink=\"false\">urn:uuid:019b1c2e-0000-7000-8000-000000000001</guid>{inside}</item>"
        ))
    };
    assert_eq!(complaints("rss.xml", &item(""), url), Vec::<String>::new());
    for wrong in [
        item("<pubDate>2025-12-14</pubDate>"),
        item("<title>B</title>"),
        item("<author>Somebody</author>"),
        item("<content:encoded>&lt;p&gt;A&lt;/p&gt;</content:encoded>"),
        item("<description>&lt;script&gt;&lt;/script&gt;</description>"),
        item("<description>&lt;a href=\"/b\"&gt;b&lt;/a&gt;</description>"),
        item("<description>&lt;p&gt;&lt;b&gt;&lt;/p&gt;</description>"),
        item("<description>a &lt; b</description>"),
        item(
            "</item><item><title>A</title><link>https://news.example/a</link><guid isPermaLink=\"false\">urn:uuid:019b1c2e-0000-7000-8000-000000000001</guid>",
        ),
        feed("<item/>"),
        feed("<item><title>A"),
        item("").replace(url, "https://news.example/other"),
    ] {
        assert!(!complaints("rss.xml", &wrong, url).is_empty(), "nothing is said against {wrong}");
    }
    let minimal = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}"#;
    assert!(!complaints("feed.json", minimal, url).is_empty(), "a feed without its own address");
    assert!(!complaints("atom.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", url).is_empty());
}
