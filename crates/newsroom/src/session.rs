//! Sessions: a cookie with 256 bits of chance, of which the database knows the hash only. No address, no browser is
//! noted beside it.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

use crate::staff::{self, Member};

/// Somebody's being signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of the cookie's value.
    pub id: String,
    /// Whose.
    pub staff: String,
    /// Since when.
    pub since: Time,
    /// When it was last used, to five minutes.
    pub seen_at: Time,
    /// When they last proved who they are.
    pub confirmed_at: Time,
    /// How they did: `passkey`, `password`, `recovery`, `invite`.
    pub way: String,
}

/// A session ends so long after its last use: a week.
pub const IDLE_MS: i64 = 7 * 86_400_000;
/// And so long after its beginning in any case: thirty days.
pub const LONGEST_MS: i64 = 30 * 86_400_000;
/// A proof of who one is counts so long for dangerous acts: ten minutes.
pub const CONFIRMED_MS: i64 = 600_000;
/// How exactly the last use is noted.
const SEEN_MS: i64 = 300_000;

impl Session {
    /// Whether it has not run out.
    pub fn is_alive(&self, now: Time) -> bool {
        let (idle_ms, age_ms) = (now.millis() - self.seen_at.millis(), now.millis() - self.since.millis());
        idle_ms < IDLE_MS && age_ms < LONGEST_MS
    }

    /// Whether a dangerous act may be done without proving again who one is.
    pub fn is_confirmed(&self, now: Time) -> bool {
        now.millis() - self.confirmed_at.millis() < CONFIRMED_MS
    }
}

/// Begins a session; answers the cookie's value, which is nowhere else.
pub async fn begin(tx: &mut Write, staff: &str, way: &str, now: Time) -> Result<String, StoreError> {
    let secret = id::secret();
    let sql = "
        insert into desk_session (id, staff, since, seen_at, confirmed_at, way)
        values ($1, $2, $3, $3, $3, $4)";
    tx.execute(sql, values![id::digest(&secret), staff, now, way]).await?;
    Ok(secret)
}

/// Who a cookie's value stands for, if it still does.
pub async fn find(db: &mut Read, secret: &str, now: Time) -> Result<Option<(Member, Session)>, StoreError> {
    let sql = "
        select id, staff, since, seen_at, confirmed_at, way
        from desk_session
        where id = $1 and seen_at > $2 and since > $3";
    let (used_after, begun_after) = (now.millis() - IDLE_MS, now.millis() - LONGEST_MS);
    let Some(row) = db.row(sql, values![id::digest(secret), used_after, begun_after]).await? else {
        return Ok(None);
    };
    let session = session(&row)?;
    let member = staff::find(db, &session.staff).await?.filter(|member| member.left_at.is_none());
    Ok(member.map(|member| (member, session)))
}

/// All sessions of somebody, newest first.
pub async fn of(db: &mut Read, staff: &str) -> Result<Vec<Session>, StoreError> {
    let sql = "
        select id, staff, since, seen_at, confirmed_at, way
        from desk_session
        where staff = $1
        order by since desc, id";
    db.rows(sql, values![staff]).await?.iter().map(session).collect()
}

/// Whether its use is worth noting: not more often than every five minutes.
pub fn is_to_be_noted(session: &Session, now: Time) -> bool {
    now.millis() - session.seen_at.millis() > SEEN_MS
}

/// Notes that it is in use.
pub async fn note(tx: &mut Write, id: &str, now: Time) -> Result<(), StoreError> {
    tx.execute("update desk_session set seen_at = $1 where id = $2", values![now, id]).await.map(drop)
}

/// Notes that its owner has proved again who they are.
pub async fn confirm(tx: &mut Write, id: &str, now: Time) -> Result<(), StoreError> {
    tx.execute("update desk_session set confirmed_at = $1 where id = $2", values![now, id]).await.map(drop)
}

/// Ends one session of somebody. Answers whether there was such a one.
pub async fn end(tx: &mut Write, staff: &str, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from desk_session where id = $1 and staff = $2", values![id, staff]).await? > 0)
}

/// Ends all sessions of somebody, but for one if it is named.
pub async fn end_all(tx: &mut Write, staff: &str, but: Option<&str>) -> Result<u64, StoreError> {
    let sql = "delete from desk_session where staff = $1 and id <> $2";
    tx.execute(sql, values![staff, but.unwrap_or_default()]).await
}

/// Forgets those that have run out.
pub async fn sweep(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    let sql = "delete from desk_session where seen_at <= $1 or since <= $2";
    tx.execute(sql, values![now.millis() - IDLE_MS, now.millis() - LONGEST_MS]).await
}

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.text("id")?,
        staff: row.text("staff")?,
        since: row.time("since")?,
        seen_at: row.time("seen_at")?,
        confirmed_at: row.time("confirmed_at")?,
        way: row.text("way")?,
    })
}
