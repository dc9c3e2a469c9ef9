//! The site's addresses, made in one place.

use base::{Date, Language, Time, id};
use content::listing::Cursor;

/// The front page of a language.
pub fn front(language: &Language) -> String {
    format!("/{language}/")
}

/// A story.
pub fn story(language: &Language, slug: &str) -> String {
    format!("/{language}/story/{slug}")
}

/// The list of a section, topic or person: `kind` is the word in the address.
pub fn list(language: &Language, kind: &str, id: &str) -> String {
    format!("/{language}/{kind}/{id}")
}

/// The endless list of the latest.
pub fn latest(language: &Language) -> String {
    format!("/{language}/latest")
}

/// An older stretch of a list.
pub fn before(list: &str, cursor: Cursor) -> String {
    format!("{list}/before/{}", write_cursor(cursor))
}

/// The formats of a feed: the file's name and its media type, RSS first because every reader knows it.
pub const FEEDS: [(&str, &str); 3] = [
    ("rss.xml", "application/rss+xml"),
    ("atom.xml", "application/atom+xml"),
    ("feed.json", "application/feed+json"),
];

/// A feed of a list, or of everything in a language where `list` is its front page.
pub fn feed(list: &str, file: &str) -> String {
    format!("{}/feed/{file}", list.trim_end_matches('/'))
}

/// The same with whole stories, for those who have been let in.
pub fn whole_feed(list: &str, file: &str) -> String {
    format!("{}/whole-feed/{file}", list.trim_end_matches('/'))
}

/// The months of the archive.
pub fn archive(language: &Language) -> String {
    format!("/{language}/archive")
}

/// A month of the archive.
pub fn month(language: &Language, year: i16, month: i8) -> String {
    format!("/{language}/archive/{year:04}/{month:02}")
}

/// A day of the archive.
pub fn day(language: &Language, date: Date) -> String {
    format!("/{language}/archive/{:04}/{:02}/{:02}", date.year(), date.month(), date.day())
}

/// Corrections and withdrawals.
pub fn corrections(language: &Language) -> String {
    format!("/{language}/corrections")
}

/// The same for machines.
pub fn corrections_json(language: &Language) -> String {
    format!("/{language}/corrections.json")
}

/// A page that the agency wrote.
pub fn markdown(language: &Language, page: &str) -> String {
    format!("/{language}/{page}")
}

/// Where a pass is sent.
pub const ENTER: &str = "/enter";

/// A page of the paid tier; `part` is empty for the one that says what it is, else it begins with a slash.
pub fn plus(language: &Language, part: &str) -> String {
    format!("/{language}/plus{part}")
}

/// A page of newsletters; `part` is empty for the one with the form, else it begins with a slash.
pub fn newsletter(language: &Language, part: &str) -> String {
    format!("/{language}/newsletter{part}")
}

/// The form for a pass beside a story.
pub fn enter(language: &Language, slug: &str) -> String {
    format!("/{language}/story/{slug}/enter")
}

/// Where the form that takes the week's cookie away is sent.
pub const LEAVE: &str = "/leave";

/// A file of the media folder.
pub fn media(file: &str) -> String {
    format!("/media/{file}")
}

/// A story's short address, without scheme and host.
pub fn short(number: u64) -> String {
    format!("/s/{}", id::short_code(number))
}

/// A place in a list as it stands in an address: time and number.
fn write_cursor(cursor: Cursor) -> String {
    let millis = u64::try_from(cursor.public_from.millis()).unwrap_or_default();
    format!("{}-{}", id::short_code(millis), id::short_code(cursor.number))
}

/// The place that an address names, if it is one that this site wrote.
pub fn read_cursor(text: &str) -> Option<Cursor> {
    let (time, number) = text.split_once('-')?;
    let millis = i64::try_from(id::parse_short_code(time)?).ok()?;
    let cursor = Cursor { public_from: Time::from_millis(millis), number: id::parse_short_code(number)? };
    (write_cursor(cursor) == text).then_some(cursor)
}
