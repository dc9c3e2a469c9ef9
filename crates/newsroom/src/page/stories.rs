//! `/desk/stories`: a new story.

use axum::response::{IntoResponse, Redirect, Response};
use base::Language;
use content::Document;
use content::draft::{self, Draft, DraftError};

use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::story::sentence;
use crate::rights::Right;
use crate::routes::{Need, Route, post};

pub(super) fn routes() -> Vec<Route> {
    vec![post("stories", "/desk/stories", Need::Right(Right::Write), open).for_programs()]
}

/// Opens a draft in a language and leads to it.
async fn open(desk: Desk, fields: Fields) -> Answer<Response> {
    let language = language(&desk, &fields)?;
    let me = desk.me()?;
    let document =
        Document { bylines: me.byline.iter().cloned().collect(), urgency: 5, ..Document::default() };
    let draft = Draft { language, group: None, translates: None, updates: None, document };
    let mut tx = desk.write().await?;
    let id = match draft::open(&mut tx, draft, &me.id, desk.now).await {
        Ok(id) => id,
        Err(DraftError::Store(error)) => return Err(error.into()),
        Err(DraftError::Document(error)) => return Err(Failure::Refused(sentence(&desk, &error))),
        Err(DraftError::NoSuchStory(_)) => return Err(Failure::Missing),
    };
    deed::record(&mut tx, &me.id, "opened", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}")).into_response())
}

/// A language of the site; the first where none is named.
pub(super) fn language(desk: &Desk, fields: &Fields) -> Answer<Language> {
    let config = &desk.newsroom.config;
    let tag = fields.some("language").unwrap_or(config.agency.default_language.as_str());
    match config.language(tag).or(config.languages.first()) {
        Some(language) if fields.some("language").is_none() || language.tag.as_str() == tag => {
            Ok(language.tag.clone())
        }
        _ => desk.refuse("language-unknown"),
    }
}
