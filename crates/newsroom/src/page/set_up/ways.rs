//! The second step of an invitation: a passkey, or a password with a code generator.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;
use web::Qr;

use super::{Draft, draft, open, take_in};
use crate::desk::Desk;
use crate::door::{self, Go};
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::sign_in::{Passkeys, passkey_refused};
use crate::passkey::{self, Owner};
use crate::routes::{Need, Route, get, post};
use crate::{keys, password, totp};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("invite-passkey", "/desk/invite/{secret}/passkey", Need::Nothing, show_passkey),
        post("invite-passkey", "/desk/invite/{secret}/passkey/options", Need::Nothing, passkey_options),
        post("invite-passkey", "/desk/invite/{secret}/passkey", Need::Nothing, by_passkey),
        get("invite-password", "/desk/invite/{secret}/password", Need::Nothing, show_password),
        post("invite-password", "/desk/invite/{secret}/password", Need::Nothing, by_password),
    ]
}

/// Where a new member finds the codes for the day on which they lose everything else.
const AFTERWARDS: &str = "/desk/me/recovery-codes";

#[derive(Serialize)]
struct PasskeyView {
    action: String,
    passkeys: Passkeys,
}

async fn show_passkey(desk: Desk, headers: HeaderMap, Path(secret): Path<String>) -> Answer {
    let mut db = desk.read().await?;
    open(&desk, &mut db, &secret).await?;
    if draft(&desk, &mut db, &secret).await?.is_none() {
        return Ok(door::to(&format!("/desk/invite/{secret}")));
    }
    let passkeys = Passkeys::at(&desk, &headers);
    desk.page("invite_passkey.html", &PasskeyView { action: format!("/desk/invite/{secret}"), passkeys })
}

/// The first page's answers, or a sentence.
async fn begun(desk: &Desk, db: &mut store::Read, secret: &str) -> Answer<Draft> {
    open(desk, db, secret).await?;
    match draft(desk, db, secret).await? {
        Some(draft) => Ok(draft),
        None => desk.refuse("invite-over"),
    }
}

async fn passkey_options(desk: Desk, Path(secret): Path<String>) -> Answer {
    let mut tx = desk.write().await?;
    let draft = begun(&desk, tx.reading(), &secret).await?;
    let owner = Owner { staff: &draft.staff, sign_in: &draft.sign_in, name: &draft.name };
    let options = passkey::begin_creation(&mut tx, &desk.newsroom.config, &owner, desk.now).await?;
    tx.commit().await?;
    Ok(Json(options).into_response())
}

async fn by_passkey(
    desk: Desk,
    headers: HeaderMap,
    Path(secret): Path<String>,
    Json(answer): Json<Value>,
) -> Answer {
    let mut tx = desk.write().await?;
    let draft = begun(&desk, tx.reading(), &secret).await?;
    let config = &desk.newsroom.config;
    let Some(made) = passkey::finish_creation(&mut tx, config, &draft.staff, &answer, desk.now).await? else {
        tx.commit().await?;
        return passkey_refused(&desk);
    };
    take_in(&desk, &mut tx, &secret, &draft).await?;
    let name = desk.newsroom.words.get(&draft.language).text("passkey-first-name", &[]);
    if !made.keep(&mut tx, &draft.staff, &name, desk.now).await? {
        return passkey_refused(&desk);
    }
    let cookies = door::enter(&desk, tx, &headers, &draft.staff, "invite").await?;
    Ok(door::with_cookies(Json(Go { go: AFTERWARDS.into() }).into_response(), cookies))
}

#[derive(Serialize)]
struct PasswordView {
    action: String,
    sign_in: String,
    totp: Generator,
    wrong: Option<String>,
}

/// What a code generator is told, as a picture and as text.
#[derive(Serialize)]
pub(crate) struct Generator {
    /// The secret in groups of four.
    secret: String,
    address: String,
    picture: Option<Qr>,
}

impl Generator {
    pub(crate) fn of(secret: &str, desk: &Desk, sign_in: &str) -> Generator {
        let address = totp::address(secret, &desk.newsroom.config.agency.name, sign_in);
        let groups: Vec<String> =
            secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        Generator { secret: groups.join(" "), picture: Qr::of(&address), address }
    }
}

async fn show_password(desk: Desk, Path(secret): Path<String>) -> Answer {
    let mut db = desk.read().await?;
    open(&desk, &mut db, &secret).await?;
    match draft(&desk, &mut db, &secret).await? {
        Some(draft) => password_page(&desk, &secret, &draft, None),
        None => Ok(door::to(&format!("/desk/invite/{secret}"))),
    }
}

fn password_page(desk: &Desk, secret: &str, draft: &Draft, wrong: Option<String>) -> Answer {
    let view = PasswordView {
        action: format!("/desk/invite/{secret}"),
        sign_in: draft.sign_in.clone(),
        totp: Generator::of(&draft.totp, desk, &draft.sign_in),
        wrong,
    };
    desk.page("invite_password.html", &view)
}

async fn by_password(desk: Desk, headers: HeaderMap, Path(secret): Path<String>, form: Fields) -> Answer {
    let draft = begun(&desk, &mut desk.read().await?, &secret).await?;
    let accepted = new_password(&desk, &[&draft.name, &draft.sign_in], &draft.totp, &form).await;
    let (hash, step) = match accepted {
        Err(Failure::Refused(sentence)) => {
            let page = password_page(&desk, &secret, &draft, Some(sentence))?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        other => other?,
    };
    let mut tx = desk.write().await?;
    take_in(&desk, &mut tx, &secret, &draft).await?;
    keys::set(&mut tx, &draft.staff, &hash, &draft.totp, step).await?;
    let cookies = door::enter(&desk, tx, &headers, &draft.staff, "invite").await?;
    Ok(door::with_cookies(door::to(AFTERWARDS), cookies))
}

/// A new password and the first code of a new generator, where both can be accepted: what is kept of the password, and
/// the code's step.
pub(crate) async fn new_password(
    desk: &Desk,
    own: &[&str],
    totp_secret: &str,
    form: &Fields,
) -> Answer<(String, i64)> {
    let typed = form.given("password").unwrap_or_default();
    let own: Vec<&str> = own.iter().copied().chain([desk.newsroom.config.agency.name.as_str()]).collect();
    if let Some(reason) = password::weakness(typed, &own) {
        return desk.refuse(reason);
    }
    let Some(step) = totp::step(totp_secret, form.text("code"), desk.now) else {
        return desk.refuse("code-wrong");
    };
    Ok((desk.newsroom.door.passwords.hash(typed).await?, step))
}
