//! `/desk/flash`: one field. The headline is out when the form comes back, and grows into the story at its address.

use axum::response::{IntoResponse, Redirect, Response};
use base::Time;
use content::draft::{self, Draft, DraftError};
use content::{Document, history, lifecycle};
use http::StatusCode;
use serde::Serialize;

use super::desk::filter::{Choice, languages};
use super::stories;
use super::story::sentence;
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::story;

/// A flash is as urgent as can be.
const URGENCY: u8 = 1;
/// The same headline sent again within this time is the same flash: a double click, an answer that was lost.
const TWICE_MS: i64 = 60_000;

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Publish);
    vec![get("flash", "/desk/flash", need, show), post("flash", "/desk/flash", need, publish)]
}

#[derive(Serialize)]
struct View {
    headline: String,
    languages: Vec<Choice>,
    refused: Option<String>,
    out: Option<Out>,
}

/// A flash that is out.
#[derive(Serialize)]
struct Out {
    id: String,
    headline: String,
    language: String,
    address: String,
    undo_ms: Option<i64>,
}

async fn show(desk: Desk, Asked(asked): Asked) -> Answer<Response> {
    let out = match asked.some("out") {
        Some(id) => Some(out(&desk, id).await?),
        None => None,
    };
    let chosen = desk.newsroom.config.agency.default_language.to_string();
    let chosen = out.as_ref().map_or(chosen, |out| out.language.clone());
    let view = View { headline: String::new(), languages: languages(&desk, &chosen), refused: None, out };
    desk.page("flash.html", &view)
}

async fn out(desk: &Desk, id: &str) -> Answer<Out> {
    let mut db = desk.read().await?;
    let story = story::find(desk, &mut db, id).await?;
    let m = story.working(desk, &mut db).await?.manuscript;
    let slug = m.slug.as_ref().map(ToString::to_string).ok_or(Failure::Missing)?;
    let states = history::states(&mut db, id).await?;
    let since = states.first().map_or(Time::from_millis(0), |line| line.at);
    let left = lifecycle::UNDO_MS - (desk.now.millis() - since.millis());
    Ok(Out {
        id: id.to_owned(),
        headline: m.document.headline,
        address: format!("{}/{}/story/{slug}", desk.newsroom.config.server.address, m.language),
        language: m.language.to_string(),
        undo_ms: Some(left).filter(|left| *left > 0),
    })
}

async fn publish(desk: Desk, fields: Fields) -> Answer<Response> {
    let language = stories::language(&desk, &fields)?;
    let headline = fields.text("headline").split_whitespace().collect::<Vec<_>>().join(" ");
    let me = desk.me()?;
    let bylines = me.byline.iter().cloned().collect();
    let document = Document { headline: headline.clone(), urgency: URGENCY, bylines, ..Document::default() };
    let refused = document.check().and_then(|()| document.has_headline()).err();
    if let Some(error) = refused {
        let languages = languages(&desk, language.as_str());
        let view = View { headline, languages, refused: Some(sentence(&desk, &error)), out: None };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("flash.html", &view)?).into_response());
    }
    let mut tx = desk.write().await?;
    tx.take_turn().await?;
    if let Some(id) = sent_before(&mut tx, &me.id, language.as_str(), &headline, desk.now).await? {
        return Ok(Redirect::to(&format!("/desk/flash?out={id}")).into_response());
    }
    let draft = Draft { language, group: None, translates: None, updates: None, document };
    let id = match draft::open(&mut tx, draft, &me.id, desk.now).await {
        Ok(id) => id,
        Err(DraftError::Store(error)) => return Err(error.into()),
        Err(DraftError::Document(error)) => return Err(Failure::Refused(sentence(&desk, &error))),
        Err(DraftError::NoSuchStory(_)) => return Err(Failure::Missing),
    };
    let outcome = lifecycle::publish(&mut tx, &id, 1, &me.id, desk.now).await?;
    outcome.map_err(|refusal| Failure::Broken(format!("a flash: {refusal}")))?;
    deed::record(&mut tx, &me.id, "flashed", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/flash?out={id}")).into_response())
}

/// The same flash by the same hand a moment ago, if it still stands.
async fn sent_before(
    tx: &mut store::Write,
    me: &str,
    language: &str,
    headline: &str,
    now: Time,
) -> Answer<Option<String>> {
    let sql = "
        select story
        from desk_line
        where author = $1 and language = $2 and headline = $3 and state = 'published' and sort_at > $4
        order by sort_at desc
        limit 1";
    let parameters = store::values![me, language, headline, now.millis() - TWICE_MS];
    let row = tx.reading().row(sql, parameters).await?;
    Ok(row.map(|row| row.text("story")).transpose()?)
}
