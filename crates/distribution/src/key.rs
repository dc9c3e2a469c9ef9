//! Keys of the Content API. They open nothing that is not public; they are there because Ghost's clients send one, and so
//! that an agency can end what it has given. What is kept of a key is its hash, and nothing of how it is used.

use base::Time;
use base::id::{chance, digest, hex, new_id};
use store::{Read, Store, StoreError, values};

/// A key that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its id, by which it is revoked.
    pub id: String,
    /// For whom, or for what.
    pub name: String,
    /// When it was given.
    pub made_at: Time,
    /// When it was revoked.
    pub revoked_at: Option<Time>,
}

/// Makes a key: 26 hexadecimal digits, as Ghost's clients want. It is shown now and never again.
pub async fn make(store: &Store, name: &str, now: Time) -> Result<String, StoreError> {
    let key = hex(&chance::<13>());
    let mut tx = store.write().await?;
    let sql = "insert into content_key (id, name, hash, made_at) values ($1, $2, $3, $4)";
    tx.execute(sql, values![new_id(now), name, digest(&key), now]).await?;
    tx.commit().await?;
    Ok(key)
}

/// All keys, the newest first.
pub async fn all(db: &mut Read) -> Result<Vec<Given>, StoreError> {
    let sql = "select id, name, made_at, revoked_at from content_key order by made_at desc, id";
    let given = |row: &store::Row| {
        Ok(Given {
            id: row.text("id")?,
            name: row.text("name")?,
            made_at: row.time("made_at")?,
            revoked_at: row.time_or_none("revoked_at")?,
        })
    };
    db.rows(sql, vec![]).await?.iter().map(given).collect()
}

/// Revokes a key; whether there was such a one. From then on it opens nothing.
pub async fn revoke(store: &Store, id: &str, now: Time) -> Result<bool, StoreError> {
    let mut tx = store.write().await?;
    let sql = "update content_key set revoked_at = $2 where id = $1 and revoked_at is null";
    let revoked = tx.execute(sql, values![id, now]).await?;
    tx.commit().await?;
    Ok(revoked > 0)
}

/// Whether a key is one that was given and not revoked.
pub async fn is_good(db: &mut Read, key: &str) -> Result<bool, StoreError> {
    let sql = "select 1 as good from content_key where hash = $1 and revoked_at is null";
    Ok(db.row(sql, values![digest(key)]).await?.is_some())
}
