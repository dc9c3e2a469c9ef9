//! Reading a snapshot, and writing durably.

use sqlx::any::{AnyArguments, AnyQueryResult};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Transaction};

use crate::dialect::Engine;
use crate::edition::{self, Announcement};
use crate::{Row, Store, StoreError, Value};

/// A consistent snapshot to read from. Dropping it ends it.
pub struct Read {
    pub(crate) engine: Engine,
    pub(crate) transaction: Transaction<'static, Any>,
}

impl Read {
    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// All rows of an answer.
    pub async fn rows(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        rows(&mut self.transaction, sql, values).await
    }

    /// The first row of an answer, if it has one.
    pub async fn row(&mut self, sql: &str, values: Vec<Value>) -> Result<Option<Row>, StoreError> {
        row(&mut self.transaction, sql, values).await
    }
}

/// A transaction that writes. Dropped without [`Write::commit`], it changes nothing.
pub struct Write {
    pub(crate) read: Read,
    pub(crate) store: Store,
    pub(crate) announcements: Vec<Announcement>,
    pub(crate) turn: Option<i64>,
}

impl Write {
    /// Executes a statement; answers how many rows it changed.
    pub async fn execute(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let result: AnyQueryResult = query(sql, values).execute(&mut *self.read.transaction).await?;
        Ok(result.rows_affected())
    }

    /// Inserts many rows with as few statements as the engines' parameter limits allow. `into` is the table with its
    /// columns, `story_state (story, state)`; `conflict` what to do about rows that exist, or nothing.
    pub async fn insert(
        &mut self,
        into: &str,
        conflict: &str,
        rows: Vec<Vec<Value>>,
    ) -> Result<(), StoreError> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(()) };
        for chunk in rows.chunks((PARAMETERS_A_STATEMENT / width).max(1)) {
            let sql = format!("insert into {into} values {} {conflict}", placeholders(chunk.len(), width));
            self.execute(&sql, chunk.iter().flatten().cloned().collect()).await?;
        }
        Ok(())
    }

    /// Inserts rows and answers those that were not there, each as its `key`; the others stay as they are. `into` is as in
    /// [`Write::insert`].
    pub async fn insert_new(
        &mut self,
        into: &str,
        key: &str,
        rows: Vec<Vec<Value>>,
    ) -> Result<Vec<Row>, StoreError> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(Vec::new()) };
        let mut new = Vec::new();
        for chunk in rows.chunks((PARAMETERS_A_STATEMENT / width).max(1)) {
            let places = placeholders(chunk.len(), width);
            let sql = format!("insert into {into} values {places} on conflict do nothing returning {key}");
            new.extend(self.read.rows(&sql, chunk.iter().flatten().cloned().collect()).await?);
        }
        Ok(new)
    }

    /// Takes all rows out of a table, so that with the commit they are gone for good: what is not overwritten by then,
    /// [`Store::scrub`] makes unreadable.
    pub async fn empty(&mut self, table: &str) -> Result<(), StoreError> {
        let sql = self.store.engine().empty(table);
        self.execute(&sql, Vec::new()).await?;
        Ok(())
    }

    /// What this transaction itself would read: its snapshot and its own changes.
    pub fn reading(&mut self) -> &mut Read {
        &mut self.read
    }

    /// Waits until no other publication is under way, on any machine; from here to the commit there is none. What is
    /// chosen next (a number, a slug) is then chosen by nobody else.
    pub async fn take_turn(&mut self) -> Result<(), StoreError> {
        if self.turn.is_none() {
            self.turn = Some(edition::next_version(self).await?);
        }
        Ok(())
    }

    /// Lets everybody know, at commit, what has changed: the outbox and this process's listeners.
    pub fn announce(&mut self, announcement: Announcement) {
        self.announcements.push(announcement);
    }

    /// Makes all of it durable, then tells this process's listeners before it returns: a page asked for afterwards
    /// is fresh.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if self.announcements.is_empty() {
            return Ok(self.read.transaction.commit().await?);
        }
        let announcements = std::mem::take(&mut self.announcements);
        edition::write_outbox(&mut self, &announcements).await?;
        self.read.transaction.commit().await?;
        self.store.tell(&announcements);
        Ok(())
    }
}

/// Far fewer than SQLite's 32,766 and PostgreSQL's 65,535. Longer statements cost more: for each parameter the driver
/// asks SQLite for its name, and SQLite looks through the names before it. With 2,000 that was a third of an import.
const PARAMETERS_A_STATEMENT: usize = 250;

/// `($1, $2), ($3, $4)`.
fn placeholders(rows: usize, width: usize) -> String {
    let row = |r: usize| {
        let inside: Vec<String> = (1..=width).map(|c| format!("${}", r * width + c)).collect();
        format!("({})", inside.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

async fn rows(
    tx: &mut Transaction<'static, Any>,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Row>, StoreError> {
    Ok(query(sql, values).fetch_all(&mut **tx).await?.into_iter().map(Row).collect())
}

async fn row(
    tx: &mut Transaction<'static, Any>,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<Row>, StoreError> {
    Ok(query(sql, values).fetch_optional(&mut **tx).await?.map(Row))
}

/// Statements are written by us, never from input: input only ever comes as a [`Value`].
fn query(sql: &str, values: Vec<Value>) -> Query<'static, Any, AnyArguments> {
    let query = sqlx::query::<Any>(AssertSqlSafe(sql.to_owned()));
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(n) => query.bind(n),
        Value::Text(t) => query.bind(t),
        Value::NoInt => query.bind(None::<i64>),
        Value::NoText => query.bind(None::<String>),
    })
}
