//! `/desk/sign-in/link/{secret}`: a link that whoever runs the machine has made (`vestka staff sign-in NAME`), for
//! somebody who is locked out. Good once, for ten minutes; opening it does nothing yet, so that a preview of it in a
//! messenger uses nothing up.

use axum::extract::Path;
use http::HeaderMap;
use serde::Serialize;
use store::{StoreError, Write};

use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::routes::{Need, Route, get, post};
use crate::{ceremony, keys, staff};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("sign-in-link", "/desk/sign-in/link/{secret}", Need::Nothing, show),
        post("sign-in-link", "/desk/sign-in/link/{secret}", Need::Nothing, enter),
    ]
}

/// How long the link is good: ten minutes.
const GOOD_MS: i64 = 600_000;

fn key(secret: &str) -> String {
    format!("link:{secret}")
}

/// Makes a link for a member; answers its secret.
pub(crate) async fn make(tx: &mut Write, staff: &str, now: base::Time) -> Result<String, StoreError> {
    let secret = base::id::secret();
    ceremony::begin(tx, &key(&secret), staff, GOOD_MS, now).await?;
    Ok(secret)
}

#[derive(Serialize)]
struct View {
    name: String,
    action: String,
}

async fn show(desk: Desk, Path(secret): Path<String>) -> Answer {
    let mut db = desk.read().await?;
    let Some(id) = ceremony::look(&mut db, &key(&secret), desk.now).await? else {
        return desk.refuse("link-over");
    };
    let member = staff::find(&mut db, &id).await?.filter(|member| member.left_at.is_none());
    let name = member.ok_or(Failure::Missing)?.name;
    desk.page("sign_in_link.html", &View { name, action: format!("/desk/sign-in/link/{secret}") })
}

async fn enter(desk: Desk, headers: HeaderMap, Path(secret): Path<String>) -> Answer {
    let mut tx = desk.write().await?;
    let id = ceremony::take(&mut tx, &key(&secret), desk.now).await?;
    let keys = match id {
        Some(id) => keys::of(tx.reading(), &id).await?,
        None => None,
    };
    let Some(keys) = keys else { return desk.refuse("link-over") };
    let cookies = door::enter(&desk, tx, &headers, &keys.staff, "link").await?;
    Ok(door::with_cookies(door::to("/desk/me"), cookies))
}
