//! Forms: what a handler gets of one, and whose forms are taken.

use crate::routes::Params;
use base::Time;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName};
use percent_encoding::percent_decode;

/// What a form's handler may know of a request. Its answer is never kept.
#[derive(Clone)]
pub struct Posted {
    /// The decoded path.
    pub path: String,
    /// Its open parts.
    pub params: Params,
    /// The body, whole, of at most as many bytes as the route allows.
    pub body: Bytes,
    /// The headers, as sent.
    pub headers: HeaderMap,
    /// When the body was there.
    pub now: Time,
}

/// What somebody sends in a form is nobody's to read in a log.
impl std::fmt::Debug for Posted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Posted(..)")
    }
}

impl Posted {
    /// The fields of an ordinary form.
    pub fn fields(&self) -> Fields {
        Fields::parse(&self.body)
    }
}

/// The fields of an ordinary form (`application/x-www-form-urlencoded`), in their order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

/// No form of ours has as many fields; more are not read.
const MOST_FIELDS: usize = 64;

impl Fields {
    /// Reads a body. What is not well formed is read as browsers' own reading of the format has it (URL Standard,
    /// section 5.1): a broken escape stands for itself, bytes that are no UTF-8 become U+FFFD.
    pub fn parse(body: &[u8]) -> Fields {
        let pairs = body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).take(MOST_FIELDS);
        let field = |pair: &[u8]| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let mut half = || decoded(halves.next().unwrap_or_default());
            (half(), half())
        };
        Fields(pairs.map(field).collect())
    }

    /// All of them: names and values, as they were sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first field of a name without the white space around it; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value.trim())
    }
}

fn decoded(half: &[u8]) -> String {
    let spaced: Vec<u8> = half.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

/// Whether a request says that another site's page sent it. Browsers say so themselves (Fetch Metadata,
/// `Sec-Fetch-Site`); older ones name the page's origin, or `null` where the page, as ours do, forbids them to name it.
/// Who says neither is no browser, and has nobody's rights to misuse.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let bytes = |name: HeaderName| headers.get(name).map(|value| value.as_bytes());
    if let Some(site) = bytes(HeaderName::from_static("sec-fetch-site")) {
        return site != b"same-origin" && site != b"none";
    }
    let host = bytes(header::HOST).unwrap_or_default();
    let Some(origin) = bytes(header::ORIGIN).filter(|origin| *origin != b"null") else { return false };
    let from = [&b"https://"[..], b"http://"].iter().find_map(|scheme| origin.strip_prefix(*scheme));
    !from.is_some_and(|from| from.eq_ignore_ascii_case(host))
}

/// Whether the body is said to be an ordinary form's.
pub(crate) fn is_ordinary(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
    let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    kind.eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests;
