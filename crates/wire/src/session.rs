//! Sessions of seats: a cookie with 256 bits of chance, of which the database knows the hash only.

use base::{Time, id};
use store::{Read, StoreError, Write, values};

use crate::client::{self, Client};
use crate::seat::{self, Seat};

/// A session ends so long after its last use: a week.
pub const IDLE_MS: i64 = 7 * 86_400_000;
/// And so long after its beginning in any case: thirty days.
pub const LONGEST_MS: i64 = 30 * 86_400_000;
/// How exactly the last use is noted.
const SEEN_MS: i64 = 300_000;

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The hash of the cookie's value.
    pub session: String,
    /// Who.
    pub seat: Seat,
    /// Of which client. How its contract stands is asked with each page.
    pub client: Client,
    /// When the session was last used, to five minutes.
    pub seen_at: Time,
}

/// Begins a session; answers the cookie's value, which is nowhere else.
pub async fn begin(tx: &mut Write, seat: &str, now: Time) -> Result<String, StoreError> {
    let secret = id::secret();
    let sql = "insert into client_session (id, seat, since, seen_at) values ($1, $2, $3, $3)";
    tx.execute(sql, values![id::digest(&secret), seat, now]).await?;
    Ok(secret)
}

/// Who a cookie's value stands for, if it still does.
pub async fn find(db: &mut Read, secret: &str, now: Time) -> Result<Option<SignedIn>, StoreError> {
    let sql = "select id, seat, seen_at from client_session where id = $1 and seen_at > $2 and since > $3";
    let (used_after, begun_after) = (now.millis() - IDLE_MS, now.millis() - LONGEST_MS);
    let session = db.row(sql, values![id::digest(secret), used_after, begun_after]).await?;
    let Some(session) = session else { return Ok(None) };
    let sql = format!("{} where id = $1 and closed_at is null", seat::SELECT);
    let seat = db.row(&sql, values![session.text("seat")?]).await?.as_ref().map(seat::seat).transpose()?;
    let Some(seat) = seat else { return Ok(None) };
    let client = client::find(db, &seat.client).await?;
    let client = client.ok_or_else(|| StoreError::Damaged("seat.client".into()))?;
    Ok(Some(SignedIn { session: session.text("id")?, seat, client, seen_at: session.time("seen_at")? }))
}

/// Whether its use is worth noting: not more often than every five minutes.
pub fn is_to_be_noted(signed_in: &SignedIn, now: Time) -> bool {
    now.millis() - signed_in.seen_at.millis() > SEEN_MS
}

/// Notes that it is in use.
pub async fn note(tx: &mut Write, session: &str, now: Time) -> Result<(), StoreError> {
    tx.execute("update client_session set seen_at = $1 where id = $2", values![now, session]).await.map(drop)
}

/// Ends one session.
pub async fn end(tx: &mut Write, session: &str) -> Result<(), StoreError> {
    tx.execute("delete from client_session where id = $1", values![session]).await.map(drop)
}

/// Ends all sessions of a seat.
pub async fn end_all(tx: &mut Write, seat: &str) -> Result<u64, StoreError> {
    tx.execute("delete from client_session where seat = $1", values![seat]).await
}

/// Forgets those that have run out.
pub async fn sweep(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    let sql = "delete from client_session where seen_at <= $1 or since <= $2";
    tx.execute(sql, values![now.millis() - IDLE_MS, now.millis() - LONGEST_MS]).await
}
