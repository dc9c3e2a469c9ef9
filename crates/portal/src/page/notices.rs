//! `/wire/notices`: corrections and kills of stories that the client has, to be confirmed.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use serde::Serialize;
use wire::{Notice, notice, story};

use crate::failure::{Answer, Failure};
use crate::routes::{Need, Route, get, post};
use crate::visit::{Moment, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![get("/wire/notices", Need::Seat, show), post("/wire/notices/{id}/confirmation", Need::Seat, confirm)]
}

const MOST: usize = 200;

#[derive(Serialize)]
struct View {
    notices: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    story: String,
    kind: &'static str,
    /// The headline, for a correction; of what was killed nothing is said any more.
    headline: Option<String>,
    said: String,
    at: Moment,
    confirmed_at: Option<Moment>,
}

async fn show(visit: Visit) -> Answer {
    let mut db = visit.read().await?;
    let client = visit.client()?;
    let mut notices = Vec::new();
    for notice in notice::of_client(&mut db, &client.id, MOST).await? {
        let headline = match story::load(&mut db, client, &notice.story, visit.now).await? {
            story::Loaded::Story(story) => Some(story.line.headline),
            _ => None,
        };
        notices.push(line(&visit, notice, headline));
    }
    drop(db);
    visit.page("notices.html", &View { notices }).await
}

fn line(visit: &Visit, notice: Notice, headline: Option<String>) -> Line {
    Line {
        kind: notice.kind.name(),
        headline,
        at: visit.moment(notice.at),
        confirmed_at: notice.confirmed_at.map(|at| visit.moment(at)),
        id: notice.id,
        story: notice.story,
        said: notice.said,
    }
}

async fn confirm(visit: Visit, Path(id): Path<String>) -> Answer {
    let (client, id) = (visit.client()?.id.clone(), id.replace('\0', ""));
    let mut tx = visit.write().await?;
    notice::find(tx.reading(), &client, &id).await?.ok_or(Failure::Missing)?;
    notice::confirm(&mut tx, &client, &id, visit.id()?, visit.now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/wire/notices").into_response())
}
