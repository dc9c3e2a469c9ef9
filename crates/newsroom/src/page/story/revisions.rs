//! What a story was: every revision to be read, any two to be compared, any to be brought back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use content::difference::{self, Change, Run, What};
use content::save::{self as saving, Save, Saved};
use content::{Document, history};
use serde::Serialize;
use store::Read;

use super::view::html;
use super::{WRITES, data, save};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::routes::{Route, get, post};
use crate::story::{self, Moment, Names, Story};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("revisions", "/desk/story/{id}/revisions", WRITES, list),
        get("revision", "/desk/story/{id}/revisions/{number}", WRITES, read),
        get("comparison", "/desk/story/{id}/comparison", WRITES, compare),
        post("restoration", "/desk/story/{id}/restoration", WRITES, restore),
    ]
}

/// What stands above each page of a story's past.
#[derive(Serialize)]
pub(super) struct Head {
    pub id: String,
    pub headline: String,
    pub language: String,
    pub dir: &'static str,
}

#[derive(Serialize)]
struct List {
    head: Head,
    revisions: Vec<Line>,
    may_restore: bool,
}

#[derive(Serialize)]
struct Line {
    number: i64,
    name: String,
    at: Moment,
    is_aside: bool,
    was_published: bool,
    is_head: bool,
    is_shown: bool,
    /// The one before it, for a comparison at one click.
    before: Option<i64>,
}

pub(super) fn head(story: &Story) -> Head {
    Head {
        id: story.line.id.clone(),
        headline: story.line.headline.clone(),
        language: story.line.language.to_string(),
        dir: data::direction(&story.line.language),
    }
}

async fn list(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let working = story.working(&desk, &mut db).await?;
    let names = Names::load(&desk, &mut db).await?;
    let all = history::revisions(&mut db, &id).await?;
    let before: Vec<Option<i64>> = (1..=all.len()).map(|n| all.get(n).map(|line| line.number)).collect();
    let line = |(line, before): (history::RevisionLine, Option<i64>)| Line {
        number: line.number,
        name: names.of(&line.author),
        at: desk.moment(line.saved_at),
        is_aside: line.aside,
        was_published: line.published,
        is_head: line.number == working.revision,
        is_shown: working.published_revision == Some(line.number),
        before,
    };
    let revisions = all.into_iter().zip(before).map(line).collect();
    desk.page("story/revisions.html", &List { head: head(&story), revisions, may_restore: story.may.edit })
}

#[derive(Serialize)]
struct Revision {
    head: Head,
    number: i64,
    is_head: bool,
    may_restore: bool,
    headline: String,
    deck: String,
    body: String,
    newest: i64,
}

async fn read(desk: Desk, Path((id, number)): Path<(String, String)>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let number = number.parse().map_err(|_| Failure::Missing)?;
    let document = of(&desk, &mut db, &story, number).await?;
    let newest = story::head_of(&mut db, &id).await?;
    let view = Revision {
        head: head(&story),
        number,
        is_head: newest == number,
        may_restore: story.may.edit && newest != number,
        body: html(&document),
        headline: document.headline,
        deck: document.deck,
        newest,
    };
    desk.page("story/revision.html", &view)
}

/// A revision's document; not there where there is no such revision.
pub(super) async fn of(desk: &Desk, db: &mut Read, story: &Story, number: i64) -> Answer<Document> {
    let found = history::document(db, &story.line.id, number, &story.admission(desk)?).await?;
    found.ok_or(Failure::Missing)
}

/// Differences as a page shows them.
#[derive(Serialize)]
pub(super) struct Part {
    /// A field's name in words; empty for a block.
    field: String,
    /// Whether it is a block of the body, and behind the wall.
    is_plus: bool,
    /// `same`, `words`, `looks`, `added`, `removed`.
    change: &'static str,
    runs: Vec<PartRun>,
}

#[derive(Serialize)]
struct PartRun {
    kind: &'static str,
    text: String,
}

/// Two documents, word by word.
pub(super) fn parts(desk: &Desk, old: &Document, new: &Document) -> Vec<Part> {
    difference::words(old, new).into_iter().map(|difference| part(desk, difference)).collect()
}

fn part(desk: &Desk, difference: difference::Difference) -> Part {
    let (field, is_plus) = match difference.of {
        What::Field(name) => (desk.say(&format!("field-{}", name.replace(['.', '_'], "-"))), false),
        What::Block { plus, .. } => (String::new(), plus),
    };
    let change = match difference.change {
        Change::Same => "same",
        Change::Words => "words",
        Change::Looks => "looks",
        Change::Added => "added",
        Change::Removed => "removed",
    };
    let run = |run: Run| match run {
        Run::Same(text) => PartRun { kind: "same", text },
        Run::Removed(text) => PartRun { kind: "removed", text },
        Run::Added(text) => PartRun { kind: "added", text },
    };
    Part { field, is_plus, change, runs: difference.runs.into_iter().map(run).collect() }
}

#[derive(Serialize)]
struct Comparison {
    head: Head,
    old: i64,
    new: i64,
    numbers: Vec<i64>,
    parts: Vec<Part>,
    is_same: bool,
}

async fn compare(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let numbers: Vec<i64> = history::revisions(&mut db, &id).await?.iter().map(|line| line.number).collect();
    let new = asked.number("new").or(numbers.first().copied()).ok_or(Failure::Missing)?;
    let old = asked.number("old").or(numbers.get(1).copied()).unwrap_or(new);
    let (before, after) = (of(&desk, &mut db, &story, old).await?, of(&desk, &mut db, &story, new).await?);
    let is_same = before == after;
    let parts = parts(&desk, &before, &after);
    let view = Comparison { head: head(&story), old, new, numbers, parts, is_same };
    desk.page("story/comparison.html", &view)
}

/// The old words become the newest revision: nothing is overwritten.
async fn restore(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::to_edit(&desk, &mut db, &id).await?;
    let number = fields.number("revision").ok_or(Failure::Missing)?;
    let document = of(&desk, &mut db, &story, number).await?;
    drop(db);
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    tx.take_turn().await?;
    let base = story::head_of(tx.reading(), &id).await?;
    let said = match saving::save(&mut tx, &Save { story: id.clone(), base, document }, me, desk.now).await? {
        Saved::Saved { .. } | Saved::Merged { .. } => "brought-back",
        Saved::Same { .. } => "same",
        Saved::Refused(error) => return Err(save::refused(&desk, &error)),
        Saved::Killed | Saved::Clash(_) => return desk.refuse("story-killed"),
        Saved::NoSuchStory => return Err(Failure::Missing),
    };
    deed::record(&mut tx, me, "restored", &id, &format!("revision {number}"), desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}?said={said}")).into_response())
}
