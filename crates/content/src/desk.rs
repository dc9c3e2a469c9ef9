//! The desk's list: every story, published or not, as its newest revision has it.

use store::Write;

use crate::news::{self, News};

mod complete;
mod folding;
mod list;
pub(crate) mod rows;
mod text;

pub use complete::complete;
pub use folding::key;
pub use list::{Cursor, Line, Page, Query, lines, lines_of};

/// Lets the desk's live list know of a story.
pub(crate) fn announce(tx: &mut Write, story: &str) {
    tx.announce(news::announcement(&News::Desk { stories: vec![story.to_owned()] }));
}
