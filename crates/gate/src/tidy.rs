//! Forgetting: keys of weeks and months that are over, and which of their passes were spent, go from the rows and from the
//! disk.

use base::Time;
use passes::Week;
use store::values;

use crate::spent::{self, TABLES};
use crate::week::wanted;
use crate::{Gate, GateError};

impl Gate {
    /// Forgets what is over, and makes ready what begins soon. To be called every hour, on every node; several at once do
    /// no harm. Afterwards the rows of the database lie in the order of their hashes, and what is gone cannot be read from
    /// its files.
    pub async fn tidy(&self, chance: [u8; 32], now: Time) -> Result<(), GateError> {
        for epoch in spent::claims(&self.0.store).await? {
            if epoch.accepted_until() <= now {
                spent::claim(&self.0.store, epoch.next().next().next()).await?;
            }
        }
        self.forget_weeks(now).await?;
        self.forget_keys(now).await?;
        self.0.store.scrub(&TABLES).await?;
        self.0.store.scrub(&["week_key"]).await?;
        self.load_keys(now).await?;
        self.ready_weeks(chance, now).await
    }

    async fn forget_weeks(&self, now: Time) -> Result<(), GateError> {
        let kept: Vec<String> = wanted(now).iter().map(Week::to_string).collect();
        let rows = self.0.store.read().await?.rows("select week from week_key", values![]).await?;
        let mut tx = self.0.store.write().await?;
        for row in rows {
            let week = row.text("week")?;
            let is_over = kept.first().is_none_or(|first| week < *first);
            if is_over && !kept.contains(&week) {
                tx.execute("delete from week_key where week = $1", values![week]).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    async fn forget_keys(&self, now: Time) -> Result<(), GateError> {
        let first = passes::Epoch::accepted_at(now).into_iter().min().unwrap_or(passes::Epoch::at(now));
        let mut tx = self.0.store.write().await?;
        tx.execute("delete from accepted_key where epoch < $1", values![first.to_string()]).await?;
        Ok(tx.commit().await?)
    }
}
