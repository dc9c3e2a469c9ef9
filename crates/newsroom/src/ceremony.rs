//! What has begun and waits for an answer: a passkey's challenge, an account that is being set up, a link that signs in.
//! In the database, so that the answer may come to another machine than the question.

use base::{Time, id};
use store::{Read, StoreError, Write, values};

/// How long a browser may take to answer a challenge: five minutes.
pub const CHALLENGE_MS: i64 = 300_000;

/// Ceremonies that may be open at a time. Anybody may begin one, so there is a limit to what they can fill.
const MOST_OPEN: i64 = 20_000;

/// Whether there is room for one more of those that anybody may begin; what has run out makes room.
pub async fn has_room(tx: &mut Write, now: Time) -> Result<bool, StoreError> {
    sweep(tx, now).await?;
    let row = tx.reading().row("select count(*) as n from ceremony", values![]).await?;
    Ok(row.map_or(Ok(0), |row| row.int("n"))? < MOST_OPEN)
}

/// Notes that something has begun; what is noted under the same key is replaced. The key is kept as its hash only.
pub async fn begin(
    tx: &mut Write,
    key: &str,
    state: &str,
    lasts_ms: i64,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "
        insert into ceremony (id, state, expires_at) values ($1, $2, $3)
        on conflict (id) do update set state = $2, expires_at = $3";
    tx.execute(sql, values![id::digest(key), state, now.millis() + lasts_ms]).await.map(drop)
}

/// What was noted; it stays.
pub async fn look(db: &mut Read, key: &str, now: Time) -> Result<Option<String>, StoreError> {
    let sql = "select state from ceremony where id = $1 and expires_at > $2";
    db.row(sql, values![id::digest(key), now]).await?.map(|row| row.text("state")).transpose()
}

/// What was noted, once: whoever asks again gets nothing.
pub async fn take(tx: &mut Write, key: &str, now: Time) -> Result<Option<String>, StoreError> {
    let sql = "delete from ceremony where id = $1 and expires_at > $2 returning state";
    tx.reading().row(sql, values![id::digest(key), now]).await?.map(|row| row.text("state")).transpose()
}

/// Forgets what was never answered.
pub async fn sweep(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    tx.execute("delete from ceremony where expires_at <= $1", values![now]).await
}
