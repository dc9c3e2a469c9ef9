//! The body by its front door: JSON in, errors, HTML and words out.

mod html;
mod limits;
mod links;
mod properties;
mod refusals;
mod words;

use super::*;

/// A document around blocks given as JSON.
fn doc(blocks: &str) -> String {
    format!(r#"{{"type":"doc","content":[{blocks}]}}"#)
}

fn parsed(blocks: &str) -> Body {
    Body::parse(doc(blocks)).unwrap_or_else(|error| panic!("{error}\n{blocks}"))
}
