//! `/wire/story/{id}`: one story, with as much text as the contract covers, and the ways to save it.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use distribution::item::{Extent, Format, Item};
use http::StatusCode;
use http::header::{self, HeaderValue};
use serde::Serialize;
use wire::How;

use super::came_in::Marks;
use crate::failure::{Answer, Failure};
use crate::items::{self, Given};
use crate::routes::{Need, Route, get};
use crate::visit::{Moment, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![get("/wire/story/{id}", Need::Seat, show), get("/wire/story/{id}/{format}", Need::Running, download)]
}

#[derive(Serialize)]
struct View {
    id: String,
    headline: String,
    deck: String,
    language: String,
    /// Written by the formats, which escape every word of it.
    html: String,
    sections: Vec<String>,
    by: Option<String>,
    at: Moment,
    /// What stands in the place of the paid part.
    terms: Option<String>,
    corrections: Vec<(String, String)>,
    #[serde(flatten)]
    marks: Marks,
    formats: Vec<&'static str>,
}

#[derive(Serialize)]
struct Gone {
    notice: String,
    at: Moment,
}

async fn given(visit: &Visit, id: &str) -> Answer<Given> {
    items::one(visit, &id.replace('\0', "")).await?.ok_or(Failure::Missing)
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let given = [given(&visit, &id).await?];
    items::record(&visit, &given, How::Seen, "").await?;
    let [Given { id, item, story }] = given;
    let Some(story) = story else {
        let gone = Gone { notice: item.editors_note().unwrap_or_default(), at: visit.moment(item.changed) };
        return Ok((StatusCode::GONE, visit.page("gone.html", &gone).await?).into_response());
    };
    let view = View {
        id,
        marks: Marks::of(&visit, story.held, story.part()),
        by: item.signed(),
        at: visit.moment(item.changed),
        terms: match &item.extent {
            Extent::Partial { notice } => Some(notice.clone()),
            Extent::Full => None,
        },
        corrections: item.corrections.iter().map(|one| (one.moment.clone(), one.note.clone())).collect(),
        formats: Format::ALL.iter().map(|format| format.name()).collect(),
        headline: item.headline,
        deck: item.deck,
        language: item.language.to_string(),
        html: item.html,
        sections: item.sections.into_iter().map(|section| section.name).collect(),
    };
    visit.page("story.html", &view).await
}

/// `/wire/story/{id}/{format}`: the story as a file.
async fn download(visit: Visit, Path((id, format)): Path<(String, String)>) -> Answer {
    let format = Format::parse(&format).ok_or(Failure::Missing)?;
    let given = [given(&visit, &id).await?];
    items::record(&visit, &given, How::Downloaded, format.name()).await?;
    let status = if given[0].story.is_some() { StatusCode::OK } else { StatusCode::GONE };
    file(status, format, &given[0].item)
}

fn file(status: StatusCode, format: Format, item: &Item) -> Answer<Response> {
    let code = item.code.as_deref().unwrap_or("story");
    let name = format!("attachment; filename=\"{code}-{}.{}\"", format.name(), format.extension());
    let name =
        HeaderValue::try_from(name).map_err(|error| Failure::Broken(format!("a file's name: {error}")))?;
    let kind = HeaderValue::from_static(format.media_type());
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
    Ok((status, headers, format.write(item)).into_response())
}
