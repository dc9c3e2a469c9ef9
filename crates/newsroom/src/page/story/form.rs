//! A story's document as a plain form says it: what works without a script.

use content::body::{Block, Body, Inline, Marks};
use content::{Document, LeadPicture, Source, SourceKind};

use super::access;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Fields;

/// The kinds of sources, as forms name them.
pub(super) const KINDS: [(SourceKind, &str); 6] = [
    (SourceKind::Official, "official"),
    (SourceKind::Media, "media"),
    (SourceKind::Telegram, "telegram"),
    (SourceKind::Person, "person"),
    (SourceKind::Document, "document"),
    (SourceKind::Other, "other"),
];

/// The document with what the form says of it. What the form does not show stays.
pub(super) fn read(desk: &Desk, fields: &Fields, before: &Document) -> Answer<Document> {
    let mut document = before.clone();
    let text =
        |name: &str, old: &str| fields.given(name).map_or(old.to_owned(), |text| text.trim().to_owned());
    let some = |name: &str, old: &Option<String>| match fields.given(name) {
        Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        None => old.clone(),
    };
    document.headline = one_line(&text("headline", &before.headline));
    document.deck = text("deck", &before.deck).replace("\r\n", "\n");
    document.slugline = one_line(&text("slugline", &before.slugline));
    document.place = some("place", &before.place);
    document.dateline = some("dateline", &before.dateline);
    if let Some(urgency) = fields.number("urgency") {
        document.urgency = u8::try_from(urgency).unwrap_or(before.urgency);
    }
    if fields.given("details").is_some() {
        document.sections = each_once(fields.all("sections"));
        document.topics = kept_in_order(&before.topics, fields.all("topics"));
        document.bylines = kept_in_order(&before.bylines, fields.all("bylines"));
        document.sources = sources(fields);
        document.picture = picture(fields, before);
    }
    if let Some(access) = access::read(desk, fields, &before.access)? {
        document.access = access;
    }
    if let Some(body) = fields.given("body") {
        document.body = body_of(body);
    }
    Ok(document)
}

fn one_line(text: &str) -> String {
    text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn each_once(ids: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    ids.into_iter().for_each(|id| {
        if !once.contains(&id) {
            once.push(id);
        }
    });
    once
}

/// A list that offers no order keeps the one that was there; what is new comes last.
fn kept_in_order(before: &[String], chosen: Vec<String>) -> Vec<String> {
    let kept = before.iter().filter(|id| chosen.contains(id)).cloned();
    let new = chosen.iter().filter(|id| !before.contains(id)).cloned();
    each_once(kept.chain(new).collect())
}

/// Rows of name, address and kind; a row without a name is none.
fn sources(fields: &Fields) -> Vec<Source> {
    let row = |n: usize| {
        let name = fields.text(&format!("source-{n}-name"));
        let kind = fields.text(&format!("source-{n}-kind"));
        let kind = KINDS.iter().find(|(_, of)| *of == kind).map_or(SourceKind::Other, |(kind, _)| *kind);
        let address = fields.text(&format!("source-{n}-address")).to_owned();
        Some(Source { name: name.to_owned(), address, kind }).filter(|source| !source.name.is_empty())
    };
    (0..100).filter_map(row).collect()
}

/// Its words may be changed; which picture it is, the editor's script and the library choose.
fn picture(fields: &Fields, before: &Document) -> Option<LeadPicture> {
    let mut picture = before.picture.clone()?;
    if fields.some("picture-gone").is_some() {
        return None;
    }
    picture.alt = fields.text("picture-alt").to_owned();
    picture.caption = fields.text("picture-caption").to_owned();
    picture.credit = fields.text("picture-credit").to_owned();
    Some(picture)
}

/// The body as simple text, an empty line between paragraphs; none where that would lose something.
pub(super) fn plain(body: &Body) -> Option<String> {
    let paragraphs: Vec<String> = body.blocks.iter().map(plain_paragraph).collect::<Option<_>>()?;
    let text = paragraphs.join("\n\n");
    (body_of(&text) == *body).then_some(text)
}

fn plain_paragraph(block: &Block) -> Option<String> {
    let Block::Paragraph(text) = block else { return None };
    let piece = |inline: &Inline| match inline {
        Inline::Text { text, marks } if *marks == Marks::default() => Some(text.clone()),
        Inline::Text { .. } => None,
        Inline::Break => Some("\n".to_owned()),
    };
    text.iter().map(piece).collect()
}

/// Simple text as a body: paragraphs between empty lines, line breaks within.
pub(super) fn body_of(text: &str) -> Body {
    let mut blocks = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").split('\n').chain([""]) {
        let line = content::body::clean_text(line).trim().to_owned();
        if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            blocks.push(paragraph(std::mem::take(&mut lines)));
        }
    }
    Body { blocks }
}

fn paragraph(lines: Vec<String>) -> Block {
    let mut text = Vec::new();
    for line in lines {
        if !text.is_empty() {
            text.push(Inline::Break);
        }
        text.push(Inline::text(line));
    }
    Block::Paragraph(text)
}

#[cfg(test)]
mod tests;
