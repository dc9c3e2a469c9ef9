//! Publishing at an hour of the agency's clock.

use axum::extract::Path;
use axum::response::Response;
use content::lifecycle;

use super::publication::chosen;
use super::{back, refused, wall};
use crate::deed;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::page::story::access;
use crate::rights::Right;
use crate::routes::{Need, Route, post};
use crate::story;

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Publish);
    vec![
        post("schedule", "/desk/story/{id}/schedule", need, schedule).for_programs(),
        post("unscheduling", "/desk/story/{id}/unscheduling", need, unschedule).for_programs(),
    ]
}

async fn schedule(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = story::to_publish(&desk, &mut desk.read().await?, &id).await?;
    let at = access::ahead(&desk, &fields, "schedule")?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let revision = chosen(&desk, &mut tx, &story, &fields).await?;
    let outcome = lifecycle::schedule(&mut tx, &id, revision, at, me, desk.now).await?;
    if let Err(refusal) = outcome {
        return wall::refused_or_asked(&desk, &story, &fields, &refusal);
    }
    deed::record(&mut tx, me, "scheduled", &id, &format!("{at}, revision {revision}"), desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "scheduled"))
}

async fn unschedule(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    story::to_publish(&desk, &mut desk.read().await?, &id).await?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let outcome = lifecycle::unschedule(&mut tx, &id, me, desk.now).await?;
    outcome.map_err(|refusal| refused(&desk, &refusal))?;
    deed::record(&mut tx, me, "unscheduled", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "unscheduled"))
}
