//! Conditional requests: does the reader already hold what we would send?

use base::Time;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The entity tags of a list, without quotes and without the mark of weakness. `*` stands for itself.
/// What is not a list of tags ends the reading: the request is then answered in full.
pub(crate) fn tags(header: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = header;
    std::iter::from_fn(move || {
        while let [b' ' | b'\t' | b',', after @ ..] = rest {
            rest = after;
        }
        if rest.first() == Some(&b'*') {
            rest = b"";
            return Some(&b"*"[..]);
        }
        let opened = rest.strip_prefix(b"W/").unwrap_or(rest).strip_prefix(b"\"")?;
        let end = opened.iter().position(|byte| *byte == b'"')?;
        rest = &opened[end + 1..];
        Some(&opened[..end])
    })
}

/// Whether one of the tags in `If-None-Match` is `tag`, or differs from it only in how well it was packed.
///
/// The comparison is the weak one (RFC 9110, section 13.1.2). A page is packed better when the machine is idle; its
/// tag changes with its bytes, but a reader who holds the earlier packing holds the same page, so the digits at the
/// end, the quality, are not compared.
pub(crate) fn none_match_finds(header: &[u8], tag: &str) -> bool {
    let without_quality = tag.trim_end_matches(|sign: char| sign.is_ascii_digit()).as_bytes();
    tags(header)
        .any(|held| held == b"*" || held.trim_ascii_digits_end() == without_quality || held == tag.as_bytes())
}

trait TrimDigits {
    fn trim_ascii_digits_end(&self) -> &[u8];
}

impl TrimDigits for [u8] {
    fn trim_ascii_digits_end(&self) -> &[u8] {
        let kept = self.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |last| last + 1);
        &self[..kept]
    }
}

/// Whether what was last modified at `modified` is no newer than the date in the header. A header that is no date
/// says nothing.
pub(crate) fn not_modified_since(header: &[u8], modified: Time) -> bool {
    let date = std::str::from_utf8(header).ok().and_then(|text| httpdate::parse_http_date(text.trim()).ok());
    date.is_some_and(|date| to_system_time(modified) <= date)
}

/// A time as HTTP writes it, in whole seconds.
pub(crate) fn http_date(time: Time) -> String {
    httpdate::fmt_http_date(to_system_time(time))
}

/// In whole seconds, because that is all a date in HTTP can say. Times before 1970 count as 1970.
fn to_system_time(time: Time) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(u64::try_from(time.millis() / 1000).unwrap_or(0).min(253_402_300_799))
}

#[cfg(test)]
mod tests;
