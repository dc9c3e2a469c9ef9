//! `/desk/me/password`: a new password with a new code generator; or none, for who has passkeys.

use axum::response::IntoResponse;
use http::StatusCode;
use serde::Serialize;

use super::{back, has_spare, hold};
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::set_up::{Generator, new_password};
use crate::routes::{Need, Route, get, post};
use crate::{deed, keys, session, totp};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("password", "/desk/me/password", Need::SignedIn, show),
        post("password", "/desk/me/password", Need::SignedIn, change),
        post("password-removal", "/desk/me/password/removal", Need::SignedIn, remove),
    ]
}

#[derive(Serialize)]
struct View {
    sign_in: String,
    totp: Generator,
    /// The same secret in one piece, to come back with the form.
    secret: String,
    wrong: Option<String>,
}

async fn show(desk: Desk) -> Answer {
    desk.confirmed()?;
    page(&desk, &totp::new_secret(), None).await
}

async fn page(desk: &Desk, secret: &str, wrong: Option<String>) -> Answer {
    let keys = keys::of(&mut desk.read().await?, &desk.me()?.id).await?.ok_or(Failure::Missing)?;
    let generator = Generator::of(secret, desk, &keys.sign_in);
    let view = View { sign_in: keys.sign_in, totp: generator, secret: secret.to_owned(), wrong };
    desk.page("password.html", &view)
}

/// Whoever knew the old one is signed out everywhere but here.
async fn change(desk: Desk, form: Fields) -> Answer {
    desk.confirmed()?;
    let me = desk.me()?;
    let keys = keys::of(&mut desk.read().await?, &me.id).await?.ok_or(Failure::Missing)?;
    let secret = form.text("secret");
    if !totp::is_secret(secret) {
        return page(&desk, &totp::new_secret(), Some(desk.say("code-wrong"))).await;
    }
    let accepted = new_password(&desk, &[&me.name, &keys.sign_in], secret, &form).await;
    let (hash, step) = match accepted {
        Err(Failure::Refused(sentence)) => {
            let page = page(&desk, secret, Some(sentence)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        other => other?,
    };
    let mut tx = desk.write().await?;
    keys::set(&mut tx, &me.id, &hash, secret, step).await?;
    session::end_all(&mut tx, &me.id, Some(&desk.session()?.id)).await?;
    deed::record(&mut tx, &me.id, "password-changed", &me.id, "", desk.now).await?;
    tx.commit().await?;
    Ok(back("password-changed"))
}

async fn remove(desk: Desk) -> Answer {
    desk.confirmed()?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    hold(&mut tx, me).await?;
    if !has_spare(tx.reading(), me).await? {
        return desk.refuse("last-way-in");
    }
    keys::forget(&mut tx, me).await?;
    deed::record(&mut tx, me, "password-removed", me, "", desk.now).await?;
    tx.commit().await?;
    Ok(back("password-removed"))
}
