//! What an import came to, in numbers and in sentences.

use std::fmt;
use std::sync::Arc;

use crate::Page;

/// Sentences kept of each kind; further ones are only counted, so that a hostile file cannot fill the memory.
const KEPT: usize = 1_000;

/// Where in a file something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A line, counted from 1.
    Line(u64),
    /// As the other system's users would look for it: `post 17 'Headline'`.
    Named(Arc<str>),
}

impl Place {
    pub(crate) fn named(text: impl Into<Arc<str>>) -> Place {
        Place::Named(text.into())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(number) => write!(f, "line {number}"),
            Place::Named(name) => f.write_str(name),
        }
    }
}

/// A sentence about a place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// `line 12`, `post 17 'Headline'`.
    pub place: String,
    /// What is wrong there and, where it helps, what to do.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

/// Sentences: how many there were, and the first thousand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// How many there were.
    pub total: u64,
    /// The first of them.
    pub first: Vec<Note>,
}

impl Notes {
    pub(crate) fn push(&mut self, note: Note) {
        self.total += 1;
        if self.first.len() < KEPT {
            self.first.push(note);
        }
    }

    pub(crate) fn append(&mut self, more: Notes) {
        self.total += more.total;
        let room = KEPT.saturating_sub(self.first.len());
        self.first.extend(more.first.into_iter().take(room));
    }
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Stories that were not there before.
    pub new: u64,
    /// Stories that were there and said something else.
    pub changed: u64,
    /// Stories that were there exactly so.
    pub same: u64,
    /// Sections, topics and people that are new or changed.
    pub concepts: u64,
    /// Pictures taken in, or found to be in the library already.
    pub pictures: u64,
    /// Records that could not be used.
    pub refused: Notes,
    /// What was used, but not all of it or not as it stood.
    pub remarks: Notes,
    /// Pages beside the stories, from systems that have such.
    pub pages: Vec<Page>,
}

impl Report {
    /// Stories that were dealt with.
    pub fn stories(&self) -> u64 {
        self.new + self.changed + self.same
    }
}
