//! What a form or a query sent, read as the desk reads it. What cannot be read is refused in words of whoever asks.

use std::ops::Deref;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
pub(crate) use newsroom::fields::escaped;

use crate::failure::Failure;
use crate::visit::Visit;

/// The fields of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(newsroom::fields::Fields);

/// The fields of an address's query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(pub Fields);

impl Deref for Fields {
    type Target = newsroom::fields::Fields;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

fn unreadable(visit: Option<&Visit>) -> Response {
    let sentence = visit.map(|visit| visit.say("form-unreadable")).unwrap_or_default();
    Failure::Refused(sentence).into_response()
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, _state: &S) -> Result<Fields, Response> {
        let visit = request.extensions().get::<Visit>().cloned();
        newsroom::fields::Fields::sent(request).await.map(Fields).ok_or_else(|| unreadable(visit.as_ref()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Asked, Response> {
        let asked = newsroom::fields::Fields::asked(&parts.uri).map(|asked| Asked(Fields(asked)));
        asked.ok_or_else(|| unreadable(parts.extensions.get::<Visit>()))
    }
}
