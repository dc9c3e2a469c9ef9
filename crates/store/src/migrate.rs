//! Migrations: numbered texts, forward only, each in a transaction of its own.

use sqlx::{AssertSqlSafe, Executor};

use crate::{Store, StoreError};

/// One step of the database's shape.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// 1, 2, 3 … without gaps.
    pub version: i64,
    /// Its file's name.
    pub name: &'static str,
    /// Statements for both engines. `{by_key}` behind a table's columns keeps its rows in the order of their key.
    pub sql: &'static str,
}

/// The newsroom's database, from empty to this release. `till` and `gate` have databases and lists of their own.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "0001_edition", sql: include_str!("../../../migrations/0001_edition.sql") },
    Migration { version: 2, name: "0002_story", sql: include_str!("../../../migrations/0002_story.sql") },
    Migration { version: 3, name: "0003_desk", sql: include_str!("../../../migrations/0003_desk.sql") },
    Migration {
        version: 4,
        name: "0004_newsroom",
        sql: include_str!("../../../migrations/0004_newsroom.sql"),
    },
    Migration {
        version: 5,
        name: "0005_delivery",
        sql: include_str!("../../../migrations/0005_delivery.sql"),
    },
    Migration { version: 6, name: "0006_library", sql: include_str!("../../../migrations/0006_library.sql") },
    Migration { version: 7, name: "0007_merged", sql: include_str!("../../../migrations/0007_merged.sql") },
    Migration { version: 8, name: "0008_errata", sql: include_str!("../../../migrations/0008_errata.sql") },
    Migration { version: 9, name: "0009_wire", sql: include_str!("../../../migrations/0009_wire.sql") },
    Migration {
        version: 10,
        name: "0010_staff_token",
        sql: include_str!("../../../migrations/0010_staff_token.sql"),
    },
    Migration {
        version: 11,
        name: "0011_telegram",
        sql: include_str!("../../../migrations/0011_telegram.sql"),
    },
    Migration { version: 12, name: "0012_reads", sql: include_str!("../../../migrations/0012_reads.sql") },
    Migration { version: 13, name: "0013_client", sql: include_str!("../../../migrations/0013_client.sql") },
    Migration { version: 14, name: "0014_push", sql: include_str!("../../../migrations/0014_push.sql") },
    Migration {
        version: 15,
        name: "0015_newsletter",
        sql: include_str!("../../../migrations/0015_newsletter.sql"),
    },
];

/// Brings the database from whatever version it has to the last of `migrations`. Two processes may do so at once:
/// the version row is written in the same transaction as the change, so the second finds it done.
pub async fn migrate_to(store: &Store, migrations: &[Migration]) -> Result<(), StoreError> {
    store.writers().execute(VERSIONS).await?;
    let found = version(store).await?;
    let known = migrations.last().map_or(0, |m| m.version);
    if found > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    for migration in migrations.iter().filter(|m| m.version > found) {
        apply(store, migration).await?;
    }
    Ok(())
}

const VERSIONS: &str =
    "create table if not exists migration (version bigint not null primary key, name text not null)";

async fn version(store: &Store) -> Result<i64, StoreError> {
    let sql = "select coalesce(max(version), 0) from migration";
    Ok(sqlx::query_scalar(sql).fetch_one(store.writers()).await?)
}

async fn apply(store: &Store, migration: &Migration) -> Result<(), StoreError> {
    let failed = |source| StoreError::Migration { version: migration.version, name: migration.name, source };
    let mut tx = store.writers().begin_with(store.engine().begin_write()).await?;
    let recorded =
        sqlx::query("insert into migration (version, name) values ($1, $2) on conflict do nothing")
            .bind(migration.version)
            .bind(migration.name)
            .execute(&mut *tx)
            .await?;
    if recorded.rows_affected() == 0 {
        return Ok(());
    }
    for statement in statements(migration.sql) {
        let statement = statement.replace("{by_key}", store.engine().by_key());
        tx.execute(AssertSqlSafe(statement)).await.map_err(failed)?;
    }
    Ok(tx.commit().await?)
}

/// The statements of a migration: separated by a semicolon at a line's end; lines of comment stay out.
fn statements(sql: &str) -> impl Iterator<Item = &str> {
    sql.split(";\n")
        .map(str::trim)
        .filter(|s| s.lines().any(|line| !line.trim_start().starts_with("--") && !line.is_empty()))
}
