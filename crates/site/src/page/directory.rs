//! The issuer directory (RFC 9578, section 4): the till's public keys, this month's and a year's ahead.

use passes::directory::MEDIA_TYPE;
use web::{Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed};

/// For how long it is kept, in milliseconds: keys come and go with the months.
const KEPT_MS: i64 = 60_000;

/// Writes it; there is none where no till runs.
pub async fn directory(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(till) = &edition.till else { return Ok(Loaded::Missing) };
    let directory = till.directory(visit.now).await?;
    let page = Rendered::new(MEDIA_TYPE, directory.to_json());
    Ok(page.until(Some(visit.now.plus_millis(KEPT_MS))).into())
}
