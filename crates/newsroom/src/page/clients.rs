//! `/desk/clients`: the media that take the wire by contract, and a new one.

use axum::response::{IntoResponse, Redirect};
use base::{Date, Time};
use content::{ConceptKind, concept};
use http::StatusCode;
use serde::Serialize;
use wire::{Client, Contract, Networks, State, client, notice};

use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::set_up::name_of;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![get("clients", "/desk/clients", NEED, show), post("clients", "/desk/clients", NEED, add)]
}

/// What all pages of clients need.
pub(super) const NEED: Need = Need::Right(Right::Clients);

#[derive(Serialize)]
struct View {
    clients: Vec<Line>,
    terms: Terms,
    confirmed: bool,
    wrong: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    /// `active`, `ahead`, `paused`, `ended`.
    standing: &'static str,
    languages: String,
    early: bool,
    plus: bool,
    /// The contract's last day.
    ends: Option<String>,
    /// Notices that the client has not confirmed.
    waiting: i64,
}

/// The fields of a contract.
#[derive(Serialize)]
pub(super) struct Terms {
    name: String,
    contact: String,
    begins: String,
    ends: String,
    early: bool,
    plus: bool,
    networks: String,
    languages: Vec<Choice>,
    sections: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    id: String,
    name: String,
    chosen: bool,
}

pub(super) fn standing(contract: &Contract, now: Time) -> &'static str {
    match contract.standing(now) {
        wire::Standing::Active => "active",
        wire::Standing::Ahead => "ahead",
        wire::Standing::Paused => "paused",
        wire::Standing::Ended => "ended",
    }
}

async fn show(desk: Desk) -> Answer {
    desk.page("clients.html", &view(&desk, None, None).await?)
}

async fn view(desk: &Desk, typed: Option<&Fields>, wrong: Option<String>) -> Answer<View> {
    let mut db = desk.read().await?;
    let mut clients = Vec::new();
    for client in client::all(&mut db).await? {
        let waiting = notice::waiting(&mut db, &client.id).await?;
        clients.push(line(desk, client, waiting));
    }
    let terms = match typed {
        Some(typed) => Terms::typed(desk, &mut db, typed).await?,
        None => Terms::empty(desk, &mut db).await?,
    };
    Ok(View { clients, terms, confirmed: desk.session()?.is_confirmed(desk.now), wrong })
}

fn line(desk: &Desk, client: Client, waiting: i64) -> Line {
    let name = |language: &base::Language| desk.language_name(language.as_str());
    let languages: Vec<String> = client.contract.languages.iter().map(name).collect();
    Line {
        standing: standing(&client.contract, desk.now),
        languages: languages.join(", "),
        early: client.contract.early,
        plus: client.contract.plus,
        ends: client.contract.ends_at.map(|at| desk.locale.day(last_day(desk, at))),
        waiting,
        id: client.id,
        name: client.name,
    }
}

async fn add(desk: Desk, form: Fields) -> Answer {
    desk.confirmed()?;
    let (name, contact, contract) = match agreed(&desk, &form, State::Active) {
        Ok(agreed) => agreed,
        Err(Failure::Refused(sentence)) => {
            let view = view(&desk, Some(&form), Some(sentence)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("clients.html", &view)?).into_response());
        }
        Err(other) => return Err(other),
    };
    let mut tx = desk.write().await?;
    let id = client::add(&mut tx, &name, &contact, &contract, desk.now).await?;
    deed::record(&mut tx, &desk.me()?.id, "client-added", &id, &name, desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/client/{id}")).into_response())
}

/// What a form says of a client: name, contact and contract.
pub(super) fn agreed(desk: &Desk, form: &Fields, state: State) -> Answer<(String, String, Contract)> {
    let name = name_of(desk, form.text("name"))?;
    let contact = form.text("contact").to_owned();
    if contact.chars().count() > 1_000 {
        return desk.refuse("text-too-long");
    }
    let zone = &desk.newsroom.config.agency.time_zone;
    let begins_at = match form.some("begins") {
        Some(text) => zone.start_of(day(desk, text)?),
        None => desk.now,
    };
    let after = |text| match day(desk, text)?.tomorrow() {
        Ok(day) => Ok(zone.start_of(day)),
        Err(_) => desk.refuse("client-day-wrong"),
    };
    let ends_at = form.some("ends").map(after).transpose()?;
    if ends_at.is_some_and(|ends| ends <= begins_at) {
        return desk.refuse("client-ends-before");
    }
    let languages = form.all("language").iter().filter_map(|tag| tag.parse().ok()).collect();
    let networks: Networks = match form.text("networks").parse() {
        Ok(networks) => networks,
        Err(wire::networks::NoNetwork(part)) => {
            let sentence = desk.locale.text("client-network-wrong", &[("part", (&part).into())]);
            return Err(Failure::Refused(sentence));
        }
    };
    let contract = Contract {
        state,
        begins_at,
        ends_at,
        languages,
        sections: form.all("section"),
        early: form.some("early").is_some(),
        plus: form.some("plus").is_some(),
        networks,
    };
    Ok((name, contact, contract))
}

/// A day as a date field sends it, `2026-05-04`.
fn day(desk: &Desk, text: &str) -> Answer<Date> {
    match Time::parse_rfc3339(&format!("{text}T12:00:00Z")) {
        Ok(noon) => Ok(base::Zone::utc().date(noon)),
        Err(_) => desk.refuse("client-day-wrong"),
    }
}

/// The last day of a contract: it ends as the next one begins in the agency's zone.
fn last_day(desk: &Desk, ends_at: Time) -> Date {
    desk.newsroom.config.agency.time_zone.date(ends_at.plus_millis(-1))
}

impl Terms {
    async fn empty(desk: &Desk, db: &mut store::Read) -> Answer<Terms> {
        Terms::typed(desk, db, &Fields::default()).await
    }

    /// As they were typed.
    pub(super) async fn typed(desk: &Desk, db: &mut store::Read, form: &Fields) -> Answer<Terms> {
        let (languages, sections) = (form.all("language"), form.all("section"));
        let text = |name: &str| form.text(name).to_owned();
        Ok(Terms {
            name: text("name"),
            contact: text("contact"),
            begins: text("begins"),
            ends: text("ends"),
            early: form.some("early").is_some(),
            plus: form.some("plus").is_some(),
            networks: text("networks"),
            languages: language_choices(desk, |tag| languages.iter().any(|one| one == tag)),
            sections: section_choices(desk, db, |id| sections.iter().any(|one| one == id)).await?,
        })
    }

    /// As they stand.
    pub(super) async fn of(desk: &Desk, db: &mut store::Read, client: &Client) -> Answer<Terms> {
        let contract = &client.contract;
        let begins = desk.newsroom.config.agency.time_zone.date(contract.begins_at);
        let ends = contract.ends_at.map(|at| last_day(desk, at).to_string());
        Ok(Terms {
            name: client.name.clone(),
            contact: client.contact.clone(),
            begins: begins.to_string(),
            ends: ends.unwrap_or_default(),
            early: contract.early,
            plus: contract.plus,
            networks: contract.networks.to_string(),
            languages: language_choices(desk, |tag| contract.languages.iter().any(|one| one.as_str() == tag)),
            sections: section_choices(desk, db, |id| contract.sections.iter().any(|one| one == id)).await?,
        })
    }
}

fn language_choices(desk: &Desk, is: impl Fn(&str) -> bool) -> Vec<Choice> {
    let all = desk.newsroom.config.languages.iter();
    let choice = |one: &base::config::LanguageSettings| Choice {
        id: one.tag.to_string(),
        name: one.name.clone(),
        chosen: is(one.tag.as_str()),
    };
    all.map(choice).collect()
}

async fn section_choices(
    desk: &Desk,
    db: &mut store::Read,
    is: impl Fn(&str) -> bool,
) -> Answer<Vec<Choice>> {
    let all = concept::all(db, ConceptKind::Section).await?.into_iter();
    let choice = |one: content::Concept| Choice {
        name: one.name(desk.locale.language()).to_owned(),
        chosen: is(&one.id),
        id: one.id,
    };
    Ok(all.map(choice).collect())
}
