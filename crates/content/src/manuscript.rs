//! A story as it is handed in: by a desk, by an importer. It holds the whole text, because whoever hands it in has it.

mod flat;

use base::{Language, Time, script::Slug};
use serde::{Deserialize, Serialize};

use crate::access::{Access, AccessError};
use crate::body::Body;
use flat::Flat;

/// One language version of a story, complete but for its history. Its JSON is one flat object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Flat")]
pub struct Manuscript {
    /// Chosen by whoever makes the story first, kept for ever: 1 to 64 of `a-z`, `0-9` and `-`.
    pub id: String,
    /// Shared by the versions of one story in several languages. Missing: the story's own id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The language it is written in.
    pub language: Language,
    /// What its address ends with. Missing: made from the headline, once, when the story first goes out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// Slugs that it had before; they lead to it still.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_slugs: Vec<Slug>,
    /// The number behind its short address. Missing: the next free one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Where it stands.
    pub state: State,
    /// When it went, or is to go, out; needed from `published` on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Time>,
    /// When readers last got something new. Missing: the last correction's time, or publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Time>,
    /// The words and what belongs to them.
    #[serde(flatten)]
    pub document: Document,
    /// Public notes on what was wrong and when it was set right, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Set on a killed story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed: Option<Kill>,
}

/// Everything that a revision keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The headline; empty at most in a draft.
    pub headline: String,
    /// A sentence or two under the headline; always public.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deck: String,
    /// The desk's own short name for the story's subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub slugline: String,
    /// The place in the dateline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// A dateline set by hand, instead of the generated one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Ids of people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<String>,
    /// Who said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Ids of sections, in the editor's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// Ids of topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// 1 (a flash) to 9, as IPTC counts; 5 is usual, 0 stands for 'not said' and becomes 5.
    #[serde(default = "usual_urgency")]
    pub urgency: u8,
    /// Who may read when.
    #[serde(default, skip_serializing_if = "no_steps")]
    pub access: Access,
    /// The picture above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<LeadPicture>,
    /// Id of the story that this one follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updates: Option<String>,
    /// The text.
    #[serde(default)]
    pub body: Body,
}

fn usual_urgency() -> u8 {
    5
}

fn no_steps(access: &Access) -> bool {
    access.0.is_empty()
}

/// Where a story stands. Each change is a row of its own with an author and a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// With an editor.
    InEdit,
    /// May go out.
    Ready,
    /// Goes out at its time.
    Scheduled,
    /// Out.
    Published,
    /// Withdrawn everywhere.
    Killed,
}

impl State {
    /// Its name in the database and in files.
    pub fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::InEdit => "in_edit",
            State::Ready => "ready",
            State::Scheduled => "scheduled",
            State::Published => "published",
            State::Killed => "killed",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        use State::*;
        [Draft, InEdit, Ready, Scheduled, Published, Killed].into_iter().find(|state| state.name() == name)
    }
}

/// Who or what a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// As readers are told.
    pub name: String,
    /// Where it can be looked up, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What kind it is.
    pub kind: SourceKind,
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// An authority or its press office.
    Official,
    /// Another medium.
    Media,
    /// A Telegram channel.
    Telegram,
    /// A named person.
    Person,
    /// A paper.
    Document,
    /// Anything else.
    Other,
}

/// The picture above a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadPicture {
    /// In a file: its relative path. Once filed: the picture's id and extension in the media folder.
    pub file: String,
    /// What it shows, for those who do not see it.
    #[serde(default)]
    pub alt: String,
    /// The line under it.
    #[serde(default)]
    pub caption: String,
    /// Who made it.
    #[serde(default)]
    pub credit: String,
}

/// A public note on an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When it was set right.
    pub at: Time,
    /// What was wrong.
    pub note: String,
}

/// A withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kill {
    /// When.
    pub at: Time,
    /// What readers are told at the story's address.
    pub notice: String,
}

/// Why a manuscript is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManuscriptError {
    /// The id has another form.
    #[error("the id '{0}' is not 1 to 64 of a-z, 0-9 and '-': change it")]
    Id(String),
    /// A story needs a headline.
    #[error("the headline is empty: write one")]
    NoHeadline,
    /// A text is too long for its place.
    #[error("'{field}' has {found} characters, {most} are allowed: shorten it")]
    TooLong {
        /// Which text.
        field: &'static str,
        /// How long it is, in characters.
        found: usize,
        /// How long it may be.
        most: usize,
    },
    /// NUL cannot be kept.
    #[error("'{0}' holds a NUL character: take it out")]
    Nul(&'static str),
    /// Urgency is 1 to 9.
    #[error("urgency {0} is not one of 1 to 9")]
    Urgency(u8),
    /// Published, scheduled and killed stories have a time.
    #[error("a story that is {0} needs 'published_at'")]
    NoTime(&'static str),
    /// A killed story has its notice.
    #[error("'killed' belongs to a story whose state is 'killed', and only to such a one")]
    Kill,
    /// The access list contradicts itself.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl Manuscript {
    /// Checks what no type says: lengths, forbidden characters, times that a state needs.
    pub fn check(&self) -> Result<(), ManuscriptError> {
        check_id(&self.id)?;
        check_id(if self.group.is_empty() { &self.id } else { &self.group })?;
        self.document.check()?;
        if !matches!(self.state, State::Draft | State::InEdit | State::Ready) {
            self.document.has_headline()?;
        }
        let needs_time = matches!(self.state, State::Published | State::Scheduled | State::Killed);
        if needs_time && self.published_at.is_none() {
            return Err(ManuscriptError::NoTime(self.state.name()));
        }
        if self.killed.is_some() != (self.state == State::Killed) {
            return Err(ManuscriptError::Kill);
        }
        self.corrections.iter().try_for_each(|c| check_text("corrections.note", &c.note, 4_000))?;
        self.killed.iter().try_for_each(|kill| check_text("killed.notice", &kill.notice, 4_000))?;
        self.document.access.timeline(self.published_at.unwrap_or(Time::from_millis(0)))?;
        Ok(())
    }

    /// When readers last got something new: said, or the last correction's time, or publication.
    pub fn updated(&self) -> Option<Time> {
        self.updated_at.or(self.corrections.last().map(|c| c.at)).or(self.published_at)
    }
}

impl Document {
    /// Checks what every document keeps to, a draft's too.
    pub fn check(&self) -> Result<(), ManuscriptError> {
        check_text("headline", &self.headline, 400)?;
        check_text("deck", &self.deck, 2_000)?;
        check_text("slugline", &self.slugline, 200)?;
        check_text("place", self.place.as_deref().unwrap_or_default(), 200)?;
        check_text("dateline", self.dateline.as_deref().unwrap_or_default(), 400)?;
        for source in &self.sources {
            check_text("sources.name", &source.name, 400)?;
            check_text("sources.address", &source.address, 2_000)?;
        }
        if let Some(picture) = &self.picture {
            check_text("picture.alt", &picture.alt, 2_000)?;
            check_text("picture.caption", &picture.caption, 2_000)?;
            check_text("picture.credit", &picture.credit, 400)?;
        }
        let ids = self.sections.iter().chain(&self.topics).chain(&self.bylines).chain(&self.updates);
        ids.into_iter().try_for_each(|id| check_id(id))?;
        if !(1..=9).contains(&self.urgency) {
            return Err(ManuscriptError::Urgency(self.urgency));
        }
        Ok(())
    }

    /// Checks what must be there before a document goes out.
    pub fn has_headline(&self) -> Result<(), ManuscriptError> {
        if self.headline.trim().is_empty() { Err(ManuscriptError::NoHeadline) } else { Ok(()) }
    }
}

pub(crate) fn check_id(id: &str) -> Result<(), ManuscriptError> {
    let fine = (1..=64).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fine { Ok(()) } else { Err(ManuscriptError::Id(id.chars().take(80).collect())) }
}

fn check_text(field: &'static str, text: &str, most: usize) -> Result<(), ManuscriptError> {
    if text.contains('\0') {
        return Err(ManuscriptError::Nul(field));
    }
    let found = text.chars().count();
    if found > most { Err(ManuscriptError::TooLong { field, found, most }) } else { Ok(()) }
}
