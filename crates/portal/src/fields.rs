//! What a form or a query sent. No text holds NUL, which PostgreSQL refuses.

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;

use crate::failure::Failure;
use crate::visit::Visit;

/// The fields of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// The fields of an address's query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(pub Fields);

impl Fields {
    fn of(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs.into_iter().map(|(name, text)| (name, text.replace('\0', ""))).collect())
    }

    /// A text without the space around it; empty where the field is missing.
    pub fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default().trim()
    }

    /// A text that is not empty.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The text as it was sent.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
    }

    /// Whether a box was ticked with this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(n, text)| n == name && text == value)
    }

    /// The names of all fields, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The same fields as a query, but for one name.
    pub fn query_without(&self, name: &str) -> String {
        let kept = self.0.iter().filter(|(n, text)| n != name && !text.trim().is_empty());
        kept.map(|(n, text)| format!("{}={}", escaped(n), escaped(text))).collect::<Vec<_>>().join("&")
    }
}

/// A text as a query's value: everything but letters and digits of ASCII, `-`, `.` and `_` as `%XX`.
pub(crate) fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn unreadable(visit: Option<&Visit>) -> Response {
    let sentence = visit.map(|visit| visit.say("form-unreadable")).unwrap_or_default();
    Failure::Refused(sentence).into_response()
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Fields, Response> {
        let visit = request.extensions().get::<Visit>().cloned();
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        form.map(|Form(pairs)| Fields::of(pairs)).map_err(|_| unreadable(visit.as_ref()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Asked, Response> {
        let visit = parts.extensions.get::<Visit>().cloned();
        let query = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        query.map(|Query(pairs)| Asked(Fields::of(pairs))).map_err(|_| unreadable(visit.as_ref()))
    }
}
