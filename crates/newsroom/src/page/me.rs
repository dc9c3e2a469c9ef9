//! `/desk/me`: one's own name, language, ways to sign in, sessions.

mod codes;
mod passkeys;
mod password;
mod programs;
mod sessions;

use axum::response::IntoResponse;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use store::{Read, Write};

use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::page::set_up::{LanguageChoice, language_of, languages, name_of};
use crate::page::sign_in::Passkeys;
use crate::routes::{Need, Route, get, post};
use crate::story::Moment;
use crate::{deed, keys, passkey, recovery, staff};

pub(super) fn routes() -> Vec<Route> {
    let mut routes =
        vec![get("me", "/desk/me", Need::SignedIn, show), post("me", "/desk/me", Need::SignedIn, change)];
    routes.extend(passkeys::routes());
    routes.extend(password::routes());
    routes.extend(codes::routes());
    routes.extend(programs::routes());
    routes.extend(sessions::routes());
    routes
}

#[derive(Serialize)]
struct View {
    name: String,
    sign_in: String,
    role: &'static str,
    language: String,
    languages: Vec<LanguageChoice>,
    wrong: Option<String>,
    /// What has just been done, as the end of a message's id.
    told: Option<String>,
    /// Whether dangerous things may be done now.
    confirmed: bool,
    passkeys: Passkeys,
    /// Those they have.
    owned: Vec<PasskeyLine>,
    has_password: bool,
    /// Whether one more way in may be taken away.
    has_spare: bool,
    recovery_left: i64,
    sessions: Vec<sessions::Line>,
}

#[derive(Serialize)]
struct PasskeyLine {
    id: String,
    name: String,
    since: Moment,
    used_at: Option<Moment>,
}

/// What pages say has been done: `/desk/me?told=renamed`.
const TOLD: [&str; 9] = [
    "recovered",
    "changed",
    "passkey-added",
    "passkey-renamed",
    "passkey-removed",
    "password-changed",
    "password-removed",
    "session-ended",
    "sessions-ended",
];

async fn show(desk: Desk, headers: HeaderMap, Asked(asked): Asked) -> Answer {
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View { told: told.map(ToString::to_string), ..view(&desk, &headers).await? };
    desk.page("me.html", &view)
}

async fn view(desk: &Desk, headers: &HeaderMap) -> Answer<View> {
    let me = desk.me()?;
    let mut db = desk.read().await?;
    let keys = keys::of(&mut db, &me.id).await?.ok_or(Failure::Missing)?;
    let owned = passkey::lines(&mut db, &me.id).await?;
    Ok(View {
        name: me.name.clone(),
        role: me.role.name(),
        language: me.language.to_string(),
        languages: languages(desk),
        wrong: None,
        told: None,
        confirmed: desk.session()?.is_confirmed(desk.now),
        passkeys: Passkeys::at(desk, headers),
        has_password: keys.has_password(),
        has_spare: owned.len() + usize::from(keys.has_password()) > 1,
        sign_in: keys.sign_in,
        owned: owned.into_iter().map(|passkey| line(desk, passkey)).collect(),
        recovery_left: recovery::left(&mut db, &me.id).await?,
        sessions: sessions::lines(desk, &mut db).await?,
    })
}

fn line(desk: &Desk, passkey: passkey::Line) -> PasskeyLine {
    PasskeyLine {
        id: passkey.id,
        name: passkey.name,
        since: desk.moment(passkey.since),
        used_at: passkey.used_at.map(|at| desk.moment(at)),
    }
}

async fn change(desk: Desk, headers: HeaderMap, form: Fields) -> Answer {
    let accepted =
        (|| Ok((name_of(&desk, form.text("name"))?, language_of(&desk, form.text("language"))?)))();
    match accepted {
        Ok((name, language)) => {
            let me = &desk.me()?.id;
            let mut tx = desk.write().await?;
            staff::introduce(&mut tx, me, &name, &language).await?;
            deed::record(&mut tx, me, "name-and-language", me, "", desk.now).await?;
            tx.commit().await?;
            Ok(back("changed"))
        }
        Err(Failure::Refused(sentence)) => {
            let typed = view(&desk, &headers).await?;
            let view = View { name: form.text("name").to_owned(), wrong: Some(sentence), ..typed };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("me.html", &view)?).into_response())
        }
        Err(other) => Err(other),
    }
}

/// To the own page, which says what has been done.
fn back(told: &str) -> axum::response::Response {
    door::to(&format!("/desk/me?told={told}"))
}

/// Holds the member's row until the commit, so that of two changes at once neither takes the last way in.
async fn hold(tx: &mut Write, me: &str) -> Answer<()> {
    tx.execute("update staff set since = since where id = $1", store::values![me]).await?;
    Ok(())
}

/// Whether they could still come in with one way less.
async fn has_spare(db: &mut Read, me: &str) -> Answer<bool> {
    let has_password = keys::of(db, me).await?.is_some_and(|keys| keys.has_password());
    Ok(passkey::count(db, me).await? + i64::from(has_password) > 1)
}
