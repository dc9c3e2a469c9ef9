//! Addresses, read strictly: one spelling for each page, nothing that could mean two things.
//!
//! What a path names is decided here once. The handlers get decoded text that holds no control character, no
//! backslash, no percent sign, no empty segment and no dots that climb, so a segment can never leave its folder.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Why an address names nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// Not an address: bad escapes, not UTF-8, control characters, climbing dots (400).
    #[error("the address is not well formed")]
    Malformed,
    /// An address of a kind this site has none of: empty segments, percent signs in names (404).
    #[error("there is no such page")]
    Absent,
}

/// Reads the target of a request, up to its query: the decoded path.
///
/// Decodes once. An escaped slash is refused, since it would make one segment look like two; so is a percent sign
/// after decoding, which nobody needs and which decoding a second time would turn into something else.
pub fn parse(target: &str) -> Result<Cow<'_, str>, PathFault> {
    let raw = before_query(target);
    if !raw.starts_with('/') || has_broken_escape(raw) || raw.contains("%2f") || raw.contains("%2F") {
        return Err(PathFault::Malformed);
    }
    let path = percent_decode_str(raw).decode_utf8().map_err(|_| PathFault::Malformed)?;
    if path.chars().any(is_forbidden) {
        return Err(PathFault::Malformed);
    }
    let mut segments = path[1..].split('/').peekable();
    while let Some(segment) = segments.next() {
        match segment {
            "." | ".." => return Err(PathFault::Malformed),
            "" if segments.peek().is_some() => return Err(PathFault::Absent),
            _ => {}
        }
    }
    if path.contains('%') { Err(PathFault::Absent) } else { Ok(path) }
}

/// The target without its query. Pages do not depend on it: one page for `?utm_source=…` as for none.
pub(crate) fn before_query(target: &str) -> &str {
    target.split('?').next().unwrap_or(target)
}

/// A decoded path as it stands in a `Location`: ASCII, with everything escaped that is not plain.
pub(crate) fn escaped(path: &str) -> String {
    const SEGMENT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(path, SEGMENT).to_string()
}

fn is_forbidden(sign: char) -> bool {
    sign.is_control() || sign == '\\' || sign == '#'
}

fn has_broken_escape(raw: &str) -> bool {
    let hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = raw.as_bytes();
    (0..bytes.len()).any(|at| bytes[at] == b'%' && !(hex(bytes.get(at + 1)) && hex(bytes.get(at + 2))))
}

#[cfg(test)]
mod tests;
