//! `/desk/pictures`: the library. Who may not see colleagues sees what they added themselves, as they described it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use axum::response::{IntoResponse, Redirect, Response};
use base::Time;
use http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};
use store::Read;

use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::escaped;
use crate::picture_card::{self, COMMON, Card, Words};
use crate::refusal;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::staff;
use crate::upload::{self, MOST_BYTES, Received};

mod tile;

pub(super) use tile::{File, MANY};
use tile::{Takable, Tile, tiles};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Write);
    vec![
        get("pictures", "/desk/pictures", need, show),
        post("pictures", "/desk/pictures", need, add).taking(MOST_BYTES).for_programs(),
        get("pictures", "/desk/pictures.json", need, found).for_programs(),
    ]
}

/// Pictures in one stretch of the library.
const STRETCH: usize = 36;

/// What to look for.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    before: String,
}

#[derive(Serialize)]
struct View {
    q: String,
    by: String,
    /// For those who see colleagues: whose pictures to choose from.
    colleagues: Vec<Colleague>,
    tiles: Vec<Tile>,
    /// Where older ones are.
    older: Option<String>,
    /// After an upload of which not everything was taken: how much was, what was not and why.
    taken: Option<usize>,
    refused: Vec<Refused>,
    left_out: usize,
    most_files: usize,
    typed: Typed,
}

#[derive(Serialize)]
struct Colleague {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Refused {
    name: String,
    sentence: String,
}

/// What stands in the fields of a card.
#[derive(Default, Serialize)]
pub(super) struct Typed {
    alt: String,
    caption: String,
    credit: String,
    rights: String,
}

impl From<Words> for Typed {
    fn from(words: Words) -> Typed {
        let Words { alt, caption, credit, rights, .. } = words;
        Typed { alt, caption, credit, rights }
    }
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let view = view(&desk, &asked).await?;
    desk.page("pictures.html", &view)
}

async fn view(desk: &Desk, asked: &Asked) -> Answer<View> {
    picture_card::catch_up(&desk.newsroom.store, desk.now).await?;
    let mut db = desk.read().await?;
    let mut cards = picture_card::search(&mut db, &query(desk, asked)?).await?;
    let is_more = cards.len() > STRETCH;
    cards.truncate(STRETCH);
    let older = cards.last().filter(|_| is_more).map(|last| older(asked, last));
    let names = colleagues(desk, &mut db).await?;
    let tiles = tiles(desk, &mut db, cards, &names).await?;
    let colleagues = names.into_iter().map(|(id, name)| Colleague { id, name }).collect();
    Ok(View {
        q: asked.q.clone(),
        by: asked.by.clone(),
        colleagues,
        tiles,
        older,
        taken: None,
        refused: Vec::new(),
        left_out: 0,
        most_files: upload::MOST_FILES,
        typed: Typed::default(),
    })
}

fn query(desk: &Desk, asked: &Asked) -> Answer<picture_card::Query> {
    let shelf = picture_card::shelf_of(desk.me()?).to_owned();
    let before = asked
        .before
        .split_once('-')
        .and_then(|(at, picture)| Some((Time::from_millis(at.parse().ok()?), picture.replace('\0', ""))));
    // On a shelf of one's own there is nobody else.
    let added_by = if shelf == COMMON { asked.by.replace('\0', "") } else { String::new() };
    Ok(picture_card::Query { shelf, text: asked.q.replace('\0', ""), added_by, before, limit: STRETCH + 1 })
}

fn older(asked: &Asked, last: &Card) -> String {
    let part = |name: &str, text: &str| match text {
        "" => String::new(),
        text => format!("&{name}={}", escaped(text)),
    };
    let before = format!("{}-{}", last.added_at.millis(), last.picture);
    format!("/desk/pictures?before={before}{}{}", part("q", &asked.q), part("by", &asked.by))
}

/// Names of colleagues by their ids, in their order; none for those who may not see them.
pub(super) async fn colleagues(desk: &Desk, db: &mut Read) -> Answer<Vec<(String, String)>> {
    if !desk.may(Right::See) {
        return Ok(Vec::new());
    }
    Ok(staff::all(db).await?.into_iter().map(|member| (member.id, member.name)).collect())
}

/// Whose stories they see, if not everybody's.
pub(super) fn own_only(desk: &Desk) -> Answer<Option<String>> {
    Ok((!desk.may(Right::See)).then_some(desk.me()?.id.clone()))
}

/// `/desk/pictures.json?q=`: what the editor offers.
async fn found(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    #[derive(Serialize)]
    struct Found {
        pictures: Vec<Takable>,
        /// Where older ones are: for `before`.
        older: Option<String>,
    }
    picture_card::catch_up(&desk.newsroom.store, desk.now).await?;
    let mut cards = picture_card::search(&mut desk.read().await?, &query(&desk, &asked)?).await?;
    let is_more = cards.len() > STRETCH;
    cards.truncate(STRETCH);
    let last = cards.last().filter(|_| is_more);
    let older = last.map(|last| format!("{}-{}", last.added_at.millis(), last.picture));
    Ok(Json(Found { pictures: cards.into_iter().map(Takable::from).collect(), older }).into_response())
}

/// Takes pictures in: from the page's form, or one from the editor.
async fn add(desk: Desk, headers: HeaderMap, form: Result<Multipart, MultipartRejection>) -> Answer {
    let is_page = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.to_str().is_ok_and(|text| text.contains("text/html")));
    let received = match form {
        Ok(form) => upload::receive(&desk, form).await,
        Err(_) => desk.refuse("upload-broken"),
    };
    let received = match received {
        Ok(received) if received.pictures.is_empty() && received.refused.is_empty() => {
            desk.refuse("upload-nothing")
        }
        received => received,
    };
    match (received, is_page) {
        (Ok(received), true) => told_by_page(&desk, received).await,
        (Ok(received), false) => told_by_json(&desk, received).await,
        (Err(Failure::Refused(sentence)), false) => Ok(unprocessable(&sentence)),
        (Err(failure), _) => Err(failure),
    }
}

async fn told_by_page(desk: &Desk, received: Received) -> Answer {
    if received.refused.is_empty() && received.left_out == 0 {
        let to = match received.pictures.as_slice() {
            [one] => format!("/desk/pictures/{}", one.id),
            _ => "/desk/pictures".to_owned(),
        };
        return Ok(Redirect::to(&to).into_response());
    }
    let mut view = view(desk, &Asked::default()).await?;
    let sentence = |refusal| refusal::sentence(&desk.locale, &refusal);
    view.taken = Some(received.pictures.len());
    view.left_out = received.left_out;
    view.refused = received
        .refused
        .into_iter()
        .map(|(name, refusal)| Refused { name, sentence: sentence(refusal) })
        .collect();
    view.typed = Typed::from(received.words);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("pictures.html", &view)?).into_response())
}

async fn told_by_json(desk: &Desk, received: Received) -> Answer {
    if let Some((_, refusal)) = received.refused.first() {
        return Ok(unprocessable(&refusal::sentence(&desk.locale, refusal)));
    }
    let picture = received.pictures.first().ok_or(Failure::Missing)?;
    let shelf = picture_card::shelf_of(desk.me()?);
    let card = picture_card::find(&mut desk.read().await?, &picture.id, shelf).await?;
    Ok(Json(Takable::from(card.ok_or(Failure::Missing)?)).into_response())
}

fn unprocessable(sentence: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(BTreeMap::from([("error", sentence)]))).into_response()
}
