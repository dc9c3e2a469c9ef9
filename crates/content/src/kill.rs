//! Killing and correcting a published story.

use base::Time;
use store::{StoreError, Write};

use crate::file::file_all;
use crate::full;
use crate::manuscript::{Correction, Kill, Manuscript, State};

/// What came of a verb said to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is done with the commit.
    Done,
    /// There is no such story.
    NoSuchStory,
    /// The story is not published.
    NotPublished,
}

/// Withdraws a published story everywhere. Its address shows `notice` from the commit on.
pub async fn kill(
    tx: &mut Write,
    id: &str,
    notice: &str,
    author: &str,
    now: Time,
) -> Result<Said, StoreError> {
    let kill = Kill { at: now, notice: notice.to_owned() };
    change(tx, id, author, now, |story| {
        story.state = State::Killed;
        story.killed = Some(kill);
    })
    .await
}

/// Adds a public note on what was wrong. The words themselves are changed by filing the story anew.
pub async fn correct(
    tx: &mut Write,
    id: &str,
    note: &str,
    author: &str,
    now: Time,
) -> Result<Said, StoreError> {
    let correction = Correction { at: now, note: note.to_owned() };
    change(tx, id, author, now, |story| {
        story.updated_at = Some(now);
        story.corrections.push(correction);
    })
    .await
}

async fn change(
    tx: &mut Write,
    id: &str,
    author: &str,
    now: Time,
    change: impl FnOnce(&mut Manuscript),
) -> Result<Said, StoreError> {
    tx.take_turn().await?;
    let Some(mut story) = full::load(tx.reading(), id).await? else { return Ok(Said::NoSuchStory) };
    if story.state != State::Published {
        return Ok(Said::NotPublished);
    }
    change(&mut story);
    file_all(tx, vec![story], author, now).await?;
    Ok(Said::Done)
}
