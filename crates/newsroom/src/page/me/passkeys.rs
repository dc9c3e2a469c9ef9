//! One's own passkeys: one more, another name, one less.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use serde_json::Value;

use super::{back, has_spare, hold};
use crate::desk::Desk;
use crate::door::Go;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::set_up::name_of;
use crate::page::sign_in::passkey_refused;
use crate::passkey::{self, Owner};
use crate::routes::{Need, Route, post};
use crate::{deed, keys};

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("passkey", "/desk/me/passkeys/options", Need::SignedIn, options),
        post("passkey", "/desk/me/passkeys", Need::SignedIn, add),
        post("passkey", "/desk/me/passkey/{id}", Need::SignedIn, rename),
        post("passkey-removal", "/desk/me/passkey/{id}/removal", Need::SignedIn, remove),
    ]
}

async fn options(desk: Desk) -> Answer {
    desk.confirmed()?;
    let me = desk.me()?;
    let mut tx = desk.write().await?;
    let keys = keys::of(tx.reading(), &me.id).await?.ok_or(Failure::Missing)?;
    let owner = Owner { staff: &me.id, sign_in: &keys.sign_in, name: &me.name };
    let options = passkey::begin_creation(&mut tx, &desk.newsroom.config, &owner, desk.now).await?;
    tx.commit().await?;
    Ok(Json(options).into_response())
}

async fn add(desk: Desk, Json(answer): Json<Value>) -> Answer {
    desk.confirmed()?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let config = &desk.newsroom.config;
    let Some(made) = passkey::finish_creation(&mut tx, config, me, &answer, desk.now).await? else {
        tx.commit().await?;
        return passkey_refused(&desk);
    };
    let number = passkey::count(tx.reading(), me).await? + 1;
    let name = desk.locale.text("passkey-next-name", &[("number", number.into())]);
    if !made.keep(&mut tx, me, &name, desk.now).await? {
        return passkey_refused(&desk);
    }
    deed::record(&mut tx, me, "passkey-added", me, "", desk.now).await?;
    tx.commit().await?;
    Ok(Json(Go { go: "/desk/me?told=passkey-added".into() }).into_response())
}

async fn rename(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let name = name_of(&desk, form.text("name"))?;
    let mut tx = desk.write().await?;
    if !passkey::rename(&mut tx, &desk.me()?.id, checked(&id)?, &name).await? {
        return Err(Failure::Missing);
    }
    tx.commit().await?;
    Ok(back("passkey-renamed"))
}

async fn remove(desk: Desk, Path(id): Path<String>) -> Answer {
    desk.confirmed()?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    hold(&mut tx, me).await?;
    if !has_spare(tx.reading(), me).await? {
        return desk.refuse("last-way-in");
    }
    if !passkey::forget(&mut tx, me, checked(&id)?).await? {
        return Err(Failure::Missing);
    }
    deed::record(&mut tx, me, "passkey-removed", me, "", desk.now).await?;
    tx.commit().await?;
    Ok(back("passkey-removed"))
}

/// The ids of passkeys are hexadecimal.
fn checked(id: &str) -> Answer<&str> {
    let is_hex = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { Ok(id) } else { Err(Failure::Missing) }
}
