//! What a contract covers: rules without a database.

use base::{Language, Time};
use content::clients::Line;
use content::{Level, Timeline};

use crate::client::State;
use crate::networks::Networks;

/// What an agency and a client have agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// As the newsroom has set it.
    pub state: State,
    /// From when on it runs.
    pub begins_at: Time,
    /// When it ends by itself; none for one without an end.
    pub ends_at: Option<Time>,
    /// In which languages; in all where there are none.
    pub languages: Vec<Language>,
    /// Ids of sections; all where there are none.
    pub sections: Vec<String>,
    /// What is held for clients is included, before the public has it.
    pub early: bool,
    /// The whole text of stories that readers pay for is included.
    pub plus: bool,
    /// From where the client's programs may ask.
    pub networks: Networks,
}

/// How a contract stands at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Stories are given.
    Active,
    /// It has not begun.
    Ahead,
    /// The newsroom has paused it: notices only.
    Paused,
    /// It has ended, by itself or by the newsroom: notices only.
    Ended,
}

/// What a contract covers of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// Nothing: for this client there is no such story.
    Nothing,
    /// Something.
    Story {
        /// How much.
        part: Part,
        /// Set while the story is held: the public has it from then on, and nobody may publish it before. In a story that
        /// the public never sees it is none.
        held: Option<Hold>,
    },
}

/// How much of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the public may read of a plus story: headline, deck, the text before the wall, and the notice.
    Public,
    /// All of it.
    Whole,
}

/// A story that the public does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Until then.
    Until(Time),
    /// For good: it is for clients only.
    ForClients,
}

impl Contract {
    /// How it stands.
    pub fn standing(&self, now: Time) -> Standing {
        match self.state {
            State::Ended => Standing::Ended,
            _ if self.ends_at.is_some_and(|ends| ends <= now) => Standing::Ended,
            State::Paused => Standing::Paused,
            State::Active if self.begins_at > now => Standing::Ahead,
            State::Active => Standing::Active,
        }
    }

    /// Whether it has a language.
    pub fn has_language(&self, language: &Language) -> bool {
        self.languages.is_empty() || self.languages.contains(language)
    }

    /// Whether it has one of these sections.
    pub fn has_section<'a>(&self, mut sections: impl Iterator<Item = &'a str>) -> bool {
        self.sections.is_empty() || sections.any(|id| self.sections.iter().any(|own| own == id))
    }
}

/// What a contract covers of a story at `now`. Of a killed story, what it covered when it was killed.
pub fn covers(contract: &Contract, story: &Line, now: Time) -> Covered {
    let sections = story.sections.iter().map(|section| section.id.as_str());
    let in_it = contract.standing(now) == Standing::Active
        && contract.has_language(&story.language)
        && contract.has_section(sections)
        && story.published_at <= now;
    if !in_it {
        return Covered::Nothing;
    }
    let asked_of = story.killed.as_ref().map_or(now, |kill| kill.at.min(now));
    of_access(&story.access, contract.early, contract.plus, asked_of)
}

/// The same by the story's access alone.
pub fn of_access(access: &Timeline, early: bool, plus: bool, now: Time) -> Covered {
    let part = |level| if level == Level::Plus && !plus { Part::Public } else { Part::Whole };
    match access.level(now) {
        None => Covered::Nothing,
        Some(Level::Clients) if !early => Covered::Nothing,
        // A held story is given as the public will first have it: what payers only will read is held back already.
        Some(Level::Clients) => match access.steps().iter().find(|(_, level)| *level != Level::Clients) {
            Some((from, level)) => Covered::Story { part: part(*level), held: Some(Hold::Until(*from)) },
            None => Covered::Story { part: Part::Whole, held: Some(Hold::ForClients) },
        },
        Some(level) => Covered::Story { part: part(level), held: None },
    }
}

#[cfg(test)]
mod tests;
