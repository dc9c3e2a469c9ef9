//! Back from paying: `/{lang}/plus/paid`. It knows nothing of who comes, and says how to find out.

use web::{Loaded, Visit};

use super::{frame, places, unlisted};
use crate::edition::{Edition, Failed};
use crate::view::{CodeField, PaidPage};

/// Loads and renders the page.
pub async fn paid(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if edition.till.is_none() {
        return Ok(Loaded::Missing);
    }
    let title = reading.text("plus-paid");
    let frame = unlisted(frame(&mut reading, "/paid", title).await?);
    reading.page(&PaidPage { frame, places: places(reading.language()), field: CodeField::default() })
}
