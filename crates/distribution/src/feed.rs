//! Feeds of a language, a section, a topic, a person: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.
//!
//! An open story is there with its whole text, a plus story with what stands before the wall and the notice. A killed
//! story leaves its feeds with the kill; a corrected one carries its notes and a new time of change. Feeds are pages like
//! others: kept packed, true until the next publication in their language.

mod atom;
mod entry;
mod json;
mod rss;
mod xml;

use base::{Language, Time};
use content::listing::{self, ALL, Query, shelf_name};
use content::{ConceptKind, PublicStory, concept, public};
use site::edition::Reading;
use site::{Edition, Failed, address};
use web::{Loaded, Rendered, Visit};

use entry::Entry;

/// Stories in a feed.
const LENGTH: usize = 30;

/// The ways to write a feed, by their files' names.
const FORMATS: [(&str, &str, Writer); 3] = [
    ("rss.xml", "application/rss+xml; charset=utf-8", rss::write),
    ("atom.xml", "application/atom+xml; charset=utf-8", atom::write),
    ("feed.json", "application/feed+json; charset=utf-8", json::write),
];

type Writer = fn(&Feed) -> Vec<u8>;

/// A feed, ready to be written in any format.
struct Feed {
    language: Language,
    title: String,
    agency: String,
    /// The page that lists the same, absolute.
    home: String,
    /// Its own address, absolute.
    url: String,
    /// When one of its stories last changed; of an empty feed 1970.
    updated: Time,
    /// New to old.
    entries: Vec<Entry>,
}

/// `/{lang}/feed/{feed}`: all of a language.
pub async fn latest(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let list = List { shelf: ALL.to_owned(), name: None, home: reading.home() };
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
}

async fn of_concept(edition: &Edition, visit: Visit, kind: ConceptKind) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let found = concept::find(reading.db(), kind, visit.params.get("id")).await?;
    let Some(concept) = found.filter(|concept| !concept.hidden) else { return Ok(Loaded::Missing) };
    let list = List {
        shelf: shelf_name(kind, &concept.id),
        name: Some(concept.name(reading.language()).to_owned()),
        home: address::list(reading.language(), kind.name(), &concept.id),
    };
    write(&mut reading, &visit, list).await
}

async fn write(reading: &mut Reading<'_>, visit: &Visit, list: List) -> Result<Loaded, Failed> {
    let format = FORMATS.iter().find(|(file, ..)| *file == visit.params.get("feed"));
    let Some((_, content_type, written)) = format else { return Ok(Loaded::Missing) };
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
        updated: stories.iter().map(entry::changed).max().unwrap_or(Time::from_millis(0)),
        entries: stories.iter().map(|story| Entry::new(reading, story)).collect(),
    };
    let rendered = Rendered::new(content_type, written(&feed));
    Ok(rendered.depends_on(reading.keys()).until(until).into())
}

async fn stories(reading: &mut Reading<'_>, shelf: &str) -> Result<Vec<PublicStory>, Failed> {
    let (language, now) = (reading.language().clone(), reading.now());
    let query = Query { shelf, language: &language, before: None, limit: LENGTH, now };
    let items = listing::stretch(reading.db(), query).await?.items;
    let ids: Vec<String> = items.into_iter().map(|item| item.id).collect();
    Ok(public::by_ids(reading.db(), &language, &ids, now).await?)
}
