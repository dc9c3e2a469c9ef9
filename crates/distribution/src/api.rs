//! The agency's own API, the part that everybody may read: stories as ninjs, newest first or by what has changed since;
//! the sections, topics and people that they can be chosen by; and the OpenAPI document that says all this to programs.
//! Queries are few and exact: what is unknown is refused with a sentence, not ignored.

mod problem;
mod wanted;

use base::{Language, id};
use content::listing::shelf_name;
use content::select::{By, Choice, Compare, Condition, Fact};
use content::{Concept, ConceptKind, Found, concept, public};
use http::StatusCode;
use serde_json::{Value, json};
use site::edition::Reading;
use site::{Edition, Failed, address};
use store::StoreError;
use web::{Answer, Asked, Params, Rendered};

use crate::feed::for_everybody;
use crate::item::{Item, ninjs31};
use problem::Problem;
use wanted::Wanted;

/// What pages of other sites may send along.
pub(crate) const HEADERS: &str = "accept, content-type";

/// The OpenAPI 3.1 document, but for the address of this site. It describes what programs may ask of the desk as well.
pub const DOCUMENT: &str = include_str!("api/openapi.json");

/// The addresses of the API: those of the table, and of the document.
pub(crate) const ADDRESSES: [&str; 6] = [
    "/api/v1/openapi.json",
    "/api/v1/{lang}/stories",
    "/api/v1/story/{code}",
    "/api/v1/{lang}/sections",
    "/api/v1/{lang}/topics",
    "/api/v1/{lang}/people",
];

/// `/api/v1/openapi.json`.
pub async fn document(edition: &Edition, _asked: Asked) -> Result<Answer, Failed> {
    let mut document: Value = serde_json::from_str(DOCUMENT).expect("a test reads it");
    document["servers"] = json!([{ "url": edition.absolute("") }]);
    Ok(said(StatusCode::OK, JSON, &document))
}

/// `/api/v1/{lang}/stories`.
pub async fn stories(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    let Some(mut reading) = reading(edition, &asked).await? else { return Ok(no_language(edition, &asked)) };
    answered(list(&mut reading, &asked).await)
}

/// `/api/v1/story/{code}`.
pub async fn story(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    let code = asked.params.get("code");
    let mut db = edition.store.read().await?;
    let found = match id::parse_short_code(code).filter(|number| id::short_code(*number) == code) {
        Some(number) => public::by_number(&mut db, number, asked.now).await?,
        None => None,
    };
    drop(db);
    let Some((language, slug)) = found else { return answered(Err(Problem::NoStory.into())) };
    let params = Params::of(&[("lang", language.as_str())]);
    let Some(mut reading) = edition.reading_at(&params, asked.now).await? else {
        return answered(Err(Problem::NoStory.into()));
    };
    match content::find(reading.db(), &language, &slug, asked.now).await? {
        Found::Story(story) => {
            Ok(said(StatusCode::OK, NINJS, &ninjs31::value(&Item::public(&reading, &story))))
        }
        Found::Withdrawn { id, notice, at } => {
            let item = Item::withdrawn(&reading, &id, &notice, at);
            Ok(said(StatusCode::GONE, NINJS, &ninjs31::value(&item)))
        }
        Found::Moved { .. } | Found::Nothing => answered(Err(Problem::NoStory.into())),
    }
}

/// `/api/v1/{lang}/sections`.
pub async fn sections(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    names(edition, asked, ConceptKind::Section).await
}

/// `/api/v1/{lang}/topics`.
pub async fn topics(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    names(edition, asked, ConceptKind::Topic).await
}

/// `/api/v1/{lang}/people`: everybody who signs and may be named.
pub async fn people(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    names(edition, asked, ConceptKind::Person).await
}

async fn names(edition: &Edition, asked: Asked, kind: ConceptKind) -> Result<Answer, Failed> {
    let Some(mut reading) = reading(edition, &asked).await? else { return Ok(no_language(edition, &asked)) };
    if let Err(problem) = wanted::nothing(&asked) {
        return answered(Err(problem.into()));
    }
    let all = concept::all(reading.db(), kind).await?;
    let name = |concept: &Concept| {
        let page = address::list(reading.language(), kind.name(), &concept.id);
        json!({ "id": concept.id, "name": concept.name(reading.language()), "url": reading.absolute(&page) })
    };
    let names: Vec<Value> = all.iter().filter(|concept| !concept.hidden).map(name).collect();
    answered(Ok(json!({ "language": reading.language().as_str(), "names": names })))
}

async fn list(reading: &mut Reading<'_>, asked: &Asked) -> Result<Value, Trouble> {
    let wanted = Wanted::read(asked)?;
    let (language, now) = (reading.language(), reading.now());
    let mut conditions = Vec::new();
    for (kind, id) in &wanted.of {
        conditions.push(Condition::Is(Fact::OnShelf(shelf_name(*kind, &known(reading, *kind, id).await?))));
    }
    if let Some(since) = wanted.changed_since {
        conditions.push(Condition::Is(Fact::ChangedAt(Compare::AtLeast, since)));
    }
    let order = match wanted.changed_since {
        Some(_) => (By::ChangedAt, false),
        None => (By::PublicFrom, true),
    };
    let choice = Choice {
        language,
        condition: &Condition::All(conditions),
        order: &[order],
        skip: wanted.skip(),
        limit: wanted.limit,
        now,
    };
    let (ids, total) = reading.select(&choice).await?;
    let stories = public::by_ids(reading.db(), language, &ids, now).await?;
    let stories: Vec<Value> =
        stories.iter().map(|story| ninjs31::value(&Item::public(reading, story))).collect();
    let is_more = wanted.skip() + (ids.len() as u64) < total;
    let next = is_more.then(|| reading.absolute(&format!("{}?{}", asked.path, wanted.next())));
    Ok(json!({ "language": language.as_str(), "total": total, "stories": stories, "next": next }))
}

/// The id of a name that is there; of a topic that went into another that one.
async fn known(reading: &mut Reading<'_>, kind: ConceptKind, id: &str) -> Result<String, Trouble> {
    let into = concept::merged_into(reading.db(), id).await?.filter(|_| kind == ConceptKind::Topic);
    let id = into.as_deref().unwrap_or(id);
    let found = concept::find(reading.db(), kind, id).await?.filter(|concept| !concept.hidden);
    Ok(found.ok_or_else(|| Problem::NoName { kind: kind.name(), id: wanted::short(id) })?.id)
}

async fn reading<'a>(edition: &'a Edition, asked: &Asked) -> Result<Option<Reading<'a>>, Failed> {
    edition.reading_at(&asked.params, asked.now).await
}

fn no_language(edition: &Edition, asked: &Asked) -> Answer {
    let languages = edition.languages().map(Language::as_str).collect::<Vec<_>>().join(", ");
    let problem = Problem::NoLanguage { asked: wanted::short(asked.params.get("lang")), languages };
    said(problem.status(), PROBLEM, &problem.document())
}

/// What whoever asked is told, or what is the house's own to know.
enum Trouble {
    Problem(Problem),
    Failed(Failed),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Trouble {
        Trouble::Problem(problem)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        Trouble::Failed(error.into())
    }
}

fn answered(given: Result<Value, Trouble>) -> Result<Answer, Failed> {
    match given {
        Ok(document) => Ok(said(StatusCode::OK, JSON, &document)),
        Err(Trouble::Problem(problem)) => Ok(said(problem.status(), PROBLEM, &problem.document())),
        Err(Trouble::Failed(failed)) => Err(failed),
    }
}

const JSON: &str = "application/json";
/// IANA knows ninjs by this name.
const NINJS: &str = "application/vnd.iptc.g2.ninjs+json";
/// RFC 9457.
const PROBLEM: &str = "application/problem+json";

fn said(status: StatusCode, content_type: &'static str, document: &Value) -> Answer {
    let text = serde_json::to_vec(document).expect("plain data");
    Answer::Page(Box::new(for_everybody(Rendered::new(content_type, text).status(status))))
}

#[cfg(test)]
mod tests;
