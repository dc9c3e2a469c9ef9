//! What programs of clients ask: lists, newest first or by what has changed; single stories in any format; notices.

mod notices;
mod stories;
mod wanted;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{self, HeaderValue};
use wire::Scope;

use crate::failure::{Answer, Failure};
use crate::routes::{Need, Route, get, post};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/wire/api/stories", Need::Scope(Scope::Pull), stories::list),
        get("/wire/api/stories/{file}", Need::Scope(Scope::Download), stories::one),
        get("/wire/api/notices", Need::Token, notices::list),
        post("/wire/api/notices/{id}/confirmation", Need::Token, notices::confirm),
    ]
}

/// Bytes with their media type.
fn said(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], bytes).into_response()
}

fn wrong<T>(sentence: String) -> Answer<T> {
    Err(Failure::Program(StatusCode::BAD_REQUEST, sentence))
}
