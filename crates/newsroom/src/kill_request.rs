//! A kill that waits for a second pair of eyes.

use base::Time;
use store::{Read, StoreError, Write, values};

/// Somebody wants a story withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KillRequest {
    /// What readers are to be told.
    pub notice: String,
    /// What the desk is told.
    pub reason: String,
    /// Who asks: their id.
    pub asked_by: String,
    /// Their name.
    pub name: String,
    /// Since when.
    pub at: Time,
}

/// Asks. What was asked before is asked anew.
pub async fn ask(
    tx: &mut Write,
    story: &str,
    notice: &str,
    reason: &str,
    by: &str,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "
        insert into kill_request (story, notice, reason, asked_by, at)
        values ($1, $2, $3, $4, $5)
        on conflict (story) do update
        set notice = excluded.notice, reason = excluded.reason, asked_by = excluded.asked_by, at = excluded.at";
    tx.execute(sql, values![story, notice, reason, by, now]).await.map(drop)
}

/// The request that waits at a story.
pub async fn of(db: &mut Read, story: &str) -> Result<Option<KillRequest>, StoreError> {
    let sql = "
        select k.notice, k.reason, k.asked_by, k.at, s.name
        from kill_request k
        join staff s on s.id = k.asked_by
        where k.story = $1";
    let Some(row) = db.row(sql, values![story]).await? else { return Ok(None) };
    Ok(Some(KillRequest {
        notice: row.text("notice")?,
        reason: row.text("reason")?,
        asked_by: row.text("asked_by")?,
        name: row.text("name")?,
        at: row.time("at")?,
    }))
}

/// Stories for which a request waits, oldest first.
pub async fn waiting(db: &mut Read) -> Result<Vec<String>, StoreError> {
    let rows = db.rows("select story from kill_request order by at, story", values![]).await?;
    rows.iter().map(|row| row.text("story")).collect()
}

/// The request is answered, one way or the other. Answers whether there was one.
pub async fn close(tx: &mut Write, story: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from kill_request where story = $1", values![story]).await? > 0)
}
