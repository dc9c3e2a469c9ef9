//! Folding SQLite's log into its file, beside those who write.
//!
//! Left alone, SQLite does it in whichever commit fills the log's thousandth page: that writer, and everybody who waits
//! for it, then waits for hundreds of pages to reach the disk. Here a connection of its own does it once a second. It
//! is passive: it keeps nobody from reading or writing, and folds in as much as it can without waiting for anybody.

use std::time::Duration;

use sqlx::AnyPool;

use crate::open::pool;
use crate::{Store, StoreError};

const EVERY: Duration = Duration::from_secs(1);

impl Store {
    /// Folds the log of what was committed into the database's file, for as long as it is polled. PostgreSQL looks
    /// after its own.
    pub async fn fold_log(&self) {
        let Some(fold) = self.engine().fold_log() else { return };
        let mut connection: Option<AnyPool> = None;
        loop {
            tokio::time::sleep(EVERY).await;
            if let Err(error) = self.fold_once(&mut connection, fold).await {
                tracing::warn!(%error, "the database's log cannot be folded in; trying again");
                connection = None;
            }
        }
    }

    async fn fold_once(
        &self,
        connection: &mut Option<AnyPool>,
        fold: &'static str,
    ) -> Result<(), StoreError> {
        let pool = match connection {
            Some(pool) => pool,
            None => connection.insert(pool(self.url(), 1, &[]).await?),
        };
        sqlx::query(fold).fetch_one(&*pool).await?;
        Ok(())
    }
}
