//! The canonical form of a body: one spelling for what reads the same.
//!
//! Neighbouring runs with equal marks are one run, what holds no words is gone, and characters that databases, feeds
//! and HTML refuse (NUL first of all) are removed from text.

use super::{Block, Body, BodyError, Inline, Picture};

impl Body {
    /// The same body in canonical form.
    pub fn normalised(self) -> Body {
        Body { blocks: blocks(self.blocks) }
    }

    /// Canonical and checked against all rules and limits of the schema, for a body that was put together by code.
    pub fn checked(self) -> Result<Body, BodyError> {
        Body::parse(self.normalised().to_json())
    }
}

/// Text without the characters that have no place in a story: control characters, non-characters and byte order marks
/// are removed; tabs, line ends and the separators U+2028 and U+2029 become spaces.
pub fn clean_text(text: &str) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).map(|c| if is_line_white(c) { ' ' } else { c }).collect()
}

fn is_line_white(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}')
}

fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !is_line_white(c))
        || code & 0xFFFE == 0xFFFE
        || (0xFDD0..=0xFDEF).contains(&code)
        || c == '\u{FEFF}'
}

fn blocks(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter_map(block).collect()
}

fn block(block: Block) -> Option<Block> {
    match block {
        Block::Paragraph(text) => said(text).map(Block::Paragraph),
        Block::Heading { level, text } => said(text).map(|text| Block::Heading { level, text }),
        Block::Quotation { paragraphs, attribution } => {
            let paragraphs: Vec<_> = paragraphs.into_iter().filter_map(said).collect();
            let attribution = trimmed(&attribution);
            (!paragraphs.is_empty()).then_some(Block::Quotation { paragraphs, attribution })
        }
        Block::BulletList(list) => items(list).map(Block::BulletList),
        Block::OrderedList { start, items: list } => {
            items(list).map(|items| Block::OrderedList { start, items })
        }
        Block::Picture(picture) => Some(Block::Picture(self::picture(picture))),
        Block::Table(rows) => table(rows).map(Block::Table),
        Block::Rule => Some(Block::Rule),
        Block::Card(mut card) => {
            card.title = trimmed(&card.title);
            card.description = trimmed(&card.description);
            Some(Block::Card(card))
        }
        Block::Plus(inner) => Some(blocks(inner)).filter(|inner| !inner.is_empty()).map(Block::Plus),
    }
}

fn picture(picture: Picture) -> Picture {
    Picture {
        file: picture.file,
        alt: trimmed(&picture.alt),
        caption: trimmed(&picture.caption),
        credit: trimmed(&picture.credit),
    }
}

fn trimmed(text: &str) -> String {
    clean_text(text).trim().to_owned()
}

fn items(list: Vec<Vec<Block>>) -> Option<Vec<Vec<Block>>> {
    let items: Vec<_> = list.into_iter().map(blocks).filter(|item| !item.is_empty()).collect();
    (!items.is_empty()).then_some(items)
}

fn table(rows: Vec<Vec<super::Cell>>) -> Option<Vec<Vec<super::Cell>>> {
    let mut rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    for cell in rows.iter_mut().flatten() {
        cell.text = inlines(std::mem::take(&mut cell.text));
    }
    rows.iter().flatten().any(|cell| has_words(&cell.text)).then_some(rows)
}

/// A text block that says something; one of white space and line breaks only says nothing.
fn said(text: Vec<Inline>) -> Option<Vec<Inline>> {
    let text = inlines(text);
    has_words(&text).then_some(text)
}

fn has_words(text: &[Inline]) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Text { text, .. } if !text.trim().is_empty()))
}

fn inlines(text: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(text.len());
    for inline in text {
        let Inline::Text { text, marks } = inline else {
            out.push(Inline::Break);
            continue;
        };
        let text = clean_text(&text);
        match out.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text { text: before, marks: same }) if *same == marks => before.push_str(&text),
            _ => out.push(Inline::Text { text, marks }),
        }
    }
    out
}
