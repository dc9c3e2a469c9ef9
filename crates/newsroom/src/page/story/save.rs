//! Saving: from the editor's script as JSON, from the plain form as fields. Both are a whole document upon a revision.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use content::history;
use content::merge::Place;
use content::save::{self, Clash, Save, Saved};
use content::{Document, ManuscriptError};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Read;

use super::view::View;
use super::{WRITES, form};
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::story::{self, Names, Story};

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("revisions", "/desk/story/{id}/revisions", WRITES, save).for_programs(),
        get("head", "/desk/story/{id}/head", WRITES, head).for_programs(),
    ]
}

/// What the script sends.
#[derive(Deserialize)]
struct Sent {
    base: i64,
    document: Document,
}

async fn save(desk: Desk, Path(id): Path<String>, request: Request) -> Answer<Response> {
    let story = story::find(&desk, &mut desk.read().await?, &id).await?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return from_script(&desk, &story, request).await;
    }
    match Fields::from_request(request, &()).await {
        Ok(fields) => from_form(&desk, &story, &fields).await,
        Err(unreadable) => Ok(unreadable),
    }
}

async fn from_script(desk: &Desk, story: &Story, request: Request) -> Answer<Response> {
    if story.line.state == content::State::Killed {
        return Ok((StatusCode::GONE, Json(json!({ "error": desk.say("story-killed") }))).into_response());
    }
    if !story.may.edit {
        return Err(Failure::Forbidden);
    }
    let Ok(bytes) = Bytes::from_request(request, &()).await else { return desk.refuse("story-too-large") };
    // NUL would be refused by PostgreSQL; in a text it stands for nothing.
    let sent: Sent = match serde_json::from_slice(&bytes) {
        Ok(sent) => sent,
        Err(error) => return Err(unreadable(desk, &error.to_string())),
    };
    let saved = put(desk, story, sent.base, sent.document).await?;
    let answer = |value: Value| Json(value).into_response();
    Ok(match saved {
        Saved::Saved { revision } => answer(json!({ "outcome": "saved", "revision": revision })),
        Saved::Same { revision } => answer(json!({ "outcome": "same", "revision": revision })),
        Saved::Merged { revision, document } => {
            answer(json!({ "outcome": "merged", "revision": revision, "document": document }))
        }
        Saved::Clash(clash) => {
            let names = Names::load(desk, &mut desk.read().await?).await?;
            (StatusCode::CONFLICT, Json(clash_json(&clash, &names))).into_response()
        }
        Saved::Killed => {
            (StatusCode::GONE, Json(json!({ "error": desk.say("story-killed") }))).into_response()
        }
        Saved::NoSuchStory => return Err(Failure::Missing),
        Saved::Refused(error) => return Err(refused(desk, &error)),
    })
}

async fn from_form(desk: &Desk, story: &Story, fields: &Fields) -> Answer<Response> {
    if !story.may.edit {
        return Err(Failure::Forbidden);
    }
    let id = &story.line.id;
    let base = fields.number("base").unwrap_or_default();
    let mut db = desk.read().await?;
    let before = history::document(&mut db, id, base, &story.admission(desk)?).await?;
    let document = form::read(desk, fields, &before.ok_or(Failure::Missing)?)?;
    let to = |said: &str| Ok(Redirect::to(&format!("/desk/story/{id}?said={said}")).into_response());
    match put(desk, story, base, document.clone()).await? {
        Saved::Saved { .. } => to("saved"),
        Saved::Same { .. } => to("same"),
        Saved::Merged { .. } => to("merged"),
        Saved::Killed => desk.refuse("story-killed"),
        Saved::NoSuchStory => Err(Failure::Missing),
        Saved::Refused(error) => {
            let sentence = sentence(desk, &error);
            again(desk, &mut db, story, &document, StatusCode::UNPROCESSABLE_ENTITY, sentence).await
        }
        Saved::Clash(clash) => {
            let who = story::name_of(desk, &mut db, &clash.head_author).await?;
            let aside = clash.aside.to_string();
            let arguments = [("who", (&who).into()), ("revision", (&aside).into())];
            let sentence = desk.locale.text("form-clash", &arguments);
            let mut db = desk.read().await?;
            again(desk, &mut db, story, &clash.merged, StatusCode::CONFLICT, sentence).await
        }
    }
}

async fn put(desk: &Desk, story: &Story, base: i64, document: Document) -> Answer<Saved> {
    let save = Save { story: story.line.id.clone(), base, document };
    let mut tx = desk.write().await?;
    let saved = save::save(&mut tx, &save, &desk.me()?.id, desk.now).await?;
    tx.commit().await?;
    Ok(saved)
}

/// The form once more, with what was typed, upon the newest revision.
async fn again(
    desk: &Desk,
    db: &mut Read,
    story: &Story,
    document: &Document,
    status: StatusCode,
    sentence: String,
) -> Answer<Response> {
    let working = story.working(desk, db).await?;
    let mut view = View::of(desk, db, story, &working, document).await?;
    view.refused = Some(sentence);
    Ok((status, desk.page("story.html", &view)?).into_response())
}

fn clash_json(clash: &Clash, names: &Names) -> Value {
    json!({
        "outcome": "clash",
        "head": clash.head,
        "head_author": names.of(&clash.head_author),
        "document": clash.document,
        "merged": clash.merged,
        "places": clash.places.iter().map(place_json).collect::<Vec<_>>(),
        "aside": clash.aside,
    })
}

fn place_json(place: &Place) -> Value {
    match place {
        Place::Field { name, base, theirs, mine } => {
            json!({ "place": name, "base": base, "theirs": theirs, "mine": mine })
        }
        Place::Block { at, base, theirs, mine } => {
            json!({ "place": format!("body/{at}"), "base": base, "theirs": theirs, "mine": mine })
        }
    }
}

/// The newest revision with its document, for a page that has fallen behind.
async fn head(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let working = story.working(&desk, &mut db).await?;
    let head = json!({ "revision": working.revision, "document": working.manuscript.document });
    Ok(Json(head).into_response())
}

fn unreadable(desk: &Desk, reason: &str) -> Failure {
    Failure::Refused(desk.locale.text("document-unreadable", &[("reason", reason.into())]))
}

pub(super) fn refused(desk: &Desk, error: &ManuscriptError) -> Failure {
    Failure::Refused(sentence(desk, error))
}

/// Why a document is not accepted, in the language of whoever wrote it.
pub(crate) fn sentence(desk: &Desk, error: &ManuscriptError) -> String {
    let reason = error.to_string();
    match error {
        ManuscriptError::NoHeadline => desk.say("refused-no-headline"),
        ManuscriptError::TooLong { field, found, most } => {
            let number = |n: &usize| i64::try_from(*n).unwrap_or(i64::MAX);
            let field = desk.say(&format!("field-{}", field.replace(['.', '_'], "-")));
            let arguments =
                [("field", (&field).into()), ("found", number(found).into()), ("most", number(most).into())];
            desk.locale.text("refused-too-long", &arguments)
        }
        ManuscriptError::Access(_) => desk.say("refused-access"),
        ManuscriptError::Urgency(_) => desk.say("refused-urgency"),
        _ => desk.locale.text("document-unreadable", &[("reason", (&reason).into())]),
    }
}
