//! The life of a story: each change of state is a noun that is posted to, a row with an author and a time, and a deed.

mod correction;
mod kill;
mod linked;
mod publication;
mod schedule;
mod wall;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use content::State;
use content::lifecycle::{self, Moved, Refusal};

use super::WRITES;
use super::save;
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, post};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![
        post("submission", "/desk/story/{id}/submission", WRITES, submit).for_programs(),
        post("return", "/desk/story/{id}/return", WRITES, give_back),
        post("readiness", "/desk/story/{id}/readiness", WRITES, ready),
    ];
    all.extend(publication::routes());
    all.extend(schedule::routes());
    all.extend(correction::routes());
    all.extend(kill::routes());
    all.extend(linked::routes());
    all
}

/// To the editors.
async fn submit(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    story::to_edit(&desk, &mut desk.read().await?, &id).await?;
    move_to(&desk, &id, State::InEdit, "", "submitted").await
}

/// Back to its author, with a reason.
async fn give_back(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    story::to_edit(&desk, &mut desk.read().await?, &id).await?;
    let reason = reason(&desk, &fields, "reason")?;
    move_to(&desk, &id, State::Draft, &reason, "returned").await
}

/// It may go out.
async fn ready(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let story = story::to_edit(&desk, &mut desk.read().await?, &id).await?;
    if !story.may.publish {
        return Err(Failure::Forbidden);
    }
    move_to(&desk, &id, State::Ready, "", "readied").await
}

async fn move_to(desk: &Desk, id: &str, state: State, reason: &str, deed: &str) -> Answer<Response> {
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    match lifecycle::move_to(&mut tx, id, state, reason, me, desk.now).await? {
        Moved::Done => deed::record(&mut tx, me, deed, id, "", desk.now).await?,
        Moved::Same => return Ok(back(id, "no-change")),
        Moved::NoSuchStory => return Err(Failure::Missing),
        Moved::Refused(State::Killed) => return desk.refuse("story-killed"),
        Moved::Refused(State::Scheduled) => return desk.refuse("refused-scheduled"),
        Moved::Refused(_) => return desk.refuse("refused-published"),
    }
    tx.commit().await?;
    Ok(back(id, deed))
}

/// To the story's page, which says what was done.
fn back(id: &str, said: &str) -> Response {
    Redirect::to(&format!("/desk/story/{id}?said={said}")).into_response()
}

/// A text that must be there and may not be a novel.
fn reason(desk: &Desk, fields: &Fields, name: &str) -> Answer<String> {
    let text = fields.text(name).replace("\r\n", "\n");
    match text.chars().count() {
        0 => desk.refuse(&format!("{name}-empty")),
        n if n > 4_000 => desk.refuse("text-too-long"),
        _ => Ok(text),
    }
}

/// Why a story does not go out, in the language of whoever asked.
fn refused(desk: &Desk, refusal: &Refusal) -> Failure {
    match (refusal, refusal_word(refusal)) {
        (_, Some(word)) => Failure::Refused(desk.say(word)),
        (Refusal::Document(error), None) => save::refused(desk, error),
        (_, None) => Failure::Missing,
    }
}

/// The message that says why a story does not go out; none where it takes more than one.
pub fn refusal_word(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NoSuchStory | Refusal::NoSuchRevision | Refusal::Document(_) => None,
        Refusal::Same => Some("refused-same"),
        Refusal::Killed => Some("story-killed"),
        Refusal::Published => Some("refused-published"),
        Refusal::NotPublished => Some("refused-not-published"),
        Refusal::Past => Some("time-past"),
        Refusal::WallInTheOpen => Some("refused-wall"),
        Refusal::Undescribed => Some("refused-undescribed"),
    }
}
