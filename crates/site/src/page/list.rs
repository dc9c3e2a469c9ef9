//! Lists: the latest, a section, a topic, a person; endless backwards by plain links.

use base::Language;
use content::concept::{self, Listed};
use content::listing::{self, ALL, Newer, Query, Stretch, shelf_name};
use content::reads::Of;
use content::{Concept, ConceptKind};
use http::StatusCode;
use web::{Loaded, Rendered, Visit};

use crate::address;
use crate::edition::{self, Edition, Failed, Reading};
use crate::view::{ListKind, ListPage};

/// Stories on a page of a list: with the latest list beside them it stays under 8 kB, packed either way, head
/// included. What is older is a plain link away.
const LENGTH: usize = 10;

/// `/{lang}/latest` and `/{lang}/latest/before/{cursor}`.
pub async fn latest(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let name = reading.text("latest");
    let description = reading.text_with("latest-description", &[("agency", &reading.agency())]);
    let url = address::latest(reading.language());
    let list = List { shelf: ALL.to_owned(), kind: ListKind::Latest, name, description, url, concept: None };
    page(&mut reading, &visit, list).await
}

/// `/{lang}/section/{id}` and older stretches of it.
pub async fn section(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Section, ListKind::Section).await
}

/// `/{lang}/topic/{id}` and older stretches of it.
pub async fn topic(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Topic, ListKind::Topic).await
}

/// `/{lang}/person/{id}` and older stretches of it. A hidden person has no page.
pub async fn person(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    of_concept(edition, visit, ConceptKind::Person, ListKind::Person).await
}

/// The address of a topic that has gone into another leads there, to the same place in time.
fn moved(reading: &Reading<'_>, visit: &Visit, into: &str) -> Loaded {
    let list = address::list(reading.language(), ConceptKind::Topic.name(), into);
    let before = address::read_cursor(visit.params.get("cursor"));
    let to = before.map_or(list.clone(), |cursor| address::before(&list, cursor));
    Rendered::redirect(StatusCode::MOVED_PERMANENTLY, &to).depends_on(reading.keys()).into()
}

/// What a list is of.
struct List {
    shelf: String,
    kind: ListKind,
    name: String,
    description: String,
    url: String,
    concept: Option<Concept>,
}

async fn of_concept(
    edition: &Edition,
    visit: Visit,
    kind: ConceptKind,
    list: ListKind,
) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let id = visit.params.get("id");
    let concept = match concept::listed(reading.db(), kind, id).await? {
        Listed::Here(concept) => concept,
        Listed::Merged(into) => return Ok(moved(&reading, &visit, &into)),
        Listed::Nothing => return Ok(Loaded::Missing),
    };
    let name = concept.name(reading.language()).to_owned();
    let message = format!("{}-description", kind.name());
    let said = if kind == ConceptKind::Person { "name" } else { kind.name() };
    let description = reading.text_with(&message, &[("agency", &reading.agency()), (said, &name)]);
    let url = address::list(reading.language(), kind.name(), &concept.id);
    let shelf = shelf_name(kind, &concept.id);
    page(&mut reading, &visit, List { shelf, kind: list, name, description, url, concept: Some(concept) })
        .await
}

async fn page(reading: &mut Reading<'_>, visit: &Visit, list: List) -> Result<Loaded, Failed> {
    let before = match visit.params.get("cursor") {
        "" => None,
        text => match address::read_cursor(text) {
            Some(cursor) => Some(cursor),
            None => return Ok(Loaded::Missing),
        },
    };
    let language = reading.language().clone();
    let query = Query { shelf: &list.shelf, language: &language, before, limit: LENGTH, now: visit.now };
    let stretch = listing::stretch(reading.db(), query).await?;
    if stretch.items.is_empty() && (before.is_some() || list.kind == ListKind::Person) {
        return Ok(Loaded::Missing);
    }
    let mut frame = reading.frame(&list.url).await?;
    frame.title = list.name.clone();
    frame.description = list.description.clone();
    if before.is_some() {
        frame.title = reading.text_with("page-title-earlier", &[("title", &list.name)]);
        frame.canonical = Some(reading.absolute(&visit.path));
        frame.path = visit.path.clone();
    } else {
        let there = languages_with(reading, &list).await?;
        reading.alternate_where(
            &mut frame,
            |language| there.contains(language),
            |language| list.url.replacen(&reading.home(), &address::front(language), 1),
        );
    }
    if list.kind != ListKind::Latest {
        let agency = reading.agency();
        let title = reading.text_with("page-title", &[("title", &list.name), ("agency", &agency)]);
        frame.feeds = edition::feeds(&list.url, &title);
    }
    frame.sections.iter_mut().for_each(|section| section.current = section.url == list.url);
    let (newer, older) = ways(&stretch, &list.url);
    let view = ListPage {
        kind: list.kind,
        name: list.name,
        role: list.concept.as_ref().and_then(|concept| concept.role),
        entries: reading.entries(&stretch.items),
        newer,
        older,
        frame,
    };
    // Topics and people count for their language.
    let of = match (list.kind, &list.concept) {
        (ListKind::Latest, _) => Of::Front,
        (ListKind::Section, Some(concept)) => Of::Section(concept.id.clone()),
        _ => Of::All,
    };
    Ok(reading.counted(&view, of)?.into())
}

/// The languages in which the list has a page: people have one where they signed something.
async fn languages_with(reading: &mut Reading<'_>, list: &List) -> Result<Vec<Language>, Failed> {
    let mut there = reading.languages();
    if list.kind == ListKind::Person {
        let (all, now) = (std::mem::take(&mut there), reading.now());
        for language in all {
            let query = Query { shelf: &list.shelf, language: &language, before: None, limit: 1, now };
            if !listing::stretch(reading.db(), query).await?.items.is_empty() {
                there.push(language);
            }
        }
    }
    Ok(there)
}

fn ways(stretch: &Stretch, url: &str) -> (Option<String>, Option<String>) {
    let newer = stretch.newer.map(|newer| match newer {
        Newer::Top => url.to_owned(),
        Newer::Before(cursor) => address::before(url, cursor),
    });
    (newer, stretch.older.map(|cursor| address::before(url, cursor)))
}
