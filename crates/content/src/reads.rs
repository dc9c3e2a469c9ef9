//! How often stories, sections and front pages are read: a ledger in memory, of which only crowds are written down.
//!
//! What is counted is pages given out, by whomever asked for them: people, and programs that do not run scripts either.
//! No row holds a time finer than a day, and none a number that a few readers made.

use std::collections::HashMap;

use base::{Language, Time, Zone};
use store::{StoreError, Write, values};

mod totals;

pub use totals::{Hours, Period, ReadOften, hours, languages, sections, stories};

/// A page, or several that are one to the reader, such as all stretches of a section's list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// In which language.
    pub language: Language,
    /// What it is a page of.
    pub of: Of,
}

/// What a page is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// A story, by its id.
    Story(String),
    /// A section's list, by its id.
    Section(String),
    /// The front page and the lists behind it.
    Front,
    /// Anything: the sum over a language.
    All,
}

impl Of {
    fn columns(&self) -> (&'static str, &str) {
        match self {
            Of::Story(id) => ("story", id),
            Of::Section(id) => ("section", id),
            Of::Front => ("front", ""),
            Of::All => ("all", ""),
        }
    }
}

/// What was counted and is not written down yet.
#[derive(Debug)]
pub struct Ledger {
    release_from: u64,
    /// The agency's day; empty before the first reading.
    day: String,
    days: HashMap<Subject, u64>,
    /// By language and hour of the day, 0 to 23.
    hours: HashMap<(Language, i64), u64>,
}

/// What may be written down.
#[derive(Debug, Default, PartialEq)]
pub struct Release {
    day: String,
    days: Vec<(Subject, u64)>,
    hours: Vec<(Language, i64, u64)>,
}

impl Ledger {
    /// An empty one, of which numbers go out from `release_from` on.
    pub fn new(release_from: u64) -> Ledger {
        Ledger { release_from, day: String::new(), days: HashMap::new(), hours: HashMap::new() }
    }

    /// Enters readings of a moment ago. A day that is over has to be released before.
    pub fn enter(&mut self, subject: Subject, reads: u64, now: Time, zone: &Zone) {
        let wall = zone.wall(now);
        self.day = wall.date.to_string();
        let language = subject.language.clone();
        *self.hours.entry((language.clone(), wall.hour.into())).or_default() += reads;
        if subject.of != Of::All {
            *self.days.entry(subject).or_default() += reads;
        }
        *self.days.entry(Subject { language, of: Of::All }).or_default() += reads;
    }

    /// Takes out what crowds made. When the day is over its hours come along, and what is left of it is forgotten.
    pub fn release(&mut self, now: Time, zone: &Zone) -> Release {
        let is_over = self.day != zone.date(now).to_string();
        let mut release = Release { day: self.day.clone(), ..Release::default() };
        let from = self.release_from;
        self.days.retain(|subject, reads| {
            if *reads >= from {
                release.days.push((subject.clone(), std::mem::take(reads)));
            }
            !is_over && *reads > 0
        });
        if is_over {
            let hours = self.hours.drain().filter(|(_, reads)| *reads >= from);
            release.hours = hours.map(|((language, hour), reads)| (language, hour, reads)).collect();
        }
        release
    }

    /// Takes back what could not be written down, unless its day is over by now.
    pub fn take_back(&mut self, release: Release) {
        if release.day == self.day {
            for (subject, reads) in release.days {
                *self.days.entry(subject).or_default() += reads;
            }
            for (language, hour, reads) in release.hours {
                *self.hours.entry((language, hour)).or_default() += reads;
            }
        }
    }
}

impl Release {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.hours.is_empty()
    }
}

/// Writes down what a ledger let go.
pub async fn write_down(tx: &mut Write, release: &Release) -> Result<(), StoreError> {
    let day = |(subject, reads): &(Subject, u64)| {
        let (kind, id) = subject.of.columns();
        values![&release.day, subject.language.as_str(), kind, id, *reads as i64]
    };
    let conflict =
        "on conflict (day, language, kind, id) do update set reads = read_day.reads + excluded.reads";
    let rows = release.days.iter().map(day).collect();
    tx.insert("read_day (day, language, kind, id, reads)", conflict, rows).await?;
    let month = release.day.get(..7).unwrap_or_default();
    let hour = |(language, hour, reads): &(Language, i64, u64)| {
        values![month, language.as_str(), *hour, *reads as i64]
    };
    let conflict =
        "on conflict (month, language, hour) do update set reads = read_hour.reads + excluded.reads";
    let rows = release.hours.iter().map(hour).collect();
    tx.insert("read_hour (month, language, hour, reads)", conflict, rows).await
}

#[cfg(test)]
mod tests;
