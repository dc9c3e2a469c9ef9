//! Totals for an epoch, for the desk, and k: among how many readers one hides. Numbers only.

use base::Time;
use passes::Epoch;
use store::{Read, StoreError, Write, values};

use crate::open::epoch;
use crate::{Till, TillError};

/// What happened in an epoch, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The month.
    pub epoch: Epoch,
    /// Codes made by the newsroom.
    pub codes: u64,
    /// Codes made by the newsroom as presents.
    pub gifts: u64,
    /// Purchases that were paid.
    pub purchases: u64,
    /// Months that were paid with them.
    pub months: u64,
    /// Purchases that were taken back.
    pub refunds: u64,
    /// Payments for purchases that the till did not know any more.
    pub strays: u64,
    /// Weeks drawn from pools.
    pub pool_weeks: u64,
    /// Codes that drew this epoch's passes.
    pub draws: u64,
}

/// A row of the totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Codes,
    Gifts,
    Purchases,
    Months,
    Refunds,
    Strays,
    PoolWeeks,
    Draws,
}

impl What {
    fn as_str(self) -> &'static str {
        match self {
            What::Codes => "codes",
            What::Gifts => "gifts",
            What::Purchases => "purchases",
            What::Months => "months",
            What::Refunds => "refunds",
            What::Strays => "strays",
            What::PoolWeeks => "pool_weeks",
            What::Draws => "draws",
        }
    }
}

/// Counts `number` more.
pub(crate) async fn add(tx: &mut Write, epoch: Epoch, what: What, number: u64) -> Result<(), StoreError> {
    let sql = "
        insert into total (epoch, what, number) values ($1, $2, $3)
        on conflict (epoch, what) do update set number = total.number + excluded.number";
    tx.execute(sql, values![epoch.to_string(), what.as_str(), number]).await?;
    Ok(())
}

impl Till {
    /// The totals of the newest `most` epochs in which anything happened, the newest first.
    pub async fn totals(&self, most: u32) -> Result<Vec<Totals>, TillError> {
        let mut db = self.0.store.read().await?;
        let sql = "select distinct epoch from total order by epoch desc limit $1";
        let rows = db.rows(sql, values![u64::from(most)]).await?;
        let mut totals = Vec::new();
        for row in &rows {
            totals.push(of(&mut db, epoch(&row.text("epoch")?)?).await?);
        }
        Ok(totals)
    }

    /// k: how many codes have drawn this month's passes. Readers with a pass from a pool are not counted, so it is the
    /// least that it can be.
    pub async fn hidden_among(&self, now: Time) -> Result<u64, TillError> {
        let mut db = self.0.store.read().await?;
        Ok(of(&mut db, Epoch::at(now)).await?.draws)
    }
}

async fn of(db: &mut Read, epoch: Epoch) -> Result<Totals, StoreError> {
    let rows = db.rows("select what, number from total where epoch = $1", values![epoch.to_string()]).await?;
    let number = |what: What| {
        let row = rows.iter().find(|row| row.text("what").is_ok_and(|text| text == what.as_str()));
        row.map_or(Ok(0), |row| row.int("number")).map(|number| number as u64)
    };
    Ok(Totals {
        epoch,
        codes: number(What::Codes)?,
        gifts: number(What::Gifts)?,
        purchases: number(What::Purchases)?,
        months: number(What::Months)?,
        refunds: number(What::Refunds)?,
        strays: number(What::Strays)?,
        pool_weeks: number(What::PoolWeeks)?,
        draws: number(What::Draws)?,
    })
}
