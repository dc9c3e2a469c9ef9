//! Short plain answers for requests that get no page: what is wrong, in one sentence.

use crate::headers::Policy;
use crate::page::Page;
use crate::rendered::Rendered;
use crate::staleness::Mark;
use http::StatusCode;
use http::header::{self, HeaderValue};
use std::sync::Arc;

/// Why a request gets no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Malformed,
    Missing,
    Method,
    NotAcceptable,
    Body,
    TargetTooLong,
    HeadersTooLarge,
    Broken,
    Unavailable,
    FormOnly,
    Elsewhere,
    MediaType,
    TooMuch,
    TooSlow,
}

impl Refusal {
    const ALL: [Refusal; 14] = [
        Refusal::Malformed,
        Refusal::Missing,
        Refusal::Method,
        Refusal::NotAcceptable,
        Refusal::Body,
        Refusal::TargetTooLong,
        Refusal::HeadersTooLarge,
        Refusal::Broken,
        Refusal::Unavailable,
        Refusal::FormOnly,
        Refusal::Elsewhere,
        Refusal::MediaType,
        Refusal::TooMuch,
        Refusal::TooSlow,
    ];

    fn status(self) -> StatusCode {
        match self {
            Refusal::Malformed => StatusCode::BAD_REQUEST,
            Refusal::Missing => StatusCode::NOT_FOUND,
            Refusal::Method | Refusal::FormOnly => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::Elsewhere => StatusCode::FORBIDDEN,
            Refusal::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Refusal::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Refusal::Body | Refusal::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::TargetTooLong => StatusCode::URI_TOO_LONG,
            Refusal::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Refusal::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Refusal::Malformed => "The request is not well formed; check the address.\n",
            Refusal::Missing => "There is no such page; check the address.\n",
            Refusal::Method => "Pages can only be read here: use GET or HEAD.\n",
            Refusal::NotAcceptable => {
                "The page exists, but in none of the encodings you accept: allow identity, gzip or br.\n"
            }
            Refusal::Body => "Requests for pages carry no body: send it without one.\n",
            Refusal::TargetTooLong => "The address is too long; shorten it.\n",
            Refusal::HeadersTooLarge => {
                "The request's headers are too large; clear cookies or send fewer headers.\n"
            }
            Refusal::Broken => "Something is broken here; it is not your doing, try again later.\n",
            Refusal::FormOnly => {
                "A form can be sent here, but nothing read: go back to the page that has the form.\n"
            }
            Refusal::Elsewhere => {
                "The form was sent by another site's page, so it was not taken: open this site and send it from here.\n"
            }
            Refusal::MediaType => {
                "Forms are taken as application/x-www-form-urlencoded only: send it so, as browsers do.\n"
            }
            Refusal::TooMuch => {
                "The form is longer than any that is filled in here: check what was pasted.\n"
            }
            Refusal::TooSlow => "The form did not arrive in time; check the connection and send it again.\n",
            Refusal::Unavailable => "The page cannot be had now; try again in a moment.\n",
        }
    }

    fn page(self, policy: &Policy) -> Page {
        let mut rendered = Rendered::new("text/plain; charset=utf-8", self.sentence()).status(self.status());
        rendered.cache_control = HeaderValue::from_static("no-store");
        let rendered = match self {
            Refusal::Method => rendered.header(header::ALLOW, HeaderValue::from_static("GET, HEAD")),
            Refusal::FormOnly => rendered.header(header::ALLOW, HeaderValue::from_static("POST")),
            Refusal::Unavailable => rendered.header(header::RETRY_AFTER, HeaderValue::from_static("5")),
            _ => rendered,
        };
        Page::pack(rendered, Mark::default(), policy)
    }
}

/// All refusals, written once at the start.
#[derive(Debug)]
pub(crate) struct Refusals(Vec<Arc<Page>>);

impl Refusals {
    pub(crate) fn new(policy: &Policy) -> Refusals {
        Refusals(Refusal::ALL.iter().map(|refusal| Arc::new(refusal.page(policy))).collect())
    }

    pub(crate) fn page(&self, refusal: Refusal) -> &Arc<Page> {
        &self.0[refusal as usize]
    }
}
