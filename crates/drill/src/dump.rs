//! A database's rows as text: what a dump has, and what its pages hide from a search of bytes (values that are compressed
//! or lie on two pages).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

/// Writes every row of every table to a file, a line each.
///
/// # Errors
/// When the database does not answer.
pub async fn dump(url: &str, to: &Path) -> anyhow::Result<()> {
    sqlx::any::install_default_drivers();
    let mut db = AnyConnection::connect(url).await.with_context(|| format!("{url} does not answer"))?;
    let mut file = BufWriter::new(File::create(to)?);
    for table in tables(&mut db, url).await? {
        let columns = columns(&mut db, url, &table).await?;
        let as_text: Vec<String> =
            columns.iter().map(|column| format!("coalesce(cast(\"{column}\" as text), '')")).collect();
        let line = as_text.join(" || '\t' || ");
        let sql = format!("select {line} from \"{table}\"");
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut db).await? {
            writeln!(file, "{table}\t{}", row.try_get::<String, _>(0)?)?;
        }
    }
    file.flush()?;
    Ok(db.close().await?)
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}

async fn tables(db: &mut AnyConnection, url: &str) -> anyhow::Result<Vec<String>> {
    let sql = match is_postgres(url) {
        true => "select cast(tablename as text) from pg_tables where schemaname = 'public'",
        false => "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    };
    Ok(sqlx::query_scalar(sql).fetch_all(db).await?)
}

async fn columns(db: &mut AnyConnection, url: &str, table: &str) -> anyhow::Result<Vec<String>> {
    let sql = match is_postgres(url) {
        true => "select cast(column_name as text) from information_schema.columns where table_name = $1",
        false => "select name from pragma_table_info($1)",
    };
    Ok(sqlx::query_scalar(sql).bind(table).fetch_all(db).await?)
}

/// Makes a PostgreSQL database beside another one, empty or like a third; its address.
///
/// # Errors
/// When the server refuses.
pub async fn make_postgres(server: &str, name: &str, like: Option<&str>) -> anyhow::Result<String> {
    let like = like.map(|template| format!(" template \"{template}\"")).unwrap_or_default();
    execute(server, &format!("create database \"{name}\"{like}")).await?;
    let (base, _) = server.rsplit_once('/').context("the address ends with a database's name")?;
    Ok(format!("{base}/{name}"))
}

/// Takes it away again.
///
/// # Errors
/// When the server refuses.
pub async fn drop_postgres(server: &str, name: &str) -> anyhow::Result<()> {
    execute(server, &format!("drop database if exists \"{name}\" with (force)")).await
}

/// Has a PostgreSQL server write what it holds in memory to its files.
///
/// # Errors
/// When the server refuses: it takes a superuser.
pub async fn checkpoint(server: &str) -> anyhow::Result<()> {
    execute(server, "checkpoint").await
}

async fn execute(server: &str, statement: &str) -> anyhow::Result<()> {
    sqlx::any::install_default_drivers();
    let mut db = AnyConnection::connect(server).await.with_context(|| format!("{server} does not answer"))?;
    db.execute(AssertSqlSafe(statement.to_owned())).await.with_context(|| statement.to_owned())?;
    Ok(db.close().await?)
}
