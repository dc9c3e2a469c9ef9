//! What every handler is given: the portal, who asks, in which language, and when.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse, Response};
use base::locale::Locale;
use base::{Language, Time};
use http::request::Parts;
use serde::Serialize;
use store::{Read, Write};
use wire::session::SignedIn;
use wire::{Client, Seat, Standing, Token, notice};

use crate::failure::{Answer, Failure};
use crate::portal::Portal;
use crate::templates::{Frame, Me};

/// A request, as a handler sees it.
#[derive(Clone)]
pub(crate) struct Visit {
    pub portal: Arc<Portal>,
    pub locale: Arc<Locale>,
    pub who: Who,
    pub path: String,
    pub now: Time,
}

/// Who asks.
#[derive(Clone)]
pub(crate) enum Who {
    Nobody,
    /// Somebody with a seat.
    Person(Box<SignedIn>),
    /// A program with a token.
    Program(Box<(Client, Token)>),
}

/// A moment as pages show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Moment {
    pub text: String,
    pub machine: String,
}

impl Visit {
    /// Whose things these are. The guard lets nobody else to pages that need somebody.
    pub fn client(&self) -> Answer<&Client> {
        match &self.who {
            Who::Person(signed_in) => Ok(&signed_in.client),
            Who::Program(program) => Ok(&program.0),
            Who::Nobody => Err(Failure::Missing),
        }
    }

    /// Who is signed in.
    pub fn seat(&self) -> Answer<&Seat> {
        match &self.who {
            Who::Person(signed_in) => Ok(&signed_in.seat),
            _ => Err(Failure::Missing),
        }
    }

    /// What the record calls whoever asks.
    pub fn id(&self) -> Answer<&str> {
        match &self.who {
            Who::Person(signed_in) => Ok(&signed_in.seat.id),
            Who::Program(program) => Ok(&program.1.id),
            Who::Nobody => Err(Failure::Missing),
        }
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Answer<Read> {
        Ok(self.portal.store().read().await?)
    }

    /// A transaction.
    pub async fn write(&self) -> Answer<Write> {
        Ok(self.portal.store().write().await?)
    }

    /// A message in the language of whoever asks.
    pub fn say(&self, id: &str) -> String {
        self.locale.text(id, &[])
    }

    /// A moment in the agency's zone.
    pub fn moment(&self, at: Time) -> Moment {
        let zone = self.portal.edition.zone();
        let (wall, today) = (zone.wall(at), zone.wall(self.now));
        let text = match wall.date == today.date {
            true => self.locale.time(wall.hour, wall.minute),
            false => self.locale.moment(at, zone),
        };
        Moment { text, machine: at.to_string() }
    }

    /// The languages that the agency publishes in.
    pub fn served(&self) -> Vec<Language> {
        self.portal.edition.languages().cloned().collect()
    }

    /// A page: a template with its view, in the portal's frame.
    pub async fn page(&self, template: &str, view: &impl Serialize) -> Answer {
        let waiting = match &self.who {
            Who::Person(signed_in) => notice::waiting(&mut self.read().await?, &signed_in.client.id).await?,
            _ => 0,
        };
        let html = self.portal.templates.render(template, &self.frame(waiting), view, &self.locale)?;
        Ok(Html(html).into_response())
    }

    pub fn frame(&self, waiting: i64) -> Frame {
        let me = match &self.who {
            Who::Person(signed_in) => Some(Me {
                name: signed_in.seat.name.clone(),
                client: signed_in.client.name.clone(),
                standing: standing_name(signed_in.client.contract.standing(self.now)),
                waiting,
            }),
            _ => None,
        };
        Frame {
            home: "/wire",
            language: self.locale.language().as_str().to_owned(),
            agency: self.portal.edition.config.agency.name.clone(),
            path: self.path.clone(),
            me,
        }
    }
}

pub(crate) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::Ahead => "ahead",
        Standing::Paused => "paused",
        Standing::Ended => "ended",
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Visit, Response> {
        let visit = parts.extensions.get::<Visit>().cloned();
        visit.ok_or_else(|| Failure::Broken("a route stands outside the guard".into()).into_response())
    }
}
