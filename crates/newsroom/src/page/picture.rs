//! `/desk/pictures/{id}`: one picture: what it shows, where it is used, what is written on its card; and its files.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use content::{desk as list, picture};
use http::{StatusCode, header};
use media::{Format, StoredFile};
use serde::Serialize;
use store::{Read, jobs};

use super::pictures::{self, File, MANY, Typed, own_only};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::picture_card::{self, BY_IMPORT, COMMON, Card, REMOVE, Words};
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::upload;

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Write);
    vec![
        get("picture", "/desk/pictures/{id}", need, show),
        get("picture", "/desk/pictures/{id}/{size}", need, file),
        get("picture", "/desk/media/{file}", need, media),
        post("picture", "/desk/pictures/{id}/words", need, write),
        post("picture", "/desk/pictures/{id}/removal", need, remove),
    ]
}

/// Stories that are named one by one.
const NAMED: usize = 20;

#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    typed: Typed,
    width: i64,
    height: i64,
    by: Option<String>,
    imported: bool,
    added: String,
    stories: Vec<Use>,
    /// All uses, counted to a bound.
    uses: i64,
    many: bool,
    may_write: bool,
    may_remove: bool,
    /// Why what was typed is not kept.
    refused: Option<String>,
}

/// A story that shows it.
#[derive(Serialize)]
struct Use {
    id: String,
    headline: String,
    language: String,
    state: String,
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let mut db = desk.read().await?;
    let card = card(&desk, &mut db, &id).await?;
    let view = view(&desk, &mut db, card, None).await?;
    desk.page("picture.html", &view)
}

/// The card that somebody sees of a picture.
async fn card(desk: &Desk, db: &mut Read, id: &str) -> Answer<Card> {
    let shelf = picture_card::shelf_of(desk.me()?);
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = if is_id { picture_card::find(db, id, shelf).await? } else { None };
    found.ok_or(Failure::Missing)
}

async fn view(desk: &Desk, db: &mut Read, card: Card, refused: Option<String>) -> Answer<View> {
    let own = own_only(desk)?;
    let uses = picture::count_uses(db, std::slice::from_ref(&card.picture), own.as_deref(), MANY).await?;
    let uses = uses.get(&card.picture).copied().unwrap_or(0);
    let ids = picture::uses(db, &card.picture, own.as_deref(), NAMED).await?;
    let lines = list::lines_of(db, &ids, desk.now).await?;
    let stories = lines.into_iter().map(|line| Use {
        id: line.id,
        headline: line.headline,
        language: line.language.as_str().to_owned(),
        state: desk.say(&format!("state-{}", line.state.name().replace('_', "-"))),
    });
    let names = pictures::colleagues(desk, db).await?;
    let file = File::of(&card);
    Ok(View {
        stories: stories.collect(),
        uses,
        many: uses >= MANY as i64,
        by: names.into_iter().find(|(id, _)| *id == card.added_by).map(|(_, name)| name),
        imported: card.added_by == BY_IMPORT,
        added: desk.locale.moment(card.added_at, &desk.newsroom.config.agency.time_zone),
        width: file.width,
        height: file.height,
        may_write: may_change(desk, &card),
        may_remove: may_change(desk, &card),
        refused,
        name: card.words.name.clone(),
        typed: Typed::from(card.words),
        id: card.picture,
    })
}

/// Those who edit everybody's stories look after all cards, others after those of pictures that they added.
fn may_change(desk: &Desk, card: &Card) -> bool {
    desk.may(Right::Edit) || desk.me().is_ok_and(|me| me.id == card.added_by || !me.role.may(Right::See))
}

/// Writes on the card: `alt`, `caption`, `credit`, `rights`.
async fn write(
    desk: Desk,
    Path(id): Path<String>,
    Form(mut typed): Form<BTreeMap<String, String>>,
) -> Answer {
    let me = desk.me()?;
    let mut tx = desk.write().await?;
    let before = card(&desk, tx.reading(), &id).await?;
    if !may_change(&desk, &before) {
        return Err(Failure::Forbidden);
    }
    let as_typed = typed.clone();
    let words = match upload::words(&desk, &mut typed) {
        Ok(words) => Words { name: before.words.name.clone(), ..words },
        Err(Failure::Refused(sentence)) => {
            let words = typed_words(&as_typed, &before.words.name);
            let view = view(&desk, tx.reading(), Card { words, ..before }, Some(sentence)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("picture.html", &view)?).into_response());
        }
        Err(failure) => return Err(failure),
    };
    let shelf = picture_card::shelf_of(me);
    picture_card::write(&mut tx, &id, shelf, &words).await?;
    if shelf != COMMON {
        // Who brought the picture describes it for everybody.
        let common = picture_card::find(tx.reading(), &id, COMMON).await?;
        if common.is_some_and(|common| common.added_by == me.id) {
            picture_card::write(&mut tx, &id, COMMON, &words).await?;
        }
    }
    deed::record(&mut tx, &me.id, "picture-described", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/pictures/{id}")).into_response())
}

fn typed_words(typed: &BTreeMap<String, String>, name: &str) -> Words {
    let text = |name: &str| typed.get(name).cloned().unwrap_or_default();
    Words {
        name: name.to_owned(),
        alt: text("alt"),
        caption: text("caption"),
        credit: text("credit"),
        rights: text("rights"),
    }
}

/// Takes the picture out of the library, if no story uses it. From a shelf of one's own it goes in any case: who sees
/// nothing of others does not learn here that others use it.
async fn remove(desk: Desk, Path(id): Path<String>) -> Answer {
    let me = desk.me()?;
    let mut tx = desk.write().await?;
    let card = card(&desk, tx.reading(), &id).await?;
    if !may_change(&desk, &card) {
        return Err(Failure::Forbidden);
    }
    let own = own_only(&desk)?;
    if !picture::uses(tx.reading(), &id, own.as_deref(), 1).await?.is_empty() {
        return desk.refuse("picture-in-use");
    }
    let common = picture_card::find(tx.reading(), &id, COMMON).await?;
    let is_theirs = own.is_none() || common.is_none_or(|common| common.added_by == me.id);
    if is_theirs && picture::forget_unused(&mut tx, &id).await? {
        picture_card::forget(&mut tx, std::slice::from_ref(&id)).await?;
        let letter = serde_json::json!({ "picture": id }).to_string();
        jobs::send(&mut tx, REMOVE, &letter, desk.now).await?;
    } else if own.is_some() {
        picture_card::take_off(&mut tx, &id, &me.id).await?;
    } else {
        return desk.refuse("picture-in-use");
    }
    deed::record(&mut tx, &me.id, "picture-removed", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/desk/pictures").into_response())
}

/// `/desk/pictures/{id}/{size}`: the picture itself, as `small`, `medium` or `large`. Before publication this is where
/// staff see it.
async fn file(desk: Desk, Path((id, size)): Path<(String, String)>) -> Answer {
    let width = match size.as_str() {
        "small" => 320,
        "medium" => 640,
        "large" => 1280,
        _ => return Err(Failure::Missing),
    };
    if !may_see(&desk, &id).await? {
        return Err(Failure::Missing);
    }
    let library = desk.newsroom.library.clone();
    let open = move || library.read(&library.describe(&id)?.rendition(Format::WebP, width)?.file);
    send(&desk, open).await
}

/// `/desk/media/{file}`: what will be at `/media/{file}` once a story that shows it is out: for previews.
async fn media(desk: Desk, Path(file): Path<String>) -> Answer {
    if !may_see(&desk, picture::id_of(&file)).await? {
        return Err(Failure::Missing);
    }
    let library = desk.newsroom.library.clone();
    send(&desk, move || library.read(&file)).await
}

/// Sends a stored file.
async fn send(desk: &Desk, open: impl FnOnce() -> Option<StoredFile> + Send + 'static) -> Answer {
    let reading = tokio::task::spawn_blocking(move || {
        let mut stored = open()?;
        let mut bytes = Vec::with_capacity(stored.bytes as usize);
        std::io::Read::read_to_end(&mut stored.file, &mut bytes).ok()?;
        Some((stored.content_type, bytes))
    });
    let read = reading.await.map_err(|error| Failure::Broken(error.to_string()))?;
    let (kind, bytes) = read.ok_or(Failure::Missing)?;
    // Who works where a telephone may be taken keeps no copy.
    let kept = if desk.may(Right::See) { "private, max-age=86400, immutable" } else { "no-store" };
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], bytes).into_response())
}

/// Colleagues see all pictures; others those that they added, and those in stories of their own.
async fn may_see(desk: &Desk, id: &str) -> Answer<bool> {
    let me = desk.me()?;
    if me.role.may(Right::See) {
        return Ok(true);
    }
    let mut db = desk.read().await?;
    Ok(picture_card::find(&mut db, id, &me.id).await?.is_some()
        || picture::is_in_story_of(&mut db, id, &me.id).await?)
}
