//! `/desk/confirm`: once more who one is, before something dangerous. It counts for ten minutes.

use axum::Json;
use axum::response::IntoResponse;
use http::HeaderMap;
use serde::Serialize;
use serde_json::Value;

use crate::desk::Desk;
use crate::door::{self, Go};
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields, escaped};
use crate::page::sign_in::{Passkeys, passkey_refused, sentence};
use crate::routes::{Need, Route, get, page_near, post};
use crate::{deed, keys, passkey, session};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("confirm", "/desk/confirm", Need::SignedIn, show),
        post("confirm", "/desk/confirm", Need::SignedIn, by_password),
        post("confirm", "/desk/confirm/passkey/options", Need::SignedIn, passkey_options),
        post("confirm", "/desk/confirm/passkey", Need::SignedIn, by_passkey),
    ]
}

#[derive(Serialize)]
struct View {
    to: String,
    finish: String,
    has_passkeys: bool,
    has_password: bool,
    passkeys: Passkeys,
    wrong: Option<String>,
}

/// A page that can be asked for: what was refused may have been a form's address.
fn back(to: &str) -> String {
    page_near(&door::safe(to))
}

async fn show(desk: Desk, headers: HeaderMap, Asked(asked): Asked) -> Answer {
    let view = view(&desk, &headers, back(asked.text("to"))).await?;
    desk.page("confirm.html", &view)
}

async fn view(desk: &Desk, headers: &HeaderMap, to: String) -> Answer<View> {
    let me = &desk.me()?.id;
    let mut db = desk.read().await?;
    let keys = keys::of(&mut db, me).await?.ok_or(Failure::Missing)?;
    Ok(View {
        finish: format!("/desk/confirm/passkey?to={}", escaped(&to)),
        to,
        has_passkeys: passkey::count(&mut db, me).await? > 0,
        has_password: keys.has_password(),
        passkeys: Passkeys::at(desk, headers),
        wrong: None,
    })
}

async fn by_password(desk: Desk, headers: HeaderMap, form: Fields) -> Answer {
    let to = back(form.text("to"));
    let failure = match try_password(&desk, &form).await {
        Ok(true) => return Ok(door::to(&to)),
        Ok(false) => Failure::Refused(desk.say("confirm-wrong")),
        Err(failure) => failure,
    };
    let status = failure.status();
    let wrong = Some(sentence(&desk, failure)?);
    let view = View { wrong, ..view(&desk, &headers, to).await? };
    Ok((status, desk.page("confirm.html", &view)?).into_response())
}

/// Their own name is not asked for; tries count for their session, so that nobody outside makes them wait.
async fn try_password(desk: &Desk, form: &Fields) -> Answer<bool> {
    let (me, session) = (&desk.me()?.id, &desk.session()?.id);
    let keys = keys::of(&mut desk.read().await?, me).await?.ok_or(Failure::Missing)?;
    let password = form.given("password").unwrap_or_default();
    let throttled_as = format!("confirm {session}");
    let proof = keys::prove_as(desk, &throttled_as, Some(keys), password, form.text("code")).await?;
    let Some(proof) = proof else { return Ok(false) };
    let mut tx = desk.write().await?;
    if !proof.accept(desk, &mut tx).await? {
        return Ok(false);
    }
    session::confirm(&mut tx, session, desk.now).await?;
    deed::record(&mut tx, me, "confirmed", me, "password", desk.now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn passkey_options(desk: Desk) -> Answer {
    let mut tx = desk.write().await?;
    let options =
        passkey::begin_confirmation(&mut tx, &desk.newsroom.config, &desk.me()?.id, desk.now).await?;
    tx.commit().await?;
    Ok(Json(options).into_response())
}

async fn by_passkey(desk: Desk, Asked(asked): Asked, Json(answer): Json<Value>) -> Answer {
    let (me, session) = (&desk.me()?.id, &desk.session()?.id);
    let mut tx = desk.write().await?;
    let good = passkey::finish_confirmation(&mut tx, &desk.newsroom.config, me, &answer, desk.now).await?;
    if good {
        session::confirm(&mut tx, session, desk.now).await?;
        deed::record(&mut tx, me, "confirmed", me, "passkey", desk.now).await?;
    }
    tx.commit().await?;
    if !good {
        return passkey_refused(&desk);
    }
    Ok(Json(Go { go: back(asked.text("to")) }).into_response())
}
