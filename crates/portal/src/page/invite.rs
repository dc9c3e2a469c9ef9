//! `/wire/invite/{secret}`: somebody chooses the password of their seat.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use http::{HeaderMap, StatusCode};
use newsroom::password;
use serde::Serialize;
use wire::{Seat, seat, session};

use super::sign_in::with_cookies;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Need, Route, get, post};
use crate::visit::Visit;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/wire/invite/{secret}", Need::Nothing, show),
        post("/wire/invite/{secret}", Need::Nothing, accept),
    ]
}

#[derive(Serialize)]
struct View {
    name: String,
    email: String,
    wrong: Option<String>,
    shortest: usize,
}

async fn show(visit: Visit, Path(secret): Path<String>) -> Answer {
    let seat = invited(&visit, &secret).await?;
    visit.page("invite.html", &view(seat, None)).await
}

fn view(seat: Seat, wrong: Option<String>) -> View {
    View { name: seat.name, email: seat.email, wrong, shortest: password::SHORTEST }
}

async fn invited(visit: &Visit, secret: &str) -> Answer<Seat> {
    seat::invited(&mut visit.read().await?, secret, visit.now).await?.ok_or(Failure::NotInvited)
}

async fn accept(visit: Visit, headers: HeaderMap, Path(secret): Path<String>, form: Fields) -> Answer {
    let seat = invited(&visit, &secret).await?;
    let chosen = form.given("password").unwrap_or_default();
    let own = [seat.name.as_str(), seat.email.as_str(), visit.portal.edition.config.agency.name.as_str()];
    if let Some(weakness) = password::weakness(chosen, &own) {
        let view = view(seat, Some(visit.say(weakness)));
        let page = visit.page("invite.html", &view).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let hash = visit.portal.door.passwords.hash(chosen).await?;
    let mut tx = visit.write().await?;
    let seat = seat::accept(&mut tx, &secret, &hash, visit.now).await?.ok_or(Failure::NotInvited)?;
    let cookie = session::begin(&mut tx, &seat, visit.now).await?;
    tx.commit().await?;
    with_cookies(&visit, &headers, Some(&cookie), Redirect::to("/wire").into_response())
}
