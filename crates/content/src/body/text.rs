//! A body as words: for descriptions, searches and counts.

use super::{Block, Body, Inline};

impl Body {
    /// The words of the body, a line each block, cut after at most `limit` characters at a word's end with "…".
    ///
    /// Captions and cards are left out: a description made from it reads as the story does. What payers read is in it
    /// when it is in this body; public code calls it on the open part.
    pub fn plain_text(&self, limit: usize) -> String {
        let (mut lines, mut left) = (Vec::new(), limit.saturating_add(1));
        for block in &self.blocks {
            let before = lines.len();
            collect_lines(block, &mut lines);
            let taken: usize = lines[before..].iter().map(|line| line.chars().count()).sum();
            left = left.saturating_sub(taken);
            if left == 0 {
                break;
            }
        }
        cut(lines.join("\n"), limit)
    }

    /// How many words the text has, captions and cards not counted.
    pub fn words(&self) -> usize {
        let mut lines = Vec::new();
        self.blocks.iter().for_each(|block| collect_lines(block, &mut lines));
        let is_word = |token: &&str| token.chars().any(char::is_alphanumeric);
        lines.iter().map(|line| line.split_whitespace().filter(is_word).count()).sum()
    }
}

impl Block {
    /// The name of its node.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Block::Paragraph(_) => "paragraph",
            Block::Heading { .. } => "heading",
            Block::Quotation { .. } => "quotation",
            Block::BulletList(_) => "bullet_list",
            Block::OrderedList { .. } => "ordered_list",
            Block::Picture(_) => "picture",
            Block::Table(_) => "table",
            Block::Rule => "rule",
            Block::Card(_) => "card",
            Block::Plus(_) => "plus",
        }
    }

    /// Every text of the block that somebody wrote, captions and attributions included, in the order of reading.
    pub(crate) fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        match self {
            Block::Paragraph(text) | Block::Heading { text, .. } => texts.push(inline_text(text)),
            Block::Quotation { paragraphs, attribution } => {
                texts.extend(paragraphs.iter().map(|text| inline_text(text)));
                texts.push(attribution.clone());
            }
            Block::Table(rows) => texts.extend(rows.iter().flatten().map(|cell| inline_text(&cell.text))),
            Block::Picture(picture) => {
                texts.extend([&picture.alt, &picture.caption, &picture.credit].into_iter().cloned());
            }
            Block::Card(card) => {
                texts.extend([card.title.clone(), card.description.clone(), card.address.to_string()]);
            }
            other => other.children().for_each(|block| texts.extend(block.texts())),
        }
        texts.retain(|text| !text.is_empty());
        texts
    }
}

/// The words of a run of text, a line break as a space.
pub(super) fn inline_text(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| if let Inline::Text { text, .. } = inline { text.as_str() } else { " " })
        .collect()
}

/// The longest single text in a block, in bytes.
pub(super) fn longest_text(block: &Block) -> usize {
    let size = |text: &Vec<Inline>| {
        text.iter().map(|inline| if let Inline::Text { text, .. } = inline { text.len() } else { 1 }).sum()
    };
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => size(text),
        Block::Quotation { paragraphs, .. } => paragraphs.iter().map(size).max().unwrap_or(0),
        Block::Table(rows) => rows.iter().flatten().map(|cell| size(&cell.text)).max().unwrap_or(0),
        other => other.children().map(longest_text).max().unwrap_or(0),
    }
}

fn collect_lines(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => lines.push(inline_text(text)),
        Block::Quotation { paragraphs, .. } => lines.extend(paragraphs.iter().map(|text| inline_text(text))),
        Block::Table(rows) => lines.extend(
            rows.iter()
                .map(|row| row.iter().map(|cell| inline_text(&cell.text)).collect::<Vec<_>>().join(" ")),
        ),
        other => other.children().for_each(|block| collect_lines(block, lines)),
    }
}

fn cut(text: String, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text };
    // One character is the ellipsis.
    let head = &text[..text[..end].char_indices().next_back().map_or(0, |(at, _)| at)];
    let word_end = head.rfind(char::is_whitespace).filter(|at| *at * 2 > head.len()).unwrap_or(head.len());
    let head = head[..word_end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{head}…")
}
