//! `/desk/story/{id}/beside`: a translation with its original beside it, and what the original says otherwise since.

use axum::extract::Path;
use axum::response::Response;
use content::translations;
use serde::Serialize;

use super::revisions::{self, Head, Part};
use super::view::{View as Page, html};
use super::{WRITES, data};
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::routes::{Route, get};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    vec![get("beside", "/desk/story/{id}/beside", WRITES, show)]
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    page: Page,
    original: Original,
}

/// The story that is translated.
#[derive(Serialize)]
struct Original {
    head: Head,
    deck: String,
    body: String,
    /// The revision shown: the newest that readers see, or the newest.
    revision: i64,
    /// What it says otherwise than when it was translated; empty when nothing.
    parts: Vec<Part>,
    has_changed: bool,
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let versions = translations::versions(&mut db, &story.line.group).await?;
    let own =
        versions.into_iter().find(|version| version.story == id).and_then(|version| version.translation);
    let translation = own.ok_or(Failure::Missing)?;
    let original = story::find(&desk, &mut db, &translation.of.story).await?;
    let document = revisions::of(&desk, &mut db, &original, translation.current).await?;
    let before = revisions::of(&desk, &mut db, &original, translation.of.revision).await.ok();
    let has_changed = translation.has_changed;
    let parts = before.filter(|_| has_changed).map(|before| revisions::parts(&desk, &before, &document));
    let original = Original {
        head: Head { headline: document.headline.clone(), ..revisions::head(&original) },
        body: html(&document),
        deck: document.deck,
        revision: translation.current,
        parts: parts.unwrap_or_default(),
        has_changed,
    };
    let mut page = Page::load(&desk, &mut db, &story).await?;
    page.dir = data::direction(&story.line.language);
    desk.page("story/beside.html", &View { page, original })
}
