//! `/desk/invite/{secret}`: whoever was invited says their name, then makes a way to sign in. The invitation is used up
//! by the last step, together with the new member's row: nobody is a member without a way in.

mod ways;

pub(super) use ways::{Generator, new_password};

use axum::extract::Path;
use axum::response::IntoResponse;
use base::{Language, Locales};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{Read, Write};

use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::invite::{self, Invite};
use crate::routes::{Need, Route, get, post};
use crate::{ceremony, deed, keys, staff, totp};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("invite", "/desk/invite/{secret}", Need::Nothing, show),
        post("invite", "/desk/invite/{secret}", Need::Nothing, introduce),
    ];
    routes.extend(ways::routes());
    routes
}

/// Who somebody says they are, until they have a way to sign in.
#[derive(Clone, Serialize, Deserialize)]
struct Draft {
    /// The id that they will have: their device keeps it with the passkey.
    staff: String,
    name: String,
    sign_in: String,
    language: Language,
    /// The secret of their code generator, should they choose one.
    totp: String,
}

#[derive(Serialize)]
struct View {
    action: String,
    role: &'static str,
    name: String,
    sign_in: String,
    language: String,
    languages: Vec<LanguageChoice>,
    wrong: Option<String>,
}

/// A language of the desk's pages, called by itself.
#[derive(Serialize)]
pub(super) struct LanguageChoice {
    tag: String,
    name: String,
}

/// All of them.
pub(super) fn languages(desk: &Desk) -> Vec<LanguageChoice> {
    let choice = |language: Language| {
        let name = desk.newsroom.words.get(&language).text("language-itself", &[]);
        LanguageChoice { tag: language.to_string(), name }
    };
    Locales::desk_languages().map(choice).collect()
}

async fn show(desk: Desk, Path(secret): Path<String>) -> Answer {
    let mut db = desk.read().await?;
    let invite = open(&desk, &mut db, &secret).await?;
    let draft = draft(&desk, &mut db, &secret).await?;
    let view = View {
        action: format!("/desk/invite/{secret}"),
        role: invite.role.name(),
        name: draft.as_ref().map_or(invite.name, |draft| draft.name.clone()),
        sign_in: draft.as_ref().map(|draft| draft.sign_in.clone()).unwrap_or_default(),
        language: draft
            .map_or_else(|| desk.locale.language().to_string(), |draft| draft.language.to_string()),
        languages: languages(&desk),
        wrong: None,
    };
    desk.page("invite.html", &view)
}

async fn introduce(desk: Desk, Path(secret): Path<String>, form: Fields) -> Answer {
    let mut tx = desk.write().await?;
    let invite = open(&desk, tx.reading(), &secret).await?;
    match introduction(&desk, &mut tx, &secret, &form).await {
        Ok(draft) => {
            let state = serde_json::to_string(&draft).map_err(|error| Failure::Broken(error.to_string()))?;
            let left_ms = invite.expires_at.millis() - desk.now.millis();
            ceremony::begin(&mut tx, &key(&secret), &state, left_ms, desk.now).await?;
            tx.commit().await?;
            let way = if form.text("way") == "password" { "password" } else { "passkey" };
            Ok(door::to(&format!("/desk/invite/{secret}/{way}")))
        }
        Err(Failure::Refused(sentence)) => {
            let view = View {
                action: format!("/desk/invite/{secret}"),
                role: invite.role.name(),
                name: form.text("name").to_owned(),
                sign_in: form.text("sign_in").to_owned(),
                language: form.text("language").to_owned(),
                languages: languages(&desk),
                wrong: Some(sentence),
            };
            let page = desk.page("invite.html", &view)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

/// What the form says, where it can be accepted. What was begun before is gone on with.
async fn introduction(desk: &Desk, tx: &mut Write, secret: &str, form: &Fields) -> Answer<Draft> {
    let name = name_of(desk, form.text("name"))?;
    let sign_in = sign_in_of(desk, form.text("sign_in"))?;
    if keys::is_taken(tx.reading(), &sign_in).await? {
        return desk.refuse("sign-in-name-taken");
    }
    let language = language_of(desk, form.text("language"))?;
    Ok(match draft(desk, tx.reading(), secret).await? {
        Some(begun) => Draft { name, sign_in, language, ..begun },
        None => {
            let staff = base::id::new_id(desk.now);
            Draft { staff, name, sign_in, language, totp: totp::new_secret() }
        }
    })
}

/// A name as colleagues will see it.
pub(super) fn name_of(desk: &Desk, typed: &str) -> Answer<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        1..=80 if !name.chars().any(char::is_control) => Ok(name),
        _ => desk.refuse("name-wanted"),
    }
}

fn sign_in_of(desk: &Desk, typed: &str) -> Answer<String> {
    let name = staff::sign_in_of(typed);
    let fits = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+' | '\''));
    match name.chars().count() {
        2..=60 if fits => Ok(name),
        _ => desk.refuse("sign-in-name-wanted"),
    }
}

/// One of the languages of the desk.
pub(super) fn language_of(desk: &Desk, tag: &str) -> Answer<Language> {
    let found = Locales::desk_languages().find(|language| language.as_str() == tag);
    found.map_or_else(|| desk.refuse("language-wanted"), Ok)
}

/// The invitation, or a sentence on what to do without one.
async fn open(desk: &Desk, db: &mut Read, secret: &str) -> Answer<Invite> {
    match invite::find(db, secret, desk.now).await? {
        Some(invite) => Ok(invite),
        None => desk.refuse("invite-over"),
    }
}

fn key(secret: &str) -> String {
    format!("set-up:{secret}")
}

/// What was said on the first page, if it was.
async fn draft(desk: &Desk, db: &mut Read, secret: &str) -> Answer<Option<Draft>> {
    let state = ceremony::look(db, &key(secret), desk.now).await?;
    let draft = state.map(|state| serde_json::from_str(&state)).transpose();
    draft.map_err(|error| Failure::Broken(format!("set-up: {error}")))
}

/// The invitation becomes a member, in a transaction that also gives them a way in.
async fn take_in(desk: &Desk, tx: &mut Write, secret: &str, draft: &Draft) -> Answer<()> {
    let invite = open(desk, tx.reading(), secret).await?;
    if !invite::accept(tx, secret, &draft.staff, desk.now).await? {
        return desk.refuse("invite-over");
    }
    ceremony::take(tx, &key(secret), desk.now).await?;
    if keys::is_taken(tx.reading(), &draft.sign_in).await? {
        return desk.refuse("sign-in-name-taken");
    }
    let Draft { staff, name, sign_in, language, .. } = draft;
    staff::add_as(tx, staff, name, sign_in, invite.role, language, desk.now).await?;
    Ok(deed::record(tx, staff, "joined", staff, invite.role.name(), desk.now).await?)
}
