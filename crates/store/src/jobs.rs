//! Jobs: letters to be worked off later, sent in the same transaction as the change that asks for them, safe to
//! receive twice, tried again with growing pauses, and laid aside as dead letters when nothing helps.

use base::{Time, id::new_id};

use crate::{Row, Store, StoreError, Write, values};

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

/// Sends a letter with the transaction. A letter with the same kind and content that still waits is not sent twice.
pub async fn send(tx: &mut Write, kind: &str, content: &str, due: Time) -> Result<(), StoreError> {
    let sql = "
        insert into job (id, kind, content, due_at, attempts, state)
        select $4, $1, $2, $3, 0, 'waiting'
        where not exists (select 1 from job where kind = $1 and content = $2 and state = 'waiting')";
    tx.execute(sql, values![kind, content, due, new_id(due)]).await?;
    Ok(())
}

/// Takes the next letter that is due. While it is worked off nobody else gets it; when its worker dies, another may
/// after two minutes.
pub async fn take(store: &Store, now: Time) -> Result<Option<Job>, StoreError> {
    let mut tx = store.write().await?;
    let sql = "
        update job
        set due_at = $1, attempts = attempts + 1
        where state = 'waiting'
          and due_at <= $2
          and id = (select id from job where state = 'waiting' and due_at <= $2 order by due_at, id limit 1)
        returning id, kind, content, attempts";
    let lease = Time::from_millis(now.millis() + LEASE_MS);
    let row = tx.reading().row(sql, values![lease, now]).await?;
    let job = row.as_ref().map(job).transpose()?;
    tx.commit().await?;
    Ok(job)
}

/// The letter is worked off: it goes.
pub async fn done(store: &Store, job: &Job) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    tx.execute("delete from job where id = $1", values![&job.id]).await?;
    tx.commit().await
}

/// The letter could not be worked off: again later (2, 4, 8 … seconds, an hour at most), or laid aside as dead.
pub async fn failed(store: &Store, job: &Job, reason: &str, now: Time) -> Result<(), StoreError> {
    let pause_ms = (1_000_i64 << job.attempts.clamp(1, 12)).min(3_600_000);
    let state = if job.attempts >= ATTEMPTS { "dead" } else { "waiting" };
    let mut tx = store.write().await?;
    let sql = "update job set state = $1, due_at = $2, last_error = $3 where id = $4";
    let due = Time::from_millis(now.millis() + pause_ms);
    tx.execute(sql, values![state, due, reason.replace('\0', ""), &job.id]).await?;
    tx.commit().await
}

fn job(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.text("id")?,
        kind: row.text("kind")?,
        content: row.text("content")?,
        attempts: row.int("attempts")?,
    })
}
