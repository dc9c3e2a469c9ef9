//! What a provider tells, done once: the purchase's state, the code's months and the totals change in one transaction,
//! which is committed before the provider is answered. A process that is killed before the commit has done nothing and
//! answered nothing, so it is told again; one that is killed after it knows the purchase's state.

use base::Time;
use http::HeaderMap;
use passes::Epoch;
use store::{Row, StoreError, Write, values};

use crate::credit::Granted;
use crate::open::{day, epoch};
use crate::pay::{News, Remark, State, Step, WebhookRefusal, What, step, step_unknown};
use crate::record::{write_heard, write_trouble};
use crate::total::{self, What as Total};
use crate::{Price, Provider, Till, TillError, code};

/// What came of a webhook. All of these are answered with 200: told again, the provider could say nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The code is good for what was bought.
    Credited,
    /// The months were taken back.
    TakenBack,
    /// Nothing that changes what a code is good for.
    Nothing,
}

/// A purchase as it is on record.
struct Purchase {
    code: String,
    months: u32,
    price: Price,
    state: State,
    granted: Option<Granted>,
}

impl Till {
    /// Does what a provider tells, once. When this returns, it is committed.
    pub async fn webhook(
        &self,
        provider: Provider,
        headers: &HeaderMap,
        body: &[u8],
        now: Time,
    ) -> Result<Result<Heard, WebhookRefusal>, TillError> {
        match self.0.pay.hear(provider, headers, body, now).await {
            Ok(news) => Ok(Ok(self.apply(provider, news.as_ref(), now).await?)),
            Err(refusal) => {
                if let Some(trouble) = refusal.trouble() {
                    self.record_trouble(provider, &trouble.to_string(), now).await?;
                }
                Ok(Err(refusal))
            }
        }
    }

    async fn apply(&self, provider: Provider, news: Option<&News>, now: Time) -> Result<Heard, TillError> {
        let mut tx = self.0.store.write().await?;
        let heard = match news {
            None => Heard::Nothing,
            Some(News { purchase: id, what }) => match lock(&mut tx, id, provider).await? {
                Some(purchase) => {
                    let step = step(purchase.state, &purchase.price, what);
                    take(&mut tx, provider, id, &purchase, step, now).await?
                }
                None => forgotten(&mut tx, provider, what, now).await?,
            },
        };
        write_heard(&mut tx, provider, now).await?;
        tx.commit().await?;
        Ok(heard)
    }
}

/// Takes a step with a locked purchase.
async fn take(
    tx: &mut Write,
    provider: Provider,
    id: &str,
    purchase: &Purchase,
    step: Step,
    now: Time,
) -> Result<Heard, StoreError> {
    match step {
        Step::Credit => {
            let (credit, granted) = code::lock_or_add(tx, &purchase.code).await?.bought(purchase.months, now);
            code::write(tx, &purchase.code, credit).await?;
            become_paid(tx, id, granted, now).await?;
            total::add(tx, Epoch::at(now), Total::Purchases, 1).await?;
            total::add(tx, Epoch::at(now), Total::Months, purchase.months.into()).await?;
            Ok(Heard::Credited)
        }
        Step::TakeBack => {
            if let (Some(credit), Some(granted)) = (code::lock(tx, &purchase.code).await?, purchase.granted) {
                code::write(tx, &purchase.code, credit.refunded(granted, now)).await?;
            }
            become_state(tx, id, State::Refunded, now).await?;
            total::add(tx, Epoch::at(now), Total::Refunds, 1).await?;
            Ok(Heard::TakenBack)
        }
        Step::Become(state) => {
            become_state(tx, id, state, now).await?;
            Ok(Heard::Nothing)
        }
        Step::Remark(remark) => {
            write_trouble(tx, provider, &remark.to_string(), now).await?;
            Ok(Heard::Nothing)
        }
        Step::Nothing => Ok(Heard::Nothing),
    }
}

/// News of a purchase that is not on record, or not any more: counted, and remarked if it is money.
async fn forgotten(tx: &mut Write, provider: Provider, what: &What, now: Time) -> Result<Heard, StoreError> {
    if *what == What::Refunded {
        total::add(tx, Epoch::at(now), Total::Refunds, 1).await?;
    }
    if let Step::Remark(remark) = step_unknown(what) {
        write_trouble(tx, provider, &remark.to_string(), now).await?;
        if remark == Remark::Unknown {
            total::add(tx, Epoch::at(now), Total::Strays, 1).await?;
        }
    }
    Ok(Heard::Nothing)
}

/// The purchase, which nobody else changes until the commit.
async fn lock(tx: &mut Write, id: &str, provider: Provider) -> Result<Option<Purchase>, StoreError> {
    let sql = "
        update purchase set state = state
        where id = $1
          and provider = $2
        returning code, months, currency, amount, state, first_month, granted";
    let row = tx.reading().row(sql, values![id, provider.as_str()]).await?;
    row.as_ref().map(purchase).transpose()
}

fn purchase(row: &Row) -> Result<Purchase, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a purchase's {what} is none"));
    let number = |column: &str| u32::try_from(row.int(column)?).map_err(|_| damaged(column));
    let state = row.text("state")?;
    let price = Price::new(&row.text("currency")?, row.int("amount")?).map_err(|_| damaged("price"))?;
    let first = row.text_or_none("first_month")?.map(|text| epoch(&text)).transpose()?;
    let months = number("granted")?;
    Ok(Purchase {
        code: row.text("code")?,
        months: number("months")?,
        price,
        state: State::named(&state).ok_or_else(|| damaged("state"))?,
        granted: first.map(|first| Granted { first, months }),
    })
}

async fn become_paid(tx: &mut Write, id: &str, granted: Granted, now: Time) -> Result<(), StoreError> {
    let sql = "update purchase set first_month = $2, granted = $3 where id = $1";
    tx.execute(sql, values![id, granted.first.to_string(), u64::from(granted.months)]).await?;
    become_state(tx, id, State::Paid, now).await
}

/// Its day is that of its state: from it on it is remembered for as long as that state is.
async fn become_state(tx: &mut Write, id: &str, state: State, now: Time) -> Result<(), StoreError> {
    let sql = "update purchase set state = $2, day = $3 where id = $1";
    tx.execute(sql, values![id, state.as_str(), day(now).to_string()]).await?;
    Ok(())
}
