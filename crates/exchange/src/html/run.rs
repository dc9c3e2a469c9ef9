//! Running text while it is gathered: white space as browsers show it, cut where the wall runs through it.

use super::Piece;
use content::body::{Block, Card, Inline, Link, Marks};

/// A paragraph in the making.
#[derive(Default)]
pub(super) struct Run {
    inlines: Vec<(bool, Inline)>,
}

impl Run {
    /// Adds words; white space counts as one space, and none where a line begins.
    pub(super) fn push(&mut self, text: &str, marks: &Marks, gated: bool) {
        let mut words = String::with_capacity(text.len());
        let mut white = self.at_white();
        for c in text.chars() {
            let space = is_space(c);
            if !space {
                words.push(c);
            } else if !white {
                words.push(' ');
            }
            white = space;
        }
        self.push_verbatim(words, marks, gated);
    }

    /// Adds words as they are.
    pub(super) fn push_verbatim(&mut self, text: String, marks: &Marks, gated: bool) {
        if !text.is_empty() {
            self.inlines.push((gated, Inline::Text { text, marks: marks.clone() }));
        }
    }

    /// Adds a line break.
    pub(super) fn push_break(&mut self, gated: bool) {
        self.trim_end();
        self.inlines.push((gated, Inline::Break));
    }

    /// A line end in text whose lines count: a break, unless one is there or the paragraph only begins.
    pub(super) fn push_line_end(&mut self, gated: bool) {
        self.trim_end();
        if matches!(self.inlines.last(), Some((_, Inline::Text { .. }))) {
            self.inlines.push((gated, Inline::Break));
        }
    }

    fn at_white(&self) -> bool {
        match self.inlines.last() {
            Some((_, Inline::Text { text, .. })) => text.ends_with(is_space),
            _ => true,
        }
    }

    fn trim_end(&mut self) {
        while let Some((_, Inline::Text { text, .. })) = self.inlines.last_mut() {
            text.truncate(text.trim_end_matches(is_space).len());
            if !text.is_empty() {
                break;
            }
            self.inlines.pop();
        }
    }

    /// What was gathered as paragraphs: one, or several where the wall stands in the middle.
    pub(super) fn take(&mut self) -> Vec<Piece> {
        let mut pieces: Vec<(bool, Vec<Inline>)> = Vec::new();
        for (gated, inline) in std::mem::take(&mut self.inlines) {
            match pieces.last_mut() {
                Some((same, text)) if *same == gated => text.push(inline),
                _ => pieces.push((gated, vec![inline])),
            }
        }
        let pieces = pieces.into_iter().map(|(gated, text)| (gated, trimmed(text)));
        pieces.map(|(gated, text)| Piece { gated, block: paragraph_or_card(text) }).collect()
    }
}

/// A text without white space and line breaks around it.
fn trimmed(mut text: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = text.last_mut() {
        if let Inline::Text { text, .. } = last {
            text.truncate(text.trim_end_matches(is_space).len());
        }
        if !is_empty(last) {
            break;
        }
        text.pop();
    }
    let start = text.iter().position(|inline| !is_blank(inline)).unwrap_or(text.len());
    text.drain(..start);
    if let Some(Inline::Text { text, .. }) = text.first_mut() {
        text.drain(..text.len() - text.trim_start_matches(is_space).len());
    }
    text
}

fn is_empty(inline: &Inline) -> bool {
    !matches!(inline, Inline::Text { text, .. } if !text.is_empty())
}

fn is_blank(inline: &Inline) -> bool {
    !matches!(inline, Inline::Text { text, .. } if text.contains(|c| !is_space(c)))
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// A paragraph; one that is nothing but an address is a card, as WordPress and Ghost turn it into an embed.
fn paragraph_or_card(text: Vec<Inline>) -> Block {
    let mut address = String::new();
    for inline in &text {
        match inline {
            Inline::Text { text, .. } if address.len() + text.len() < 4096 => address.push_str(text),
            _ => return Block::Paragraph(text),
        }
    }
    let address = address.trim();
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !web || address.contains(char::is_whitespace) {
        return Block::Paragraph(text);
    }
    match Link::parse(address) {
        Ok(address) => Block::Card(Card { address, title: String::new(), description: String::new() }),
        Err(_) => Block::Paragraph(text),
    }
}
