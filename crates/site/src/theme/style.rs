//! The style sheet as it stands in the pages: without comments and white space, and its hash.

use std::sync::Arc;

/// A style sheet of the pages of a kind.
#[derive(Debug)]
pub(super) struct StyleSheet {
    pub(super) text: Arc<str>,
    /// As a content security policy names it.
    pub(super) hash: String,
}

impl StyleSheet {
    /// The sheet of a source text.
    pub(super) fn new(css: &str) -> StyleSheet {
        let text = squeeze(css);
        StyleSheet { hash: web::headers::style_hash(&text), text: text.into() }
    }
}

/// Takes comments and needless white space out. It knows no CSS but comments, strings and the signs beside which a
/// space never matters; what it does not know it leaves.
fn squeeze(css: &str) -> String {
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

#[cfg(test)]
mod tests;
