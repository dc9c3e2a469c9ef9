//! Why a page of the desk is not what was asked for: what somebody can act on is a sentence, the rest is logged once.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::StoreError;

/// What a handler answers.
pub type Answer<T = Response> = Result<T, Failure>;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no such thing, or not for them: which of the two is not said.
    #[error("there is nothing here")]
    Missing,
    /// They may not.
    #[error("your role may not do this")]
    Forbidden,
    /// They may after signing in once more.
    #[error("sign in once more for this")]
    Unconfirmed,
    /// What was sent cannot be accepted; the sentence says why, in their language.
    #[error("{0}")]
    Refused(String),
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
    /// The status that says it.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Missing => StatusCode::NOT_FOUND,
            Failure::Forbidden | Failure::Unconfirmed => StatusCode::FORBIDDEN,
            Failure::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Failure::Store(StoreError::Unreachable(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Store(_) | Failure::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A failure on its way to the guard, which knows the language and whether a page or JSON is wanted.
#[derive(Clone)]
pub(crate) struct Failed(pub std::sync::Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if matches!(self, Failure::Store(_) | Failure::Broken(_)) {
            tracing::error!("the desk could not answer: {self}");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(std::sync::Arc::new(self)));
        response
    }
}
