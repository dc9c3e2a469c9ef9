//! Short addresses, `/s/{code}`: permanent, for print, messengers and phone calls.

use base::id;
use content::{Found, public};
use http::StatusCode;
use web::{Loaded, Rendered, Visit};

use crate::address;
use crate::edition::{Edition, Failed};
use crate::page::errors;

/// Redirects to the story's present address. A killed story's notice stands here itself: its other address is made from
/// its headline.
pub async fn short(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let code = visit.params.get("code");
    let Some(number) = id::parse_short_code(code).filter(|number| id::short_code(*number) == code) else {
        return Ok(Loaded::Missing);
    };
    let found = public::by_number(&mut edition.store.read().await?, number, visit.now).await?;
    let Some((language, slug)) = found else { return Ok(Loaded::Missing) };
    let mut reading = edition.reading_in(&language, visit.now).await?;
    if let Found::Withdrawn { notice, at, .. } =
        content::find(reading.db(), &language, &slug, visit.now).await?
    {
        return errors::withdrawn(&mut reading, notice, at).await;
    }
    let redirect = Rendered::redirect(StatusCode::MOVED_PERMANENTLY, &address::story(&language, &slug));
    Ok(edition.for_all_languages(redirect).into())
}
