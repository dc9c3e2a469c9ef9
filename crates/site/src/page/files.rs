//! Files: pictures, and the theme's icon.

use web::{Answer, Asked, FileAnswer, Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed};

/// `/media/{file}`: a picture in one of its renditions. Names are made from content, so copies last for ever.
pub async fn media(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    Ok(match edition.library.read(asked.params.get("file")) {
        Some(stored) => Answer::File(
            FileAnswer::new(stored.path, stored.content_type).immutable(asked.params.get("file")),
        ),
        None => Answer::Missing,
    })
}

/// `/assets/{file}`: a font or picture of the theme.
pub async fn asset(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let theme = edition.theme.current();
    let Some(asset) = theme.asset(visit.params.get("file")) else { return Ok(Loaded::Missing) };
    Ok(Rendered::new(asset.media_type, asset.bytes.to_vec()).into())
}

/// `/favicon.svg`.
pub async fn favicon(edition: &Edition, _: Visit) -> Result<Loaded, Failed> {
    Ok(Rendered::new("image/svg+xml", edition.theme.current().favicon().to_vec()).into())
}
