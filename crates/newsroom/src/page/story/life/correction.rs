//! A correction: what readers get next, and a public note on what was wrong.

use axum::extract::Path;
use axum::response::Response;
use content::lifecycle;

use super::publication::chosen;
use super::{back, reason, wall};
use crate::deed;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::rights::Right;
use crate::routes::{Need, Route, post};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Publish);
    vec![post("correction", "/desk/story/{id}/correction", need, correct).for_programs()]
}

async fn correct(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = story::to_publish(&desk, &mut desk.read().await?, &id).await?;
    let note = reason(&desk, &fields, "note")?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let revision = chosen(&desk, &mut tx, &story, &fields).await?;
    let outcome = lifecycle::correct(&mut tx, &id, revision, &note, me, desk.now).await?;
    if let Err(refusal) = outcome {
        return wall::refused_or_asked(&desk, &story, &fields, &refusal);
    }
    deed::record(&mut tx, me, "corrected", &id, &format!("revision {revision}"), desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "corrected"))
}
