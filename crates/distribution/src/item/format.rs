//! The formats, by name.

use base::{Language, Time};

use super::{Item, Status, html, newsml, ninjs22, ninjs31, nitf, rss, text};

/// How an item is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// IPTC's News in JSON, version 3.1.
    Ninjs31,
    /// The same, version 2.2.
    Ninjs22,
    /// IPTC's NewsML-G2, version 2.34: a `newsItem`; several in a `newsMessage`.
    NewsMl,
    /// IPTC's News Industry Text Format, version 3.6.
    Nitf,
    /// Words alone, UTF-8.
    Text,
    /// A small HTML document.
    Html,
    /// An RSS 2.0 channel.
    Rss,
}

/// What a list of items says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its language.
    pub language: Language,
    /// Its name.
    pub title: String,
    /// The page that lists the same.
    pub home: String,
    /// Its own address.
    pub url: String,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [
        Format::Ninjs31,
        Format::Ninjs22,
        Format::NewsMl,
        Format::Nitf,
        Format::Text,
        Format::Html,
        Format::Rss,
    ];

    /// What settings, tables and addresses call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Ninjs31 => "ninjs-3.1",
            Format::Ninjs22 => "ninjs-2.2",
            Format::NewsMl => "newsml-g2",
            Format::Nitf => "nitf",
            Format::Text => "text",
            Format::Html => "html",
            Format::Rss => "rss",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What HTTP calls one item in it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Ninjs31 | Format::Ninjs22 => "application/vnd.iptc.g2.ninjs+json",
            Format::NewsMl => "application/vnd.iptc.g2.newsitem+xml",
            Format::Nitf => "application/nitf+xml",
            Format::Text => "text/plain; charset=utf-8",
            Format::Html => "text/html; charset=utf-8",
            Format::Rss => "application/rss+xml; charset=utf-8",
        }
    }

    /// What a file's name ends with, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Ninjs31 | Format::Ninjs22 => "json",
            Format::NewsMl | Format::Nitf => "xml",
            Format::Text => "txt",
            Format::Html => "html",
            Format::Rss => "rss",
        }
    }

    /// One item. The same item gives the same bytes.
    pub fn write(self, item: &Item) -> Vec<u8> {
        match self {
            Format::Ninjs31 => json(&ninjs31::value(item)),
            Format::Ninjs22 => json(&ninjs22::value(item)),
            Format::NewsMl => newsml::item(item),
            Format::Nitf => nitf::write(item),
            Format::Text => text::write(item),
            Format::Html => html::write(item),
            Format::Rss => rss::write(&Channel::of(item), &[item]),
        }
    }
}

impl Channel {
    /// The channel of one item: the agency's.
    fn of(item: &Item) -> Channel {
        let url = item.url.clone().unwrap_or_else(|| item.home.clone());
        let (language, title, home) = (item.language.clone(), item.agency.clone(), item.home.clone());
        Channel { language, title, home, url }
    }
}

/// Several items, new to old, as an RSS channel. What may not be used is not in it.
pub fn rss_of(channel: &Channel, items: &[Item]) -> Vec<u8> {
    let usable: Vec<&Item> = items.iter().filter(|item| item.status == Status::Usable).collect();
    rss::write(channel, &usable)
}

/// Several items as one NewsML-G2 message, sent at `sent`.
pub fn newsml_of(channel: &Channel, items: &[Item], sent: Time) -> Vec<u8> {
    newsml::message(channel, items, sent)
}

fn json(value: &serde_json::Value) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data")
}
