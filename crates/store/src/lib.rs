//! Where everything that must not be lost is kept: one SQL text for SQLite and PostgreSQL.
//!
//! A [`Store`] hands out two kinds of transaction: [`Read`], a consistent snapshot, and [`Write`], which is durable
//! once [`Write::commit`] has returned. Statements use `$1, $2, …` and the column types BIGINT and TEXT, which both
//! engines and sqlx's `Any` driver agree on; the few words that differ have names in [`dialect`].
//!
//! A publishing transaction calls [`Write::announce`]: the announcements go to the outbox under the next *edition
//! version*, which a row lock hands out in commit order, so that a reader of the outbox who remembers the last
//! version it saw never misses one (PostgreSQL sequences alone become visible out of order).

pub mod dialect;
mod edition;
mod fold;
pub mod jobs;
mod migrate;
mod open;
pub mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod value;

pub use edition::{Announcement, Listener, announced_since};
pub use migrate::{MIGRATIONS, Migration, migrate_to};
pub use open::{Store, StoreUrl};
pub use transaction::{Read, Write};
pub use value::{Row, Value};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database's address is not one of the two forms that are understood.
    #[error(
        "the database address '{0}' is not understood: leave it empty for SQLite, or write postgres://user@host/name"
    )]
    Address(String),
    /// The database could not be reached or opened.
    #[error(
        "the database cannot be opened: {0}. Check that it runs, that its address is right and that the folder can be written"
    )]
    Unreachable(#[source] sqlx::Error),
    /// The database was written by a newer release than this one.
    #[error(
        "the database is at version {found}, this release knows versions up to {known}: run the newer release"
    )]
    FromTheFuture {
        /// Version found in the database.
        found: i64,
        /// Newest version that this release has a migration for.
        known: i64,
    },
    /// A migration's text failed.
    #[error("migration {version} ({name}) failed: {source}")]
    Migration {
        /// The migration's number.
        version: i64,
        /// The migration's name.
        name: &'static str,
        /// What the database said.
        source: sqlx::Error,
    },
    /// A row that must be unique exists already.
    #[error("a row with this key exists already: {0}")]
    Duplicate(String),
    /// Anything else that the database said.
    #[error("the database refused: {0}")]
    Database(#[source] sqlx::Error),
    /// A value in the database has not the shape that the code wrote.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(inner) if inner.is_unique_violation() => {
                StoreError::Duplicate(inner.message().to_owned())
            }
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => StoreError::Unreachable(error),
            _ => StoreError::Database(error),
        }
    }
}

#[cfg(test)]
mod tests;
