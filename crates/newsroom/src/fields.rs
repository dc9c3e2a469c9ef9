//! What a form or a query sent: names and texts in their order, a name more than once where it was.

use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use http::request::Parts;
use http::{Uri, header};
use serde_json::{Map, Value};

use crate::desk::Desk;
use crate::failure::Failure;

/// The fields of a form. No text holds NUL, which PostgreSQL refuses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

/// The fields of an address's query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(pub Fields);

impl Fields {
    /// A form's, or those of a program's JSON object: texts, numbers and truths, and lists of them for what may come twice. None
    /// where they cannot be read.
    pub async fn sent(request: Request) -> Option<Fields> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("application/json")) {
            let object = Json::<Map<String, Value>>::from_request(request, &()).await;
            return object.ok().and_then(|Json(object)| of_object(object)).map(Fields::of);
        }
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        form.ok().map(|Form(pairs)| Fields::of(pairs))
    }

    /// Those of an address's query. None where they cannot be read.
    pub fn asked(address: &Uri) -> Option<Fields> {
        Query::<Vec<(String, String)>>::try_from_uri(address).ok().map(|Query(pairs)| Fields::of(pairs))
    }

    fn of(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs.into_iter().map(|(name, text)| (name, text.replace('\0', ""))).collect())
    }

    /// A text without the space around it; empty where the field is missing.
    pub fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default().trim()
    }

    /// The text as it was sent, if the field was there at all.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
    }

    /// A text that is not empty.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// All texts of a name, empty ones left out.
    pub fn all(&self, name: &str) -> Vec<String> {
        let of_name = self.0.iter().filter(|(n, _)| n == name);
        of_name.map(|(_, text)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.some(name)?.parse().ok()
    }

    /// Whether a box was ticked with this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(n, text)| n == name && text == value)
    }

    /// The names of all fields, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// All fields as they were sent, but for those of one name.
    pub fn all_but(&self, name: &str) -> Vec<(String, String)> {
        self.0.iter().filter(|(n, _)| n != name).cloned().collect()
    }

    /// The same fields as a query, but for one name.
    pub fn query_without(&self, name: &str) -> String {
        let kept = self.0.iter().filter(|(n, text)| n != name && !text.trim().is_empty());
        let pairs: Vec<String> = kept.map(|(n, text)| format!("{}={}", escaped(n), escaped(text))).collect();
        pairs.join("&")
    }
}

/// A text as a query's value, or a part of a path: everything but letters and digits of ASCII, `-`, `.` and `_` as `%XX`.
pub fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// Said where what was sent cannot be read at all.
fn unreadable(desk: Option<&Desk>) -> Response {
    let sentence = desk.map(|desk| desk.say("form-unreadable")).unwrap_or_default();
    Failure::Refused(sentence).into_response()
}

/// The fields that an object says; none where it holds what no field can be.
fn of_object(object: Map<String, Value>) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for (name, value) in object {
        let values = match value {
            Value::Array(values) => values,
            one => vec![one],
        };
        for value in values {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                Value::Bool(truth) => truth.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => return None,
            };
            pairs.push((name.clone(), text));
        }
    }
    Some(pairs)
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, _state: &S) -> Result<Fields, Response> {
        let desk = request.extensions().get::<Desk>().cloned();
        Fields::sent(request).await.ok_or_else(|| unreadable(desk.as_ref()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Asked, Response> {
        Fields::asked(&parts.uri).map(Asked).ok_or_else(|| unreadable(parts.extensions.get::<Desk>()))
    }
}

#[cfg(test)]
mod tests;
