//! What came in for a client: stories that its contract covers, new to old; and what has changed, old to new.

use base::{Language, Time};
use content::clients::{self, Cursor, Line};
use store::{Read, StoreError};

use crate::admission;
use crate::client::Client;
use crate::contract::{Covered, Hold, Part, covers};
use crate::interest::{Query, has_words};
use crate::taken;

/// A story as a client's list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The story.
    pub line: Line,
    /// How much of it is given.
    pub part: Part,
    /// Whether, and until when, the public does not have it.
    pub held: Option<Hold>,
    /// When the version that is true now came to be.
    pub version: Time,
    /// Its place in the list.
    pub cursor: Cursor,
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The languages that the agency publishes in.
    pub served: &'a [Language],
    /// Which of what the contract covers.
    pub query: &'a Query,
    /// Older than this place; from the newest on when missing.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
    /// The time of asking.
    pub now: Time,
}

/// A stretch of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// New to old.
    pub stories: Vec<Listed>,
    /// Where the next older stretch begins, if there may be more.
    pub older: Option<Cursor>,
}

/// A line of the list of changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A story is there, in a new version.
    Story(Box<Listed>),
    /// A story was withdrawn: `line.killed` says how.
    Withdrawn(Box<Line>, Cursor),
}

/// A stretch of the list of changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// Old to new.
    pub changes: Vec<Change>,
    /// Where the next stretch begins.
    pub next: Cursor,
    /// Whether there may be more already.
    pub more: bool,
}

/// Places that are looked at together, and at most for one answer: words that are rare are looked for in so many stories, and
/// whoever wants older ones asks on.
const AT_ONCE: usize = 200;
const LOOKED_AT: usize = 10_000;

/// Lists stories. A client whose contract does not run has none.
pub async fn list(db: &mut Read, client: &Client, wanted: &Wanted<'_>) -> Result<Page, StoreError> {
    let admission = admission::of(&client.contract);
    let languages = languages(client, wanted);
    let sections = sections(client, wanted.query);
    let has_words = !wanted.query.words.trim().is_empty();
    let at_once = if has_words { AT_ONCE } else { wanted.limit + 1 };
    let mut page = Page { stories: Vec::new(), older: None };
    let (mut before, mut looked_at) = (wanted.before, 0);
    while looked_at < LOOKED_AT {
        let stretch = clients::Wanted {
            languages: &languages,
            sections: &sections,
            held: client.contract.early,
            before,
            limit: at_once,
            now: wanted.now,
        };
        let places = clients::places(db, &stretch, &admission).await?;
        let ids: Vec<String> = places.iter().map(|place| place.id.clone()).collect();
        let lines = clients::lines(db, &ids, &admission).await?;
        for line in lines {
            let Some(place) = places.iter().find(|place| place.id == line.id) else { continue };
            let listed = listed(client, line, place.cursor, wanted.now);
            let Some(listed) = listed.filter(|listed| shows(wanted.query, &listed.line)) else { continue };
            if page.stories.len() == wanted.limit {
                page.older = page.stories.last().map(|last| last.cursor);
                return Ok(page);
            }
            page.stories.push(listed);
        }
        looked_at += places.len();
        before = places.last().map(|place| place.cursor);
        if places.len() < at_once {
            return Ok(page);
        }
    }
    page.older = before;
    Ok(page)
}

/// Lists what has changed after a place: what the contract covers now, and kills of what it covered or the client has.
pub async fn changes(
    db: &mut Read,
    client: &Client,
    query: &Query,
    after: Cursor,
    limit: usize,
    now: Time,
) -> Result<Changes, StoreError> {
    let admission = admission::of(&client.contract);
    let mut found = Changes { changes: Vec::new(), next: after, more: true };
    let mut looked_at = 0;
    while found.changes.len() < limit && looked_at < LOOKED_AT {
        let places = clients::changes(db, found.next, AT_ONCE, now, &admission).await?;
        let ids: Vec<String> = places.iter().map(|place| place.id.clone()).collect();
        let lines = clients::lines(db, &ids, &admission).await?;
        for place in &places {
            if found.changes.len() == limit {
                return Ok(found);
            }
            found.next = place.cursor;
            let Some(line) = lines.iter().find(|line| line.id == place.id) else { continue };
            if let Some(change) = change(db, client, query, line, place.cursor, now).await? {
                found.changes.push(change);
            }
        }
        looked_at += places.len();
        if places.len() < AT_ONCE {
            found.more = false;
            break;
        }
    }
    Ok(found)
}

async fn change(
    db: &mut Read,
    client: &Client,
    query: &Query,
    line: &Line,
    cursor: Cursor,
    now: Time,
) -> Result<Option<Change>, StoreError> {
    if line.killed.is_none() {
        let listed = listed(client, line.clone(), cursor, now).filter(|listed| shows(query, &listed.line));
        return Ok(listed.map(|listed| Change::Story(Box::new(listed))));
    }
    // A kill is told whatever words were looked for.
    let knows = query.is_of(line) && covers(&client.contract, line, now) != Covered::Nothing;
    let has = knows || taken::has(db, &client.id, &line.id).await?;
    Ok(has.then(|| Change::Withdrawn(Box::new(line.clone()), cursor)))
}

/// A line with what the contract gives of it; none where it gives nothing, or the story was killed.
fn listed(client: &Client, line: Line, cursor: Cursor, now: Time) -> Option<Listed> {
    if line.killed.is_some() {
        return None;
    }
    match covers(&client.contract, &line, now) {
        Covered::Nothing => None,
        Covered::Story { part, held } => {
            Some(Listed { version: line.version(now), line, part, held, cursor })
        }
    }
}

fn shows(query: &Query, line: &Line) -> bool {
    query.is_of(line) && has_words(&query.words, &[&line.headline, &line.deck])
}

fn languages(client: &Client, wanted: &Wanted<'_>) -> Vec<Language> {
    let is_wanted = |language: &&Language| wanted.query.language.as_ref().is_none_or(|one| one == *language);
    let own = wanted.served.iter().filter(|language| client.contract.has_language(language));
    own.filter(is_wanted).cloned().collect()
}

/// The shelves to walk: the rule is asked of each story all the same.
fn sections(client: &Client, query: &Query) -> Vec<String> {
    match &query.section {
        Some(section) => vec![section.clone()],
        None => client.contract.sections.clone(),
    }
}
