//! Reader codes: making them, and what one is good for. The database holds keyed hashes; a code is shown once, by whoever
//! made it, and cannot be looked up.

use base::Time;
use passes::chance;
use passes::{Epoch, ReaderCode};
use rand_core::Rng;
use store::{Read, Row, StoreError, Write, values};

use crate::credit::Credit;
use crate::open::epoch;
use crate::total::{self, What};
use crate::{Till, TillError};

/// The most codes that are made at once.
pub const MOST_CODES: u32 = 1_000;
/// The most months that a code is made for, or a plan has.
pub const MOST_MONTHS: u32 = 36;

/// What a code is made for; the totals count them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// One, or a sheet to be printed.
    Sheet,
    /// A present.
    Gift,
}

/// Codes that cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MakeRefusal {
    /// None, or too many at once.
    #[error("make 1 to {MOST_CODES} codes at a time")]
    Count,
    /// No months, or too many.
    #[error("a code holds 1 to {MOST_MONTHS} months")]
    Months,
}

/// What a code is good for, as its reader is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Months that have not begun: they begin with the first draw.
    pub months: u32,
    /// The last month that is paid.
    pub paid_until: Option<Epoch>,
    /// The months whose passes were drawn and can be drawn again, with the same words.
    pub drawn: Vec<Epoch>,
    /// Whether a payment for it is under way.
    pub waiting: bool,
}

impl Standing {
    /// Whether the code pays for an epoch, were it drawn now.
    pub fn pays(&self, epoch: Epoch, now: Time) -> bool {
        Credit { months: self.months, paid_until: self.paid_until }.drawn(epoch, now).is_some()
    }
}

impl Till {
    /// Makes codes that hold months of credit, for the newsroom to hand out. They are nowhere else: print them now.
    pub async fn make_codes(
        &self,
        count: u32,
        months: u32,
        kind: CodeKind,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Result<Vec<ReaderCode>, MakeRefusal>, TillError> {
        if !(1..=MOST_CODES).contains(&count) {
            return Ok(Err(MakeRefusal::Count));
        }
        if !(1..=MOST_MONTHS).contains(&months) {
            return Ok(Err(MakeRefusal::Months));
        }
        let mut rng = chance::from_seed(chance);
        let mut code = || {
            let mut bytes = [0; 16];
            rng.fill_bytes(&mut bytes);
            ReaderCode::from_bytes(bytes)
        };
        let codes: Vec<ReaderCode> = (0..count).map(|_| code()).collect();
        let mut tx = self.0.store.write().await?;
        let rows =
            codes.iter().map(|code| values![self.0.secret.hash(code), u64::from(months), None::<&str>]);
        tx.insert("code (hash, months, paid_until)", "", rows.collect()).await?;
        let what = if kind == CodeKind::Gift { What::Gifts } else { What::Codes };
        total::add(&mut tx, Epoch::at(now), what, count.into()).await?;
        tx.commit().await?;
        Ok(Ok(codes))
    }

    /// What a code is good for; `None` if the till does not know it: it was never made or paid, or is long over.
    pub async fn standing(&self, code: &ReaderCode, now: Time) -> Result<Option<Standing>, TillError> {
        let hash = self.0.secret.hash(code);
        let mut db = self.0.store.read().await?;
        let credit = read(&mut db, &hash).await?;
        let waiting = is_waiting(&mut db, &hash).await?;
        if credit.is_none() && !waiting {
            return Ok(None);
        }
        let sql = "select epoch from draw where code = $1 and epoch >= $2 order by epoch";
        let rows = db.rows(sql, values![&hash, Epoch::at(now).to_string()]).await?;
        let drawn = rows.iter().map(|row| epoch(&row.text("epoch")?)).collect::<Result<_, _>>()?;
        let credit = credit.unwrap_or_default();
        Ok(Some(Standing { months: credit.months, paid_until: credit.paid_until, drawn, waiting }))
    }
}

/// The credit of a code.
pub(crate) async fn read(db: &mut Read, hash: &str) -> Result<Option<Credit>, StoreError> {
    let row = db.row("select months, paid_until from code where hash = $1", values![hash]).await?;
    row.as_ref().map(credit).transpose()
}

/// The credit of a code, which nobody else changes until the commit.
pub(crate) async fn lock(tx: &mut Write, hash: &str) -> Result<Option<Credit>, StoreError> {
    let sql = "update code set months = months where hash = $1 returning months, paid_until";
    let row = tx.reading().row(sql, values![hash]).await?;
    row.as_ref().map(credit).transpose()
}

/// The same for a code that may be new.
pub(crate) async fn lock_or_add(tx: &mut Write, hash: &str) -> Result<Credit, StoreError> {
    let sql = "insert into code (hash, months, paid_until) values ($1, 0, $2) on conflict do nothing";
    tx.execute(sql, values![hash, None::<&str>]).await?;
    Ok(lock(tx, hash).await?.unwrap_or_default())
}

/// Writes what a locked code is good for from now on.
pub(crate) async fn write(tx: &mut Write, hash: &str, credit: Credit) -> Result<(), StoreError> {
    let sql = "update code set months = $2, paid_until = $3 where hash = $1";
    let until = credit.paid_until.map(|until| until.to_string());
    tx.execute(sql, values![hash, u64::from(credit.months), until]).await?;
    Ok(())
}

/// Whether a payment for a code is under way.
pub(crate) async fn is_waiting(db: &mut Read, hash: &str) -> Result<bool, StoreError> {
    let sql = "select id from purchase where code = $1 and state in ('waiting', 'under_way') limit 1";
    Ok(db.row(sql, values![hash]).await?.is_some())
}

fn credit(row: &Row) -> Result<Credit, StoreError> {
    let months = u32::try_from(row.int("months")?);
    Ok(Credit {
        months: months.map_err(|_| StoreError::Damaged("a code's months are no number".into()))?,
        paid_until: row.text_or_none("paid_until")?.map(|text| epoch(&text)).transpose()?,
    })
}
