//! `/desk/story/{id}/telegram`: the newest revision as Telegram's channels would show it now.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use super::revisions::{self, Head};
use super::{WRITES, side};
use crate::desk::Desk;
use crate::failure::Answer;
use crate::preview::PostPreviewed;
use crate::routes::{Route, get};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    vec![get("telegram", "/desk/story/{id}/telegram", WRITES, show)]
}

#[derive(Serialize)]
struct View {
    head: Head,
    posts: Vec<Post>,
    versions: Vec<side::Version>,
}

#[derive(Serialize)]
struct Post {
    chat: String,
    /// Written by distribution from the tags that Telegram has; every word in it is escaped.
    html: String,
    /// Why there is no post.
    fault: String,
    used: usize,
    limit: usize,
    picture: Option<String>,
}

impl From<PostPreviewed> for Post {
    fn from(post: PostPreviewed) -> Post {
        let (html, fault) = match post.html {
            Ok(html) => (html, String::new()),
            Err(fault) => (String::new(), fault),
        };
        let (used, limit) = post.signs;
        Post { chat: post.chat, html, fault, used, limit, picture: post.picture }
    }
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let newest = story::head_of(&mut db, &story.line.id).await?;
    let document = revisions::of(&desk, &mut db, &story, newest).await?;
    let mut manuscript = story.working(&desk, &mut db).await?.manuscript;
    manuscript.document = document;
    let (head, versions) = (revisions::head(&story), side::versions(&desk, &mut db, &story).await?);
    drop(db);
    let posts = desk.newsroom.preview.posts(manuscript, desk.now).await?;
    let view = View { head, versions, posts: posts.into_iter().map(Post::from).collect() };
    desk.page("story/telegram.html", &view)
}
