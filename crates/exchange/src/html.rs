//! HTML from elsewhere as a body: from Ghost, WordPress, a paste out of Word or Google Docs.
//!
//! The schema of the body is the whitelist: this reads structure and words out of HTML and builds a body from them,
//! which is written by our own serialiser. Scripts, styles, handlers and frames have no place in it to go to, so there
//! is nothing to clean. What is left out is told in remarks; what is paid (see `gate`) ends up in plus blocks.
//!
//! Rooms: `tokens`, `entities`, `tree` and `stack` read; `gate` knows what is paid; `flow` goes through the tree and calls
//! `quote`, `list`, `table`, `media` and `cards`; `run` gathers running text; `shortcodes` runs before all of this, on
//! WordPress content.

mod address;
mod cards;
mod entities;
mod flow;
mod gate;
mod list;
mod marks;
mod media;
mod quote;
mod run;
pub mod shortcodes;
mod stack;
mod table;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;

use base::Language;
use content::body::{Block, Body, BodyError};
use std::collections::BTreeMap;
use std::fmt;

/// Largest HTML text of one body.
pub const MAX_HTML_BYTES: usize = 4 * 1024 * 1024;

/// Longest caption, credit, title or description, in characters.
const MAX_CAPTION: usize = 4000;

/// What is known about the HTML beside itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the story; words marked as being in it need no mark.
    pub language: Option<Language>,
    /// The address of the site it comes from, "https://example.org". With it `/path` and Ghost's `__GHOST_URL__/path`
    /// become full addresses; without it they stay paths on this site.
    pub base: Option<String>,
    /// Whether an empty line begins a paragraph and a line end is a line break, as in WordPress's classic editor.
    pub line_paragraphs: bool,
}

/// Something that was left out or changed, as one sentence for whoever runs the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What happened.
    pub text: String,
    /// How often.
    pub times: usize,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.times {
            1 => f.write_str(&self.text),
            times => write!(f, "{} ({times} times)", self.text),
        }
    }
}

/// Why something could not become a body.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// More than [`MAX_HTML_BYTES`].
    #[error(
        "the text has {0} bytes of HTML; at most {MAX_HTML_BYTES} are taken, so divide it or move pictures out of it"
    )]
    TooLarge(usize),
    /// More elements than any story has.
    #[error("the text has too many elements; divide it")]
    TooManyPieces,
    /// Lexical or Mobiledoc that is not what Ghost writes.
    #[error("not a document of the editor: {0}")]
    NotADocument(String),
    /// What came out breaks a limit of the body.
    #[error("the text does not fit into a body: {0}")]
    NotABody(#[from] BodyError),
}

/// Turns HTML into a body, with what was left out on the way.
///
/// What stands behind one of Ghost's markers is in plus blocks, whatever the marker's parameters say: a body with
/// [`Body::has_plus`] needs an access level that honours them.
///
/// # Errors
/// HTML that is too large, or that makes a body beyond the limits of [`Body::parse`].
pub fn to_body(html: &str, options: &Options) -> Result<(Body, Vec<Remark>), ConvertError> {
    let mut conversion = Conversion::default();
    conversion.add_html(html, options)?;
    conversion.finish()
}

/// A block and whether it is paid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) gated: bool,
    pub(crate) block: Block,
}

/// A body in the making, from one HTML text or from the cards of an editor.
#[derive(Default)]
pub(crate) struct Conversion {
    pieces: Vec<Piece>,
    remarks: BTreeMap<String, usize>,
    /// Whether what comes next is paid: a wall in one card stands before all that follow.
    shut: bool,
}

impl Conversion {
    /// Adds HTML that is whole in itself: an unclosed tag in it swallows nothing of what comes next.
    pub(crate) fn add_html(&mut self, html: &str, options: &Options) -> Result<(), ConvertError> {
        self.add(html, options, self.shut)
    }

    /// Adds HTML that is paid whatever stands in it.
    pub(crate) fn add_paid_html(&mut self, html: &str, options: &Options) -> Result<(), ConvertError> {
        self.add(html, options, true)
    }

    fn add(&mut self, html: &str, options: &Options, paid: bool) -> Result<(), ConvertError> {
        if html.len() > MAX_HTML_BYTES {
            return Err(ConvertError::TooLarge(html.len()));
        }
        let tree = tree::Tree::read(html, paid)?;
        for (what, times) in &tree.dropped {
            *self.remarks.entry(format!("{what} was left out")).or_default() += times;
        }
        self.shut |= tree.stays_shut;
        let walked = flow::walk(&tree, options);
        self.pieces.extend(walked.pieces);
        for (text, times) in walked.remarks {
            *self.remarks.entry(text).or_default() += times;
        }
        Ok(())
    }

    pub(crate) fn remark(&mut self, text: impl Into<String>) {
        *self.remarks.entry(text.into()).or_default() += 1;
    }

    pub(crate) fn finish(mut self) -> Result<(Body, Vec<Remark>), ConvertError> {
        let clipped = self.pieces.iter_mut().map(|piece| usize::from(clip(&mut piece.block))).sum();
        if clipped > 0 {
            self.remarks
                .insert(format!("a caption or title of more than {MAX_CAPTION} characters was cut"), clipped);
        }
        let body = Body { blocks: behind_the_wall(self.pieces) }.checked()?;
        let remarks = self.remarks.into_iter().map(|(text, times)| Remark { text, times }).collect();
        Ok((body, remarks))
    }
}

/// Cuts captions and titles that are longer than any is; says whether it had to.
fn clip(block: &mut Block) -> bool {
    let texts = match block {
        Block::Quotation { attribution, .. } => vec![attribution],
        Block::Picture(picture) => vec![&mut picture.alt, &mut picture.caption, &mut picture.credit],
        Block::Card(card) => vec![&mut card.title, &mut card.description],
        _ => vec![],
    };
    let ends = texts.into_iter().filter_map(|text| Some((text.char_indices().nth(MAX_CAPTION)?.0, text)));
    ends.map(|(end, text)| text.truncate(end)).count() > 0
}

/// Neighbouring paid blocks go into one plus block.
fn behind_the_wall(pieces: Vec<Piece>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (piece.gated, blocks.last_mut()) {
            (false, _) => blocks.push(piece.block),
            (true, Some(Block::Plus(paid))) => paid.push(piece.block),
            (true, _) => blocks.push(Block::Plus(vec![piece.block])),
        }
    }
    blocks
}

/// For the fuzzer: whatever the bytes are, the body is one that parses, and its HTML runs nothing.
pub fn fuzz(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    let options = Options { line_paragraphs: bytes.len() % 2 == 1, ..Options::default() };
    if let Ok((body, _)) = to_body(&shortcodes::expand(&html, &|_| None), &options) {
        assert_eq!(Body::parse(body.to_json()).as_ref(), Ok(&body), "the canonical form reads back");
    }
}
