//! One way a page is packed: head and body as they go over the wire, in one piece.

use crate::date::Date;
use crate::encoding::Coding;
use arc_swap::{ArcSwap, Guard};
use bytes::Bytes;
use http::StatusCode;
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

/// Where the date goes until it is known, of the same length.
const NO_DATE: &str = "Thu, 01 Jan 1970 00:00:00 GMT";

/// The end of every head: the line with the date, and the empty line.
const TAIL: usize = "date: \r\n\r\n".len() + NO_DATE.len();

#[derive(Debug)]
pub(crate) struct Variant {
    /// What is written for a GET. The first who writes it in a new second puts the date in, so that everybody else
    /// sends what lies there, with one call and without copying.
    whole: ArcSwap<Whole>,
    head_length: usize,
    /// Where in the head the headers begin that all variants share.
    shared_from: usize,
    /// The head of a 304; empty when the page has no tag.
    not_modified: Bytes,
    pub(crate) tag: String,
}

#[derive(Debug)]
pub(crate) struct Whole {
    second: i64,
    pub(crate) bytes: Bytes,
}

/// What a request gets of a variant.
#[derive(Debug, Clone)]
pub(crate) enum Written<'a> {
    /// Head and body.
    Whole(Cow<'a, Variant>),
    /// The head alone, for HEAD.
    Head(Cow<'a, Variant>),
    /// Nothing that the reader does not hold: 304.
    NotModified(Cow<'a, Variant>),
}

impl Variant {
    /// Writes a variant. `shared` are the headers that all variants have, each with its line end.
    pub(crate) fn write(
        status: StatusCode,
        coding: Coding,
        tag: String,
        body: &[u8],
        shared: &[u8],
    ) -> Variant {
        let reason = status.canonical_reason().unwrap_or("");
        let mut own = format!("HTTP/1.1 {} {reason}\r\ncontent-length: {}\r\n", status.as_str(), body.len());
        if let Some(name) = coding.name() {
            let _ = write!(own, "content-encoding: {name}\r\n");
        }
        let tag_line = if tag.is_empty() { String::new() } else { format!("etag: \"{tag}\"\r\n") };
        own.push_str(&tag_line);
        let tail = format!("date: {NO_DATE}\r\n\r\n");
        let whole = [own.as_bytes(), shared, tail.as_bytes(), body].concat();
        let not_modified = match tag.is_empty() {
            true => Vec::new(),
            false => {
                [b"HTTP/1.1 304 Not Modified\r\n", tag_line.as_bytes(), &kept_in_304(shared), tail.as_bytes()]
                    .concat()
            }
        };
        Variant {
            whole: ArcSwap::from_pointee(Whole { second: i64::MIN, bytes: whole.into() }),
            head_length: own.len() + shared.len() + TAIL,
            shared_from: own.len(),
            not_modified: not_modified.into(),
            tag,
        }
    }

    /// Head and body with the date in.
    pub(crate) fn whole(&self, date: &Date) -> Guard<Arc<Whole>> {
        let whole = self.whole.load();
        if whole.second == date.second {
            return whole;
        }
        let mut bytes = whole.bytes.to_vec();
        put_date(&mut bytes[..self.head_length], date);
        self.whole.store(Arc::new(Whole { second: date.second, bytes: bytes.into() }));
        self.whole.load()
    }

    /// The body alone.
    pub(crate) fn body(&self) -> Bytes {
        self.whole.load().bytes.slice(self.head_length..)
    }

    /// The headers that all variants have.
    pub(crate) fn shared(&self) -> Bytes {
        self.whole.load().bytes.slice(self.shared_from..self.head_length - TAIL)
    }

    /// The tag of the same content in another coding; empty where this has none.
    pub(crate) fn tag_in(&self, coding: Coding, quality: u32) -> String {
        self.tag.split_once('-').map_or(String::new(), |(digest, _)| tag(digest, coding, quality))
    }

    /// Bytes it takes.
    pub(crate) fn size(&self) -> usize {
        self.whole.load().bytes.len() + self.not_modified.len() + self.tag.len()
    }
}

impl Clone for Variant {
    fn clone(&self) -> Variant {
        Variant {
            whole: ArcSwap::new(self.whole.load_full()),
            not_modified: self.not_modified.clone(),
            tag: self.tag.clone(),
            ..*self
        }
    }
}

impl Written<'_> {
    /// The bytes to send, made for this answer: for HEAD, 304, and the last answer of a connection.
    pub(crate) fn bytes(&self, date: &Date, close: bool) -> Bytes {
        let mut bytes = match self {
            Written::Whole(variant) => variant.whole(date).bytes.to_vec(),
            Written::Head(variant) => variant.whole(date).bytes[..variant.head_length].to_vec(),
            Written::NotModified(variant) => variant.not_modified.to_vec(),
        };
        let head_length = match self {
            Written::Whole(variant) | Written::Head(variant) => variant.head_length,
            Written::NotModified(variant) => variant.not_modified.len(),
        };
        put_date(&mut bytes[..head_length], date);
        if close {
            let at = head_length - 2;
            bytes.splice(at..at, *b"connection: close\r\n");
        }
        bytes.into()
    }

    /// The head without its date, and the body, for those who write heads themselves.
    pub(crate) fn parts(&self) -> (Bytes, Bytes) {
        match self {
            Written::Whole(variant) => (variant.head(), variant.body()),
            Written::Head(variant) => (variant.head(), Bytes::new()),
            Written::NotModified(variant) => {
                (variant.not_modified.slice(..variant.not_modified.len() - TAIL), Bytes::new())
            }
        }
    }
}

impl Variant {
    fn head(&self) -> Bytes {
        self.whole.load().bytes.slice(..self.head_length - TAIL)
    }
}

/// The strong tag of one variant: content, coding, and how hard it was packed, as all three change the bytes.
pub(crate) fn tag(digest: &str, coding: Coding, quality: u32) -> String {
    match coding {
        Coding::Identity => format!("{digest}-id"),
        _ => format!("{digest}-{}{quality}", coding.tag()),
    }
}

/// Puts the date into a head that ends with its tail.
fn put_date(head: &mut [u8], date: &Date) {
    let end = head.len() - 4;
    head[end - NO_DATE.len()..end].copy_from_slice(&date.text);
}

/// Of the shared headers those that a 304 repeats (RFC 9110, section 15.4.5).
fn kept_in_304(shared: &[u8]) -> Vec<u8> {
    let kept = |line: &&[u8]| [&b"cache-control:"[..], b"vary:"].iter().any(|name| line.starts_with(name));
    shared.split_inclusive(|byte| *byte == b'\n').filter(kept).collect::<Vec<_>>().concat()
}
