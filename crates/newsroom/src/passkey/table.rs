//! The table of passkeys.

use base::Time;
use store::{Read, Row, StoreError, Write, values};
use webauthn_rs::prelude::Passkey;

use crate::failure::Answer;

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: Time,
    /// When it was last used.
    pub used_at: Option<Time>,
}

/// One with its owner.
pub(super) struct Kept {
    pub staff: String,
    pub passkey: Passkey,
    /// As it was read: another sign-in at the same moment changes it.
    before: String,
}

/// Those of somebody, for their page.
pub async fn lines(db: &mut Read, staff: &str) -> Result<Vec<Line>, StoreError> {
    let sql = "select id, name, since, used_at from passkey where staff = $1 order by since, id";
    db.rows(sql, values![staff]).await?.iter().map(line).collect()
}

/// How many somebody has.
pub async fn count(db: &mut Read, staff: &str) -> Result<i64, StoreError> {
    let sql = "select count(*) as n from passkey where staff = $1";
    db.row(sql, values![staff]).await?.map_or(Ok(0), |row| row.int("n"))
}

/// Calls one otherwise. Answers whether it is theirs.
pub async fn rename(tx: &mut Write, staff: &str, id: &str, name: &str) -> Result<bool, StoreError> {
    let sql = "update passkey set name = $3 where id = $1 and staff = $2";
    Ok(tx.execute(sql, values![id, staff, name]).await? == 1)
}

/// Takes one away. Answers whether it was theirs.
pub async fn forget(tx: &mut Write, staff: &str, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from passkey where id = $1 and staff = $2", values![id, staff]).await? == 1)
}

pub(super) async fn of(db: &mut Read, staff: &str) -> Result<Vec<Passkey>, StoreError> {
    let rows = db.rows("select credential from passkey where staff = $1 order by id", values![staff]).await?;
    rows.iter().map(|row| parsed(&row.text("credential")?)).collect()
}

/// The one that a device named, of somebody who still works here.
pub(super) async fn find(db: &mut Read, id: &[u8]) -> Result<Option<Kept>, StoreError> {
    let sql = "
        select passkey.staff as staff, passkey.credential as credential
        from passkey
        join staff on staff.id = passkey.staff
        where passkey.id = $1 and staff.left_at is null";
    let Some(row) = db.row(sql, values![base::id::hex(id)]).await? else { return Ok(None) };
    let before = row.text("credential")?;
    Ok(Some(Kept { staff: row.text("staff")?, passkey: parsed(&before)?, before }))
}

/// Adds one. False where the device's id is known already, whoever has it.
pub(super) async fn add(
    tx: &mut Write,
    staff: &str,
    name: &str,
    passkey: &Passkey,
    now: Time,
) -> Answer<bool> {
    let sql = "
        insert into passkey (id, staff, name, credential, since) values ($1, $2, $3, $4, $5)
        on conflict (id) do nothing";
    let row = values![base::id::hex(passkey.cred_id()), staff, name, written(passkey)?, now];
    Ok(tx.execute(sql, row).await? == 1)
}

pub(super) async fn note_use(tx: &mut Write, kept: &Kept, now: Time) -> Result<bool, StoreError> {
    let sql = "update passkey set credential = $3, used_at = $4 where id = $1 and credential = $2";
    let id = base::id::hex(kept.passkey.cred_id());
    Ok(tx.execute(sql, values![id, &kept.before, written(&kept.passkey)?, now]).await? == 1)
}

fn written(passkey: &Passkey) -> Result<String, StoreError> {
    serde_json::to_string(passkey).map_err(|error| StoreError::Damaged(format!("passkey: {error}")))
}

fn parsed(text: &str) -> Result<Passkey, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("passkey: {error}")))
}

fn line(row: &Row) -> Result<Line, StoreError> {
    Ok(Line {
        id: row.text("id")?,
        name: row.text("name")?,
        since: row.time("since")?,
        used_at: row.time_or_none("used_at")?,
    })
}
