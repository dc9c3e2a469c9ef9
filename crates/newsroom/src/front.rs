//! Style sheets and scripts of the desk: named by their content, kept by browsers for ever.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::header;
use rust_embed::RustEmbed;

use crate::failure::{Answer, Failure};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// Where a page finds an asset: `editor.js` at `/desk/assets/editor-3f2a91c0.js`.
pub fn address(name: &str) -> String {
    let file = Files::get(name);
    let hash = file.map(|file| base::id::hex(&file.metadata.sha256_hash()[..6])).unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, kind)) => format!("/desk/assets/{stem}-{hash}.{kind}"),
        None => format!("/desk/assets/{name}-{hash}"),
    }
}

/// `/desk/assets/{file}`.
pub(crate) async fn show(Path(file): Path<String>) -> Answer {
    let name = plain_name(&file).ok_or(Failure::Missing)?;
    let found = Files::get(&name).ok_or(Failure::Missing)?;
    if address(&name) != format!("/desk/assets/{file}") {
        return Err(Failure::Missing);
    }
    let kind = match name.rsplit_once('.').map(|(_, kind)| kind) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let kept =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((kept, found.data.into_owned()).into_response())
}

/// `editor.js` of `editor-3f2a91c0.js`.
fn plain_name(file: &str) -> Option<String> {
    let (stem, kind) = file.rsplit_once('.')?;
    let (name, _hash) = stem.rsplit_once('-')?;
    Some(format!("{name}.{kind}"))
}
