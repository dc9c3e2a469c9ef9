//! A page that the agency wrote in Markdown: about, contact, privacy.

use serde::Serialize;

use super::{Frame, Page, Sheet, samples};

/// A page from `pages/{language}/{page}.md`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkdownPage {
    /// What stands on every page.
    pub frame: Frame,
    /// Its heading; not repeated in the body.
    pub headline: String,
    /// The rest as HTML, headings from `<h2>` down.
    pub body: String,
}

impl Page for MarkdownPage {
    const TEMPLATE: &'static str = "markdown.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<MarkdownPage> {
        let usual = MarkdownPage {
            frame: samples::frame("/en/about", "About us"),
            headline: "About us".into(),
            body: samples::markdown_body(),
        };
        let empty = MarkdownPage {
            frame: samples::extreme_frame("/ar/contact"),
            headline: samples::LONG_WORD.into(),
            body: String::new(),
        };
        vec![usual, empty]
    }
}
