//! The table of public addresses. The leak test, `vestka routes` and the documentation read it from here: an address
//! that is not in it does not exist.

use std::sync::Arc;

use base::config::Config;
use gate::Gate;
use http::{HeaderName, HeaderValue};
use till::MOST_WEBHOOK_BYTES;
use till::request::MOST_REQUEST_BYTES;
use web::headers::Policy;
use web::{Door, Routes, Ticket};

use crate::edition::{Edition, Failed};
use crate::page::plus::{about, buy, code, enter, feeds, gift, paid, passes, pool, protection};
use crate::page::{
    admission, archive, corrections, directory, draw, errors, files, front, list, markdown, newsletter,
    robots, root, short, sitemap, story, webhook,
};

/// More than any form of a reader's page fills in: a pasted pass with line breaks has a few hundred characters.
const MOST_FORM_BYTES: usize = 8 * 1024;

/// Hands a room's loader to the table: with the edition, and its failures as the web room's.
#[macro_export]
macro_rules! loader {
    ($edition:expr, $loader:path) => {{
        let edition = ::std::sync::Arc::clone($edition);
        move |asked| {
            let edition = ::std::sync::Arc::clone(&edition);
            async move { $loader(&edition, asked).await.map_err(::web::Trouble::from) }
        }
    }};
}

/// The same for a loader of what only those get who have been let in: it is shown their ticket.
#[macro_export]
macro_rules! whole_loader {
    ($edition:expr, $loader:path) => {{
        let edition = ::std::sync::Arc::clone($edition);
        move |visit, ticket| {
            let edition = ::std::sync::Arc::clone(&edition);
            async move { $loader(&edition, visit, ticket).await.map_err(::web::Trouble::from) }
        }
    }};
}

/// All public addresses over an edition.
pub fn routes(edition: &Arc<Edition>) -> Result<Routes, Failed> {
    let mut routes = Routes::new()
        .direct("root", "/", loader!(edition, root::root))
        .page("front", "/{lang}/", loader!(edition, front::front))
        .page("latest", "/{lang}/latest", loader!(edition, list::latest))
        .page("latest-before", "/{lang}/latest/before/{cursor}", loader!(edition, list::latest))
        .page("section", "/{lang}/section/{id}", loader!(edition, list::section))
        .page("section-before", "/{lang}/section/{id}/before/{cursor}", loader!(edition, list::section))
        .page("topic", "/{lang}/topic/{id}", loader!(edition, list::topic))
        .page("topic-before", "/{lang}/topic/{id}/before/{cursor}", loader!(edition, list::topic))
        .page("person", "/{lang}/person/{id}", loader!(edition, list::person))
        .page("person-before", "/{lang}/person/{id}/before/{cursor}", loader!(edition, list::person))
        .page_with_full(
            "story",
            "/{lang}/story/{slug}",
            loader!(edition, story::story),
            whole_loader!(edition, story::whole),
        )
        .form("enter", "/enter", admission::MOST_BYTES, loader!(edition, admission::enter))
        .form("leave", "/leave", admission::MOST_BYTES, loader!(edition, admission::leave))
        .page("archive", "/{lang}/archive", loader!(edition, archive::months))
        .page("archive-month", "/{lang}/archive/{year}/{month}", loader!(edition, archive::month))
        .page("archive-day", "/{lang}/archive/{year}/{month}/{day}", loader!(edition, archive::day))
        .page("corrections", "/{lang}/corrections", loader!(edition, corrections::corrections))
        .page("plus", "/{lang}/plus", loader!(edition, about::about))
        .form("plus-buy", "/{lang}/plus/buy", MOST_FORM_BYTES, loader!(edition, buy::buy))
        .page("plus-code", "/{lang}/plus/code", loader!(edition, code::form))
        .form("plus-code-standing", "/{lang}/plus/code", MOST_FORM_BYTES, loader!(edition, code::standing))
        .page("plus-passes", "/{lang}/plus/passes", loader!(edition, passes::passes))
        .page("plus-paid", "/{lang}/plus/paid", loader!(edition, paid::paid))
        .page("plus-gift", "/{lang}/plus/gift", loader!(edition, gift::gift))
        .form("plus-gift-sheet", "/{lang}/plus/gift", MOST_FORM_BYTES, loader!(edition, gift::sheet))
        .page("plus-pool", "/{lang}/plus/pool/{pool}", loader!(edition, pool::pool))
        .form("plus-pool-draw", "/{lang}/plus/pool/{pool}", MOST_FORM_BYTES, loader!(edition, pool::draw))
        .page("plus-protection", "/{lang}/plus/protection", loader!(edition, protection::protection))
        .page_with_full(
            "plus-feeds",
            "/{lang}/plus/feeds",
            loader!(edition, feeds::feeds),
            whole_loader!(edition, feeds::whole),
        )
        .page("story-enter", "/{lang}/story/{slug}/enter", loader!(edition, enter::enter))
        .page("markdown", "/{lang}/{page}", loader!(edition, markdown::markdown))
        .page("short", "/s/{code}", loader!(edition, short::short))
        .direct("media", "/media/{file}", loader!(edition, files::media))
        .page("robots", "/robots.txt", loader!(edition, robots::robots))
        .page("tdmrep", "/.well-known/tdmrep.json", loader!(edition, robots::tdmrep))
        .page("sitemap", "/sitemap.xml", loader!(edition, sitemap::index))
        .page("sitemap-stretch", "/sitemap/{file}", loader!(edition, sitemap::stretch))
        .page("news-sitemap", "/news-sitemap/{file}", loader!(edition, sitemap::news))
        .page("issuer-directory", ::passes::directory::PATH, loader!(edition, directory::directory))
        .open_form("plus-draw", till::REQUEST_PATH, MOST_REQUEST_BYTES, loader!(edition, draw::draw))
        .open_form("till-stripe", "/till/stripe", MOST_WEBHOOK_BYTES, loader!(edition, webhook::stripe))
        .open_form("till-btcpay", "/till/btcpay", MOST_WEBHOOK_BYTES, loader!(edition, webhook::btcpay))
        .page("favicon", "/favicon.svg", loader!(edition, files::favicon))
        .page("asset", "/assets/{file}", loader!(edition, files::asset));
    if edition.press.is_on() {
        routes = newsletters(routes, edition);
    }
    if let Some(gate) = &edition.gate {
        routes = routes.door(door(gate.clone()));
    }
    for language in edition.languages() {
        routes = routes.missing(language.as_str(), loader!(edition, errors::missing));
    }
    for (language, page) in errors::unavailable(edition)? {
        routes = routes.unavailable(&language, page);
    }
    Ok(routes)
}

/// The addresses of newsletters, where there are some. Those with a token are made for each request, and kept by nobody; the
/// one that lets a reader go is open to others, since mail programs send it (RFC 8058).
fn newsletters(routes: Routes, edition: &Arc<Edition>) -> Routes {
    let (confirm, leave) = ("/{lang}/newsletter/confirm/{token}", "/{lang}/newsletter/leave/{token}");
    routes
        .page("newsletter", "/{lang}/newsletter", loader!(edition, newsletter::form))
        .form(
            "newsletter-sign-up",
            "/{lang}/newsletter",
            MOST_FORM_BYTES,
            loader!(edition, newsletter::sign_up),
        )
        .direct("newsletter-confirm", confirm, loader!(edition, newsletter::confirm_form))
        .form("newsletter-confirmed", confirm, MOST_FORM_BYTES, loader!(edition, newsletter::confirm))
        .direct("newsletter-leave", leave, loader!(edition, newsletter::leave_form))
        .open_form("newsletter-left", leave, MOST_FORM_BYTES, loader!(edition, newsletter::leave))
}

/// The door to whole stories: the gate looks at the week's cookie, and its admission is the ticket.
fn door(gate: Gate) -> Door {
    Door::new(::passes::cookie::NAME, move |value, now| {
        let admitted = gate.admit(value, now)?;
        Some(Ticket::new(Arc::clone(admitted.week()), admitted))
    })
}

/// What every answer says of how it may be used, where it does not say otherwise.
pub fn policy(config: &Config) -> Policy {
    let policy = Policy::readers();
    if !config.crawlers.tdm_reservation {
        return policy;
    }
    policy.with(HeaderName::from_static("tdm-reservation"), HeaderValue::from_static("1"))
}
