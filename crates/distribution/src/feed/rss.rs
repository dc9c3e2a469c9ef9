//! RSS 2.0 with the modules that readers expect: `content:encoded` for the text, `dc:creator` for names (RSS's own
//! `author` must be a mail address), `atom:link` for the feed's own address.

use std::time::SystemTime;

use base::Time;
use content::body::escape;

use super::Feed;
use super::entry::Entry;
use crate::xml::Xml;

pub(crate) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.home);
    xml.text("description", &[], &feed.title);
    xml.text("language", &[], feed.language.as_str());
    xml.empty("atom:link", &[("rel", "self"), ("href", &feed.url), ("type", "application/rss+xml")]);
    if let Some(hub) = &feed.hub {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    if !feed.entries.is_empty() {
        xml.text("lastBuildDate", &[], &date(feed.updated));
    }
    feed.entries.iter().for_each(|entry| item(&mut xml, entry));
    xml.close("channel");
    xml.close("rss");
    xml.into_bytes()
}

fn item(xml: &mut Xml, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &entry.url);
    xml.text("guid", &[("isPermaLink", "false")], &entry.id);
    xml.text("pubDate", &[], &date(entry.published));
    entry.authors.iter().for_each(|author| xml.text("dc:creator", &[], author));
    entry.tags.iter().for_each(|tag| xml.text("category", &[], tag));
    xml.text("description", &[], &description(entry));
    xml.text("content:encoded", &[], &entry.html);
    if entry.changed > entry.published {
        xml.text("atom:updated", &[], &entry.changed.to_string());
    }
    xml.close("item");
}

/// Readers take it for HTML, so that plain text has to be escaped once more than the XML asks.
fn description(entry: &Entry) -> String {
    let mut html = String::new();
    escape(&mut html, if entry.summary.is_empty() { &entry.title } else { &entry.summary });
    html
}

/// RFC 822's date, as RSS wants it.
fn date(time: Time) -> String {
    httpdate::fmt_http_date(time.system_time().max(SystemTime::UNIX_EPOCH))
}
