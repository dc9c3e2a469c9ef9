//! Programs: known by a member's key in `Authorization: Bearer`, never by a cookie, so that no page of another site can have
//! a browser send it. They are answered in JSON, also where a browser would be led on.

use axum::Json;
use axum::response::{IntoResponse, Response};
use base::Time;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use serde_json::{Map, Value, json};

use crate::desk::{By, Desk, Newsroom};
use crate::failure::Failure;
use crate::routes::{Asks, Need};
use crate::staff::Member;
use crate::token::{self, Token};

/// The key that was sent.
pub(super) fn key(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

/// For whom a key acts, noted as in use.
pub(super) async fn known(
    newsroom: &Newsroom,
    key: &str,
    now: Time,
) -> Result<Option<(Member, Token)>, Failure> {
    let found = token::find(&mut newsroom.store.read().await?, key, now).await?;
    let Some((_, token)) = &found else { return Ok(None) };
    if token::is_to_be_noted(token, now) {
        let mut tx = newsroom.store.write().await?;
        token::note(&mut tx, &token.id, now).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// Why the handler is not asked. A key that asks too fast waits.
pub(super) fn objection(desk: &Desk, asks: Asks, headers: &HeaderMap) -> Option<Response> {
    let Some((_, By::Token(token))) = &desk.signed_in else {
        let word = if key(headers).is_some() { "program-key-unknown" } else { "program-key-wanted" };
        let said = Json(json!({ "error": desk.say(word) }));
        let bearer = [(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))];
        return Some((StatusCode::UNAUTHORIZED, bearer, said).into_response());
    };
    if let Err(seconds) = desk.newsroom.door.pace.take(&token.id, desk.now) {
        return Some(Failure::TooOften(seconds).into_response());
    }
    match asks.need {
        Need::Right(right) if asks.for_programs && desk.may(right) => None,
        _ => Some(Failure::Forbidden.into_response()),
    }
}

/// Where a browser would be led on, what that says: the story, and what was done.
pub(super) fn answer(response: Response) -> Response {
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    match to.filter(|_| response.status().is_redirection()) {
        Some(to) => Json(led_to(to)).into_response(),
        None => response,
    }
}

fn led_to(to: &str) -> Value {
    let (path, query) = to.split_once('?').unwrap_or((to, ""));
    let mut said = Map::from_iter([("page".to_owned(), json!(path))]);
    let part = |prefix: &str| path.strip_prefix(prefix).and_then(|rest| rest.split('/').next());
    for (name, prefix) in [("story", "/desk/story/"), ("picture", "/desk/pictures/")] {
        if let Some(id) = part(prefix) {
            said.insert(name.to_owned(), json!(id));
        }
    }
    if let Some(word) = query.split('&').find_map(|pair| pair.strip_prefix("said=")) {
        said.insert("said".to_owned(), json!(word));
    }
    Value::Object(said)
}
