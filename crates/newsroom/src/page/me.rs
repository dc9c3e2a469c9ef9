//! `/desk/me`: one's own name, language, ways to sign in, sessions.

use serde::Serialize;

use crate::deed;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::recovery;
use crate::routes::{Need, Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("me", "/desk/me", Need::SignedIn, show),
        get("recovery-codes", "/desk/me/recovery-codes", Need::SignedIn, show_codes),
        post("recovery-codes", "/desk/me/recovery-codes", Need::SignedIn, renew_codes),
    ]
}

#[derive(Serialize)]
struct View {
    name: String,
}

async fn show(desk: Desk) -> Answer {
    let view = View { name: desk.me()?.name.clone() };
    desk.page("me.html", &view)
}

#[derive(Serialize)]
struct Codes {
    left: i64,
    /// New ones: shown once.
    codes: Vec<String>,
}

async fn show_codes(desk: Desk) -> Answer {
    let left = recovery::left(&mut desk.read().await?, &desk.me()?.id).await?;
    desk.page("recovery_codes.html", &Codes { left, codes: Vec::new() })
}

async fn renew_codes(desk: Desk) -> Answer {
    desk.confirmed()?;
    let me = desk.me()?.id.clone();
    let mut tx = desk.write().await?;
    let codes = recovery::renew(&mut tx, &me).await?;
    deed::record(&mut tx, &me, "recovery-codes-renewed", &me, "", desk.now).await?;
    tx.commit().await?;
    desk.page("recovery_codes.html", &Codes { left: codes.len() as i64, codes })
}
