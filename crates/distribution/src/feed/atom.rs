//! Atom (RFC 4287).

use super::Feed;
use super::entry::Entry;
use crate::item::urn;
use crate::xml::Xml;

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.as_str())]);
    // Of the path alone: the feed stays the same when the site moves to another host.
    let path =
        feed.url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    xml.text("id", &[], &urn(&format!("feed/{path}")));
    xml.text("title", &[], &feed.title);
    xml.text("updated", &[], &feed.updated.to_string());
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.url)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    if let Some(hub) = &feed.hub {
        xml.empty("link", &[("rel", "hub"), ("href", hub)]);
    }
    author(&mut xml, &feed.agency);
    feed.entries.iter().for_each(|entry| write_entry(&mut xml, entry));
    xml.close("feed");
    xml.into_bytes()
}

fn write_entry(xml: &mut Xml, entry: &Entry) {
    xml.open("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.text("published", &[], &entry.published.to_string());
    xml.text("updated", &[], &entry.changed.to_string());
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    entry.authors.iter().for_each(|name| author(xml, name));
    entry.tags.iter().for_each(|tag| xml.empty("category", &[("term", tag)]));
    if !entry.summary.is_empty() {
        xml.text("summary", &[], &entry.summary);
    }
    xml.text("content", &[("type", "html")], &entry.html);
    xml.close("entry");
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close("author");
}
