//! Seats: the people of a client. They sign in with their address and a password, which an invitation lets them choose.

use base::{Language, Time, id};
use store::{Read, Row, StoreError, Write, values};

/// Somebody of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Their id.
    pub id: String,
    /// Whose.
    pub client: String,
    /// As they are called.
    pub name: String,
    /// Their address, as it is compared.
    pub email: String,
    /// The language of their pages.
    pub language: Language,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// Until when their invitation is good, if there is one.
    pub invite_until: Option<Time>,
    /// Since when they have the seat.
    pub made_at: Time,
    /// When it was closed.
    pub closed_at: Option<Time>,
}

/// How long an invitation is good: three days, for the client's people read their mail at other hours.
pub const INVITE_MS: i64 = 3 * 86_400_000;

/// An address as it is compared.
pub fn email_of(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Gives somebody a seat; answers its id, or nothing where the address has one already, with whatever client.
pub async fn add(
    tx: &mut Write,
    client: &str,
    name: &str,
    email: &str,
    language: &Language,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let id = id::new_id(now);
    let row = values![&id, client, name, email_of(email), language.as_str(), now];
    let into = "seat (id, client, name, email, language, made_at)";
    let new = tx.insert_new(into, "id", vec![row]).await?;
    Ok((!new.is_empty()).then_some(id))
}

/// Makes an invitation for a seat that is not closed; answers the secret of its link, which is nowhere else. An earlier one
/// is void. A password that was chosen stays until the new one is.
pub async fn invite(
    tx: &mut Write,
    client: &str,
    seat: &str,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let secret = id::secret();
    let sql = "
        update seat
        set invite = $3, invite_until = $4
        where id = $1 and client = $2 and closed_at is null";
    let changed = tx.execute(sql, values![seat, client, id::digest(&secret), now.plus_millis(INVITE_MS)]);
    Ok((changed.await? == 1).then_some(secret))
}

/// The seat of an invitation, if that is still good.
pub async fn invited(db: &mut Read, secret: &str, now: Time) -> Result<Option<Seat>, StoreError> {
    let sql = format!("{SELECT} where invite = $1 and invite_until > $2 and closed_at is null");
    db.row(&sql, values![id::digest(secret), now]).await?.as_ref().map(seat).transpose()
}

/// Uses an invitation up: the password's hash is kept from now on, and everything signed in with an older one is out.
/// Answers whose it was; of two at once one is told nothing.
pub async fn accept(
    tx: &mut Write,
    secret: &str,
    password: &str,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let sql = "
        update seat
        set password = $3, invite = null, invite_until = null
        where invite = $1 and invite_until > $2 and closed_at is null
        returning id";
    let row = tx.reading().row(sql, values![id::digest(secret), now, password]).await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.text("id")?;
    crate::session::end_all(tx, &id).await?;
    Ok(Some(id))
}

/// Sets the language of somebody's pages.
pub async fn set_language(tx: &mut Write, seat: &str, language: &Language) -> Result<(), StoreError> {
    tx.execute("update seat set language = $2 where id = $1", values![seat, language.as_str()])
        .await
        .map(drop)
}

/// Closes a seat: its sessions end, its address can have another. Answers whether there was such a one.
pub async fn close(tx: &mut Write, client: &str, seat: &str, now: Time) -> Result<bool, StoreError> {
    // The address is free again, and still to be read in the newsroom's list.
    let sql = "
        update seat
        set closed_at = $3, email = email || ' ' || id, password = null, invite = null, invite_until = null
        where id = $1 and client = $2 and closed_at is null";
    let closed = tx.execute(sql, values![seat, client, now]).await? == 1;
    if closed {
        crate::session::end_all(tx, seat).await?;
    }
    Ok(closed)
}

/// The seat of an address and the hash of its password, if it is not closed.
pub async fn of_email(db: &mut Read, email: &str) -> Result<Option<(Seat, Option<String>)>, StoreError> {
    let email = email_of(email);
    if email.contains('\0') {
        return Ok(None);
    }
    let sql = format!("{SELECT} where email = $1 and closed_at is null");
    let Some(row) = db.row(&sql, values![email]).await? else { return Ok(None) };
    Ok(Some((seat(&row)?, row.text_or_none("password")?)))
}

/// One seat of a client.
pub async fn find(db: &mut Read, client: &str, id: &str) -> Result<Option<Seat>, StoreError> {
    let sql = format!("{SELECT} where id = $1 and client = $2");
    db.row(&sql, values![id, client]).await?.as_ref().map(seat).transpose()
}

/// All seats of a client, closed ones at the end.
pub async fn of(db: &mut Read, client: &str) -> Result<Vec<Seat>, StoreError> {
    let sql = format!(
        "{SELECT} where client = $1 order by case when closed_at is null then 0 else 1 end, name, id"
    );
    db.rows(&sql, values![client]).await?.iter().map(seat).collect()
}

pub(crate) const SELECT: &str = "
    select id, client, name, email, language, password, invite_until, made_at, closed_at
    from seat";

pub(crate) fn seat(row: &Row) -> Result<Seat, StoreError> {
    let email = row.text("email")?;
    Ok(Seat {
        id: row.text("id")?,
        client: row.text("client")?,
        name: row.text("name")?,
        email: email.split(' ').next().unwrap_or_default().to_owned(),
        language: row.text("language")?.parse().map_err(|_| StoreError::Damaged("seat.language".into()))?,
        has_password: row.text_or_none("password")?.is_some(),
        invite_until: row.time_or_none("invite_until")?,
        made_at: row.time("made_at")?,
        closed_at: row.time_or_none("closed_at")?,
    })
}
