//! `/wire/api/notices`: what a client is told of stories that it has, however its contract stands.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use http::StatusCode;
use serde_json::{Value, json};
use wire::{Notice, notice};

use crate::failure::{Answer, Failure};
use crate::visit::Visit;

const MOST: usize = 200;

/// Those that wait to be confirmed first, then new to old.
pub(super) async fn list(visit: Visit) -> Answer {
    let notices = notice::of_client(&mut visit.read().await?, &visit.client()?.id, MOST).await?;
    let one = |notice: &Notice| -> Value {
        json!({
            "id": notice.id,
            "story": notice.story,
            "kind": notice.kind.name(),
            "at": notice.at.to_string(),
            "said": notice.said,
            "confirmedAt": notice.confirmed_at.map(|at| at.to_string()),
        })
    };
    let notices: Vec<Value> = notices.iter().map(one).collect();
    Ok(Json(json!({ "notices": notices })).into_response())
}

/// The client has done what the notice asks. Said twice it is the same.
pub(super) async fn confirm(visit: Visit, Path(id): Path<String>) -> Answer {
    let (client, id) = (visit.client()?.id.clone(), id.replace('\0', ""));
    let mut tx = visit.write().await?;
    notice::find(tx.reading(), &client, &id).await?.ok_or(Failure::Missing)?;
    notice::confirm(&mut tx, &client, &id, visit.id()?, visit.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
