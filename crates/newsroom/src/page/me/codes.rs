//! `/desk/me/recovery-codes`: ten codes, shown once.

use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::routes::{Need, Route, get, post};
use crate::{deed, recovery};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("recovery-codes", "/desk/me/recovery-codes", Need::SignedIn, show),
        post("recovery-codes", "/desk/me/recovery-codes", Need::SignedIn, renew),
    ]
}

#[derive(Serialize)]
struct View {
    left: i64,
    /// New ones: shown once.
    codes: Vec<String>,
}

async fn show(desk: Desk) -> Answer {
    let left = recovery::left(&mut desk.read().await?, &desk.me()?.id).await?;
    desk.page("recovery_codes.html", &View { left, codes: Vec::new() })
}

/// Answers with the page itself: there is nowhere to send somebody to see them once more.
async fn renew(desk: Desk) -> Answer {
    desk.confirmed()?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let codes = recovery::renew(&mut tx, me).await?;
    deed::record(&mut tx, me, "recovery-codes-renewed", me, "", desk.now).await?;
    tx.commit().await?;
    desk.page("recovery_codes.html", &View { left: 0, codes })
}
