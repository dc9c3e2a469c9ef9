//! One's own sessions: which there are; ending one, all others, all.

use axum::extract::Path;
use axum::response::Response;
use http::HeaderMap;
use serde::Serialize;
use store::Read;

use super::back;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Need, Route, post};
use crate::story::Moment;
use crate::{deed, session, token};

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("session-ending", "/desk/me/session/{id}/ending", Need::SignedIn, end),
        post("sessions-ending", "/desk/me/sessions/ending", Need::SignedIn, end_all),
    ]
}

#[derive(Serialize)]
pub(super) struct Line {
    id: String,
    way: String,
    since: Moment,
    seen_at: Moment,
    /// Whether it is the one that asks.
    here: bool,
}

pub(super) async fn lines(desk: &Desk, db: &mut Read) -> Answer<Vec<Line>> {
    let here = &desk.session()?.id;
    let sessions = session::of(db, &desk.me()?.id).await?;
    let alive = sessions.into_iter().filter(|session| session.is_alive(desk.now));
    let line = |session: session::Session| Line {
        here: session.id == *here,
        since: desk.moment(session.since),
        seen_at: desk.moment(session.seen_at),
        way: session.way,
        id: session.id,
    };
    Ok(alive.map(line).collect())
}

async fn end(desk: Desk, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    if id.len() != 64 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::Missing);
    }
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    if !session::end(&mut tx, me, &id).await? {
        return Err(Failure::Missing);
    }
    deed::record(&mut tx, me, "session-ended", me, "", desk.now).await?;
    tx.commit().await?;
    if id == desk.session()?.id { out(&desk, &headers) } else { Ok(back("session-ended")) }
}

async fn end_all(desk: Desk, headers: HeaderMap, form: Fields) -> Answer {
    let others_only = form.text("which") != "all";
    let (me, here) = (&desk.me()?.id, &desk.session()?.id);
    let mut tx = desk.write().await?;
    session::end_all(&mut tx, me, others_only.then_some(here.as_str())).await?;
    if !others_only {
        // Whoever signs out everywhere means programs too.
        token::end_all(&mut tx, me).await?;
    }
    deed::record(&mut tx, me, "sessions-ended", me, "", desk.now).await?;
    tx.commit().await?;
    if others_only { Ok(back("sessions-ended")) } else { out(&desk, &headers) }
}

/// To the door, without a cookie.
fn out(desk: &Desk, headers: &HeaderMap) -> Answer<Response> {
    Ok(door::with_cookies(door::to("/desk/sign-in"), door::cookies(&desk.newsroom, headers, None)?))
}
