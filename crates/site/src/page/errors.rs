//! When there is no page: 404, 410, 503.

use base::Time;
use http::StatusCode;
use web::{Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed, Reading};
use crate::view::{NotFound, Unavailable, Withdrawn};

/// 'No such page', one for each language, whatever was asked for.
pub async fn missing(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let home = reading.home();
    let mut frame = reading.frame(&home).await?;
    frame.title = reading.text("not-found-title");
    frame.canonical = None;
    frame.noindex = true;
    Ok(reading.rendered(&NotFound { frame })?.status(StatusCode::NOT_FOUND).into())
}

/// The page in the place of a killed story.
pub async fn withdrawn(reading: &mut Reading<'_>, notice: String, at: Time) -> Result<Loaded, Failed> {
    let home = reading.home();
    let mut frame = reading.frame(&home).await?;
    frame.title = reading.text("withdrawn-title");
    frame.canonical = None;
    frame.noindex = true;
    let view = Withdrawn { notice, at: reading.moment(at), frame };
    Ok(reading.rendered(&view)?.status(StatusCode::GONE).into())
}

/// 'We cannot answer now', ready made for each language: it is needed when nothing can be loaded.
pub fn unavailable(edition: &Edition) -> Result<Vec<(String, Rendered)>, Failed> {
    let page = |language: &base::Language| {
        let mut frame = edition.bare_frame(language);
        frame.title = edition.locale(language).text("unavailable-title", &[]);
        frame.canonical = None;
        frame.noindex = true;
        Ok((language.to_string(), edition.as_sent(&Unavailable { frame })?))
    };
    edition.languages().map(page).collect()
}
