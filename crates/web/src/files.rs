//! Files on disk: pictures above all. Sent in pieces, in parts on request, never packed.

use crate::body::Body;
use crate::conditional::{http_date, none_match_finds, not_modified_since, tags};
use crate::headers;
use base::Time;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use std::fs::Metadata;
use std::io::{self, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;
use tokio::io::AsyncSeekExt;

/// A file to be sent. Its path comes from the site, which has checked it against its own table: this room does not
/// turn addresses into paths.
#[derive(Debug, Clone)]
pub struct FileAnswer {
    /// Where it lies.
    pub path: PathBuf,
    /// `image/webp`.
    pub content_type: HeaderValue,
    /// The tag, without quotes, when the name is made from the content; otherwise made from length and date.
    pub tag: Option<String>,
    /// How long it may be kept.
    pub cache_control: HeaderValue,
    /// More headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl FileAnswer {
    /// A file that may change.
    pub fn new(path: impl Into<PathBuf>, content_type: &'static str) -> FileAnswer {
        FileAnswer {
            path: path.into(),
            content_type: HeaderValue::from_static(content_type),
            tag: None,
            cache_control: headers::REVALIDATE,
            headers: Vec::new(),
        }
    }

    /// The same, kept for ever: `tag` is the hash its name is made from.
    pub fn immutable(self, tag: impl Into<String>) -> FileAnswer {
        FileAnswer { tag: Some(tag.into()), cache_control: headers::IMMUTABLE, ..self }
    }
}

/// Answers a request for a file.
///
/// # Errors
/// When it cannot be opened or read; `NotFound` when there is none.
pub(crate) async fn answer(
    file: FileAnswer,
    asked: &HeaderMap,
    head_only: bool,
) -> io::Result<Response<Body>> {
    let mut open = tokio::fs::File::open(&file.path).await?;
    let metadata = open.metadata().await?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let (length, modified) = (metadata.len(), modified(&metadata));
    let tag = file.tag.clone().unwrap_or_else(|| format!("{length:x}-{:x}", modified.millis()));
    let response = described(&file, &tag, modified);
    if is_held(asked, &tag, modified) {
        return finish(response.status(StatusCode::NOT_MODIFIED), Body::empty());
    }
    let response =
        response.header(header::CONTENT_TYPE, &file.content_type).header(header::ACCEPT_RANGES, "bytes");
    match part(asked, length, &tag, modified, head_only) {
        Part::Whole => finish(response.header(header::CONTENT_LENGTH, length), body(open, length, head_only)),
        Part::Of(range) => {
            open.seek(SeekFrom::Start(range.start)).await?;
            let sent = range.end - range.start;
            let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let response = response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, place);
            finish(response.header(header::CONTENT_LENGTH, sent), body(open, sent, head_only))
        }
        Part::Outside => {
            let response = response.status(StatusCode::RANGE_NOT_SATISFIABLE);
            finish(response.header(header::CONTENT_RANGE, format!("bytes */{length}")), Body::empty())
        }
    }
}

fn described(file: &FileAnswer, tag: &str, modified: Time) -> http::response::Builder {
    let mut response = Response::builder()
        .header(header::CACHE_CONTROL, &file.cache_control)
        .header(header::ETAG, format!("\"{tag}\""))
        .header(header::LAST_MODIFIED, http_date(modified));
    for (name, value) in &file.headers {
        response = response.header(name, value);
    }
    response
}

fn finish(response: http::response::Builder, body: Body) -> io::Result<Response<Body>> {
    response.body(body).map_err(io::Error::other)
}

fn body(file: tokio::fs::File, length: u64, head_only: bool) -> Body {
    if head_only { Body::empty() } else { Body::file(file, length) }
}

/// The date of a file in whole seconds; 1970 where the disk knows none.
fn modified(metadata: &Metadata) -> Time {
    let since =
        metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    Time::from_millis(i64::try_from(since.as_millis()).unwrap_or(0))
}

fn is_held(asked: &HeaderMap, tag: &str, modified: Time) -> bool {
    match (asked.get(header::IF_NONE_MATCH), asked.get(header::IF_MODIFIED_SINCE)) {
        (Some(tags), _) => none_match_finds(tags.as_bytes(), tag),
        (None, Some(date)) => not_modified_since(date.as_bytes(), modified),
        (None, None) => false,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Of(Range<u64>),
    Outside,
}

/// Which part is asked for. Several parts at once, other units and nonsense get the whole file, as RFC 9110
/// (section 14.2) allows; so does a part of another version than the one here (`If-Range`).
fn part(asked: &HeaderMap, length: u64, tag: &str, modified: Time, head_only: bool) -> Part {
    let Some(range) = asked.get(header::RANGE).filter(|_| !head_only) else { return Part::Whole };
    let same_version = asked.get(header::IF_RANGE).is_none_or(|held| match held.as_bytes() {
        strong @ [b'"', ..] => tags(strong).next() == Some(tag.as_bytes()),
        weak @ [b'W', ..] if weak.starts_with(b"W/") => false,
        date => date == http_date(modified).as_bytes(),
    });
    match range.to_str() {
        Ok(range) if same_version => parse_range(range, length),
        _ => Part::Whole,
    }
}

fn parse_range(range: &str, length: u64) -> Part {
    let Some((first, last)) = range.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>());
    let wanted = match (first, number(first), last, number(last)) {
        ("", _, _, Some(Ok(0))) => return Part::Outside,
        ("", _, _, Some(Ok(count))) => length.saturating_sub(count)..length,
        (_, Some(Ok(from)), "", _) => from..length,
        (_, Some(Ok(from)), _, Some(Ok(to))) if from <= to => from..to.saturating_add(1).min(length),
        _ => return Part::Whole,
    };
    if wanted.start < length && !wanted.is_empty() { Part::Of(wanted) } else { Part::Outside }
}

#[cfg(test)]
mod tests;
