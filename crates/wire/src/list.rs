//! What came in for a client: stories that its contract covers, new to old; and what has changed, old to new.

use std::collections::HashSet;

use base::{Language, Time};
use content::clients::{self, Cursor, Line};
use store::{Read, StoreError};

use crate::admission;
use crate::client::Client;
use crate::contract::{Covered, Hold, Part, covers};
use crate::interest::Query;
use crate::story::{self, Loaded, WireStory};
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

/// Places that are looked at together, and at most for one answer. Words are looked for in whole texts, which are read for it:
/// rare ones in so many stories, and whoever wants older ones asks on.
const AT_ONCE: usize = 200;
const LOOKED_AT: usize = 10_000;
const READ_THROUGH: usize = 4_000;

fn longest_look(query: &Query) -> usize {
    if query.has_no_words() { LOOKED_AT } else { READ_THROUGH }
}

/// Lists stories. A client whose contract does not run has none.
pub async fn list(db: &mut Read, client: &Client, wanted: &Wanted<'_>) -> Result<Page, StoreError> {
    let admission = admission::of(&client.contract);
    let languages = languages(client, wanted);
    let sections = sections(client, wanted.query);
    let at_once = if wanted.query.has_no_words() { wanted.limit + 1 } else { AT_ONCE };
    let mut page = Page { stories: Vec::new(), older: None };
    let (mut before, mut looked_at) = (wanted.before, 0);
    while looked_at < longest_look(wanted.query) {
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
        let fitting = fitting(db, client, wanted.query, &lines, wanted.now).await?;
        for line in lines.into_iter().filter(|line| fitting.contains(&line.id)) {
            let Some(place) = places.iter().find(|place| place.id == line.id) else { continue };
            let Some(listed) = listed(client, line, place.cursor, wanted.now) else { continue };
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
    while found.changes.len() < limit && looked_at < longest_look(query) {
        let places = clients::changes(db, found.next, AT_ONCE, now, &admission).await?;
        let ids: Vec<String> = places.iter().map(|place| place.id.clone()).collect();
        let lines = clients::lines(db, &ids, &admission).await?;
        let fitting = fitting(db, client, query, &lines, now).await?;
        for place in &places {
            if found.changes.len() == limit {
                return Ok(found);
            }
            found.next = place.cursor;
            let Some(line) = lines.iter().find(|line| line.id == place.id) else { continue };
            let change = match &line.killed {
                // A kill is told whatever words were looked for.
                Some(_) => withdrawn(db, client, query, line, place.cursor, now).await?,
                None if fitting.contains(&line.id) => {
                    listed(client, line.clone(), place.cursor, now).map(|one| Change::Story(Box::new(one)))
                }
                None => None,
            };
            found.changes.extend(change);
        }
        looked_at += places.len();
        if places.len() < AT_ONCE {
            found.more = false;
            break;
        }
    }
    Ok(found)
}

async fn withdrawn(
    db: &mut Read,
    client: &Client,
    query: &Query,
    line: &Line,
    cursor: Cursor,
    now: Time,
) -> Result<Option<Change>, StoreError> {
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

/// The ids of the stories that are looked for, by what the client may read of them.
async fn fitting(
    db: &mut Read,
    client: &Client,
    query: &Query,
    lines: &[Line],
    now: Time,
) -> Result<HashSet<String>, StoreError> {
    let ids: Vec<String> =
        lines.iter().filter(|line| query.is_of(line)).map(|line| line.id.clone()).collect();
    if query.has_no_words() {
        return Ok(ids.into_iter().collect());
    }
    let read = story::load_all(db, client, &ids, now).await?;
    let text = |story: &WireStory| story.text.body().plain_text(usize::MAX);
    let fits =
        |loaded: &Loaded| matches!(loaded, Loaded::Story(story) if query.fits(&story.line, &text(story)));
    Ok(read.into_iter().filter(|(_, loaded)| fits(loaded)).map(|(id, _)| id).collect())
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
