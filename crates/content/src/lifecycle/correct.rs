//! Correcting a published story.

use base::Time;
use store::{StoreError, Write};

use super::publish::{Outgoing, Published, Refusal, go_live};
use crate::manuscript::Correction;
use crate::standing::Standing;

/// What came of a correction.
pub type Corrected = Result<Published, Refusal>;

/// Publishes a revision of a published story together with a public note on what was wrong; the revision may be the one
/// that readers see.
pub async fn correct(
    tx: &mut Write,
    story: &str,
    revision: i64,
    note: &str,
    by: &str,
    now: Time,
) -> Result<Corrected, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(Err(Refusal::NoSuchStory)) };
    if !standing.is_out() {
        return Ok(Err(Refusal::NotPublished));
    }
    standing.story.corrections.push(Correction { at: now, note: note.to_owned() });
    go_live(tx, standing, Outgoing { revision, by_hand: true }, now, by, now).await
}
