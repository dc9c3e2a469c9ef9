//! What is said to whoever asked wrongly (RFC 9457): a status, and a sentence that says what to do.

use http::StatusCode;
use serde_json::{Value, json};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Problem {
    #[error("There is no language '{asked}' here. Ask for one of these: {languages}.")]
    NoLanguage { asked: String, languages: String },
    #[error("No story that the public may read has this code. Take it from 'altIds' of a list.")]
    NoStory,
    #[error("There is no {kind} '{id}' here. The list of names says which there are.")]
    NoName { kind: &'static str, id: String },
    #[error("The query says '{name}', which is unknown here. Known are: {known}.")]
    Unknown { name: String, known: &'static str },
    #[error("The query says '{0}' twice. Say it once.")]
    Twice(&'static str),
    #[error("'{value}' is no {name}: write a whole number from 1 to {most}.")]
    Number { name: &'static str, value: String, most: u64 },
    #[error("'{0}' is no time: write it as 2026-05-04T13:00:00Z.")]
    Time(String),
}

impl Problem {
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NoLanguage { .. } | Problem::NoStory | Problem::NoName { .. } => StatusCode::NOT_FOUND,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    pub fn document(&self) -> Value {
        let status = self.status();
        json!({
            "type": "about:blank",
            "title": status.canonical_reason(),
            "status": status.as_u16(),
            "detail": self.to_string(),
        })
    }
}
