//! Why the portal does not give what was asked for.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::StoreError;

/// What a handler answers.
pub(crate) type Answer<T = Response> = Result<T, Failure>;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// There is no such thing, or it is another client's: which of the two is not said.
    #[error("there is nothing here")]
    Missing,
    /// An invitation that was used, has run out, or never was.
    #[error("this invitation is over")]
    NotInvited,
    /// The request does not come from a page of ours.
    #[error("this form was sent from elsewhere")]
    Foreign,
    /// The contract does not run: notices only.
    #[error("the contract does not run")]
    NotRunning,
    /// What was sent cannot be accepted; the sentence says why, in their language.
    #[error("{0}")]
    Refused(String),
    /// A program is refused, with the status and sentence that it can act on.
    #[error("{1}")]
    Program(StatusCode, String),
    /// Too often in too short a time; again after so many seconds.
    #[error("too many attempts: wait {0} seconds")]
    TooOften(u64),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A defect of ours.
    #[error("{0}")]
    Broken(String),
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Missing | Failure::NotInvited => StatusCode::NOT_FOUND,
            Failure::Foreign | Failure::NotRunning => StatusCode::FORBIDDEN,
            Failure::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Program(status, _) => *status,
            Failure::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Failure::Store(StoreError::Unreachable(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Store(_) | Failure::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<newsroom::failure::Failure> for Failure {
    fn from(failure: newsroom::failure::Failure) -> Failure {
        match failure {
            newsroom::failure::Failure::TooOften(seconds) => Failure::TooOften(seconds),
            newsroom::failure::Failure::Store(error) => Failure::Store(error),
            other => Failure::Broken(other.to_string()),
        }
    }
}

impl From<site::Failed> for Failure {
    fn from(failed: site::Failed) -> Failure {
        match failed {
            site::Failed::Store(error) => Failure::Store(error),
            other => Failure::Broken(other.to_string()),
        }
    }
}

/// A failure on its way to the guard, which knows the language and whether a program asks.
#[derive(Clone)]
pub(crate) struct Failed(pub Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if matches!(self, Failure::Store(_) | Failure::Broken(_)) {
            tracing::error!("the portal could not answer: {self}");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}
