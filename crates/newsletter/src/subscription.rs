//! The table of those who get newsletters. Nothing in it says who they are.

use base::{Date, Language};
use store::{Read, StoreError, Write, values};

use crate::{List, PublicKey};

/// Hard bounces in a row after which a subscription goes.
pub const MOST_BOUNCES: i64 = 3;

/// A sign-up that waits for its confirmation.
pub(crate) struct New<'a> {
    pub id: &'a str,
    pub language: &'a Language,
    pub lists: &'a [List],
    pub key: &'a PublicKey,
    pub sealed: &'a str,
    pub leave_hash: &'a str,
    pub confirm_hash: &'a str,
    pub day: Date,
}

pub(crate) async fn add(tx: &mut Write, new: &New<'_>) -> Result<(), StoreError> {
    let sql = "
        insert into subscription
          (id, language, daily, weekly, breaking, key, sealed, leave_hash, confirm_hash, day, bounces)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)";
    let has = |list| new.lists.contains(&list);
    let parameters = values![
        new.id,
        new.language.as_str(),
        has(List::Daily),
        has(List::Weekly),
        has(List::Breaking),
        new.key.name(),
        new.sealed,
        new.leave_hash,
        new.confirm_hash,
        new.day.to_string()
    ];
    tx.execute(sql, parameters).await.map(drop)
}

/// Confirms the sign-up of that token's hash, and forgets when it was made. `false` if there is none that waits.
pub(crate) async fn confirm(tx: &mut Write, hash: &str) -> Result<bool, StoreError> {
    let sql = "update subscription set confirm_hash = null, day = '' where confirm_hash = $1";
    Ok(tx.execute(sql, values![hash]).await? > 0)
}

/// Takes the subscription of that token's hash away. `false` if there is none, or none any more.
pub(crate) async fn leave(tx: &mut Write, hash: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from subscription where leave_hash = $1", values![hash]).await? > 0)
}

pub(crate) async fn forget(tx: &mut Write, id: &str) -> Result<(), StoreError> {
    tx.execute("delete from subscription where id = $1", values![id]).await.map(drop)
}

/// Forgets sign-ups of before a day that nobody has confirmed.
pub(crate) async fn tidy(tx: &mut Write, before: Date) -> Result<u64, StoreError> {
    let sql = "delete from subscription where confirm_hash is not null and day < $1";
    tx.execute(sql, values![before.to_string()]).await
}

/// Takes it off a list that another row of the same reader is on, and away if it is on no other.
pub(crate) async fn take_off(tx: &mut Write, id: &str, list: List) -> Result<(), StoreError> {
    let column = list.name();
    tx.execute(&format!("update subscription set {column} = 0 where id = $1"), values![id]).await?;
    let sql = "delete from subscription where id = $1 and daily = 0 and weekly = 0 and breaking = 0";
    tx.execute(sql, values![id]).await.map(drop)
}

/// Counts a hard bounce; with the third in a row the subscription goes.
pub(crate) async fn bounced(tx: &mut Write, id: &str) -> Result<(), StoreError> {
    tx.execute("update subscription set bounces = bounces + 1 where id = $1", values![id]).await?;
    let sql = "delete from subscription where id = $1 and bounces >= $2";
    tx.execute(sql, values![id, MOST_BOUNCES]).await.map(drop)
}

pub(crate) async fn arrived(tx: &mut Write, id: &str) -> Result<(), StoreError> {
    tx.execute("update subscription set bounces = 0 where id = $1", values![id]).await.map(drop)
}

/// How many are on a list: those sealed to a key, and all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Who can be sent to with this key.
    pub readers: i64,
    /// Who is on the list, but sealed to another key.
    pub of_other_keys: i64,
}

/// Counts the confirmed readers of a list.
pub async fn count(
    db: &mut Read,
    language: &Language,
    list: List,
    key: &PublicKey,
) -> Result<Count, StoreError> {
    let sql = format!(
        "select count(*) as readers, coalesce(sum(case when key = $2 then 0 else 1 end), 0) as others
         from subscription
         where language = $1 and confirm_hash is null and {} = 1",
        list.name()
    );
    let row = db.row(&sql, values![language.as_str(), key.name()]).await?;
    let Some(row) = row else { return Ok(Count::default()) };
    let others = row.int("others")?;
    Ok(Count { readers: row.int("readers")? - others, of_other_keys: others })
}
