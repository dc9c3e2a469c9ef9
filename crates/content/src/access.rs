//! Access over time: held for clients, then plus, then open.

use base::Time;
use serde::{Deserialize, Serialize};

/// Who may read a story's whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Clients of the wire only; the public does not see that the story exists.
    Clients,
    /// The public sees headline, deck and the part before the wall; payers read on.
    Plus,
    /// Everybody reads all of it.
    Open,
}

/// When a step begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At a time.
    From(Time),
    /// So many hours after publication.
    AfterHours(u32),
}

/// From some time on, a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When it begins.
    #[serde(flatten)]
    pub when: When,
    /// Who may read then.
    pub level: Level,
}

/// A story's access as the desk sets it. Empty means open from publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Access(pub Vec<Step>);

/// Why an access list is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {
    /// Two steps begin at the same moment.
    #[error("two steps of 'access' begin at the same time: keep one of them")]
    SameTime,
    /// A step for clients follows one for the public, who have the story by then.
    #[error(
        "'clients' can only come first in 'access': the public cannot be made to forget a story; kill it instead"
    )]
    ClientsLater,
}

impl Access {
    /// Plus from publication on.
    pub fn plus() -> Access {
        Access(vec![Step { when: When::AfterHours(0), level: Level::Plus }])
    }

    /// Plus from publication on, and open to everybody so many hours later.
    pub fn plus_then_open(hours: u32) -> Access {
        let mut access = Access::plus();
        access.0.push(Step { when: When::AfterHours(hours), level: Level::Open });
        access
    }

    /// For clients until a time, whenever it is published; from then on at that level for the public.
    pub fn embargoed_until(time: Time, then: Level) -> Access {
        let step = |time, level| Step { when: When::From(time), level };
        Access(vec![step(Time::EARLIEST, Level::Clients), step(time, then)])
    }

    /// The steps as times, for a story published at `published`.
    pub fn timeline(&self, published: Time) -> Result<Timeline, AccessError> {
        if self.0.is_empty() {
            return Ok(Timeline(vec![(published, Level::Open)]));
        }
        let at = |step: &Step| match step.when {
            When::From(time) => time,
            When::AfterHours(hours) => published.plus_hours(hours.into()),
        };
        let mut steps: Vec<(Time, Level)> = self.0.iter().map(|step| (at(step), step.level)).collect();
        steps.sort_by_key(|step| step.0);
        if steps.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(AccessError::SameTime);
        }
        if steps.windows(2).any(|pair| pair[0].1 != Level::Clients && pair[1].1 == Level::Clients) {
            return Err(AccessError::ClientsLater);
        }
        Ok(Timeline(steps))
    }

    /// The same with payers wherever it says everybody.
    pub fn for_payers(&self) -> Access {
        if self.0.is_empty() {
            return Access::plus();
        }
        let level = |level| if level == Level::Open { Level::Plus } else { level };
        Access(self.0.iter().map(|step| Step { level: level(step.level), ..*step }).collect())
    }

    /// Whether there is, from `published` on, a time at which payers read more than the public. Where there is none, a
    /// wall keeps nothing back.
    pub fn is_ever_plus(&self, published: Time) -> Result<bool, AccessError> {
        let timeline = self.timeline(published)?;
        let begins = |(from, level): &(Time, Level)| *from > published && *level == Level::Plus;
        Ok(timeline.level(published) == Some(Level::Plus) || timeline.0.iter().any(begins))
    }

    /// Whether any step keeps text from the public.
    pub fn withholds(&self) -> bool {
        self.0.iter().any(|step| step.level != Level::Open)
    }
}

/// Access as times and levels, in order of time; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timeline(pub(crate) Vec<(Time, Level)>);

impl Timeline {
    /// The level at `now`; `None` before the first step.
    pub fn level(&self, now: Time) -> Option<Level> {
        self.0.iter().rev().find(|(from, _)| *from <= now).map(|(_, level)| *level)
    }

    /// When the level changes next.
    pub fn next_change(&self, now: Time) -> Option<Time> {
        self.0.iter().map(|(from, _)| *from).find(|from| *from > now)
    }

    /// When the story opens to everybody, if that lies ahead and it is not open now.
    pub fn opens_at(&self, now: Time) -> Option<Time> {
        let ahead = self.0.iter().find(|(from, level)| *from > now && *level == Level::Open);
        ahead.filter(|_| self.level(now) != Some(Level::Open)).map(|(from, _)| *from)
    }

    /// When the public first learns of the story.
    pub fn public_from(&self) -> Option<Time> {
        self.0.iter().find(|(_, level)| *level != Level::Clients).map(|(from, _)| *from)
    }

    /// Its steps.
    pub fn steps(&self) -> &[(Time, Level)] {
        &self.0
    }
}
