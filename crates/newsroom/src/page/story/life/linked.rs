//! Stories made from a story: one that follows it, and its versions in other languages.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use base::Language;
use content::draft::{self, Draft, DraftError, Original};
use content::{Document, history};

use super::back;
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::story::{WRITES, save};
use crate::routes::{Route, post};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("update", "/desk/story/{id}/update", WRITES, update).for_programs(),
        post("translation", "/desk/story/{id}/translation", WRITES, translate).for_programs(),
        post("caught-up", "/desk/story/{id}/caught-up", WRITES, caught_up),
    ]
}

/// A new story that follows this one: its sections, topics and slugline, and none of its words.
async fn update(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let before = story.working(&desk, &mut db).await?.manuscript;
    drop(db);
    let document = Document {
        updates: Some(id.clone()),
        slugline: before.document.slugline,
        place: before.document.place,
        sections: before.document.sections,
        topics: before.document.topics,
        urgency: before.document.urgency,
        access: before.document.access,
        ..Document::default()
    };
    let draft = Draft {
        language: before.language,
        group: None,
        translates: None,
        updates: Some(id.clone()),
        document,
    };
    let new = open(&desk, draft, "updated", &id).await?;
    Ok(Redirect::to(&format!("/desk/story/{new}?said=opened")).into_response())
}

/// A version in another language: a draft with the original's words, to be written over beside it.
async fn translate(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let language: Language = fields.text("language").parse().map_err(|_| Failure::Missing)?;
    if desk.newsroom.config.language(language.as_str()).is_none() {
        return desk.refuse("language-unknown");
    }
    let versions = story::versions(&mut db, &story.line.group).await?;
    let lines = content::desk::lines_of(&mut db, &versions, desk.now).await?;
    if lines.iter().any(|line| line.language == language && line.state != content::State::Killed) {
        return desk.refuse("version-exists");
    }
    let working = story.working(&desk, &mut db).await?;
    drop(db);
    let of = working.manuscript.document;
    // What is true in every language comes along; the words are written anew, the original stands beside them.
    let document = Document {
        slugline: of.slugline,
        place: of.place,
        bylines: of.bylines,
        sources: of.sources,
        sections: of.sections,
        topics: of.topics,
        urgency: of.urgency,
        access: of.access,
        picture: of.picture,
        ..Document::default()
    };
    let original = Original { story: id.clone(), revision: working.revision };
    let draft = Draft { language, group: None, translates: Some(original), updates: None, document };
    let new = open(&desk, draft, "translated", &id).await?;
    Ok(Redirect::to(&format!("/desk/story/{new}/beside")).into_response())
}

async fn open(desk: &Desk, draft: Draft, deed: &str, from: &str) -> Answer<String> {
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let id = match draft::open(&mut tx, draft, me, desk.now).await {
        Ok(id) => id,
        Err(DraftError::Store(error)) => return Err(error.into()),
        Err(DraftError::Document(error)) => return Err(save::refused(desk, &error)),
        Err(DraftError::NoSuchStory(_)) => return Err(Failure::Missing),
    };
    deed::record(&mut tx, me, deed, &id, from, desk.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The translation says what the original says now.
async fn caught_up(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let mut db = desk.read().await?;
    story::to_edit(&desk, &mut db, &id).await?;
    let original = fields.text("original").to_owned();
    let original = story::find(&desk, &mut db, &original).await?;
    let revision = fields.number("revision").ok_or(Failure::Missing)?;
    let known = history::document(&mut db, &original.line.id, revision, &original.admission(&desk)?).await?;
    known.ok_or(Failure::Missing)?;
    drop(db);
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    if !draft::caught_up(&mut tx, &id, revision).await? {
        return Err(Failure::Missing);
    }
    deed::record(&mut tx, me, "caught-up", &id, &format!("revision {revision}"), desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "caught-up"))
}
