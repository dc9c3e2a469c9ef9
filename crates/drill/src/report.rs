//! What the drill says: its last line, and a page for people.

mod page;
mod words;

use std::collections::BTreeMap;

use base::Time;

use crate::canary::Kind;
use crate::month::plus::Done;
use crate::search::{Finding, Found};
use crate::trawl::Trawled;

pub use page::{html, text};

/// The whole drill.
pub struct Outcome {
    /// The rounds that must leave nothing.
    pub rounds: Vec<Round>,
    /// The round that must be caught.
    pub control: Control,
    /// Writings of canaries that the searcher was tried on and found, all of them.
    pub needles: usize,
    /// From what the canaries were made.
    pub seed: u64,
    /// Whether it was the small size.
    pub is_small: bool,
    /// SQLite or PostgreSQL.
    pub database: &'static str,
    /// Whether the database's files could be searched.
    pub has_files: bool,
    /// When.
    pub began: Time,
    /// How long it took.
    pub seconds: i64,
}

/// A month, and what was found after it.
pub struct Round {
    /// How it ended.
    pub name: String,
    /// How many canaries of each kind were planted.
    pub planted: BTreeMap<Kind, usize>,
    /// Requests that were answered.
    pub requests: usize,
    /// What was done in the paid tier.
    pub plus: Done,
    /// What was searched.
    pub grounds: Vec<Trawled>,
    /// What the running process still held.
    pub memory: Found,
    /// Files that it had open outside the grounds.
    pub elsewhere: Vec<String>,
    /// Addresses of stories that a log names.
    pub slugs_in_logs: usize,
    /// Grounds in which not even what staff published was found: they were not really searched.
    pub unseen: Vec<String>,
}

/// What was found of a day on which every request was logged.
pub struct Control {
    /// Canaries by kind.
    pub found: BTreeMap<Kind, usize>,
}

impl Control {
    /// What a line with the sender's address and the beginning of its request shows.
    const SHOWN: [Kind; 13] = [
        Kind::Address,
        Kind::Forwarded,
        Kind::Agent,
        Kind::Referrer,
        Kind::Cookie,
        Kind::Query,
        Kind::Path,
        Kind::Header,
        Kind::Email,
        Kind::Code,
        Kind::Pass,
        Kind::Blinded,
        Kind::Payer,
    ];

    /// Kinds that should have been found and were not.
    pub fn missed(&self) -> Vec<Kind> {
        Control::SHOWN.into_iter().filter(|kind| !self.found.contains_key(kind)).collect()
    }

    /// Whether the line was found, with all that it shows.
    pub fn is_caught(&self) -> bool {
        self.missed().is_empty()
    }
}

impl Round {
    /// All findings on disk.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.grounds.iter().flat_map(|ground| &ground.found.findings)
    }

    /// How many canaries were found on disk.
    pub fn found(&self) -> usize {
        let mut all: Vec<usize> = self.findings().map(|finding| finding.canary).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    /// What was wrong, beside canaries that were found.
    pub fn complaints(&self) -> Vec<String> {
        let mut all = Vec::new();
        for ground in self.grounds.iter().filter(|ground| ground.found.has_bare_addresses()) {
            let (readers, decoys) = ground.found.bare;
            all.push(format!(
                "{}: {readers} times the bare bytes of readers' addresses, {decoys} of others",
                ground.name
            ));
        }
        if self.slugs_in_logs > 0 {
            all.push(format!("logs name {} stories that were read", self.slugs_in_logs));
        }
        for file in &self.elsewhere {
            all.push(format!("the server had {file} open, which was not searched"));
        }
        for ground in &self.unseen {
            all.push(format!(
                "{ground}: what staff published was not found there either, so the search proves nothing"
            ));
        }
        all
    }
}

impl Outcome {
    /// Canaries planted in the rounds that must leave nothing.
    pub fn planted(&self) -> usize {
        self.rounds.iter().flat_map(|round| round.planted.values()).sum()
    }

    /// Canaries found on disk.
    pub fn found(&self) -> usize {
        self.rounds.iter().map(Round::found).sum()
    }

    /// Bytes searched on disk, unpacked ones included.
    pub fn bytes(&self) -> u64 {
        self.rounds.iter().flat_map(|round| &round.grounds).map(|ground| ground.found.bytes).sum()
    }

    /// Whether nothing was found and the control was caught.
    pub fn is_clean(&self) -> bool {
        self.found() == 0
            && self.control.is_caught()
            && self.rounds.iter().all(|round| round.complaints().is_empty())
    }

    /// The figure.
    pub fn last_line(&self) -> String {
        let complaints: usize = self.rounds.iter().map(|round| round.complaints().len()).sum();
        let control = if self.control.is_caught() { "control caught" } else { "control NOT CAUGHT" };
        let wrong = if complaints == 0 { String::new() } else { format!(", {complaints} complaints") };
        format!(
            "seizure drill: {} of {} canaries found in {} MB, {control}{wrong}",
            grouped(self.found() as u64),
            grouped(self.planted() as u64),
            grouped(self.bytes() / 1_000_000)
        )
    }
}

/// A number with a comma between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
