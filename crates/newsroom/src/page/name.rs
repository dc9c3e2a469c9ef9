//! `/desk/names/{kind}/{id}`: one section, topic or person: its names, where it is used; and for people the switch that
//! takes them off everything.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use content::concept::Merged;
use content::{Concept, ConceptKind, Role, concept, desk as list, visibility};
use http::StatusCode;
use serde::Serialize;
use store::Read;

use super::names::{self, Choice, MANY, NameField, kind_of, plural_of};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::escaped;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Names);
    vec![
        get("name", "/desk/names/{kind}/{id}", need, show),
        post("name", "/desk/names/{kind}/{id}/name", need, rename),
        get("name", "/desk/names/{kind}/{id}/safety", need, ask),
        post("name", "/desk/names/{kind}/{id}/safety", need, decide),
        post("name", "/desk/names/topics/{id}/merger", need, merge),
    ]
}

/// Topics that a field offers.
const OFFERED: usize = 500;
/// Stories of each language that are named one by one.
const NAMED: usize = 5;

#[derive(Serialize)]
struct View {
    kind: &'static str,
    id: String,
    name: String,
    hidden: bool,
    is_person: bool,
    fields: Vec<NameField>,
    roles: Vec<Choice>,
    uses: i64,
    many: bool,
    stories: Vec<Use>,
    /// Searches for the names where they may stand as words: in stories, on cards.
    searches: Vec<Search>,
    /// For a topic: the names of those that it can go into, and whether they have proved lately who they are.
    topics: Vec<String>,
    confirmed: bool,
    refused: Option<String>,
    /// Why it does not go into another, and what was typed.
    not_merged: Option<String>,
    into: String,
}

#[derive(Serialize)]
struct Use {
    id: String,
    headline: String,
    language: String,
}

#[derive(Serialize)]
struct Search {
    name: String,
    stories: String,
    pictures: String,
}

async fn show(desk: Desk, Path((kind, id)): Path<(String, String)>) -> Answer {
    let mut db = desk.read().await?;
    let kind = kind_of(&kind)?;
    if kind == ConceptKind::Topic
        && let Some(into) = concept::merged_into(&mut db, &id.replace('\0', "")).await?
    {
        return Ok(Redirect::to(&address(kind, &into)).into_response());
    }
    let concept = find(&mut db, kind, &id).await?;
    let view = view(&desk, &mut db, concept, None).await?;
    desk.page("name.html", &view)
}

async fn find(db: &mut Read, kind: ConceptKind, id: &str) -> Answer<Concept> {
    concept::find(db, kind, &id.replace('\0', "")).await?.ok_or(Failure::Missing)
}

async fn view(desk: &Desk, db: &mut Read, concept: Concept, refused: Option<String>) -> Answer<View> {
    let (kind, id) = (concept.kind, concept.id.clone());
    let uses = concept::count_published(db, kind, std::slice::from_ref(&id), MANY).await?;
    let mut ids = Vec::new();
    for settings in &desk.newsroom.config.languages {
        ids.extend(concept::latest(db, kind, &id, &settings.tag, NAMED).await?);
    }
    let lines = list::lines_of(db, &ids, desk.now).await?;
    let uses = uses.get(&id).copied().unwrap_or(0);
    let name_in = |tag: &str| {
        let named = concept.names.iter().find(|(language, _)| language.as_str() == tag);
        named.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    Ok(View {
        kind: plural_of(kind),
        name: concept.name(desk.locale.language()).to_owned(),
        hidden: concept.hidden,
        is_person: kind == ConceptKind::Person,
        fields: names::fields(desk, name_in),
        roles: names::roles(kind, concept.role),
        many: uses >= MANY as i64,
        uses,
        stories: lines
            .into_iter()
            .map(|line| Use { id: line.id, headline: line.headline, language: line.language.to_string() })
            .collect(),
        searches: searches(&concept),
        topics: others(desk, db, &concept).await?,
        confirmed: desk.session()?.is_confirmed(desk.now),
        refused,
        not_merged: None,
        into: String::new(),
        id,
    })
}

/// The names of the other topics, for a field that offers them; a topic beyond them can be typed too.
async fn others(desk: &Desk, db: &mut Read, concept: &Concept) -> Answer<Vec<String>> {
    if concept.kind != ConceptKind::Topic {
        return Ok(Vec::new());
    }
    let language = desk.locale.language();
    let all = concept::all(db, ConceptKind::Topic).await?;
    let others = all.iter().filter(|other| other.id != concept.id).take(OFFERED);
    Ok(others.map(|other| other.name(language).to_owned()).collect())
}

fn searches(concept: &Concept) -> Vec<Search> {
    let mut names: Vec<&String> = concept.names.values().collect();
    names.sort();
    names.dedup();
    let search = |name: &String| Search {
        stories: format!("/desk?q={}", escaped(name)),
        pictures: format!("/desk/pictures?q={}", escaped(name)),
        name: name.clone(),
    };
    names.into_iter().map(search).collect()
}

/// Gives other names: `name-{language}`, and for people `role`. A name in a language that the site no longer has stays.
async fn rename(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Answer {
    let kind = kind_of(&kind)?;
    let mut tx = desk.write().await?;
    let before = find(tx.reading(), kind, &id).await?;
    let mut names = match names::typed_names(&desk, &typed) {
        Ok(names) => names,
        Err(Failure::Refused(sentence)) => {
            let mut view = view(&desk, tx.reading(), before, Some(sentence)).await?;
            view.fields =
                names::fields(&desk, |tag| typed.get(&format!("name-{tag}")).cloned().unwrap_or_default());
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("name.html", &view)?).into_response());
        }
        Err(failure) => return Err(failure),
    };
    let of_the_site = &desk.newsroom.config.languages;
    let elsewhere = |tag: &base::Language| of_the_site.iter().all(|settings| settings.tag != *tag);
    names.extend(before.names.into_iter().filter(|(tag, _)| elsewhere(tag)));
    let role: Option<Role> = names::typed_role(kind, &typed);
    concept::rename(&mut tx, kind, &before.id, &names, role).await?;
    deed::record(&mut tx, &desk.me()?.id, "name-changed", &before.id, kind.name(), desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&address(kind, &before.id)).into_response())
}

/// Lets a topic go into another: `into`, the other's name. Stories follow, the old address leads on; it cannot be undone.
async fn merge(desk: Desk, Path(id): Path<String>, Form(typed): Form<BTreeMap<String, String>>) -> Answer {
    desk.confirmed()?;
    let typed = names::one_line(typed.get("into").map(String::as_str).unwrap_or_default());
    let mut tx = desk.write().await?;
    let topic = find(tx.reading(), ConceptKind::Topic, &id).await?;
    let into = concept::of_name(tx.reading(), ConceptKind::Topic, &typed).await?;
    let merged = match &into {
        Some(into) => concept::merge(&mut tx, &topic.id, &into.id).await?,
        None => Merged::Unknown,
    };
    let (Some(into), Merged::Done) = (into, merged) else {
        let sentence =
            desk.say(if merged == Merged::Same { "topic-merge-same" } else { "topic-merge-unknown" });
        let view = view(&desk, tx.reading(), topic, None).await?;
        let view = View { not_merged: Some(sentence), into: typed, ..view };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("name.html", &view)?).into_response());
    };
    let detail = format!("{} → {}", topic.id, into.id);
    deed::record(&mut tx, &desk.me()?.id, "topic-merged", &topic.id, &detail, desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&address(ConceptKind::Topic, &into.id)).into_response())
}

/// The page that asks once more. Whoever had to prove who they are comes back to it.
async fn ask(desk: Desk, Path((kind, id)): Path<(String, String)>) -> Answer {
    let mut db = desk.read().await?;
    let person = find(&mut db, person_only(&kind)?, &id).await?;
    let view = view(&desk, &mut db, person, None).await?;
    desk.page("name-safety.html", &view)
}

/// Takes a person off every page, list and export, now and in the past, or shows them again: `person`, `hidden` or
/// `shown`.
async fn decide(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Answer {
    let kind = person_only(&kind)?;
    desk.confirmed()?;
    let (hidden, deed) = match typed.get("person").map(String::as_str) {
        Some("hidden") => (true, "byline-hidden"),
        Some("shown") => (false, "byline-shown"),
        _ => return Err(Failure::Missing),
    };
    let mut tx = desk.write().await?;
    let person = find(tx.reading(), kind, &id).await?;
    visibility::hide(&mut tx, &person.id, hidden).await?;
    deed::record(&mut tx, &desk.me()?.id, deed, &person.id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&address(kind, &person.id)).into_response())
}

fn person_only(kind: &str) -> Answer<ConceptKind> {
    let kind = kind_of(kind)?;
    if kind == ConceptKind::Person { Ok(kind) } else { Err(Failure::Missing) }
}

fn address(kind: ConceptKind, id: &str) -> String {
    format!("/desk/names/{}/{}", plural_of(kind), escaped(id))
}
