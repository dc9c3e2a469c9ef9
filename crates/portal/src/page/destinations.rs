//! `/wire/destinations`: machines of the client that stories are pushed to.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use distribution::item::Format;
use http::StatusCode;
use serde::Serialize;
use wire::Destination;
use wire::destination::{self, Kind, Target, Unfit};

use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Need, Route, get, post};
use crate::visit::{Moment, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/wire/destinations", Need::Running, show),
        post("/wire/destinations", Need::Running, add),
        post("/wire/destinations/{id}/pause", Need::Seat, pause),
        post("/wire/destinations/{id}/removal", Need::Seat, remove),
    ]
}

#[derive(Serialize)]
struct View {
    destinations: Vec<Line>,
    kinds: Vec<&'static str>,
    formats: Vec<&'static str>,
    typed: Typed,
    wrong: Option<String>,
}

/// What was typed, but for the secret.
#[derive(Serialize)]
struct Typed {
    name: String,
    kind: String,
    address: String,
    account: String,
    mark: String,
    format: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    kind: &'static str,
    address: String,
    account: String,
    format: String,
    since: Moment,
    paused_at: Option<Moment>,
}

async fn show(visit: Visit) -> Answer {
    visit.page("destinations.html", &view(&visit, &Fields::default()).await?).await
}

async fn view(visit: &Visit, form: &Fields) -> Answer<View> {
    let destinations = destination::of(&mut visit.read().await?, &visit.client()?.id).await?;
    let text = |name: &str| form.text(name).to_owned();
    Ok(View {
        destinations: destinations.into_iter().map(|one| line(visit, one)).collect(),
        kinds: Kind::ALL.iter().map(|kind| kind.name()).collect(),
        formats: Format::ALL.iter().map(|format| format.name()).collect(),
        typed: Typed {
            name: text("name"),
            kind: form.some("kind").unwrap_or(Kind::Http.name()).to_owned(),
            address: text("address"),
            account: text("account"),
            mark: text("mark"),
            format: form.some("format").unwrap_or(Format::Ninjs31.name()).to_owned(),
        },
        wrong: None,
    })
}

fn line(visit: &Visit, destination: Destination) -> Line {
    let Target { name, kind, address, account, format, .. } = destination.target;
    Line {
        id: destination.id,
        name,
        kind: kind.name(),
        address,
        account,
        format,
        since: visit.moment(destination.made_at),
        paused_at: destination.paused_at.map(|at| visit.moment(at)),
    }
}

async fn add(visit: Visit, form: Fields) -> Answer {
    let short = |name: &str, most| form.text(name).chars().take(most).collect::<String>();
    let (kind, format) = (Kind::from_name(form.text("kind")), Format::parse(form.text("format")));
    let (Some(kind), Some(format)) = (kind, format) else { return Err(Failure::Missing) };
    let is_http = kind == Kind::Http;
    let target = Target {
        name: short("name", 80),
        kind,
        address: short("address", 400),
        account: if is_http { String::new() } else { short("account", 200) },
        mark: if is_http { String::new() } else { short("mark", 200) },
        format: format.name().to_owned(),
    };
    let secret = form.given("secret").unwrap_or_default();
    if let Err(unfit) = target.check(secret) {
        let view = View { wrong: Some(visit.say(word(unfit))), ..view(&visit, &form).await? };
        let page = visit.page("destinations.html", &view).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let mut tx = visit.write().await?;
    let (seal, client) = (&visit.portal.seal, &visit.client()?.id);
    destination::add(&mut tx, seal, client, &target, secret, visit.now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/wire/destinations").into_response())
}

fn word(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::NoName => "portal-destination-name-wanted",
        Unfit::Address => "portal-destination-address-wanted",
        Unfit::NoAccount => "portal-destination-account-wanted",
        Unfit::NoMark => "portal-destination-mark-wanted",
        Unfit::NoSecret => "portal-destination-secret-wanted",
    }
}

/// Stops pushing there, or goes on: `pushing`, `off` or `on`.
async fn pause(visit: Visit, Path(id): Path<String>, form: Fields) -> Answer {
    let paused_at = match form.text("pushing") {
        "off" => Some(visit.now),
        "on" => None,
        _ => return Err(Failure::Missing),
    };
    let (client, id) = (&visit.client()?.id, id.replace('\0', ""));
    let mut tx = visit.write().await?;
    let found = destination::find(tx.reading(), &id).await?;
    found.filter(|one| one.client == *client).ok_or(Failure::Missing)?;
    destination::pause(&mut tx, client, &id, paused_at).await?;
    tx.commit().await?;
    Ok(Redirect::to("/wire/destinations").into_response())
}

async fn remove(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut tx = visit.write().await?;
    let removed = destination::remove(&mut tx, &visit.client()?.id, &id.replace('\0', "")).await?;
    removed.ok_or(Failure::Missing)?;
    tx.commit().await?;
    Ok(Redirect::to("/wire/destinations").into_response())
}
