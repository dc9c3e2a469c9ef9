//! `/wire/topics`: what somebody looks for again and again, and how they are told of it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Serialize;
use wire::interest::{self, Alert, Interest};

use super::came_in::{languages, query, sections};
use crate::failure::{Answer, Failure};
use crate::fields::{Fields, escaped};
use crate::routes::{Need, Route, get, post};
use crate::visit::Visit;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/wire/topics", Need::Running, show),
        post("/wire/topics", Need::Running, save),
        post("/wire/topics/{id}/removal", Need::Seat, remove),
    ]
}

#[derive(Serialize)]
struct View {
    topics: Vec<Line>,
    sections: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    typed: Typed,
    /// The key of a webhook, shown once.
    secret: Option<String>,
    wrong: Option<String>,
}

#[derive(Default, Serialize)]
struct Typed {
    name: String,
    q: String,
    section: String,
    language: String,
    way: String,
    address: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    words: String,
    section: String,
    language: String,
    way: &'static str,
    address: String,
    /// The list with what is looked for.
    query: String,
}

async fn show(visit: Visit) -> Answer {
    visit.page("topics.html", &view(&visit, &Fields::default()).await?).await
}

async fn view(visit: &Visit, form: &Fields) -> Answer<View> {
    let mut db = visit.read().await?;
    let (sections, languages) = (sections(visit, &mut db).await?, languages(visit));
    let topics = interest::of(&mut db, &visit.seat()?.id).await?;
    let text = |name: &str| form.text(name).to_owned();
    Ok(View {
        topics: topics.into_iter().map(|topic| line(topic, &sections, &languages)).collect(),
        sections,
        languages,
        typed: Typed {
            name: text("name"),
            q: text("q"),
            section: text("section"),
            language: text("language"),
            way: form.some("way").unwrap_or("none").to_owned(),
            address: text("address"),
        },
        secret: None,
        wrong: None,
    })
}

fn line(topic: Interest, sections: &[(String, String)], languages: &[(String, String)]) -> Line {
    let Interest { id, name, query, alert, .. } = topic;
    let section = query.section.unwrap_or_default();
    let language = query.language.map(|language| language.to_string()).unwrap_or_default();
    let pairs = [("q", &query.words), ("section", &section), ("language", &language)];
    let pairs = pairs.iter().filter(|(_, text)| !text.is_empty());
    let list = pairs.map(|(name, text)| format!("{name}={}", escaped(text))).collect::<Vec<_>>().join("&");
    let named = |id: String, all: &[(String, String)]| {
        all.iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name.clone())
    };
    Line {
        id,
        name,
        section: named(section, sections),
        language: named(language, languages),
        way: alert.way(),
        address: alert.address().to_owned(),
        words: query.words,
        query: list,
    }
}

/// Answers with the page itself where there is a key to be shown: it is nowhere else.
async fn save(visit: Visit, form: Fields) -> Answer {
    let (name, way, address) = (form.text("name"), form.some("way").unwrap_or("none"), form.text("address"));
    let alert = Alert::of(way, if way == "none" { "" } else { address });
    let wrong = match &alert {
        _ if name.is_empty() => Some("portal-topic-name-wanted"),
        _ if name.chars().count() > 80 || address.chars().count() > 400 => Some("text-too-long"),
        Some(Alert::Mail(address)) if !is_mail(address) => Some("portal-mail-wanted"),
        Some(Alert::Webhook(address)) if !is_web(address) => Some("portal-web-wanted"),
        Some(_) => None,
        None => Some("portal-mail-wanted"),
    };
    let (None, Some(alert)) = (wrong, alert) else {
        let view = View { wrong: wrong.map(|id| visit.say(id)), ..view(&visit, &form).await? };
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, visit.page("topics.html", &view).await?).into_response()
        );
    };
    let (seat, query) = (&visit.seat()?.id, query(&form));
    let mut tx = visit.write().await?;
    let seal = &visit.portal.seal;
    let (_, secret) = interest::add(&mut tx, seal, seat, name, &query, &alert, visit.now).await?;
    tx.commit().await?;
    if secret.is_none() {
        return Ok(Redirect::to("/wire/topics").into_response());
    }
    let view = View { secret, ..view(&visit, &Fields::default()).await? };
    visit.page("topics.html", &view).await
}

fn is_mail(address: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',');
    let parts = address.rsplit_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) && !address.contains(odd)
}

fn is_web(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or(address.strip_prefix("http://")).unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    !host.is_empty()
        && !host.contains('@')
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

async fn remove(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut tx = visit.write().await?;
    if !interest::remove(&mut tx, &visit.seat()?.id, &id.replace('\0', "")).await? {
        return Err(Failure::Missing);
    }
    tx.commit().await?;
    Ok(Redirect::to("/wire/topics").into_response())
}
