//! Moving a story between the states before publication.

use base::Time;
use store::{StoreError, Write};

use crate::manuscript::State;
use crate::standing::{Reason, Standing};

/// What came of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It is in the state.
    Done,
    /// It was in the state already.
    Same,
    /// There is no such story.
    NoSuchStory,
    /// Stories do not go from their state to that one so: what is scheduled, out or killed has verbs of its own.
    Refused(State),
}

/// Moves a story to draft, in edit or ready.
pub async fn move_to(
    tx: &mut Write,
    story: &str,
    state: State,
    reason: &str,
    by: &str,
    now: Time,
) -> Result<Moved, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(Moved::NoSuchStory) };
    let before = standing.story.state;
    let is_working = |state| matches!(state, State::Draft | State::InEdit | State::Ready);
    if !is_working(before) || !is_working(state) {
        return Ok(Moved::Refused(before));
    }
    if before == state {
        return Ok(Moved::Same);
    }
    standing.story.state = state;
    standing.write(tx, Reason { text: reason, ..Reason::default() }, by, now).await?;
    Ok(Moved::Done)
}
