//! Pages that stand beside the stories (about, contact), as Markdown.

use base::{Language, script::Slug};

/// A page found in another system's file: what `pages/{language}/{slug}.md` in the data folder is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The language that it is taken to be written in.
    pub language: Language,
    /// The name of its file, and the end of its address.
    pub slug: Slug,
    /// Markdown; its first line is the title as a heading.
    pub markdown: String,
}
