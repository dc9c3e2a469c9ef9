//! Where the till's public keys reach the gate. Nothing else passes between the two, and nothing the other way.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base::{Clock, Time};
use gate::Gate;
use passes::{Directory, Epoch};
use site::Edition;

use crate::command::pass::site::Site;

const HOUR_MS: i64 = 3_600_000;
/// How often a key that is missing for this month is asked for, in milliseconds: the till may still be making it.
const AGAIN_MS: i64 = 2_000;

/// Teaches the gate the till's keys, makes ready what begins soon and forgets what is over, soon after the start and then
/// every hour of the clock, for as long as it is polled.
pub async fn keep(edition: Arc<Edition>, clock: Clock) {
    let Some(gate) = &edition.gate else { return };
    let (mut hour, mut asked) = (i64::MIN, i64::MIN);
    loop {
        let now = clock.now();
        let is_new_hour = now.millis().div_euclid(HOUR_MS) != hour;
        let lacks_key = !gate.epochs().contains(&Epoch::at(now));
        if is_new_hour || lacks_key && now.millis() - asked >= AGAIN_MS {
            asked = now.millis();
            // Without an answer the keys that are known go on being good.
            if let Err(error) = learn(&edition, gate, now).await
                && is_new_hour
            {
                tracing::error!("the gate cannot learn the till's keys: {error:#}. Trying again");
            }
        }
        if is_new_hour {
            hour = now.millis().div_euclid(HOUR_MS);
            if let Err(error) = gate.tidy(base::id::chance(), now).await {
                tracing::error!("{error}. Trying again in an hour");
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn learn(edition: &Edition, gate: &Gate, now: Time) -> anyhow::Result<()> {
    let Some(directory) = directory(edition, now).await? else { return Ok(()) };
    let learned = gate.learn(&directory, now).await?;
    if !learned.new.is_empty() {
        tracing::info!(months = learned.new.len(), "the gate has learned the till's keys");
    }
    Ok(())
}

/// The till's directory: of the host that the setting names, else of the till in this process; none where it is neither.
async fn directory(edition: &Edition, now: Time) -> anyhow::Result<Option<Directory>> {
    match (edition.config.gate.directory.as_str(), &edition.till) {
        ("", Some(till)) => Ok(Some(till.directory(now).await?)),
        ("", None) => Ok(None),
        (address, _) => {
            let site = Site::at(address, None).context("the setting gate.directory")?;
            Ok(Some(site.directory().await?))
        }
    }
}
