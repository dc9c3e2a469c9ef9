//! What handlers make: a page before it is packed.

use crate::counter::Counter;
use crate::headers;
use crate::staleness::Key;
use base::Time;
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use std::sync::Arc;

/// What a handler makes: a body, and how long it is true.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// 200 unless said otherwise; 404, 410 and redirects are pages too.
    pub status: StatusCode,
    /// With the character set, `text/html; charset=utf-8`.
    pub content_type: HeaderValue,
    /// The bytes, not packed.
    pub body: Vec<u8>,
    /// When the content last changed, for `Last-Modified`. Leave it out where a page changes with its latest list:
    /// a date that lies makes readers keep an old list.
    pub last_modified: Option<Time>,
    /// From this time on nobody gets the page any more: a story opens, or closes behind the tier.
    pub valid_until: Option<Time>,
    /// What makes the page stale, besides [`Key::EVERYTHING`].
    pub keys: Vec<Key>,
    /// Whether and how long others may keep it; [`headers::REVALIDATE`] unless said otherwise.
    pub cache_control: HeaderValue,
    /// More headers, or other values for those of the policy.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// How much of what stands at its address it is.
    pub extent: Extent,
    /// What counts its readings, where they are counted.
    pub counter: Option<Arc<Counter>>,
}

/// How much of what stands at its address a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it: everybody gets this.
    Whole,
    /// What everybody may read; who has a ticket gets the full variant.
    Open,
    /// The full variant, which nobody keeps but this house.
    Full,
}

impl Rendered {
    /// A page of any type.
    pub fn new(content_type: &'static str, body: impl Into<Vec<u8>>) -> Rendered {
        Rendered {
            status: StatusCode::OK,
            content_type: HeaderValue::from_static(content_type),
            body: body.into(),
            last_modified: None,
            valid_until: None,
            keys: Vec::new(),
            cache_control: headers::REVALIDATE,
            headers: Vec::new(),
            extent: Extent::Whole,
            counter: None,
        }
    }

    /// An HTML page.
    pub fn html(body: impl Into<Vec<u8>>) -> Rendered {
        Rendered::new("text/html; charset=utf-8", body)
    }

    /// A redirect to a path or an address. The path is escaped where it is not plain.
    ///
    /// # Panics
    /// Never for a path; for an address (`https://…`) with signs that may not stand in a header.
    pub fn redirect(status: StatusCode, to: &str) -> Rendered {
        let to = if to.starts_with('/') { crate::path::escaped(to) } else { to.to_owned() };
        let location = HeaderValue::try_from(to).expect("a location is plain text");
        Rendered::new("text/plain; charset=utf-8", "").status(status).header(header::LOCATION, location)
    }

    /// The same with another status.
    pub fn status(self, status: StatusCode) -> Rendered {
        Rendered { status, ..self }
    }

    /// The same with one more header.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Rendered {
        self.headers.push((name, value));
        self
    }

    /// The same, stale when one of `keys` changes.
    pub fn depends_on(mut self, keys: impl IntoIterator<Item = Key>) -> Rendered {
        self.keys.extend(keys);
        self
    }

    /// The same, true until `time` only.
    pub fn until(self, time: Option<Time>) -> Rendered {
        Rendered { valid_until: time, ..self }
    }

    /// The same, with its readings counted: each answer but those to HEAD.
    pub fn counted_by(self, counter: Option<Arc<Counter>>) -> Rendered {
        Rendered { counter, ..self }
    }

    /// The same, as the part that everybody may read of a page that has a full variant.
    pub fn open_part(self) -> Rendered {
        Rendered { extent: Extent::Open, ..self }
    }

    /// The same as a full variant. Only this house keeps it; it has no tag, so that nobody's copy of the open part can be
    /// taken for it.
    pub(crate) fn full(self) -> Rendered {
        Rendered { extent: Extent::Full, cache_control: headers::PRIVATE, last_modified: None, ..self }
    }

    /// The same, for ever: its name is made from its content.
    pub fn immutable(self) -> Rendered {
        Rendered { cache_control: headers::IMMUTABLE, ..self }
    }
}
