//! What is said to whoever asked wrongly, in Ghost's envelope.

use http::StatusCode;
use serde_json::{Value, json};

use super::nql::NqlError;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("Authorization failed: add ?key= with a key of the Content API")]
    NoKey,
    #[error("Unknown Content API Key")]
    UnknownKey,
    #[error("Too many requests with this key: wait {0} s")]
    TooFast(u64),
    #[error("Resource not found")]
    NotFound,
    #[error("There are no {0} here: posts, pages, tags, authors, tiers and settings can be read")]
    NoSuchResource(String),
    #[error("{0}")]
    Filter(#[from] NqlError),
    #[error("the filter asks for '{0}'; it can ask for {1}")]
    Property(String, &'static str),
    #[error("the filter compares '{0}' in a way that it cannot be compared")]
    Comparison(String),
    #[error("the filter asks for too much at once: {0} comparisons at most")]
    TooMuch(usize),
    #[error("'{0}' is no order; write a property of the list and asc or desc")]
    Order(String),
    #[error("'{value}' is no {name}: write a whole number from 1 on")]
    Number { name: &'static str, value: String },
}

impl Fault {
    pub fn status(&self) -> StatusCode {
        match self {
            Fault::NoKey => StatusCode::FORBIDDEN,
            Fault::UnknownKey => StatusCode::UNAUTHORIZED,
            Fault::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
            Fault::NotFound | Fault::NoSuchResource(_) => StatusCode::NOT_FOUND,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The seconds after which it is worth asking again.
    pub fn wait_s(&self) -> Option<u64> {
        match self {
            Fault::TooFast(seconds) => Some(*seconds),
            _ => None,
        }
    }

    pub fn document(&self) -> Value {
        let kind = match self {
            Fault::NoKey => "NoPermissionError",
            Fault::UnknownKey => "UnauthorizedError",
            Fault::TooFast(_) => "TooManyRequestsError",
            Fault::NotFound | Fault::NoSuchResource(_) => "NotFoundError",
            _ => "BadRequestError",
        };
        json!({ "errors": [{
            "message": self.to_string(),
            "context": null,
            "type": kind,
            "errorType": kind,
            "details": null,
            "property": null,
            "help": null,
            "code": null,
            "id": null,
            "ghostErrorCode": null,
        }] })
    }
}
