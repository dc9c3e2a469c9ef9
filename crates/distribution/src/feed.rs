//! Feeds of a language, a section, a topic, a person: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.
//!
//! An open story is there with its whole text, a plus story with what stands before the wall and the notice. A killed
//! story leaves its feeds with the kill; a corrected one carries its notes and a new time of change. Feeds are pages like
//! others: kept packed, true until the next publication in their language.

mod atom;
mod entry;
mod json;
mod rss;
pub mod whole;

use base::{Language, Time};
use content::concept::{self, Listed};
use content::listing::{self, ALL, Query, shelf_name};
use content::{ConceptKind, PublicStory, public};
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use site::edition::Reading;
use site::{Edition, Failed, address};
use web::{Loaded, Rendered, Visit};

use crate::item::Item;
pub(crate) use entry::Entry;
pub(crate) use rss::write as write_rss;

/// Stories in a feed.
const LENGTH: usize = 30;

/// How a feed is written, by its file's name. The names and media types are the site's, whose pages lead here.
fn writer(file: &str) -> Option<(&'static str, Writer)> {
    match file {
        "rss.xml" => Some(("application/rss+xml; charset=utf-8", rss::write)),
        "atom.xml" => Some(("application/atom+xml; charset=utf-8", atom::write)),
        "feed.json" => Some(("application/feed+json; charset=utf-8", json::write)),
        _ => None,
    }
}

type Writer = fn(&Feed) -> Vec<u8>;

/// A feed, ready to be written in any format.
pub(crate) struct Feed {
    pub language: Language,
    pub title: String,
    pub agency: String,
    /// The page that lists the same, absolute.
    pub home: String,
    /// Its own address, absolute.
    pub url: String,
    /// When one of its stories last changed; of an empty feed when it was written.
    pub updated: Time,
    /// The WebSub hub that is told of its changes.
    pub hub: Option<String>,
    /// New to old.
    pub entries: Vec<Entry>,
}

/// `/{lang}/feed/{feed}`: all of a language.
pub async fn latest(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    open(edition, visit, None).await
}

/// `/{lang}/section/{id}/feed/{feed}`.
pub async fn section(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    open(edition, visit, Some(ConceptKind::Section)).await
}

/// `/{lang}/topic/{id}/feed/{feed}`.
pub async fn topic(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    open(edition, visit, Some(ConceptKind::Topic)).await
}

/// `/{lang}/person/{id}/feed/{feed}`. A hidden person has none.
pub async fn person(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    open(edition, visit, Some(ConceptKind::Person)).await
}

/// What a feed is of.
struct List {
    shelf: String,
    name: Option<String>,
    home: String,
    hub: Option<String>,
}

/// What stands at a feed's address.
enum Found {
    List(List),
    /// The topic has gone into another, whose list has this path.
    Moved(String),
    Nothing,
}

async fn open(edition: &Edition, visit: Visit, of: Option<ConceptKind>) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let Some((content_type, writer)) = writer(visit.params.get("feed")) else { return Ok(Loaded::Missing) };
    let list = match find(edition, &mut reading, &visit, of).await? {
        Found::List(list) => list,
        Found::Moved(list) => return Ok(moved(&reading, &address::feed(&list, visit.params.get("feed")))),
        Found::Nothing => return Ok(Loaded::Missing),
    };
    let stories = stories(&mut reading, &list.shelf).await?;
    let until = stories.iter().filter_map(|story| story.next_change).min();
    let items = stories.iter().map(|story| Item::public(&reading, story)).collect();
    let feed = feed(&reading, &visit, list, items);
    let rendered = with_links(Rendered::new(content_type, writer(&feed)), &feed);
    Ok(for_everybody(rendered).depends_on(reading.keys()).until(until).into())
}

async fn find(
    edition: &Edition,
    reading: &mut Reading<'_>,
    visit: &Visit,
    of: Option<ConceptKind>,
) -> Result<Found, Failed> {
    let hub = Some(edition.config.wire.websub_hub.clone()).filter(|hub| !hub.is_empty());
    let Some(kind) = of else {
        return Ok(Found::List(List { shelf: ALL.to_owned(), name: None, home: reading.home(), hub }));
    };
    Ok(match concept::listed(reading.db(), kind, visit.params.get("id")).await? {
        Listed::Here(concept) => Found::List(List {
            shelf: shelf_name(kind, &concept.id),
            name: Some(concept.name(reading.language()).to_owned()),
            home: address::list(reading.language(), kind.name(), &concept.id),
            hub: hub.filter(|_| kind == ConceptKind::Section),
        }),
        Listed::Merged(into) => Found::Moved(address::list(reading.language(), kind.name(), &into)),
        Listed::Nothing => Found::Nothing,
    })
}

fn moved(reading: &Reading<'_>, to: &str) -> Loaded {
    Rendered::redirect(StatusCode::MOVED_PERMANENTLY, to).depends_on(reading.keys()).into()
}

fn feed(reading: &Reading<'_>, visit: &Visit, list: List, items: Vec<Item>) -> Feed {
    let agency = reading.agency();
    Feed {
        language: reading.language().clone(),
        title: match &list.name {
            Some(name) => reading.text_with("page-title", &[("title", name), ("agency", &agency)]),
            None => agency.clone(),
        },
        agency,
        home: reading.absolute(&list.home),
        url: reading.absolute(&visit.path),
        hub: list.hub,
        updated: items.iter().map(|item| item.changed).max().unwrap_or(reading.now()),
        entries: items.iter().map(Entry::of).collect(),
    }
}

/// WebSub looks for the hub and the feed's own address in the head first (section 4).
fn with_links(rendered: Rendered, feed: &Feed) -> Rendered {
    let Some(hub) = &feed.hub else { return rendered };
    let links = format!("<{hub}>; rel=\"hub\", <{}>; rel=\"self\"", feed.url);
    match HeaderValue::try_from(links) {
        Ok(links) => rendered.header(header::LINK, links),
        Err(_) => rendered,
    }
}

/// Readers in a browser fetch feeds from pages of their own.
pub(crate) fn for_everybody(rendered: Rendered) -> Rendered {
    let anybody = (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let elsewhere =
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    [anybody, elsewhere].into_iter().fold(rendered, |rendered, (name, value)| rendered.header(name, value))
}

async fn stories(reading: &mut Reading<'_>, shelf: &str) -> Result<Vec<PublicStory>, Failed> {
    let (language, now) = (reading.language().clone(), reading.now());
    let query = Query { shelf, language: &language, before: None, limit: LENGTH, now };
    let items = listing::stretch(reading.db(), query).await?.items;
    let ids: Vec<String> = items.into_iter().map(|item| item.id).collect();
    Ok(public::by_ids(reading.db(), &language, &ids, now).await?)
}
