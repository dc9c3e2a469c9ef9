//! Fresh databases for tests, on both engines. `./check` starts a PostgreSQL of its own and names it in
//! `VESTKA_TEST_POSTGRES`; without that variable only SQLite is tested, which is enough for the edit loop.

use std::future::Future;

use base::{Clock, id::new_id};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use crate::{MIGRATIONS, Store, StoreUrl};

/// Runs a test on an empty database of each engine.
pub fn on_both<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let test = &test;
    on_both_empty(|url| async move {
        let store = Store::open(&url, MIGRATIONS).await.expect("the database opens");
        test(store.clone()).await;
        store.close().await;
    });
}

/// Runs a test with the address of a database of each engine in which nothing is yet: for rooms with a database of their
/// own.
pub fn on_both_empty<F: Future<Output = ()>>(test: impl Fn(StoreUrl) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder for the test");
    runtime.block_on(async {
        test(StoreUrl::Sqlite(folder.path().join("test.db"))).await;
        if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
            let (url, name) = empty_postgres(&server).await;
            test(url).await;
            drop_postgres(&server, &name).await;
        }
    });
}

/// An empty PostgreSQL database on the test server, and its name.
pub async fn empty_postgres(server: &str) -> (StoreUrl, String) {
    let name = format!("t{}", new_id(Clock::system().now()).replace('-', ""));
    execute(server, &format!("create database {name}")).await;
    let (base, _) = server.rsplit_once('/').expect("the server's address ends with a database");
    (StoreUrl::Postgres(format!("{base}/{name}")), name)
}

/// Takes it away again.
pub async fn drop_postgres(server: &str, name: &str) {
    execute(server, &format!("drop database if exists {name} with (force)")).await;
}

async fn execute(server: &str, statement: &str) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(server).await.expect("the test server answers");
    connection.execute(AssertSqlSafe(statement.to_owned())).await.expect("the statement is accepted");
}
