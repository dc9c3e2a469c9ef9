//! Programs of clients: known by a token in `Authorization: Bearer`, never by a cookie. What they are told is English, as
//! the documents of formats and APIs are.

use std::net::IpAddr;

use axum::Json;
use axum::response::{IntoResponse, Response};
use base::Time;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use serde_json::json;
use wire::{Client, Scope, Standing, Token, token};

use super::scope_words;
use crate::failure::{Answer, Failure};
use crate::peer;
use crate::portal::Portal;

/// The token that was sent.
fn sent(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

/// Whose program asks, noted as in use; or why it is refused. `scope` is what it must have; none where any token will do.
pub(super) async fn known(
    portal: &Portal,
    headers: &HeaderMap,
    from: Option<IpAddr>,
    scope: Option<Scope>,
    now: Time,
) -> Answer<Result<(Client, Token), Failure>> {
    let refuse = |status, sentence: &str| Ok(Err(Failure::Program(status, sentence.to_owned())));
    let Some(secret) = sent(headers) else {
        return refuse(StatusCode::UNAUTHORIZED, "Send your token: 'Authorization: Bearer vestka_wire_…'.");
    };
    let found = token::find(&mut portal.store().read().await?, secret).await?;
    let Some((client, token)) = found else {
        return refuse(StatusCode::UNAUTHORIZED, "This token is not known. Make one on your portal.");
    };
    if let Err(seconds) = portal.door.pace.take(&token.id, now) {
        return Ok(Err(Failure::TooOften(seconds)));
    }
    if token.revoked_at.is_some() {
        return refuse(StatusCode::UNAUTHORIZED, "This token was revoked. Make another on your portal.");
    }
    if !token.is_good(now) {
        return refuse(StatusCode::UNAUTHORIZED, "This token has ended. Make another on your portal.");
    }
    let address = peer::asking(headers, from, &portal.proxies);
    let networks = &client.contract.networks;
    let is_allowed = networks.is_anywhere() || address.is_some_and(|address| networks.allow(address));
    if !is_allowed {
        let sentence =
            "Your contract names the addresses from which your programs ask; this is none of them.";
        return refuse(StatusCode::FORBIDDEN, sentence);
    }
    if let Some(scope) = scope {
        if !token.may(scope) {
            let sentence = format!("This token may not {}. Make one that may.", scope_words(scope));
            return refuse(StatusCode::FORBIDDEN, &sentence);
        }
        if let Some(sentence) = not_running(client.contract.standing(now)) {
            return refuse(StatusCode::FORBIDDEN, sentence);
        }
    }
    if token.is_to_be_noted(now) {
        let mut tx = portal.store().write().await?;
        token::note(&mut tx, &token.id, now).await?;
        tx.commit().await?;
    }
    Ok(Ok((client, token)))
}

fn not_running(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Active => None,
        Standing::Ahead => Some("Your contract has not begun."),
        Standing::Paused => Some("Your contract is paused. Notices are still at /wire/api/notices."),
        Standing::Ended => Some("Your contract has ended. Notices are still at /wire/api/notices."),
    }
}

/// A failure as a document (RFC 9457).
pub(super) fn told(failure: &Failure) -> Response {
    let status = failure.status();
    let detail = match failure {
        Failure::Missing => "There is nothing here that your contract covers.".to_owned(),
        Failure::TooOften(seconds) => format!("Too many requests with this token: wait {seconds} seconds."),
        Failure::Store(_) | Failure::Broken(_) => "This could not be answered. Try again later.".to_owned(),
        other => other.to_string(),
    };
    let document = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
    });
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    let mut response = (status, [kind], Json(document)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Failure::TooOften(seconds) = failure {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
