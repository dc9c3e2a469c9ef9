//! What is remembered of each way to pay, for the newsroom: the day of its last webhook, and the last trouble with it in
//! words of our own. Days, no times; no purchase, no payer.

use std::sync::{Mutex, PoisonError};

use base::{Date, Time};
use store::{StoreError, Write, values};

use crate::open::day;
use crate::{Provider, Till, TillError};

/// What is remembered of a way to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderRecord {
    /// Which.
    pub provider: Provider,
    /// The day of its last webhook that was believed.
    pub heard: Option<Date>,
    /// The last trouble, and its day.
    pub trouble: Option<(String, Date)>,
}

/// The troubles recorded by this process today: strangers who send forged webhooks all day cause one write.
#[derive(Default)]
pub(crate) struct Recorded(Mutex<Vec<(Provider, String, Date)>>);

impl Recorded {
    /// Whether this is new.
    fn is_new(&self, provider: Provider, sentence: &str, today: Date) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(_, _, day)| *day == today);
        let is_known = known.iter().any(|(other, known, _)| *other == provider && known == sentence);
        if !is_known {
            known.push((provider, sentence.to_owned(), today));
        }
        !is_known
    }
}

impl Till {
    /// What is remembered of all ways to pay.
    pub async fn provider_records(&self) -> Result<Vec<ProviderRecord>, TillError> {
        let mut db = self.0.store.read().await?;
        let rows =
            db.rows("select provider, heard, trouble, trouble_day from provider_record", values![]).await?;
        let mut records: Vec<ProviderRecord> =
            Provider::ALL.map(|provider| ProviderRecord { provider, heard: None, trouble: None }).to_vec();
        for row in &rows {
            let name = row.text("provider")?;
            let Some(record) = records.iter_mut().find(|record| record.provider.as_str() == name) else {
                continue;
            };
            record.heard = row.text_or_none("heard")?.map(|day| date(&day)).transpose()?;
            let trouble = row.text_or_none("trouble")?.zip(row.text_or_none("trouble_day")?);
            record.trouble =
                trouble.map(|(text, day)| Ok::<_, StoreError>((text, date(&day)?))).transpose()?;
        }
        Ok(records)
    }

    /// Remembers a trouble with a way to pay, and says it in the log.
    pub(crate) async fn record_trouble(
        &self,
        provider: Provider,
        sentence: &str,
        now: Time,
    ) -> Result<(), TillError> {
        if self.0.recorded.is_new(provider, sentence, day(now)) {
            tracing::warn!("{provider}: {sentence}");
            let mut tx = self.0.store.write().await?;
            write_trouble(&mut tx, provider, sentence, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Remembers that a webhook was believed today.
pub(crate) async fn write_heard(tx: &mut Write, provider: Provider, now: Time) -> Result<(), StoreError> {
    let sql = "
        insert into provider_record (provider, heard) values ($1, $2)
        on conflict (provider) do update set heard = excluded.heard";
    tx.execute(sql, values![provider.as_str(), day(now).to_string()]).await?;
    Ok(())
}

/// Remembers a trouble.
pub(crate) async fn write_trouble(
    tx: &mut Write,
    provider: Provider,
    sentence: &str,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "
        insert into provider_record (provider, trouble, trouble_day) values ($1, $2, $3)
        on conflict (provider) do update set trouble = excluded.trouble, trouble_day = excluded.trouble_day";
    tx.execute(sql, values![provider.as_str(), sentence, day(now).to_string()]).await?;
    Ok(())
}

fn date(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged("a day is not a date".into()))
}
