//! The edition's version and the outbox: how a change reaches everybody who must know of it.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;

use crate::dialect::Engine;
use crate::{Read, Row, Store, StoreError, StoreUrl, Write, values};

/// What a transaction changed, for those who hold copies: a topic ('story', 'names') and its content as JSON, both
/// defined by the room that announces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// What kind of thing changed.
    pub topic: String,
    /// What exactly, as JSON.
    pub content: String,
}

/// Called with what was committed, before the committer goes on. It must be quick and must not fail.
pub type Listener = Arc<dyn Fn(&[Announcement]) + Send + Sync>;

/// Rows kept in the outbox; older ones have long been heard by every process.
const OUTBOX_ROWS: i64 = 10_000;

/// Takes the next edition version. The update holds a row lock until commit, so versions become visible in order.
pub(crate) async fn next_version(tx: &mut Write) -> Result<i64, StoreError> {
    let sql = "update edition set version = version + 1 where id = 1 returning version";
    let row = tx.reading().row(sql, vec![]).await?;
    row.ok_or_else(|| StoreError::Damaged("the edition row is missing".into()))?.int("version")
}

/// Writes the announcements under this transaction's edition version.
pub(crate) async fn write_outbox(tx: &mut Write, announcements: &[Announcement]) -> Result<(), StoreError> {
    tx.take_turn().await?;
    let version = tx.turn.unwrap_or_default();
    let content = serde_json::to_string(announcements).map_err(|e| StoreError::Damaged(e.to_string()))?;
    tx.execute("insert into outbox (version, announcements) values ($1, $2)", values![version, content])
        .await?;
    tx.execute("delete from outbox where version <= $1", values![version - OUTBOX_ROWS]).await?;
    if let Some(notify) = tx.store.engine().notify() {
        tx.reading().row(notify, vec![]).await?;
    }
    Ok(())
}

impl Store {
    /// The version of the last publication: moves on with every announcement.
    pub async fn edition_version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("select version from edition where id = 1").fetch_one(self.readers()).await?)
    }

    /// Tells this process's listeners what other processes committed, for as long as it is polled: SQLite by looking
    /// at its data version every 20 ms, PostgreSQL by LISTEN with a look each second behind it. What this process
    /// committed itself is told twice, which harms nobody.
    pub async fn follow_others(&self) {
        let mut seen = self.edition_version().await.unwrap_or(0);
        let mut wake = Wake::new(self).await;
        loop {
            wake.wait().await;
            match self.hear_since(seen).await {
                Ok(version) => seen = version,
                Err(error) => {
                    tracing::warn!(%error, "the outbox cannot be read; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    async fn hear_since(&self, seen: i64) -> Result<i64, StoreError> {
        let mut last = seen;
        for (version, announcements) in announced_since(&mut self.read().await?, seen).await? {
            self.tell(&announcements);
            last = version;
        }
        Ok(last)
    }
}

/// What was announced after a version of the edition, in order, each with its version. Only the last ten thousand are kept.
pub async fn announced_since(db: &mut Read, seen: i64) -> Result<Vec<(i64, Vec<Announcement>)>, StoreError> {
    let sql = "select version, announcements from outbox where version > $1 order by version";
    let rows = db.rows(sql, values![seen]).await?;
    rows.iter().map(|row| Ok((row.int("version")?, announcements(row)?))).collect()
}

fn announcements(row: &Row) -> Result<Vec<Announcement>, StoreError> {
    serde_json::from_str(&row.text("announcements")?).map_err(|e| StoreError::Damaged(format!("outbox: {e}")))
}

/// Waits until there may be something new in the outbox.
enum Wake {
    Sqlite { store: Store, connection: Option<sqlx::pool::PoolConnection<sqlx::Any>>, version: i64 },
    Postgres(Option<PgListener>),
}

impl Wake {
    async fn new(store: &Store) -> Wake {
        match store.engine() {
            Engine::Sqlite => Wake::Sqlite { store: store.clone(), connection: None, version: -1 },
            Engine::Postgres => Wake::Postgres(listener(store.url()).await),
        }
    }

    async fn wait(&mut self) {
        match self {
            // `data_version` compares within one connection only, so that connection is held.
            Wake::Sqlite { store, connection, version } => loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                if connection.is_none() {
                    *connection = store.readers().acquire().await.ok();
                }
                let Some(held) = connection else { return };
                match sqlx::query_scalar::<_, i64>("pragma data_version").fetch_one(&mut **held).await {
                    Ok(now) if now == *version => {}
                    Ok(now) => return *version = now,
                    Err(_) => *connection = None,
                }
            },
            Wake::Postgres(listener) => {
                let second = Duration::from_secs(1);
                match listener {
                    Some(listener) => drop(tokio::time::timeout(second, listener.recv()).await),
                    None => tokio::time::sleep(second).await,
                }
            }
        }
    }
}

async fn listener(url: &StoreUrl) -> Option<PgListener> {
    let StoreUrl::Postgres(url) = url else { return None };
    let mut listener = PgListener::connect(url).await.ok()?;
    listener.listen("vestka_edition").await.ok()?;
    Some(listener)
}
