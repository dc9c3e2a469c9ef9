//! Jobs: letters to be worked off later, sent in the same transaction as the change that asks for them, safe to
//! receive twice, tried again with growing pauses, and laid aside as dead letters when nothing helps. What is done
//! stays to be looked at for a week.

mod lane;
mod ledger;
mod reason;

use base::Time;

use crate::{Row, Store, StoreError, Write, values};

pub use lane::{Patience, failed_patiently, send_in_lane, take_from_lanes};
pub use ledger::{Counts, Filter, Letter, State, counts, find, kinds, lay_aside, list, repeat, tallies};
pub use reason::{Reason, Word};

/// A letter taken to be worked off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its own id.
    pub id: String,
    /// Which worker it is for.
    pub kind: String,
    /// What the worker needs to know, as JSON; small.
    pub content: String,
    /// How often it has been tried, this time included.
    pub attempts: i64,
}

/// Tries before a letter is dead.
pub const ATTEMPTS: i64 = 8;

/// How long a taken letter is the taker's alone, in milliseconds; after that its worker is thought dead.
const LEASE_MS: i64 = 120_000;

/// The letter `$2` as it was taken for the try `$3`. A worker that was thought dead and comes back has no say any more:
/// what another has settled meanwhile stays settled.
const OURS: &str = "id = $2 and state = 'waiting' and taken = 1 and attempts = $3";

/// How long a letter that is done or was laid aside can be looked at, in milliseconds: a week.
const KEPT_MS: i64 = 7 * 86_400_000;

/// Sends a letter with the transaction. A letter with the same kind and content that still waits is not sent twice; one
/// that somebody works off at this moment may have looked before this change, so another is sent.
///
/// What the letter is about is read from its content: a story's id, or JSON with the story's id as `story`.
pub async fn send(tx: &mut Write, kind: &str, content: &str, due: Time) -> Result<(), StoreError> {
    send_in_lane(tx, kind, "", content, due).await
}

/// A letter of this kind and content that waits gets all its tries anew, the first of them at `due`: there is news for it.
pub async fn hurry(tx: &mut Write, kind: &str, content: &str, due: Time) -> Result<(), StoreError> {
    let sql = "
        update job
        set due_at = $3, attempts = 0, last_error = $4
        where kind = $1 and content = $2 and state = 'waiting' and taken = 0 and due_at > $3";
    tx.execute(sql, values![kind, content, due, None::<String>]).await.map(drop)
}

/// The story that a letter is about.
fn subject(content: &str) -> String {
    #[derive(serde::Deserialize)]
    struct About {
        story: String,
    }
    let is_id = |text: &str| {
        (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if is_id(content) {
        return content.to_owned();
    }
    let about = serde_json::from_str::<About>(content).map(|about| about.story);
    about.ok().filter(|story| is_id(story)).unwrap_or_default()
}

/// Takes the next letter that is due, of those that this house carries out itself. While it is worked off nobody else gets
/// it; when its worker dies, another may after two minutes.
pub async fn take(store: &Store, now: Time) -> Result<Option<Job>, StoreError> {
    take_where(store, "kind not like 'call-%' and lane = ''", now).await
}

/// The same of those that call other machines: their kinds begin with `call-`. They have workers of their own, so that a
/// machine that does not answer keeps nothing here waiting.
pub async fn take_call(store: &Store, now: Time) -> Result<Option<Job>, StoreError> {
    take_where(store, "kind like 'call-%' and lane = ''", now).await
}

async fn take_where(store: &Store, is_ours: &str, now: Time) -> Result<Option<Job>, StoreError> {
    let mut tx = store.write().await?;
    let sql = format!(
        "
        update job
        set due_at = $1, attempts = attempts + 1, taken = 1
        where state = 'waiting'
          and due_at <= $2
          and id = (
            select id
            from job
            where state = 'waiting' and due_at <= $2 and {is_ours}
            order by due_at, id
            limit 1)
        returning id, kind, content, attempts"
    );
    let lease = Time::from_millis(now.millis() + LEASE_MS);
    let row = tx.reading().row(&sql, values![lease, now]).await?;
    let job = row.as_ref().map(job).transpose()?;
    tx.commit().await?;
    Ok(job)
}

/// The letter is worked off. What was done or laid aside a week ago goes.
pub async fn done(store: &Store, job: &Job, now: Time) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    settle(&mut tx, job, now).await?;
    tx.commit().await
}

/// The same with the transaction.
pub async fn settle(tx: &mut Write, job: &Job, now: Time) -> Result<(), StoreError> {
    let sql = format!("update job set state = 'done', due_at = $1, taken = 0, last_error = $4 where {OURS}");
    tx.execute(&sql, values![now, &job.id, job.attempts, None::<String>]).await?;
    let sql = "delete from job where state in ('done', 'aside') and due_at < $1";
    tx.execute(sql, values![now.millis() - KEPT_MS]).await.map(drop)
}

/// The letter could not be worked off: again later (2, 4, 8 … seconds), or laid aside as dead. A call to another machine is
/// tried for a day: a kill has to reach it when it comes back.
pub async fn failed(store: &Store, job: &Job, reason: &Reason, now: Time) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    failed_patiently(&mut tx, job, reason, Patience::of(&job.kind), now).await?;
    tx.commit().await
}

/// The letter has to wait, which is nobody's fault and counts as no try: until `due`.
pub async fn put_off(store: &Store, job: &Job, due: Time) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    wait(&mut tx, job, due).await?;
    tx.commit().await
}

/// The same with the transaction.
pub async fn wait(tx: &mut Write, job: &Job, due: Time) -> Result<(), StoreError> {
    let sql = format!("update job set due_at = $1, attempts = attempts - 1, taken = 0 where {OURS}");
    tx.execute(&sql, values![due, &job.id, job.attempts]).await.map(drop)
}

/// The letter is dead at once, with the transaction: trying again would not help, or might do harm.
pub async fn bury(tx: &mut Write, job: &Job, reason: &Reason, now: Time) -> Result<(), StoreError> {
    let sql = format!("update job set state = 'dead', due_at = $1, last_error = $4, taken = 0 where {OURS}");
    tx.execute(&sql, values![now, &job.id, job.attempts, reason.kept()]).await.map(drop)
}

fn job(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.text("id")?,
        kind: row.text("kind")?,
        content: row.text("content")?,
        attempts: row.int("attempts")?,
    })
}
