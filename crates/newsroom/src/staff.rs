//! The people of the newsroom.

use base::{Language, Time, id};
use store::{Read, Row, StoreError, Write, values};

use crate::rights::Role;

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// For ever theirs; what revisions and changes of state name as their author.
    pub id: String,
    /// As colleagues see it.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language of their desk.
    pub language: Language,
    /// The person who signs their stories, if they have one: an id of `content`'s people.
    pub byline: Option<String>,
    /// Since when they are here.
    pub since: Time,
    /// When they left. Their rows stay: their work names them.
    pub left_at: Option<Time>,
}

/// Takes somebody in; answers their id. `sign_in` is what they type, folded by [`sign_in_of`].
pub async fn add(
    tx: &mut Write,
    name: &str,
    sign_in: &str,
    role: Role,
    language: &Language,
    now: Time,
) -> Result<String, StoreError> {
    let id = id::new_id(now);
    add_as(tx, &id, name, sign_in, role, language, now).await?;
    Ok(id)
}

/// The same under an id that is known before.
pub async fn add_as(
    tx: &mut Write,
    id: &str,
    name: &str,
    sign_in: &str,
    role: Role,
    language: &Language,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "insert into staff (id, name, sign_in, role, language, since) values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, values![id, name, sign_in, role.name(), language.as_str(), now]).await.map(drop)
}

/// Changes what somebody is called, and the language of their desk.
pub async fn introduce(tx: &mut Write, id: &str, name: &str, language: &Language) -> Result<(), StoreError> {
    let sql = "update staff set name = $2, language = $3 where id = $1";
    tx.execute(sql, values![id, name, language.as_str()]).await.map(drop)
}

/// How parting with somebody, or giving them another role, came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// It is done.
    Done,
    /// They are the last administrator: nobody could look after the newsroom.
    Last,
    /// They do not work here.
    Gone,
}

/// Gives somebody another role. Their sessions are the caller's to end.
pub async fn change_role(tx: &mut Write, id: &str, role: Role) -> Result<Parted, StoreError> {
    if role != Role::Administrator && is_last_administrator(tx, id).await? {
        return Ok(Parted::Last);
    }
    let sql = "update staff set role = $2 where id = $1 and left_at is null";
    let changed = tx.execute(sql, values![id, role.name()]).await?;
    Ok(if changed == 1 { Parted::Done } else { Parted::Gone })
}

/// Parts with somebody: they can sign in no more, their work stays. Their sessions are the caller's to end.
pub async fn let_go(tx: &mut Write, id: &str, now: Time) -> Result<Parted, StoreError> {
    if is_last_administrator(tx, id).await? {
        return Ok(Parted::Last);
    }
    let gone =
        tx.execute("update staff set left_at = $2 where id = $1 and left_at is null", values![id, now]);
    Ok(if gone.await? == 1 { Parted::Done } else { Parted::Gone })
}

/// Whether nobody but this member is an administrator. One asks at a time, on any machine, so that two administrators
/// who part with each other at the same moment do not both succeed: the row of whoever came first is the turn.
async fn is_last_administrator(tx: &mut Write, id: &str) -> Result<bool, StoreError> {
    let turn = "update staff set since = since where id = (select min(id) from staff)";
    tx.execute(turn, values![]).await?;
    let sql = "select id from staff where role = $1 and left_at is null order by id limit 2";
    let administrators = tx.reading().rows(sql, values![Role::Administrator.name()]).await?;
    Ok(administrators.len() == 1 && administrators[0].text("id")? == id)
}

/// Links somebody to the person who signs their stories.
pub async fn set_byline(tx: &mut Write, id: &str, person: Option<&str>) -> Result<(), StoreError> {
    tx.execute("update staff set byline = $2 where id = $1", values![id, person]).await.map(drop)
}

/// A sign-in name as it is compared: capitals, accents and spaces at the ends make no difference.
pub fn sign_in_of(typed: &str) -> String {
    base::script::fold(typed.trim())
}

const COLUMNS: &str = "id, name, role, language, byline, since, left_at";

/// One member, whether still here or not.
pub async fn find(db: &mut Read, id: &str) -> Result<Option<Member>, StoreError> {
    let sql = format!("select {COLUMNS} from staff where id = $1");
    db.row(&sql, values![id]).await?.as_ref().map(member).transpose()
}

/// Everybody, those who left at the end.
pub async fn all(db: &mut Read) -> Result<Vec<Member>, StoreError> {
    let sql =
        format!("select {COLUMNS} from staff order by case when left_at is null then 0 else 1 end, name, id");
    db.rows(&sql, values![]).await?.iter().map(member).collect()
}

pub(crate) fn member(row: &Row) -> Result<Member, StoreError> {
    let damaged = |column: &str| StoreError::Damaged(format!("staff.{column}"));
    Ok(Member {
        id: row.text("id")?,
        name: row.text("name")?,
        role: Role::from_name(&row.text("role")?).ok_or_else(|| damaged("role"))?,
        language: row.text("language")?.parse().map_err(|_| damaged("language"))?,
        byline: row.text_or_none("byline")?,
        since: row.time("since")?,
        left_at: row.time_or_none("left_at")?,
    })
}
