//! HTML inside a feed: well formed, of harmless elements and attributes, with absolute addresses.

use super::Said;

/// Elements that readers show and that we write. A part of the validator's `acceptable_elements`.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "picture",
    "s",
    "source",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// A part of its `acceptable_attributes`.
const ATTRIBUTES: &[&str] = &[
    "alt", "class", "decoding", "height", "href", "lang", "loading", "rel", "scope", "sizes", "src",
    "srcset", "start", "tabindex", "type", "width",
];

const VOID: &[&str] = &["br", "hr", "img", "source"];

/// Looks through a text of HTML.
pub fn check(said: &mut Said, what: &str, html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    loop {
        let (text, tag) = match rest.find('<') {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        check_text(said, what, text);
        let Some(tag) = tag else { break };
        let Some(end) = tag.find('>') else {
            return said.0.push(format!("{what}: a sign < that begins nothing"));
        };
        let inside = &tag[..end];
        rest = &tag[end + 1..];
        match inside.strip_prefix('/') {
            Some(name) => {
                let closes = open.pop();
                said.unless(closes == Some(name), || format!("{what}: </{name}> closes {closes:?}"));
            }
            None => {
                let name = inside.split(' ').next().unwrap_or_default();
                said.unless(ELEMENTS.contains(&name), || format!("{what}: has <{name}>"));
                attributes(said, what, &inside[name.len()..]);
                if !VOID.contains(&name) {
                    open.push(name);
                }
            }
        }
    }
    said.unless(open.is_empty(), || format!("{what}: {open:?} are left open"));
}

fn check_text(said: &mut Said, what: &str, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        rest = &rest[at + 1..];
        let name = rest.split(';').next().unwrap_or_default();
        let is_known = ["amp", "lt", "gt", "quot", "#39", "nbsp"].contains(&name) && rest.len() > name.len();
        said.unless(is_known, || format!("{what}: a sign & that begins nothing"));
    }
}

/// ` href="…" alt="…"`.
fn attributes(said: &mut Said, what: &str, mut rest: &str) {
    while !rest.trim().is_empty() {
        let read =
            rest.trim_start().split_once("=\"").and_then(|(name, more)| Some((name, more.split_once('"')?)));
        let Some((name, (value, more))) = read else {
            return said.0.push(format!("{what}: attributes that cannot be read: {rest}"));
        };
        said.unless(ATTRIBUTES.contains(&name), || format!("{what}: has the attribute {name}"));
        match name {
            "src" => said.address(what, value),
            "href" => said.unless(
                ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme)),
                || format!("{what}: leads to {value}, which is nowhere for a feed's reader"),
            ),
            "srcset" => value
                .split(", ")
                .for_each(|one| said.address(what, one.split(' ').next().unwrap_or_default())),
            _ => check_text(said, what, value),
        }
        rest = more;
    }
}
