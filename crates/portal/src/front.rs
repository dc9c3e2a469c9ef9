//! The portal's own style sheet and script, beside the desk's: named by their content, kept by browsers for ever.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::header;
use rust_embed::RustEmbed;

use crate::failure::{Answer, Failure};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// Where a page finds one of the portal's own assets.
pub(crate) fn address(name: &str) -> String {
    let file = Files::get(name);
    let hash = file.map(|file| base::id::hex(&file.metadata.sha256_hash()[..6])).unwrap_or_default();
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("/wire/assets/{stem}-{hash}.{kind}")
}

/// `/wire/assets/{file}`.
pub(crate) async fn show(Path(file): Path<String>) -> Answer {
    let name = Files::iter().find(|name| address(name) == format!("/wire/assets/{file}"));
    let found = name.as_ref().and_then(|name| Files::get(name)).ok_or(Failure::Missing)?;
    let kind =
        if file.ends_with(".css") { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" };
    let kept =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((kept, found.data.into_owned()).into_response())
}
