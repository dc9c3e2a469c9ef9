//! What every handler is given: the newsroom, who asks, in which language, and when.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse, Response};
use base::config::Config;
use base::locale::Locale;
use base::{Clock, Locales, Time};
use http::request::Parts;
use media::Library;
use newsletter::Press;
use serde::Serialize;
use store::{Read, Store, Write};
use till::Till;

use crate::door::Door;
use crate::failure::{Answer, Failure};
use crate::live::Live;
use crate::preview::Preview;
use crate::rights::Right;
use crate::session::Session;
use crate::staff::Member;
use crate::templates::{Frame, Templates};
use crate::token::{self, Token};

/// Everything the desk works with. One a process.
pub struct Newsroom {
    /// The database.
    pub store: Store,
    /// The pictures.
    pub library: Library,
    /// Settings.
    pub config: Arc<Config>,
    /// Time.
    pub clock: Clock,
    /// Words of the desk's pages.
    pub words: Arc<Locales>,
    /// What the desk's pages look like.
    pub templates: Templates,
    /// Who looks at what now, and who is told of what happens.
    pub live: Live,
    /// Draws stories as readers would see them.
    pub preview: Preview,
    /// Plans, codes and pools of the paid tier; none where the settings say that the till does not run here.
    pub till: Option<Till>,
    /// Who prints and sends newsletters.
    pub press: Press,
    /// Who tried to come in, how often; where passwords are hashed.
    pub door: Door,
}

/// A request, as a handler sees it.
#[derive(Clone)]
pub struct Desk {
    pub(crate) newsroom: Arc<Newsroom>,
    pub(crate) locale: Arc<Locale>,
    pub(crate) signed_in: Option<(Member, By)>,
    pub(crate) path: String,
    pub(crate) now: Time,
}

/// By what somebody is known.
#[derive(Clone)]
pub(crate) enum By {
    /// A browser's cookie.
    Session(Session),
    /// A program's key.
    Token(Token),
}

impl By {
    /// Whether what needs a right is open to it: of those that a program can be given it has what it was given, and it
    /// sees what its member sees.
    pub fn may(&self, right: Right) -> bool {
        match self {
            By::Session(_) => true,
            By::Token(token) => !token::GIVEN.contains(&right) || token.rights.contains(&right),
        }
    }
}

impl Desk {
    /// Who is signed in. The guard lets nobody else to pages that need somebody.
    pub fn me(&self) -> Answer<&Member> {
        self.signed_in.as_ref().map(|(member, _)| member).ok_or(Failure::Forbidden)
    }

    /// The session they are signed in by; programs have none.
    pub fn session(&self) -> Answer<&Session> {
        match &self.signed_in {
            Some((_, By::Session(session))) => Ok(session),
            _ => Err(Failure::Forbidden),
        }
    }

    /// Whether a program asks.
    pub(crate) fn is_program(&self) -> bool {
        matches!(self.signed_in, Some((_, By::Token(_))))
    }

    /// Whether they have a right.
    pub fn may(&self, right: Right) -> bool {
        self.signed_in.as_ref().is_some_and(|(member, by)| member.role.may(right) && by.may(right))
    }

    /// For what is dangerous: whether they have proved lately who they are. Whoever gave a program its key did so then.
    pub fn confirmed(&self) -> Answer<()> {
        if self.is_program() {
            return Ok(());
        }
        if self.session()?.is_confirmed(self.now) { Ok(()) } else { Err(Failure::Unconfirmed) }
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Answer<Read> {
        Ok(self.newsroom.store.read().await?)
    }

    /// A transaction.
    pub async fn write(&self) -> Answer<Write> {
        Ok(self.newsroom.store.write().await?)
    }

    /// A message in the language of whoever asks.
    pub fn say(&self, id: &str) -> String {
        self.locale.text(id, &[])
    }

    /// What one of the site's languages calls itself; its tag, where the site has it no more.
    pub(crate) fn language_name(&self, tag: &str) -> String {
        let known = self.newsroom.config.language(tag);
        known.map_or_else(|| tag.to_owned(), |language| language.name.clone())
    }

    /// A refusal in their language.
    pub fn refuse<T>(&self, id: &str) -> Answer<T> {
        Err(Failure::Refused(self.say(id)))
    }

    /// A page: a template with its view, in the desk's frame.
    pub fn page(&self, template: &str, view: &impl Serialize) -> Answer {
        let html = self.newsroom.templates.render(template, &self.frame(), view, &self.locale)?;
        Ok(Html(html).into_response())
    }

    /// What stands on every page.
    fn frame(&self) -> Frame {
        let me = self.signed_in.as_ref().map(|(member, _)| member);
        Frame::of(me, self.locale.language().as_str(), &self.newsroom.config, &self.path)
    }
}

impl<S: Sync> FromRequestParts<S> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Desk, Response> {
        let desk = parts.extensions.get::<Desk>().cloned();
        desk.ok_or_else(|| Failure::Broken("a route stands outside the guard".into()).into_response())
    }
}
