//! A wall in a story that everybody may read keeps nothing back: before such a story goes out somebody says which of the
//! two is meant. What was asked for is done with the answer, by the same form.

use axum::response::{IntoResponse, Response};
use content::Document;
use content::lifecycle::Refusal;
use http::StatusCode;
use serde::Serialize;

use super::refused;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::story::Story;

/// The field with the answer.
const FIELD: &str = "wall";

/// The page that asks.
#[derive(Serialize)]
struct View {
    id: String,
    headline: String,
    language: String,
    /// What was asked for: the address that it was posted to, and what was sent.
    action: String,
    sent: Vec<(String, String)>,
}

/// Why the story does not go out; where it is for its wall, a page with the two ways on. A program answers beforehand.
pub(super) fn refused_or_asked(
    desk: &Desk,
    story: &Story,
    fields: &Fields,
    refusal: &Refusal,
) -> Answer<Response> {
    if *refusal != Refusal::WallInTheOpen || desk.is_program() {
        return Err(refused(desk, refusal));
    }
    let line = &story.line;
    let view = View {
        id: line.id.clone(),
        headline: line.headline.clone(),
        language: line.language.to_string(),
        action: desk.path.clone(),
        sent: fields.all_but(FIELD),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("story/wall.html", &view)?).into_response())
}

/// Does with the document what was answered. Answers whether anything was.
pub(super) fn answered(fields: &Fields, document: &mut Document) -> bool {
    match fields.text(FIELD) {
        "plus" => document.access = document.access.for_payers(),
        "away" => document.body = document.body.without_wall(),
        _ => return false,
    }
    true
}
