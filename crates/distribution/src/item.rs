//! A story as it leaves the house for other newsrooms' systems: everything that any format says of it, in one place, all
//! addresses absolute. What makes one decides who may read it: [`Item::public`] takes what everybody may read,
//! [`Item::full`] a whole story, which only an admission opens. The formats only write.

mod format;
mod html;
mod made;
mod newsml;
pub mod ninjs22;
pub mod ninjs31;
mod nitf;
mod rss;
mod text;
mod xhtml;

use std::collections::BTreeMap;

use base::{Language, Time};
use content::Source;
use content::body::Body;

pub use format::{Channel, Format, newsml_of, rss_of};
pub(crate) use made::{changed, urn};

/// A story, or what is left of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `urn:uuid:…`, the same whatever the site's address is and however the story changes.
    pub id: String,
    /// Its language.
    pub language: Language,
    /// Whether it may be used.
    pub status: Status,
    /// How much of it is here.
    pub extent: Extent,
    /// The agency's name in its language.
    pub agency: String,
    /// The site's address, without a slash at its end.
    pub site: String,
    /// The agency's front page in its language.
    pub home: String,
    /// The headline; empty in what may not be used, as all words are.
    pub headline: String,
    /// The deck, or empty.
    pub deck: String,
    /// The desk's own short name for the subject; empty where only the public's part is here.
    pub slugline: String,
    /// 'December 14, Kropka.'; may be empty.
    pub dateline: String,
    /// The place in the dateline.
    pub place: Option<String>,
    /// 1 (a flash) to 9.
    pub urgency: u8,
    /// Its sections, in the editor's order.
    pub sections: Vec<Name>,
    /// Its topics.
    pub topics: Vec<Name>,
    /// Who signs it; hidden people stay out.
    pub bylines: Vec<Name>,
    /// Who said so.
    pub sources: Vec<Source>,
    /// The picture above it.
    pub picture: Option<Shot>,
    /// The text, without a wall.
    pub body: Body,
    /// The same as HTML, the dateline run in, its links absolute.
    pub html: String,
    /// The pictures of the text whose files are there, by what the text calls them.
    pub shots: BTreeMap<String, Shot>,
    /// Public notes on errors, oldest first.
    pub corrections: Vec<Note>,
    /// What a correction is called in the item's language.
    pub correction_word: String,
    /// Its other public language versions.
    pub translations: Vec<Translation>,
    /// The public story that it follows.
    pub follows: Option<Followed>,
    /// When the public first saw it, or will.
    pub first_published: Time,
    /// When readers, or clients before them, last got something new; every version has another.
    pub changed: Time,
    /// Held: nobody publishes it before then.
    pub embargoed_until: Option<Time>,
    /// Its page; none where there is nothing to be shown.
    pub url: Option<String>,
    /// Its short address.
    pub short_url: Option<String>,
    /// What the API calls it by.
    pub code: Option<String>,
}

/// Whether an item may be used; IPTC's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Usable,
    /// Not for now: its publication was taken back.
    Withheld,
    /// Never more: whoever has a copy takes it away.
    Canceled {
        /// What readers are told.
        notice: String,
    },
}

/// How much of a story an item holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Full,
    /// What stands before the wall.
    Partial {
        /// The terms of the rest.
        notice: String,
    },
}

/// A section, a topic, a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What the API filters by.
    pub id: String,
    /// Its name in the item's language.
    pub name: String,
    /// Its page.
    pub url: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// The widest JPEG.
    pub href: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When it was set right.
    pub at: Time,
    /// The same as readers read it.
    pub moment: String,
    /// What was wrong.
    pub note: String,
}

/// Another language version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// Its headline.
    pub headline: String,
    /// Its page.
    pub url: String,
}

/// A story that another follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its `urn:uuid:…`.
    pub id: String,
    /// Its headline.
    pub headline: String,
}

impl Item {
    /// Grows with every change: milliseconds since 1970 UTC.
    pub fn version(&self) -> i64 {
        self.changed.millis()
    }

    /// Whether what is new in it is a correction.
    pub fn is_correction(&self) -> bool {
        self.corrections.last().is_some_and(|last| last.at >= self.changed)
    }

    /// What editors are to know: why it may not be used, or what was set right, a line each.
    pub fn editors_note(&self) -> Option<String> {
        match &self.status {
            Status::Canceled { notice } => Some(notice.clone()),
            Status::Withheld => None,
            Status::Usable if self.corrections.is_empty() => None,
            Status::Usable => {
                let lines = self.corrections.iter().map(|one| format!("{}: {}", one.at, one.note));
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// What lists call it: the headline, or the agency's name where there is none any more.
    pub fn title(&self) -> String {
        if self.headline.is_empty() { self.agency.clone() } else { self.headline.clone() }
    }

    /// The names of who signs it.
    pub fn signed(&self) -> Option<String> {
        let names: Vec<&str> = self.bylines.iter().map(|byline| byline.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}
