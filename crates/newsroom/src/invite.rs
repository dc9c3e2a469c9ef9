//! Invitations: a link, good once, for a day. The table holds the hash of its secret.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

use crate::rights::Role;

/// How long an invitation is good: a day.
pub const GOOD_MS: i64 = 86_400_000;

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The hash of its secret.
    pub id: String,
    /// Who is invited.
    pub name: String,
    /// As what.
    pub role: Role,
    /// By whom: a colleague's id, `machine` for the command line, nobody for the first administrator's.
    pub made_by: Option<String>,
    /// When.
    pub made_at: Time,
    /// Until when it is good.
    pub expires_at: Time,
}

/// The name under which the command line invites.
pub const MACHINE: &str = "machine";

/// Invites somebody; answers the secret of the link, which is nowhere else.
pub async fn make(
    tx: &mut Write,
    name: &str,
    role: Role,
    made_by: Option<&str>,
    now: Time,
) -> Result<String, StoreError> {
    let secret = id::secret();
    let sql = "
        insert into invite (id, name, role, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)";
    let until = now.millis() + GOOD_MS;
    tx.execute(sql, values![id::digest(&secret), name, role.name(), made_by, now, until]).await?;
    Ok(secret)
}

/// Invites the first administrator, as long as there is none. The invitation of an earlier start is void.
pub async fn first(tx: &mut Write, now: Time) -> Result<Option<String>, StoreError> {
    if administrators(tx.reading()).await? > 0 {
        return Ok(None);
    }
    tx.execute("delete from invite where made_by is null and used_by is null", values![]).await?;
    make(tx, "", Role::Administrator, None, now).await.map(Some)
}

/// How many administrators work here.
pub async fn administrators(db: &mut Read) -> Result<i64, StoreError> {
    let sql = "select count(*) as n from staff where role = $1 and left_at is null";
    db.row(sql, values![Role::Administrator.name()]).await?.map_or(Ok(0), |row| row.int("n"))
}

const COLUMNS: &str = "id, name, role, made_by, made_at, expires_at";

/// The invitation of a secret, if it is still good.
pub async fn find(db: &mut Read, secret: &str, now: Time) -> Result<Option<Invite>, StoreError> {
    let sql = format!("select {COLUMNS} from invite where id = $1 and used_by is null and expires_at > $2");
    db.row(&sql, values![id::digest(secret), now]).await?.as_ref().map(invite).transpose()
}

/// Those that are still good, newest first.
pub async fn open(db: &mut Read, now: Time) -> Result<Vec<Invite>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from invite where used_by is null and expires_at > $1 order by made_at desc, id"
    );
    db.rows(&sql, values![now]).await?.iter().map(invite).collect()
}

/// Uses an invitation up for a new member. Answers whether it was still good: of two at once one is told no.
pub async fn accept(tx: &mut Write, secret: &str, staff: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "update invite set used_by = $3 where id = $1 and used_by is null and expires_at > $2";
    Ok(tx.execute(sql, values![id::digest(secret), now, staff]).await? == 1)
}

/// Takes an invitation back by its id.
pub async fn withdraw(tx: &mut Write, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from invite where id = $1 and used_by is null", values![id]).await? == 1)
}

/// Forgets those that have run out.
pub async fn sweep(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    tx.execute("delete from invite where expires_at <= $1", values![now]).await
}

fn invite(row: &Row) -> Result<Invite, StoreError> {
    let role = Role::from_name(&row.text("role")?);
    Ok(Invite {
        id: row.text("id")?,
        name: row.text("name")?,
        role: role.ok_or_else(|| StoreError::Damaged("invite.role".into()))?,
        made_by: row.text_or_none("made_by")?,
        made_at: row.time("made_at")?,
        expires_at: row.time("expires_at")?,
    })
}
