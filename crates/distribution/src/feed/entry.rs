//! A story as feeds show it.

use base::Time;

use crate::item::{Item, Status};

/// A story, ready to be written in any format. All addresses are absolute.
pub(crate) struct Entry {
    /// `urn:uuid:…`, the same whatever the site's address is and however the story changes.
    pub id: String,
    pub url: String,
    pub title: String,
    /// The deck; may be empty.
    pub summary: String,
    /// What everybody may read, with the plus notice and the corrections.
    pub html: String,
    pub authors: Vec<String>,
    /// Sections, then topics.
    pub tags: Vec<String>,
    pub published: Time,
    pub changed: Time,
    pub picture: Option<String>,
}

impl Entry {
    pub fn of(item: &Item) -> Entry {
        Entry {
            id: item.id.clone(),
            url: item.url.as_ref().or(item.short_url.as_ref()).unwrap_or(&item.home).clone(),
            title: match &item.status {
                Status::Canceled { notice } => notice.clone(),
                _ => item.title(),
            },
            summary: item.deck.clone(),
            html: item.whole_html(),
            authors: item.bylines.iter().map(|byline| byline.name.clone()).collect(),
            tags: item.sections.iter().chain(&item.topics).map(|name| name.name.clone()).collect(),
            published: item.first_published,
            changed: item.changed,
            picture: item.picture.as_ref().map(|picture| picture.href.clone()),
        }
    }
}
