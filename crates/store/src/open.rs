//! Opening a database: its address, its pools, its migrations.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe, Executor};

use crate::dialect::Engine;
use crate::edition::{Announcement, Listener};
use crate::{Migration, Read, StoreError, Write, migrate_to};

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// A file, made when it is not there.
    Sqlite(PathBuf),
    /// `postgres://user:password@host:port/name`.
    Postgres(String),
}

impl StoreUrl {
    /// Reads the setting `database.url`: empty means the file `vestka.db` in the data folder.
    pub fn from_setting(url: &str, data: &Path) -> Result<StoreUrl, StoreError> {
        match url {
            "" => Ok(StoreUrl::Sqlite(data.join("vestka.db"))),
            _ if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(StoreUrl::Postgres(url.to_owned()))
            }
            _ => Err(StoreError::Address(url.to_owned())),
        }
    }

    fn engine(&self) -> Engine {
        match self {
            StoreUrl::Sqlite(_) => Engine::Sqlite,
            StoreUrl::Postgres(_) => Engine::Postgres,
        }
    }

    fn sqlx_url(&self) -> String {
        match self {
            StoreUrl::Sqlite(path) => format!("sqlite://{}?mode=rwc", percent(&path.to_string_lossy())),
            StoreUrl::Postgres(url) => url.clone(),
        }
    }
}

/// An open database. Cheap to clone; all clones share its connections and listeners.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    url: StoreUrl,
    readers: AnyPool,
    writers: AnyPool,
    listeners: RwLock<Vec<Listener>>,
}

impl Store {
    /// Opens the database, makes it when it is not there, and brings it up to the newest of `migrations`.
    pub async fn open(url: &StoreUrl, migrations: &[Migration]) -> Result<Store, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = url.engine();
        let (reading, writing) = match engine {
            Engine::Sqlite => (4, 1),
            Engine::Postgres => (8, 4),
        };
        let writers = pool(url, writing, &[]).await?;
        let readers = pool(url, reading, engine.on_connect_to_read()).await?;
        let inner = Inner { engine, url: url.clone(), readers, writers, listeners: RwLock::default() };
        let store = Store(Arc::new(inner));
        migrate_to(&store, migrations).await?;
        Ok(store)
    }

    /// Begins to read a snapshot.
    pub async fn read(&self) -> Result<Read, StoreError> {
        let transaction = self.0.readers.begin_with(self.engine().begin_read()).await?;
        Ok(Read { engine: self.engine(), transaction })
    }

    /// Begins to write. With SQLite there is one writer at a time; the others wait in turn.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let transaction = self.0.writers.begin_with(self.engine().begin_write()).await?;
        let read = Read { engine: self.engine(), transaction };
        Ok(Write { read, store: self.clone(), announcements: Vec::new(), turn: None })
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Where the database is.
    pub fn url(&self) -> &StoreUrl {
        &self.0.url
    }

    /// Adds somebody to be told, by this process, of every announcement that it commits or hears of.
    pub fn listen(&self, listener: Listener) {
        self.0.listeners.write().unwrap_or_else(|e| e.into_inner()).push(listener);
    }

    /// Asks the engine to check its files; answers what it complains of, or nothing.
    pub async fn complaints(&self) -> Result<Option<String>, StoreError> {
        let sql = self.engine().integrity_check();
        let rows = sqlx::query_scalar::<_, String>(sql).fetch_all(&self.0.readers).await?;
        Ok(Some(rows.join("; ")).filter(|answer| answer != "ok"))
    }

    /// Makes deleted rows of tables unreadable in the database's files. A reader who is at it for long can hinder it on
    /// SQLite; it is tried for a while, and then the next time.
    pub async fn scrub(&self, tables: &[&str]) -> Result<(), StoreError> {
        for table in tables {
            let sql = self.engine().scrub(table);
            self.0.writers.execute(AssertSqlSafe(sql)).await?;
        }
        Ok(())
    }

    /// Closes all connections; SQLite's log is folded into its file.
    pub async fn close(&self) {
        self.0.readers.close().await;
        self.0.writers.close().await;
    }

    pub(crate) fn tell(&self, announcements: &[Announcement]) {
        for listener in self.0.listeners.read().unwrap_or_else(|e| e.into_inner()).iter() {
            listener(announcements);
        }
    }

    pub(crate) fn writers(&self) -> &AnyPool {
        &self.0.writers
    }

    pub(crate) fn readers(&self) -> &AnyPool {
        &self.0.readers
    }
}

/// Connections that are each told what all are told, and `also`.
pub(crate) async fn pool(
    url: &StoreUrl,
    connections: u32,
    also: &'static [&'static str],
) -> Result<AnyPool, StoreError> {
    let engine = url.engine();
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for statement in engine.on_connect().iter().chain(also) {
                    connection.execute(AssertSqlSafe(*statement)).await?;
                }
                Ok(())
            })
        })
        .connect(&url.sqlx_url())
        .await
        .map_err(StoreError::Unreachable)
}

/// Escapes what has a meaning in a URL's path.
fn percent(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}
