//! Files: pictures, the theme's icon, the wallet's scripts.

use base::Time;
use content::picture;
use http::header::{HeaderName, HeaderValue};
use web::{Answer, Asked, FileAnswer, Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed};
use crate::page::markdown;
use crate::script;

/// `/media/{file}`: a picture in one of its renditions. Names are made from content, so copies last for ever.
///
/// A name cannot be guessed, but whoever has the same photograph could make it, and learn from an answer that the
/// newsroom has it too. So pictures are here only once a story that the public may see shows them, or a page that the
/// agency writes in Markdown. A kill takes the files away, from such pages too.
pub async fn media(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    let file = asked.params.get("file");
    Ok(match edition.library.read(file) {
        Some(stored) if is_public(edition, file, asked.now).await => {
            let mut answer = FileAnswer::new(stored.path, stored.content_type).immutable(file);
            // Full-text feeds are read on pages of other sites, and their pictures with them.
            let elsewhere = HeaderValue::from_static("cross-origin");
            answer.headers.push((HeaderName::from_static("cross-origin-resource-policy"), elsewhere));
            Answer::File(answer)
        }
        _ => Answer::Missing,
    })
}

/// While the database is away, pages that are kept are served on, and so are the pictures on them.
async fn is_public(edition: &Edition, file: &str, now: Time) -> bool {
    let asked =
        async { picture::is_public(&mut edition.store.read().await?, picture::id_of(file), now).await };
    asked.await.unwrap_or(true) || markdown::shows(&edition.pages, picture::id_of(file))
}

/// `/assets/{file}`: a font or picture of the theme, or a script of the wallet.
pub async fn asset(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let file = visit.params.get("file");
    if let Some(text) = script::find(file) {
        return Ok(Rendered::new("text/javascript; charset=utf-8", text).immutable().into());
    }
    let theme = edition.theme.current();
    let Some(asset) = theme.asset(file) else { return Ok(Loaded::Missing) };
    Ok(Rendered::new(asset.media_type, asset.bytes.to_vec()).into())
}

/// `/favicon.svg`.
pub async fn favicon(edition: &Edition, _: Visit) -> Result<Loaded, Failed> {
    Ok(Rendered::new("image/svg+xml", edition.theme.current().favicon().to_vec()).into())
}
