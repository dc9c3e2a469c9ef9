//! Publishing at a time that lies ahead.

use base::Time;
use serde::{Deserialize, Serialize};
use store::{StoreError, Write, jobs, values};

use super::publish::{Outgoing, Published, Refusal, go_live, is_mended, may_go_out};
use crate::manuscript::{Manuscript, State};
use crate::standing::{Reason, Standing};

/// The job that publishes a scheduled story. Its content names the story and the time; give it to [`publish_due`].
pub const PUBLISH_SCHEDULED: &str = "publish-scheduled";

/// A publication later than this after its time, because the machine was down, has the time at which it happened.
const PUNCTUAL_MS: i64 = 60_000;

/// What came of scheduling.
pub type Scheduled = Result<(), Refusal>;

/// What came of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// The story is out.
    Published(Published),
    /// There is nothing to do: it is out already, or its schedule has changed since the letter was sent.
    Nothing,
    /// It stays scheduled and somebody has to look at it.
    Refused(Refusal),
}

/// What the letter says. The time is in it so that a new schedule is a new letter, also while the old one waits.
#[derive(Serialize, Deserialize)]
struct Letter {
    story: String,
    at: Time,
}

/// Has a revision go out at a time. What is saved afterwards does not go with it. Said again, the later word counts.
pub async fn schedule(
    tx: &mut Write,
    story: &str,
    revision: i64,
    at: Time,
    by: &str,
    now: Time,
) -> Result<Scheduled, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(Err(Refusal::NoSuchStory)) };
    match standing.story.state {
        State::Killed => return Ok(Err(Refusal::Killed)),
        State::Published => return Ok(Err(Refusal::Published)),
        _ if at <= now => return Ok(Err(Refusal::Past)),
        _ => {}
    }
    let head = standing.story.document.clone();
    if !standing.take(tx, revision).await? {
        return Ok(Err(Refusal::NoSuchRevision));
    }
    standing.story.state = State::Scheduled;
    standing.story.published_at = Some(at);
    standing.story.updated_at = Some(at);
    if let Err(error) = may_go_out(&standing.story) {
        return Ok(Err(Refusal::Document(error)));
    }
    if let Err(refusal) = is_mended(&standing.story, None) {
        return Ok(Err(refusal));
    }
    standing.story.document = head;
    standing.pointers.scheduled = Some(revision);
    let story = standing.write(tx, Reason::default(), by, now).await?;
    send_for(tx, &story, now).await?;
    Ok(Ok(()))
}

/// A scheduled story is ready again and goes out when somebody says so.
pub async fn unschedule(tx: &mut Write, story: &str, by: &str, now: Time) -> Result<Scheduled, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(Err(Refusal::NoSuchStory)) };
    match standing.story.state {
        State::Scheduled => {}
        State::Published => return Ok(Err(Refusal::Published)),
        State::Killed => return Ok(Err(Refusal::Killed)),
        _ => return Ok(Ok(())),
    }
    standing.story.state = State::Ready;
    standing.story.published_at = None;
    standing.story.updated_at = None;
    standing.pointers.scheduled = None;
    standing.write(tx, Reason::default(), by, now).await?;
    Ok(Ok(()))
}

/// Works off a letter: publishes the story if it is scheduled still and its time has come. Safe to be told twice, and
/// by two nodes at once.
pub async fn publish_due(tx: &mut Write, letter: &str, now: Time) -> Result<Due, StoreError> {
    let letter: Letter = serde_json::from_str(letter)
        .map_err(|e| StoreError::Damaged(format!("job {PUBLISH_SCHEDULED}: {e}")))?;
    let Some(standing) = Standing::load(tx, &letter.story).await? else { return Ok(Due::Nothing) };
    let due = standing.story.published_at.filter(|at| standing.story.state == State::Scheduled && *at <= now);
    let Some(due) = due else { return Ok(Due::Nothing) };
    let revision = standing.pointers.scheduled.unwrap_or(standing.pointers.head);
    let outgoing = Outgoing { revision, by_hand: false };
    let at = if now.millis() - due.millis() <= PUNCTUAL_MS { due } else { now };
    let by = scheduled_by(tx, &letter.story).await?;
    Ok(match go_live(tx, standing, outgoing, at, &by, now).await? {
        Ok(published) => Due::Published(published),
        Err(refusal) => Due::Refused(refusal),
    })
}

async fn scheduled_by(tx: &mut Write, story: &str) -> Result<String, StoreError> {
    let sql = "
        select author
        from story_state
        where story = $1 and state = 'scheduled'
        order by position desc
        limit 1";
    let row = tx.reading().row(sql, values![story]).await?;
    row.map_or(Ok(String::new()), |row| row.text("author"))
}

/// Sends the letter for a scheduled story whose time lies ahead. A story that is filed late waits for an editor.
pub(crate) async fn send_for(tx: &mut Write, story: &Manuscript, now: Time) -> Result<(), StoreError> {
    let ahead = story.published_at.filter(|at| story.state == State::Scheduled && *at > now);
    let Some(at) = ahead else { return Ok(()) };
    let letter = Letter { story: story.id.clone(), at };
    let content = serde_json::to_string(&letter).expect("plain data");
    jobs::send(tx, PUBLISH_SCHEDULED, &content, at).await
}
