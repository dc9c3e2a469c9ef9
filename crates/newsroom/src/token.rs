//! Keys by which a member's own programs write, publish and kill for them: shown once, kept as a hash, with an end, and with
//! no more rights than they were given and the member's role has. They open only what the table of routes marks for programs:
//! nobody changes staff or ways to sign in by one.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

use crate::rights::Right;
use crate::staff::{self, Member};

/// A key that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id, by which it is ended.
    pub id: String,
    /// Whose programs have it.
    pub staff: String,
    /// Which program.
    pub name: String,
    /// What it may do, as far as the member may.
    pub rights: Vec<Right>,
    /// When it was made.
    pub made_at: Time,
    /// When it ends by itself.
    pub ends_at: Time,
    /// When it was last used, to the hour.
    pub used_at: Option<Time>,
}

/// The rights that can be given to a program.
pub const GIVEN: [Right; 3] = [Right::Write, Right::Publish, Right::Kill];

/// No key lasts longer: a year, in days.
pub const LONGEST_DAYS: i64 = 366;

/// What every key begins with, so that one that leaked is known for what it is.
const MARK: &str = "vestka_desk_";

/// How exactly the last use is noted.
const SEEN_MS: i64 = 3_600_000;

/// Makes a key; answers it, which is shown now and never again.
pub async fn make(
    tx: &mut Write,
    staff: &str,
    name: &str,
    rights: &[Right],
    ends_at: Time,
    now: Time,
) -> Result<String, StoreError> {
    let secret = format!("{MARK}{}", id::secret());
    let rights: Vec<&str> = rights.iter().map(|right| right.name()).collect();
    let sql = "
        insert into staff_token (id, staff, name, hash, rights, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let row = values![id::new_id(now), staff, name, id::digest(&secret), rights.join(" "), now, ends_at];
    tx.execute(sql, row).await?;
    Ok(secret)
}

/// For whom a key acts, if it still does.
pub async fn find(db: &mut Read, secret: &str, now: Time) -> Result<Option<(Member, Token)>, StoreError> {
    let sql = format!("{SELECT} where hash = $1 and ends_at > $2");
    let Some(row) = db.row(&sql, values![id::digest(secret), now]).await? else { return Ok(None) };
    let token = token(&row)?;
    let member = staff::find(db, &token.staff).await?.filter(|member| member.left_at.is_none());
    Ok(member.map(|member| (member, token)))
}

/// All keys of somebody, the newest first; those that have ended as well, until they are swept away.
pub async fn of(db: &mut Read, staff: &str) -> Result<Vec<Token>, StoreError> {
    let sql = format!("{SELECT} where staff = $1 order by made_at desc, id");
    db.rows(&sql, values![staff]).await?.iter().map(token).collect()
}

/// Whether its use is worth noting: not more often than every hour.
pub fn is_to_be_noted(token: &Token, now: Time) -> bool {
    token.used_at.is_none_or(|used| now.millis() - used.millis() > SEEN_MS)
}

/// Notes that it is in use.
pub async fn note(tx: &mut Write, id: &str, now: Time) -> Result<(), StoreError> {
    tx.execute("update staff_token set used_at = $1 where id = $2", values![now, id]).await.map(drop)
}

/// Ends one key of somebody; answers what it was called, if there was such a one.
pub async fn end(tx: &mut Write, staff: &str, id: &str) -> Result<Option<String>, StoreError> {
    let sql = "delete from staff_token where id = $1 and staff = $2 returning name";
    tx.reading().row(sql, values![id, staff]).await?.map(|row| row.text("name")).transpose()
}

/// Ends all keys of somebody.
pub async fn end_all(tx: &mut Write, staff: &str) -> Result<u64, StoreError> {
    tx.execute("delete from staff_token where staff = $1", values![staff]).await
}

/// Forgets those that ended a month ago: until then their owner sees why a program stands still.
pub async fn sweep(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    tx.execute("delete from staff_token where ends_at <= $1", values![now.plus_hours(-24 * 30)]).await
}

const SELECT: &str = "select id, staff, name, rights, made_at, ends_at, used_at from staff_token";

fn token(row: &Row) -> Result<Token, StoreError> {
    let rights = row.text("rights")?;
    Ok(Token {
        id: row.text("id")?,
        staff: row.text("staff")?,
        name: row.text("name")?,
        rights: GIVEN
            .into_iter()
            .filter(|right| rights.split(' ').any(|name| name == right.name()))
            .collect(),
        made_at: row.time("made_at")?,
        ends_at: row.time("ends_at")?,
        used_at: row.time_or_none("used_at")?,
    })
}
