//! A story's body: a small document of paragraphs, headings, quotations, lists, pictures, tables and cards.
//!
//! It is kept as ProseMirror JSON and known here by a schema of its own: what the schema cannot say (a script, a frame,
//! a `javascript:` address) does not exist in a body, whatever came in. HTML is written from it, never stored.
//!
//! A [`Block::Plus`] holds what only payers may read; public code asks for [`Body::open_part`].
//!
//! Rooms: `parse` reads JSON strictly, `json` writes it back, `normal` says what the canonical form is, `html` and
//! `text` are what readers and searches get, `link` knows which addresses may be linked.

#[cfg(any(test, feature = "arbitrary"))]
pub mod arbitrary;
mod html;
mod json;
mod link;
mod normal;
mod parse;
#[cfg(test)]
mod tests;
mod text;

use base::Language;

pub use html::{PICTURE_SIZES, PictureSource, Pictures, Rendition, escape};
pub use link::{Link, LinkRefused};
pub use normal::clean_text;
pub use parse::{MAX_ATTRIBUTE_BYTES, MAX_DEPTH, MAX_JSON_BYTES, MAX_NODES, MAX_TEXT_BYTES};

/// The body of a story, in the order it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The blocks from top to bottom.
    pub blocks: Vec<Block>,
}

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the story; the headline is level 1 and not part of the body.
    Heading {
        /// 2 to 4.
        level: u8,
        /// The words of the heading.
        text: Vec<Inline>,
    },
    /// Somebody's words, set apart.
    Quotation {
        /// The paragraphs quoted.
        paragraphs: Vec<Vec<Inline>>,
        /// Who said it and where ("Nasha Niva, on Telegram"); may be empty.
        attribution: String,
    },
    /// A list with dots; an item holds paragraphs and further lists.
    BulletList(Vec<Vec<Block>>),
    /// A numbered list; an item holds paragraphs and further lists.
    OrderedList {
        /// The number of the first item.
        start: u32,
        /// The items in order.
        items: Vec<Vec<Block>>,
    },
    /// A picture in the run of the text.
    Picture(Picture),
    /// Rows of cells; rows may differ in length, the HTML fills the short ones up.
    Table(Vec<Vec<Cell>>),
    /// A break between two parts of a story.
    Rule,
    /// A pointer to a page elsewhere: a post, a video, a map. Nothing of it is embedded.
    Card(Card),
    /// What only payers may read. Stands at the top level only and holds any block but itself.
    Plus(Vec<Block>),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words that look the same throughout.
    Text {
        /// The words.
        text: String,
        /// How they look and where they lead.
        marks: Marks,
    },
    /// A line break inside a paragraph.
    Break,
}

/// What can be said about a run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Strong importance.
    pub bold: bool,
    /// Emphasis, or the title of a work.
    pub italic: bool,
    /// Where the words lead.
    pub link: Option<Link>,
    /// The language of the words where it is not the story's.
    pub language: Option<Language>,
}

/// A picture in a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Which picture: a media path in an import, the stored name afterwards. Never empty.
    pub file: String,
    /// What it shows, for those who do not see it; empty when the picture only decorates.
    pub alt: String,
    /// The words under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// One cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether it names its row or column.
    pub header: bool,
    /// What it says.
    pub text: Vec<Inline>,
}

/// A plain card that leads to a page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The page.
    pub address: Link,
    /// Its title; empty when unknown, the address is shown then.
    pub title: String,
    /// A sentence about it; may be empty.
    pub description: String,
}

/// Why a document is not a body: where, and what would be right there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct BodyError {
    /// The place as a JSON path, `$.content[3].attrs.level`.
    pub path: String,
    /// One sentence: what is wrong and what is allowed.
    pub reason: String,
}

impl Inline {
    /// Plain words without marks.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into(), marks: Marks::default() }
    }
}

impl Block {
    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Block {
        Block::Paragraph(vec![Inline::text(text)])
    }

    /// The blocks directly inside this one.
    fn children(&self) -> impl Iterator<Item = &Block> {
        let (items, blocks): (&[Vec<Block>], &[Block]) = match self {
            Block::BulletList(items) | Block::OrderedList { items, .. } => (items, &[]),
            Block::Plus(blocks) => (&[], blocks),
            _ => (&[], &[]),
        };
        items.iter().flatten().chain(blocks)
    }
}

impl Body {
    /// The part anybody may read: the same body without its plus blocks.
    pub fn open_part(&self) -> Body {
        Body { blocks: without_plus(&self.blocks) }
    }

    /// All of it as the open part: the same words without a wall.
    pub fn without_wall(&self) -> Body {
        let free = |block: &Block| match block {
            Block::Plus(blocks) => blocks.clone(),
            other => vec![other.clone()],
        };
        Body { blocks: self.blocks.iter().flat_map(free).collect() }
    }

    /// Whether some of it is for payers only.
    pub fn has_plus(&self) -> bool {
        fn is_plus(block: &Block) -> bool {
            matches!(block, Block::Plus(_)) || block.children().any(is_plus)
        }
        self.blocks.iter().any(is_plus)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All pictures in reading order, those behind the wall included.
    pub fn pictures(&self) -> Vec<&Picture> {
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Picture(picture) => found.push(picture),
                Block::Plus(blocks) => found.extend(blocks.iter().filter_map(|block| match block {
                    Block::Picture(picture) => Some(picture),
                    _ => None,
                })),
                _ => {}
            }
        }
        found
    }

    /// The same pictures to be changed, as an import does when it has stored their files.
    pub fn pictures_mut(&mut self) -> Vec<&mut Picture> {
        let mut found = Vec::new();
        for block in &mut self.blocks {
            match block {
                Block::Picture(picture) => found.push(picture),
                Block::Plus(blocks) => found.extend(blocks.iter_mut().filter_map(|block| match block {
                    Block::Picture(picture) => Some(picture),
                    _ => None,
                })),
                _ => {}
            }
        }
        found
    }
}

/// The blocks without plus blocks at any depth. The schema allows plus at the top only; the wall does not rely on it.
fn without_plus(blocks: &[Block]) -> Vec<Block> {
    let items = |items: &[Vec<Block>]| items.iter().map(|item| without_plus(item)).collect();
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Plus(_) => None,
            Block::BulletList(list) => Some(Block::BulletList(items(list))),
            Block::OrderedList { start, items: list } => {
                Some(Block::OrderedList { start: *start, items: items(list) })
            }
            other => Some(other.clone()),
        })
        .collect()
}
