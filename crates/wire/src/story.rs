//! Stories for a client, with as much text as its contract covers.

use std::collections::HashMap;

use base::Time;
use content::body::Body;
use content::clients::{self, Line};
use content::{FullStory, PublicStory, full, public};
use store::{Read, StoreError, values};

use crate::admission;
use crate::client::Client;
use crate::contract::{Covered, Hold, Part, covers};
use crate::taken;

/// A story as a client is given it.
#[derive(Clone, Debug, PartialEq)]
pub struct WireStory {
    /// As lists show it.
    pub line: Line,
    /// Whether, and until when, the public does not have it: `embargoedUntil`.
    pub held: Option<Hold>,
    /// When this version came to be; what the record of takings calls it by.
    pub version: Time,
    /// The words.
    pub text: Text,
}

/// As much as the contract covers.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// All of it.
    Whole(Box<FullStory>),
    /// What the public may read of a plus story; there is no more in it.
    Public(Box<PublicStory>),
}

/// What there is of a story for a client.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// A story.
    Story(Box<WireStory>),
    /// It was killed, and the client had it or could have had it: `line.killed` says what readers are told.
    Withdrawn(Box<Line>),
    /// Nothing that this client knows of.
    Nothing,
}

impl Text {
    /// The body, as far as it is given.
    pub fn body(&self) -> &Body {
        match self {
            Text::Whole(story) => &story.manuscript().document.body,
            Text::Public(story) => &story.body,
        }
    }
}

impl WireStory {
    /// How much of the story is given.
    pub fn part(&self) -> Part {
        match self.text {
            Text::Whole(_) => Part::Whole,
            Text::Public(_) => Part::Public,
        }
    }
}

/// One story.
pub async fn load(db: &mut Read, client: &Client, id: &str, now: Time) -> Result<Loaded, StoreError> {
    Ok(load_all(db, client, &[id.to_owned()], now).await?.pop().map_or(Loaded::Nothing, |(_, loaded)| loaded))
}

/// The id of the story with a number, which says nothing of who may read it.
pub async fn of_number(db: &mut Read, number: u64) -> Result<Option<String>, StoreError> {
    let row = db.row("select id from story where number = $1", values![number]).await?;
    row.map(|row| row.text("id")).transpose()
}

/// Several, in the order of their ids.
pub async fn load_all(
    db: &mut Read,
    client: &Client,
    ids: &[String],
    now: Time,
) -> Result<Vec<(String, Loaded)>, StoreError> {
    let admission = admission::of(&client.contract);
    let lines = clients::lines(db, ids, &admission).await?;
    let given = |line: &Line| match covers(&client.contract, line, now) {
        Covered::Story { part, held } if line.killed.is_none() => Some((part, held)),
        _ => None,
    };
    let whole: Vec<String> = ids_of(&lines, |line| given(line).is_some_and(|(part, _)| part == Part::Whole));
    let stories = full::published(db, &whole, &admission).await?;
    let mut whole: HashMap<String, FullStory> =
        stories.into_iter().map(|story| (story.manuscript().id.clone(), story)).collect();
    let mut parts: HashMap<String, PublicStory> = HashMap::new();
    let mut languages: Vec<_> = lines.iter().map(|line| line.language.clone()).collect();
    languages.sort();
    languages.dedup();
    for language in languages {
        let is_part = |line: &Line| given(line).is_some_and(|(part, _)| part == Part::Public);
        let ids = ids_of(&lines, |line| line.language == language && is_part(line));
        let stories = public::parts(db, &language, &ids, now, &admission).await?;
        parts.extend(stories.into_iter().map(|story| (story.id.clone(), story)));
    }
    let mut all = Vec::with_capacity(ids.len());
    for line in lines {
        let id = line.id.clone();
        let text = match given(&line) {
            Some((Part::Whole, held)) => whole.remove(&id).map(|story| (Text::Whole(Box::new(story)), held)),
            Some((Part::Public, held)) => {
                parts.remove(&id).map(|story| (Text::Public(Box::new(story)), held))
            }
            None => None,
        };
        let loaded = match text {
            Some((text, held)) => {
                Loaded::Story(Box::new(WireStory { version: line.version(now), line, held, text }))
            }
            None if line.killed.is_some() && knows(db, client, &line, now).await? => {
                Loaded::Withdrawn(Box::new(line))
            }
            None => Loaded::Nothing,
        };
        all.push((id, loaded));
    }
    Ok(all)
}

/// Whether a client may be told of a killed story: it has it, or its contract covered it.
async fn knows(db: &mut Read, client: &Client, line: &Line, now: Time) -> Result<bool, StoreError> {
    let covered = covers(&client.contract, line, now) != Covered::Nothing;
    Ok(covered || taken::has(db, &client.id, &line.id).await?)
}

fn ids_of(lines: &[Line], is: impl Fn(&Line) -> bool) -> Vec<String> {
    lines.iter().filter(|line| is(line)).map(|line| line.id.clone()).collect()
}
