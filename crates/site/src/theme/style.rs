//! The style sheet as it stands in the pages: without comments and white space, and its hash.

use sha2::{Digest, Sha256};

/// Takes comments and needless white space out. It knows no CSS but comments, strings and the signs beside which a
/// space never matters; what it does not know it leaves.
pub(super) fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.trim();
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '/' if rest.starts_with("/*") => {
                space(&mut out);
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            '"' | '\'' => {
                let length = string_length(rest, first);
                out.push_str(&rest[..length]);
                length
            }
            c if c.is_whitespace() => {
                space(&mut out);
                c.len_utf8()
            }
            c => {
                sign(&mut out, c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out.trim_end().to_owned()
}

/// From the opening quotation mark to the closing one.
fn string_length(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (place, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// One space, unless what stands before needs none.
fn space(out: &mut String) {
    if !out.ends_with([' ', '{', '}', ';', ',', ':', '>']) && !out.is_empty() {
        out.push(' ');
    }
}

/// A sign before which a space needs not stand takes it away; the last semicolon of a block goes too. A colon keeps
/// the space before it (`a :hover` is not `a:hover`), and so do `+` and `-` on both sides (`calc`).
fn sign(out: &mut String, c: char) {
    if matches!(c, '{' | '}' | ';' | ',' | '>') && out.ends_with(' ') {
        out.pop();
    }
    if c == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(c);
}

/// `sha256-` and the hash in base64 (CSP Level 3, section 2.3.1, `hash-source`).
pub(super) fn hash(style: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(style.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= group.len() { sign.into() } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests;
