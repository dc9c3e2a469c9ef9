//! Distribution over real databases. The tests of what nobody may see are the site's own text, run here over the whole
//! table of public addresses: a new address is asked by them without anybody remembering it.

mod api;
mod bot;
#[path = "../../../site/tests/it/byline.rs"]
mod byline;
mod clients;
#[path = "../../../site/tests/it/entering.rs"]
mod entering;
mod errata;
mod feeds;
mod ghost;
mod hub;
mod kill_drill;
#[path = "../../../site/tests/it/kit.rs"]
mod kit;
#[path = "../../../site/tests/it/leak.rs"]
mod leak;
#[path = "../../../site/tests/it/leak_to_the_unpaid.rs"]
mod leak_to_the_unpaid;
mod receiver;
#[path = "../../../site/tests/it/signed.rs"]
mod signed;
mod telegram;
mod valid;
mod websub;
mod whole_feeds;

use std::sync::Arc;

/// Pages besides the usual that must answer, so that a test looks at them.
const ALSO: &[&str] = &[
    "corrections",
    "newsletter",
    "newsletter-confirm",
    "newsletter-leave",
    "corrections-json",
    "feed",
    "section-feed",
    "topic-feed",
    "person-feed",
    "content-api",
    "content-api-of",
    "content-api-id-of",
    "content-api-slug-of",
    "api",
    "api-stories",
    "api-story",
    "api-sections",
    "api-topics",
    "api-people",
];

/// Every public address.
fn table(edition: &Arc<site::Edition>) -> web::Routes {
    distribution::public(edition).unwrap()
}

/// The same edition with other settings, without till and gate.
fn told_otherwise(own: &site::Edition, config: base::Config) -> Arc<site::Edition> {
    let folder = own.pages.parent().unwrap();
    Arc::new(site::Edition {
        config: Arc::new(config),
        store: own.store.clone(),
        library: media::Library::open(folder.join("media")).unwrap(),
        locales: Arc::clone(&own.locales),
        theme: Arc::clone(&own.theme),
        pages: own.pages.clone(),
        staleness: Arc::clone(&own.staleness),
        totals: Default::default(),
        reads: site::edition::Reads::new(&own.config.statistics),
        till: None,
        gate: None,
        press: own.press.clone(),
    })
}
