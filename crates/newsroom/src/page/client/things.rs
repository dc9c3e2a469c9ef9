//! What a client has here: seats, tokens, destinations, and the last of what it took.

use std::collections::HashMap;

use axum::extract::Path;
use content::desk::lines_of;
use serde::Serialize;
use store::Read;
use wire::destination::{self, Destination};
use wire::taken::{self, Taken};
use wire::token::{self, Token};
use wire::{Client, Seat, seat};

use super::{back, find};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::clients::NEED;
use crate::routes::{Route, post};
use crate::story::Moment;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("client", "/desk/client/{id}/tokens/{token}/revocation", NEED, revoke),
        post("client", "/desk/client/{id}/destinations/{destination}/pause", NEED, pause),
        post("client", "/desk/client/{id}/destinations/{destination}/removal", NEED, remove),
    ]
}

/// Takings that are shown.
const TAKINGS: usize = 50;

#[derive(Serialize)]
pub(super) struct Things {
    seats: Vec<SeatLine>,
    tokens: Vec<TokenLine>,
    destinations: Vec<DestinationLine>,
    takings: Vec<Taking>,
}

#[derive(Serialize)]
struct SeatLine {
    id: String,
    name: String,
    email: String,
    has_password: bool,
    invite_until: Option<Moment>,
    closed_at: Option<Moment>,
}

#[derive(Serialize)]
struct TokenLine {
    id: String,
    name: String,
    scopes: Vec<&'static str>,
    made_at: Moment,
    ends_at: Option<Moment>,
    used_at: Option<Moment>,
    is_good: bool,
}

#[derive(Serialize)]
struct DestinationLine {
    id: String,
    name: String,
    kind: &'static str,
    address: String,
    format: String,
    paused_at: Option<Moment>,
}

#[derive(Serialize)]
struct Taking {
    story: String,
    headline: String,
    how: &'static str,
    format: String,
    at: Moment,
}

impl Things {
    pub async fn load(desk: &Desk, db: &mut Read, client: &Client) -> Answer<Things> {
        let takings = taken::of_client(db, &client.id, TAKINGS).await?;
        let mut stories: Vec<String> = takings.iter().map(|taken| taken.story.clone()).collect();
        stories.sort();
        stories.dedup();
        let lines = lines_of(db, &stories, desk.now).await?;
        let headlines: HashMap<String, String> =
            lines.into_iter().map(|line| (line.id, line.headline)).collect();
        Ok(Things {
            seats: seat::of(db, &client.id).await?.into_iter().map(|seat| seat_line(desk, seat)).collect(),
            tokens: token::of(db, &client.id)
                .await?
                .into_iter()
                .map(|token| token_line(desk, token))
                .collect(),
            destinations: destination::of(db, &client.id)
                .await?
                .into_iter()
                .map(|destination| destination_line(desk, destination))
                .collect(),
            takings: takings.into_iter().map(|taken| taking(desk, taken, &headlines)).collect(),
        })
    }
}

fn seat_line(desk: &Desk, seat: Seat) -> SeatLine {
    let invite_until = seat.invite_until.filter(|until| *until > desk.now);
    SeatLine {
        has_password: seat.has_password,
        invite_until: invite_until.map(|at| desk.moment(at)),
        closed_at: seat.closed_at.map(|at| desk.moment(at)),
        id: seat.id,
        name: seat.name,
        email: seat.email,
    }
}

fn token_line(desk: &Desk, token: Token) -> TokenLine {
    TokenLine {
        is_good: token.is_good(desk.now),
        scopes: token.scopes.iter().map(|scope| scope.name()).collect(),
        made_at: desk.moment(token.made_at),
        ends_at: token.ends_at.map(|at| desk.moment(at)),
        used_at: token.used_at.map(|at| desk.moment(at)),
        id: token.id,
        name: token.name,
    }
}

fn destination_line(desk: &Desk, destination: Destination) -> DestinationLine {
    DestinationLine {
        kind: destination.target.kind.name(),
        paused_at: destination.paused_at.map(|at| desk.moment(at)),
        id: destination.id,
        name: destination.target.name,
        address: destination.target.address,
        format: destination.target.format,
    }
}

fn taking(desk: &Desk, taken: Taken, headlines: &HashMap<String, String>) -> Taking {
    Taking {
        headline: headlines.get(&taken.story).cloned().unwrap_or_default(),
        how: taken.how.name(),
        at: desk.moment(taken.at),
        format: taken.format,
        story: taken.story,
    }
}

async fn revoke(desk: Desk, Path((id, token)): Path<(String, String)>) -> Answer {
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    let name = token::revoke(&mut tx, &client.id, &token.replace('\0', ""), desk.now).await?;
    let name = name.ok_or(Failure::Missing)?;
    deed::record(&mut tx, &desk.me()?.id, "client-token-revoked", &client.id, &name, desk.now).await?;
    tx.commit().await?;
    back(&client.id, "client-token-revoked")
}

/// Stops pushing to a destination, or goes on: `pushing`, `off` or `on`.
async fn pause(desk: Desk, Path((id, destination)): Path<(String, String)>, form: Fields) -> Answer {
    let (paused_at, deed) = match form.text("pushing") {
        "off" => (Some(desk.now), "client-destination-paused"),
        "on" => (None, "client-destination-resumed"),
        _ => return Err(Failure::Missing),
    };
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    let known = destination::find(tx.reading(), &destination.replace('\0', "")).await?;
    let known = known.filter(|one| one.client == client.id).ok_or(Failure::Missing)?;
    if destination::pause(&mut tx, &client.id, &known.id, paused_at).await? {
        let name = &known.target.name;
        deed::record(&mut tx, &desk.me()?.id, deed, &client.id, name, desk.now).await?;
    }
    tx.commit().await?;
    back(&client.id, "client-destination-changed")
}

async fn remove(desk: Desk, Path((id, destination)): Path<(String, String)>) -> Answer {
    let mut tx = desk.write().await?;
    let client = find(tx.reading(), &id).await?;
    let name = destination::remove(&mut tx, &client.id, &destination.replace('\0', "")).await?;
    let name = name.ok_or(Failure::Missing)?;
    let me = &desk.me()?.id;
    deed::record(&mut tx, me, "client-destination-removed", &client.id, &name, desk.now).await?;
    tx.commit().await?;
    back(&client.id, "client-destination-removed")
}
