//! `/desk/names/{kind}`: sections, topics and people: their order, and new ones.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use base::Language;
use base::script::fold;
use content::concept::{self, Shift};
use content::{Concept, ConceptKind, Role};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Read;

use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::escaped;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Names);
    vec![
        get("names", "/desk/names", need, first),
        get("names", "/desk/names/{kind}", need, show),
        post("names", "/desk/names/{kind}", need, add),
        post("names", "/desk/names/{kind}/{id}/place", need, place),
    ]
}

/// The kinds, in the order of the page's ways.
pub(super) const KINDS: [ConceptKind; 3] = [ConceptKind::Section, ConceptKind::Topic, ConceptKind::Person];

/// Names in one page; of more a search finds the rest.
const A_PAGE: usize = 200;

/// Stories that are counted one by one.
pub(super) const MANY: usize = 1_000;

/// Characters of a name.
const LONGEST: usize = 200;

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct View {
    kind: &'static str,
    kinds: Vec<&'static str>,
    q: String,
    lines: Vec<Line>,
    /// Those that are not shown.
    more: usize,
    /// Whether they may be moved here: not in a part of them, and people stand in no menu.
    ordered: bool,
    fields: Vec<NameField>,
    roles: Vec<Choice>,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    /// Its names in the site's other languages.
    others: Vec<(String, String)>,
    role: Option<&'static str>,
    hidden: bool,
    stories: i64,
    many: bool,
    is_first: bool,
    is_last: bool,
}

/// A name in one of the site's languages.
#[derive(Serialize)]
pub(super) struct NameField {
    tag: String,
    language: String,
    name: String,
}

#[derive(Serialize)]
pub(super) struct Choice {
    value: &'static str,
    chosen: bool,
}

async fn first(desk: Desk) -> Answer {
    page(&desk, ConceptKind::Section, Asked::default(), &BTreeMap::new(), None).await
}

async fn show(desk: Desk, Path(kind): Path<String>, Query(asked): Query<Asked>) -> Answer {
    page(&desk, kind_of(&kind)?, asked, &BTreeMap::new(), None).await
}

/// The kind that an address names in the plural.
pub(super) fn kind_of(plural: &str) -> Answer<ConceptKind> {
    KINDS.into_iter().find(|kind| plural_of(*kind) == plural).ok_or(Failure::Missing)
}

pub(super) fn plural_of(kind: ConceptKind) -> &'static str {
    match kind {
        ConceptKind::Section => "sections",
        ConceptKind::Topic => "topics",
        ConceptKind::Person => "people",
    }
}

async fn page(
    desk: &Desk,
    kind: ConceptKind,
    asked: Asked,
    typed: &BTreeMap<String, String>,
    refused: Option<String>,
) -> Answer {
    let mut db = desk.read().await?;
    let all = concept::all(&mut db, kind).await?;
    let (q, last) = (fold(&asked.q), all.len());
    let matches = |concept: &Concept| {
        q.is_empty() || concept.names.values().any(|name| fold(name).contains(&q)) || concept.id.contains(&q)
    };
    let found: Vec<(usize, Concept)> =
        all.into_iter().enumerate().filter(|(_, concept)| matches(concept)).collect();
    let more = found.len().saturating_sub(A_PAGE);
    let shown: Vec<(usize, Concept)> = found.into_iter().take(A_PAGE).collect();
    let ids: Vec<String> = shown.iter().map(|(_, concept)| concept.id.clone()).collect();
    let uses = concept::count_published(&mut db, kind, &ids, MANY).await?;
    let lines = shown.into_iter().map(|(at, concept)| {
        let stories = uses.get(&concept.id).copied().unwrap_or(0);
        let line = line(desk, concept, stories);
        Line { is_first: at == 0, is_last: at + 1 == last, ..line }
    });
    let refused_status = refused.is_some();
    let view = View {
        kind: plural_of(kind),
        kinds: KINDS.map(plural_of).to_vec(),
        lines: lines.collect(),
        more,
        ordered: q.is_empty() && kind != ConceptKind::Person,
        fields: fields(desk, |tag| typed.get(&format!("name-{tag}")).cloned().unwrap_or_default()),
        roles: roles(kind, typed.get("role").and_then(|role| Role::from_name(role))),
        q: asked.q,
        refused,
    };
    let page = desk.page("names.html", &view)?;
    let status = if refused_status { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

fn line(desk: &Desk, concept: Concept, stories: i64) -> Line {
    let mine = desk.locale.language();
    let name = concept.name(mine).to_owned();
    let others = concept.names.iter().filter(|(_, other)| **other != name);
    Line {
        others: others.map(|(language, name)| (language.to_string(), name.clone())).collect(),
        role: concept.role.map(Role::name),
        hidden: concept.hidden,
        many: stories >= MANY as i64,
        is_first: false,
        is_last: false,
        stories,
        name,
        id: concept.id,
    }
}

/// A field for each language of the site.
pub(super) fn fields(desk: &Desk, name: impl Fn(&str) -> String) -> Vec<NameField> {
    let languages = desk.newsroom.config.languages.iter();
    let field = |settings: &base::config::LanguageSettings| NameField {
        tag: settings.tag.to_string(),
        language: settings.name.clone(),
        name: name(settings.tag.as_str()),
    };
    languages.map(field).collect()
}

/// How a person may sign; nothing of the kind for what is no person.
pub(super) fn roles(kind: ConceptKind, chosen: Option<Role>) -> Vec<Choice> {
    if kind != ConceptKind::Person {
        return Vec::new();
    }
    let chosen = chosen.unwrap_or(Role::Named);
    Role::ALL.into_iter().map(|role| Choice { value: role.name(), chosen: role == chosen }).collect()
}

/// The names that were typed, in the site's languages: at least one, none too long.
pub(super) fn typed_names(
    desk: &Desk,
    typed: &BTreeMap<String, String>,
) -> Answer<BTreeMap<Language, String>> {
    let mut names = BTreeMap::new();
    for settings in &desk.newsroom.config.languages {
        let name =
            typed.get(&format!("name-{}", settings.tag)).map(|name| one_line(name)).unwrap_or_default();
        if name.chars().count() > LONGEST {
            let most = LONGEST as i64;
            return Err(Failure::Refused(desk.locale.text("name-too-long", &[("most", most.into())])));
        }
        if !name.is_empty() {
            names.insert(settings.tag.clone(), name);
        }
    }
    if names.is_empty() { desk.refuse("name-needed") } else { Ok(names) }
}

/// A name without line breaks, controls, spaces around it.
pub(super) fn one_line(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The role that was chosen, for people.
pub(super) fn typed_role(kind: ConceptKind, typed: &BTreeMap<String, String>) -> Option<Role> {
    let chosen = typed.get("role").and_then(|role| Role::from_name(role));
    (kind == ConceptKind::Person).then_some(chosen.unwrap_or(Role::Named))
}

/// Adds one: `name-{language}` for each language, `role` for people.
async fn add(desk: Desk, Path(kind): Path<String>, Form(typed): Form<BTreeMap<String, String>>) -> Answer {
    let kind = kind_of(&kind)?;
    let names = match typed_names(&desk, &typed) {
        Ok(names) => names,
        Err(Failure::Refused(sentence)) => {
            return page(&desk, kind, Asked::default(), &typed, Some(sentence)).await;
        }
        Err(failure) => return Err(failure),
    };
    let mut tx = desk.write().await?;
    if already(tx.reading(), kind, &names).await? {
        let sentence = desk.say("name-taken");
        return page(&desk, kind, Asked::default(), &typed, Some(sentence)).await;
    }
    let language = language_of(&desk, &names);
    let id = concept::add(&mut tx, kind, names, &language, typed_role(kind, &typed)).await?;
    deed::record(&mut tx, &desk.me()?.id, "name-added", &id, kind.name(), desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/names/{}", plural_of(kind))).into_response())
}

/// Whether one of the kind bears one of the names: two that nobody can tell apart help nobody.
async fn already(db: &mut Read, kind: ConceptKind, names: &BTreeMap<Language, String>) -> Answer<bool> {
    for name in names.values() {
        if concept::of_name(db, kind, name).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The language that the id is made from: the agency's if there is a name in it.
fn language_of(desk: &Desk, names: &BTreeMap<Language, String>) -> Language {
    let first = &desk.newsroom.config.agency.default_language;
    let language = names.get_key_value(first).or(names.first_key_value()).map(|(language, _)| language);
    language.unwrap_or(first).clone()
}

/// Moves one by a place: `direction`, `up` or `down`.
async fn place(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Answer {
    let kind = kind_of(&kind)?;
    let by = match typed.get("direction").map(String::as_str) {
        Some("up") => Shift::Up,
        Some("down") => Shift::Down,
        _ => return Err(Failure::Missing),
    };
    let mut tx = desk.write().await?;
    if concept::shift(&mut tx, kind, &id.replace('\0', ""), by).await? {
        deed::record(&mut tx, &desk.me()?.id, "name-moved", &id, kind.name(), desk.now).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/desk/names/{}#{}", plural_of(kind), escaped(&id))).into_response())
}
