//! What an open page says and asks while somebody works at it: who else is here, the slug, a new topic.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use base::Slug;
use base::script;
use content::draft::{self, SlugSet};
use content::{ConceptKind, concept};
use http::header;
use serde::Deserialize;
use serde_json::json;

use super::WRITES;
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::presence;
use crate::routes::{Route, post};
use crate::story::{self, Names};

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("presence", "/desk/story/{id}/presence", WRITES, presence),
        post("slug", "/desk/story/{id}/slug", WRITES, slug),
        post("topics", "/desk/topics", WRITES, topic),
    ]
}

#[derive(Default, Deserialize)]
struct At {
    #[serde(default)]
    field: String,
}

/// 'I am here': answers who else is, and which revision is the newest.
async fn presence(desk: Desk, Path(id): Path<String>, sent: Bytes) -> Answer<Response> {
    let me = desk.me()?.id.clone();
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let at: At = serde_json::from_slice(&sent).unwrap_or_default();
    let field: String = at.field.chars().take(60).collect();
    drop(db);
    let mut tx = desk.write().await?;
    let has_come = presence::note(&mut tx, &id, &me, &field.replace('\0', ""), desk.now).await?;
    if has_come {
        story::stir(&mut tx, &id);
    }
    let names = Names::load(&desk, tx.reading()).await?;
    let others = presence::at(tx.reading(), &id, desk.now).await?;
    let head = story::head_of(tx.reading(), &id).await?;
    tx.commit().await?;
    let others = others.into_iter().filter(|other| other.staff != me);
    let others: Vec<_> = others
        .map(|other| json!({ "name": names.of(&other.staff), "since": other.seen_at, "field": other.field }))
        .collect();
    let answer = json!({
        "others": others,
        "head": head,
        "head_author": names.of(&story.line.last_author),
    });
    Ok(Json(answer).into_response())
}

/// A form or JSON, as fields: both say one thing.
async fn one_text(name: &str, request: Request) -> Result<(String, bool), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let sent = Json::<serde_json::Value>::from_request(request, &()).await;
        let sent = sent.map_err(|rejection| rejection.into_response())?;
        let text = sent.get(name).and_then(|text| text.as_str()).unwrap_or_default();
        return Ok((text.trim().replace('\0', ""), true));
    }
    let fields = Fields::from_request(request, &()).await?;
    Ok((fields.text(name).to_owned(), false))
}

/// Sets the last part of the story's address; an empty one before it is out is made from the headline.
async fn slug(desk: Desk, Path(id): Path<String>, request: Request) -> Answer<Response> {
    let story = story::to_edit(&desk, &mut desk.read().await?, &id).await?;
    let (wanted, is_json) = match one_text("slug", request).await {
        Ok(text) => text,
        Err(response) => return Ok(response),
    };
    // What is typed is made into a slug as a headline would be: nobody has to know the rules.
    let slug: Option<Slug> = match wanted.as_str() {
        "" => None,
        wanted => Some(Slug::parse(wanted).unwrap_or_else(|_| script::slug(wanted, &story.line.language))),
    };
    let mut tx = desk.write().await?;
    match draft::set_slug(&mut tx, &id, slug.as_ref(), desk.now).await? {
        SlugSet::Done => {}
        SlugSet::Taken => return desk.refuse("slug-taken"),
        SlugSet::Killed => return desk.refuse("story-killed"),
        SlugSet::NoSuchStory => return Err(Failure::Missing),
    }
    deed::record(&mut tx, &desk.me()?.id, "slug-set", &id, "", desk.now).await?;
    tx.commit().await?;
    let slug = slug.map(|slug| slug.to_string()).unwrap_or_default();
    Ok(match is_json {
        true => Json(json!({ "slug": slug })).into_response(),
        false => Redirect::to(&format!("/desk/story/{id}?said=slug")).into_response(),
    })
}

/// A new topic, named in the language of whoever makes it; one of that name that is there is given back.
async fn topic(desk: Desk, request: Request) -> Answer<Response> {
    let (name, _) = match one_text("name", request).await {
        Ok(text) => text,
        Err(response) => return Ok(response),
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 80 {
        return desk.refuse("topic-unnamed");
    }
    let language = desk.locale.language().clone();
    let mut tx = desk.write().await?;
    tx.take_turn().await?;
    if let Some(same) = concept::of_name(tx.reading(), ConceptKind::Topic, &name).await? {
        return Ok(Json(json!({ "id": same.id, "name": same.name(&language) })).into_response());
    }
    let names = [(language.clone(), name.clone())].into();
    let id = concept::add(&mut tx, ConceptKind::Topic, names, &language, None).await?;
    deed::record(&mut tx, &desk.me()?.id, "topic-made", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Json(json!({ "id": id, "name": name })).into_response())
}
