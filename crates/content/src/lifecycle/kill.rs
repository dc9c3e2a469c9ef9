//! Killing a published story.

use base::Time;
use store::{StoreError, Value, Write, values};

use crate::history;
use crate::manuscript::{Kill, ManuscriptError, State};
use crate::standing::{Reason, Standing};

/// What came of a kill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Killed {
    /// It is withdrawn with the commit.
    Done,
    /// There is no such story.
    NoSuchStory,
    /// The story is not published.
    NotPublished,
    /// The notice cannot stand.
    Refused(ManuscriptError),
}

/// Withdraws a published story everywhere. Its address shows `notice` from the commit on; `reason` is the desk's own.
pub async fn kill(
    tx: &mut Write,
    story: &str,
    notice: &str,
    reason: &str,
    by: &str,
    now: Time,
) -> Result<Killed, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(Killed::NoSuchStory) };
    if !standing.is_out() {
        return Ok(Killed::NotPublished);
    }
    standing.story.state = State::Killed;
    standing.story.killed = Some(Kill { at: now, notice: notice.to_owned() });
    standing.pointers.scheduled = None;
    if let Err(error) = standing.story.check() {
        return Ok(Killed::Refused(error));
    }
    standing.write(tx, Reason { text: reason, ..Reason::default() }, by, now).await?;
    remember_pictures(tx, story).await?;
    Ok(Killed::Done)
}

/// Pictures that any of the story's revisions showed go with it, unless another story uses them.
async fn remember_pictures(tx: &mut Write, story: &str) -> Result<(), StoreError> {
    let numbers = tx.reading().rows("select number from revision where story = $1", values![story]).await?;
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for number in numbers {
        let document = history::whole(tx.reading(), story, number.int("number")?).await?;
        let pictures = document.iter().flat_map(|document| document.pictures()).collect::<Vec<_>>();
        rows.extend(pictures.into_iter().map(|picture| values![picture, story]));
    }
    tx.insert("picture_use (picture, story)", "on conflict do nothing", rows).await
}
