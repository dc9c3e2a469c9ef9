//! The issuer directory (RFC 9578, section 4): the till's public keys, this month's and a year's ahead.

use passes::directory::MEDIA_TYPE;
use web::{Key, Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed};

/// For how long it is kept, in milliseconds: keys come and go with the months.
const KEPT_MS: i64 = 60_000;

/// What the directory depends on: the keys that this process makes. Another's are seen when the page is over.
pub(crate) fn keys_key() -> Key {
    Key::of("till/keys")
}

/// Writes it; there is none where no till runs.
pub async fn directory(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(till) = &edition.till else { return Ok(Loaded::Missing) };
    let directory = till.directory(visit.now).await?;
    let page = Rendered::new(MEDIA_TYPE, directory.to_json());
    Ok(page.depends_on([keys_key()]).until(Some(visit.now.plus_millis(KEPT_MS))).into())
}
