//! Feeds of a language, a section, a topic, a person: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.
//!
//! An open story is there with its whole text, a plus story with what stands before the wall and the notice. A killed
//! story leaves its feeds with the kill; a corrected one carries its notes and a new time of change. Feeds are pages like
//! others: kept packed, true until the next publication in their language.

mod atom;
mod entry;
mod json;
mod rss;

use base::{Language, Time};
use content::concept::{self, Listed};
use content::listing::{self, ALL, Query, shelf_name};
use content::{ConceptKind, PublicStory, public};
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use site::edition::Reading;
use site::{Edition, Failed, address};
use web::{Loaded, Rendered, Visit};

use crate::item::{Item, changed};
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
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let list = List { shelf: ALL.to_owned(), name: None, home: reading.home(), hub: hub(edition) };
    write(&mut reading, &visit, list).await
}

/// `/{lang}/section/{id}/feed/{feed}`.
pub async fn section(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Section).await
}

/// `/{lang}/topic/{id}/feed/{feed}`.
pub async fn topic(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Topic).await
}

/// `/{lang}/person/{id}/feed/{feed}`. A hidden person has none.
pub async fn person(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Person).await
}

/// What a feed is of.
struct List {
    shelf: String,
    name: Option<String>,
    home: String,
    hub: Option<String>,
}

fn hub(edition: &Edition) -> Option<String> {
    Some(edition.config.wire.websub_hub.clone()).filter(|hub| !hub.is_empty())
}

async fn of_concept(edition: &Edition, visit: Visit, kind: ConceptKind) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let id = visit.params.get("id");
    let concept = match concept::listed(reading.db(), kind, id).await? {
        Listed::Here(concept) => concept,
        Listed::Merged(into) => {
            let list = address::list(reading.language(), kind.name(), &into);
            let to = address::feed(&list, visit.params.get("feed"));
            let moved = Rendered::redirect(StatusCode::MOVED_PERMANENTLY, &to);
            return Ok(moved.depends_on(reading.keys()).into());
        }
        Listed::Nothing => return Ok(Loaded::Missing),
    };
    let list = List {
        shelf: shelf_name(kind, &concept.id),
        name: Some(concept.name(reading.language()).to_owned()),
        home: address::list(reading.language(), kind.name(), &concept.id),
        hub: hub(edition).filter(|_| kind == ConceptKind::Section),
    };
    write(&mut reading, &visit, list).await
}

async fn write(reading: &mut Reading<'_>, visit: &Visit, list: List) -> Result<Loaded, Failed> {
    let Some((content_type, written)) = writer(visit.params.get("feed")) else { return Ok(Loaded::Missing) };
    let stories = stories(reading, &list.shelf).await?;
    let until = stories.iter().filter_map(|story| story.next_change).min();
    let agency = reading.agency();
    let feed = Feed {
        language: reading.language().clone(),
        title: match &list.name {
            Some(name) => reading.text_with("page-title", &[("title", name), ("agency", &agency)]),
            None => agency.clone(),
        },
        agency,
        home: reading.absolute(&list.home),
        url: reading.absolute(&visit.path),
        hub: list.hub,
        updated: stories.iter().map(changed).max().unwrap_or(reading.now()),
        entries: stories.iter().map(|story| Entry::of(&Item::public(reading, story))).collect(),
    };
    let rendered = Rendered::new(content_type, written(&feed));
    let rendered = with_links(rendered, &feed);
    Ok(for_everybody(rendered).depends_on(reading.keys()).until(until).into())
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
