//! `/desk/live`: what happens, as server-sent events, for as long as the page is open and the session holds.
//!
//! `event: desk` names stories whose lines changed (`{"ids":[…]}`; an empty list means: look at everything again), and
//! `event: story` each of them for the pages of single stories (`{"id":…}`).

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use content::desk as lines;
use http::header::{self, HeaderName};
use http_body::Frame;
use store::StoreError;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::live::Event;
use crate::rights::Right;
use crate::routes::{Need, Route, get};
use crate::session;

/// So often a silent stream says that it is there, and looks whether its session still is.
const ALIVE: Duration = Duration::from_secs(15);

/// How long a browser waits before it comes again, in milliseconds.
const AGAIN_MS: u32 = 2_000;

pub(super) fn routes() -> Vec<Route> {
    vec![get("live", "/desk/live", Need::SignedIn, listen)]
}

async fn listen(desk: Desk) -> Answer<Response> {
    let (sender, receiver) = mpsc::channel(16);
    tokio::spawn(async move {
        // When the reader is gone there is nobody to tell.
        let _ = tell(desk, sender).await;
    });
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that gather answers would hold the events back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::new(Events(receiver))).into_response())
}

/// Writes events until the page is closed, the session is over, or the newsroom goes down.
async fn tell(desk: Desk, to: mpsc::Sender<Bytes>) -> Option<()> {
    let mut events = desk.newsroom.live.listen();
    to.send(Bytes::from(format!("retry: {AGAIN_MS}\n: the desk\n\n"))).await.ok()?;
    let mut alive = tokio::time::interval(ALIVE);
    alive.tick().await;
    loop {
        let text = tokio::select! {
            event = events.recv() => match event {
                Ok(Event::Stories(stories)) => visible(&desk, stories).await.map(|ids| written(&ids)),
                Ok(Event::Closing) => return None,
                // Too much has happened to tell it all.
                Err(RecvError::Lagged(_)) => Some(written(&[])),
                Err(RecvError::Closed) => return None,
            },
            _ = alive.tick() => still_signed_in(&desk).await.then(|| ":\n\n".to_owned()).map(Some)?,
        };
        if let Some(text) = text {
            to.send(Bytes::from(text)).await.ok()?;
        }
    }
}

/// Those of the stories that the listener may know of; none when nothing is left to tell.
async fn visible(desk: &Desk, stories: Vec<String>) -> Option<Vec<String>> {
    if stories.is_empty() || desk.may(Right::See) {
        return Some(stories);
    }
    let own = own(desk, &stories).await.unwrap_or_default();
    Some(own).filter(|own| !own.is_empty())
}

async fn own(desk: &Desk, stories: &[String]) -> Result<Vec<String>, StoreError> {
    let me = desk.signed_in.as_ref().map(|(member, _)| member.id.as_str());
    let mut db = desk.newsroom.store.read().await?;
    let lines = lines::lines_of(&mut db, stories, desk.newsroom.clock.now()).await?.into_iter();
    let own = lines.filter(|line| Some(line.author.as_str()) == me).map(|line| line.id).collect();
    Ok(own)
}

/// Whether the session that the stream was opened with is still one. When the database does not answer, nobody is sent
/// away.
async fn still_signed_in(desk: &Desk) -> bool {
    let (Ok(member), Ok(opened)) = (desk.me(), desk.session()) else { return false };
    let Ok(mut db) = desk.newsroom.store.read().await else { return true };
    session::of(&mut db, &member.id).await.is_ok_and(|all| all.iter().any(|one| one.id == opened.id))
}

fn written(ids: &[String]) -> String {
    let mut text = format!("event: desk\ndata: {}\n\n", serde_json::json!({ "ids": ids }));
    for id in ids {
        text.push_str(&format!("event: story\ndata: {}\n\n", serde_json::json!({ "id": id })));
    }
    text
}

/// The stream's bytes.
struct Events(mpsc::Receiver<Bytes>);

impl http_body::Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
