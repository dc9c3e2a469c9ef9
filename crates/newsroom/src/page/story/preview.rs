//! `/desk/story/{id}/preview`: any revision as readers would get it, in a frame, wide or as a telephone shows it.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use http::header;
use serde::Serialize;
use store::Read;

use super::revisions::{self, Head};
use super::{WRITES, side};
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::{Asked, Fields};
use crate::preview::{PreviewAsked, Reader};
use crate::routes::{Route, get};
use crate::story::{self, Story};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("preview", "/desk/story/{id}/preview", WRITES, show),
        get("preview-page", "/desk/story/{id}/preview/page", WRITES, page),
    ]
}

#[derive(Serialize)]
struct View {
    head: Head,
    revision: i64,
    /// `open` or `plus`.
    reader: &'static str,
    is_phone: bool,
    versions: Vec<side::Version>,
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let view = View {
        revision: revision(&mut db, &story, &asked).await?,
        head: revisions::head(&story),
        reader: if asked.text("reader") == "plus" { "plus" } else { "open" },
        is_phone: asked.text("on") == "phone",
        versions: side::versions(&desk, &mut db, &story).await?,
    };
    desk.page("story/preview.html", &view)
}

async fn revision(db: &mut Read, story: &Story, asked: &Fields) -> Answer<i64> {
    match asked.number("revision") {
        Some(revision) => Ok(revision),
        None => Ok(story::head_of(db, &story.line.id).await?),
    }
}

/// What stands in the frame: the theme's own page. Its policy lets its style sheets in, and itself into our frame.
async fn page(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let revision = revision(&mut db, &story, &asked).await?;
    let document = revisions::of(&desk, &mut db, &story, revision).await?;
    let mut manuscript = story.working(&desk, &mut db).await?.manuscript;
    drop(db);
    manuscript.document = document;
    let reader = if asked.text("reader") == "plus" { Reader::Plus } else { Reader::Open };
    let drawn = desk.newsroom.preview.draw(PreviewAsked { manuscript, reader, now: desk.now }).await?;
    let html = with_pictures_of_the_desk(&drawn.html);
    let policy = format!(
        "default-src 'none'; style-src {}; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'self'",
        drawn.style
    );
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response())
}

/// Readers do not get the pictures before the story is out; the desk does. An address of ours begins an attribute's
/// value or a part of one; what stands in other sites' addresses stays.
fn with_pictures_of_the_desk(html: &str) -> String {
    let begins = ["=\"", "='", "=", ", "];
    begins.iter().fold(html.to_owned(), |html, before| {
        html.replace(&format!("{before}/media/"), &format!("{before}/desk/media/"))
    })
}
