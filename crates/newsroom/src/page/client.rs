//! `/desk/client/{id}`: a client's contract, how it stands, its seats with their invitations, tokens, destinations, and what
//! it took.

mod things;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use base::Language;
use http::StatusCode;
use serde::Serialize;
use store::Read;
use wire::{Client, State, client, seat};

use super::clients::{NEED, Terms, agreed, standing};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::page::set_up::name_of;
use crate::routes::{Route, get, post};
use things::Things;

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![
        get("client", "/desk/client/{id}", NEED, show),
        post("client", "/desk/client/{id}/contract", NEED, change),
        post("client", "/desk/client/{id}/state", NEED, set_state),
        post("client", "/desk/client/{id}/seats", NEED, add_seat),
        post("client", "/desk/client/{id}/seats/{seat}/invitation", NEED, invite_again),
        post("client", "/desk/client/{id}/seats/{seat}/closing", NEED, close_seat),
    ];
    all.extend(things::routes());
    all
}

/// What the page says has been done.
const TOLD: [&str; 6] = [
    "client-changed",
    "client-state-set",
    "client-seat-closed",
    "client-token-revoked",
    "client-destination-removed",
    "client-destination-changed",
];

#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    state: &'static str,
    standing: &'static str,
    terms: Terms,
    #[serde(flatten)]
    things: Things,
    desk_languages: Vec<(String, String)>,
    confirmed: bool,
    told: Option<String>,
    /// The link of an invitation that has just been made, and whose it is.
    link: Option<String>,
    invited: String,
    wrong: Option<String>,
    wrong_seat: Option<String>,
    seat_name: String,
    seat_email: String,
}

/// The client of an address.
pub(super) async fn find(db: &mut Read, id: &str) -> Answer<Client> {
    client::find(db, &id.replace('\0', "")).await?.ok_or(Failure::Missing)
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View { told: told.map(ToString::to_string), ..view(&desk, &id).await? };
    desk.page("client.html", &view)
}

async fn view(desk: &Desk, id: &str) -> Answer<View> {
    let mut db = desk.read().await?;
    let client = find(&mut db, id).await?;
    let name_of = |tag: Language| {
        let words = desk.newsroom.words.get(&tag);
        (tag.to_string(), words.text("language-itself", &[]))
    };
    Ok(View {
        terms: Terms::of(desk, &mut db, &client).await?,
        things: Things::load(desk, &mut db, &client).await?,
        standing: standing(&client.contract, desk.now),
        state: client.contract.state.name(),
        desk_languages: base::Locales::desk_languages().map(name_of).collect(),
        confirmed: desk.session()?.is_confirmed(desk.now),
        told: None,
        link: None,
        invited: String::new(),
        wrong: None,
        wrong_seat: None,
        seat_name: String::new(),
        seat_email: String::new(),
        id: client.id,
        name: client.name,
    })
}

fn back(id: &str, told: &str) -> Answer {
    Ok(Redirect::to(&format!("/desk/client/{id}?told={told}")).into_response())
}

async fn change(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    desk.confirmed()?;
    let client = find(&mut desk.read().await?, &id).await?;
    let (name, contact, contract) = match agreed(&desk, &form, client.contract.state) {
        Ok(agreed) => agreed,
        Err(Failure::Refused(sentence)) => {
            let terms = Terms::typed(&desk, &mut desk.read().await?, &form).await?;
            let view = View { terms, wrong: Some(sentence), ..view(&desk, &id).await? };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("client.html", &view)?).into_response());
        }
        Err(other) => return Err(other),
    };
    let mut tx = desk.write().await?;
    client::change(&mut tx, &client.id, &name, &contact, &contract).await?;
    deed::record(&mut tx, &desk.me()?.id, "client-changed", &client.id, &name, desk.now).await?;
    tx.commit().await?;
    back(&client.id, "client-changed")
}

/// `state`: `active`, `paused`, `ended`.
async fn set_state(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    desk.confirmed()?;
    let state = State::from_name(form.text("state")).ok_or(Failure::Missing)?;
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    if client::set_state(&mut tx, &client.id, state).await? {
        deed::record(&mut tx, &desk.me()?.id, "client-state-set", &client.id, state.name(), desk.now).await?;
    }
    tx.commit().await?;
    back(&client.id, "client-state-set")
}

/// Answers with the page itself: the link is nowhere else.
async fn add_seat(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    desk.confirmed()?;
    let client = find(&mut desk.read().await?, &id).await?;
    match added(&desk, &client, &form).await {
        Ok((name, secret)) => shown(&desk, &client, name, &secret).await,
        Err(Failure::Refused(sentence)) => {
            let view = View {
                wrong_seat: Some(sentence),
                seat_name: form.text("name").to_owned(),
                seat_email: form.text("email").to_owned(),
                ..view(&desk, &id).await?
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("client.html", &view)?).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn added(desk: &Desk, client: &Client, form: &Fields) -> Answer<(String, String)> {
    let (name, email) = (name_of(desk, form.text("name"))?, form.text("email"));
    let odd = |c: char| c.is_whitespace() || c.is_control();
    let fits = email.rsplit_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    if !fits || email.chars().count() > 200 || email.contains(odd) {
        return desk.refuse("portal-mail-wanted");
    }
    let known = base::Locales::desk_languages().find(|one| one.as_str() == form.text("language"));
    let language = known.unwrap_or_else(|| desk.locale.language().clone());
    let mut tx = desk.write().await?;
    let seat = seat::add(&mut tx, &client.id, &name, email, &language, desk.now).await?;
    let Some(seat) = seat else { return desk.refuse("client-seat-taken") };
    let secret = seat::invite(&mut tx, &client.id, &seat, desk.now).await?.ok_or(Failure::Missing)?;
    deed::record(&mut tx, &desk.me()?.id, "client-seat-added", &client.id, &name, desk.now).await?;
    tx.commit().await?;
    Ok((name, secret))
}

async fn shown(desk: &Desk, client: &Client, invited: String, secret: &str) -> Answer {
    let address = &desk.newsroom.config.server.address;
    let link = Some(format!("{address}/wire/invite/{secret}"));
    desk.page("client.html", &View { link, invited, ..view(desk, &client.id).await? })
}

/// A new link for a seat: for somebody who has lost theirs, or the password.
async fn invite_again(desk: Desk, Path((id, seat)): Path<(String, String)>) -> Answer {
    desk.confirmed()?;
    let seat = seat.replace('\0', "");
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    let known = seat::find(tx.reading(), &client.id, &seat).await?.ok_or(Failure::Missing)?;
    let secret = seat::invite(&mut tx, &client.id, &seat, desk.now).await?.ok_or(Failure::Missing)?;
    deed::record(&mut tx, &desk.me()?.id, "client-seat-invited", &client.id, &known.name, desk.now).await?;
    tx.commit().await?;
    shown(&desk, &client, known.name, &secret).await
}

async fn close_seat(desk: Desk, Path((id, seat)): Path<(String, String)>) -> Answer {
    desk.confirmed()?;
    let seat = seat.replace('\0', "");
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    let known = seat::find(tx.reading(), &client.id, &seat).await?.ok_or(Failure::Missing)?;
    if !seat::close(&mut tx, &client.id, &seat, desk.now).await? {
        return Err(Failure::Missing);
    }
    deed::record(&mut tx, &desk.me()?.id, "client-seat-closed", &client.id, &known.name, desk.now).await?;
    tx.commit().await?;
    back(&client.id, "client-seat-closed")
}
