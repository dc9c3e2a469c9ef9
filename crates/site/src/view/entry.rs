//! A story in a list.

use serde::Serialize;

use super::{Link, Moment, Picture};

/// A story as lists show it: the latest beside every page, the front page, a section, a day of the archive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The headline.
    pub headline: String,
    /// The deck, or empty. The latest list shows none: leave it empty there.
    pub deck: String,
    /// The story's page.
    pub url: String,
    /// When it became public: the text is the time of day ("09:30").
    pub time: Moment,
    /// The day of that ("14 December 2025", "2025-12-14"): lists set a heading where it changes.
    pub day: Moment,
    /// All its sections, in the editor's order.
    pub sections: Vec<Link>,
    /// Its text is for payers now.
    pub plus: bool,
    /// The picture above it; leave it out where the list shows none (the latest).
    pub picture: Option<Picture>,
}
