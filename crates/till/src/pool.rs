//! Pools: weeks of reading that a sponsor has paid for. A reader draws a code of one month, or a pass that is ready; the
//! pool knows what is left, not who drew.

mod pace;

use base::Time;
use base::id::short_code;
use passes::blind::{self, BLIND_BYTES, Secrets};
use passes::{ChallengeDigest, Epoch, PrivateKey, ReaderCode, Token, chance};
use rand_core::Rng;
use store::{Read, Row, StoreError, Write, values};

use crate::total::{self, What};
use crate::{Till, TillError};

pub(crate) use pace::Pace;

/// What a code of one month costs a pool, in weeks: an epoch has five.
pub const CODE_WEEKS: u64 = 5;

/// The most weeks that a pool is filled with at once.
const MOST_WEEKS: u64 = 1_000_000;
const NAME_CHARS: usize = 120;
/// The longest remark on a pool, in characters.
pub const REMARK_CHARS: usize = 300;

/// A pool as the desk sees it, and the page that readers draw at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Part of its address; not to be guessed.
    pub id: String,
    /// What readers are told it is: 'A gift of the readers in Vilnia'.
    pub name: String,
    /// What the newsroom wants to know of its sponsor; readers do not see it.
    pub remark: String,
    /// Weeks that are left.
    pub weeks_left: u64,
    /// All weeks that were ever put in.
    pub weeks_total: u64,
    /// Whether readers may draw.
    pub is_open: bool,
}

/// A pass that is ready, and the month it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolPass {
    /// The pass.
    pub token: Token,
    /// Its month.
    pub epoch: Epoch,
}

/// Why a reader got nothing from a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolRefusal {
    /// There is none of that id.
    #[error("there is no such pool: look whether the address is whole")]
    Unknown,
    /// The newsroom has closed it.
    #[error("this pool is closed")]
    Closed,
    /// Too little is left.
    #[error("this pool is empty for now: come back later, its sponsor may fill it again")]
    Empty,
    /// It has given what it gives in an hour.
    #[error("this pool has given what it gives in one hour: come back in the next")]
    Pause,
    /// Too many draw at this moment.
    #[error("too many readers draw passes at this moment: try again in a while")]
    Busy,
}

/// A pool that cannot be made or filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// Nothing, or too long.
    #[error("a pool's name has 1 to {NAME_CHARS} characters")]
    Name,
    /// None, or too many.
    #[error("put 1 to {MOST_WEEKS} weeks into a pool")]
    Weeks,
    /// There is none of that id.
    #[error("there is no such pool")]
    Unknown,
}

impl Till {
    /// All pools, by name.
    pub async fn pools(&self) -> Result<Vec<Pool>, TillError> {
        let sql = "select id, name, remark, weeks_left, weeks_total, is_open from pool order by name, id";
        let rows = self.0.store.read().await?.rows(sql, values![]).await?;
        Ok(rows.iter().map(pool).collect::<Result<_, _>>()?)
    }

    /// One pool.
    pub async fn pool(&self, id: &str) -> Result<Option<Pool>, TillError> {
        Ok(find(&mut self.0.store.read().await?, id).await?)
    }

    /// Makes a pool, open and filled; answers its id.
    pub async fn make_pool(
        &self,
        name: &str,
        weeks: u64,
        chance: [u8; 8],
    ) -> Result<Result<String, PoolError>, TillError> {
        if !(1..=NAME_CHARS).contains(&name.trim().chars().count()) || name.contains('\0') {
            return Ok(Err(PoolError::Name));
        }
        if !(1..=MOST_WEEKS).contains(&weeks) {
            return Ok(Err(PoolError::Weeks));
        }
        let id = short_code(u64::from_be_bytes(chance));
        let mut tx = self.0.store.write().await?;
        let sql = "insert into pool (id, name, weeks_left, weeks_total, is_open) values ($1, $2, $3, $3, 1)";
        tx.execute(sql, values![&id, name.trim(), weeks]).await?;
        tx.commit().await?;
        Ok(Ok(id))
    }

    /// Puts further weeks into a pool.
    pub async fn refill_pool(&self, id: &str, weeks: u64) -> Result<Result<(), PoolError>, TillError> {
        if !(1..=MOST_WEEKS).contains(&weeks) {
            return Ok(Err(PoolError::Weeks));
        }
        let sql =
            "update pool set weeks_left = weeks_left + $2, weeks_total = weeks_total + $2 where id = $1";
        self.change_pool(id, sql, values![id, weeks]).await
    }

    /// Writes another remark on a pool; what is beyond [`REMARK_CHARS`] is cut.
    pub async fn remark_pool(&self, id: &str, remark: &str) -> Result<Result<(), PoolError>, TillError> {
        let remark: String = remark.trim().replace('\0', "").chars().take(REMARK_CHARS).collect();
        self.change_pool(id, "update pool set remark = $2 where id = $1", values![id, remark]).await
    }

    /// Closes a pool, or opens it again. What is in it stays.
    pub async fn open_pool(&self, id: &str, is_open: bool) -> Result<Result<(), PoolError>, TillError> {
        self.change_pool(id, "update pool set is_open = $2 where id = $1", values![id, is_open]).await
    }

    async fn change_pool(
        &self,
        id: &str,
        sql: &str,
        values: Vec<store::Value>,
    ) -> Result<Result<(), PoolError>, TillError> {
        if !is_id(id) {
            return Ok(Err(PoolError::Unknown));
        }
        let mut tx = self.0.store.write().await?;
        let changed = tx.execute(sql, values).await?;
        tx.commit().await?;
        Ok(if changed > 0 { Ok(()) } else { Err(PoolError::Unknown) })
    }

    /// A new code that holds one month, from a pool.
    pub async fn code_from_pool(
        &self,
        pool: &str,
        chance: [u8; 16],
        now: Time,
    ) -> Result<Result<ReaderCode, PoolRefusal>, TillError> {
        if let Err(refusal) = self.ask_pool(pool, CODE_WEEKS, now).await? {
            return Ok(Err(refusal));
        }
        let mut tx = self.0.store.write().await?;
        if let Err(refusal) = take(&mut tx, pool, CODE_WEEKS, now).await? {
            return Ok(Err(refusal));
        }
        let code = ReaderCode::from_bytes(chance);
        let sql = "insert into code (hash, months, paid_until) values ($1, 1, $2)";
        tx.execute(sql, values![self.0.secret.hash(&code), None::<&str>]).await?;
        tx.commit().await?;
        Ok(Ok(code))
    }

    /// A pass of this month, from a pool. The weaker way, for whoever has neither a script nor a command line: the till
    /// makes it itself, so a till that is not honest could know it again.
    pub async fn pass_from_pool(
        &self,
        pool: &str,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Result<PoolPass, PoolRefusal>, TillError> {
        if let Err(refusal) = self.ask_pool(pool, 1, now).await? {
            return Ok(Err(refusal));
        }
        let epoch = Epoch::at(now);
        let none = || TillError::Signing(format!("there is no key for {epoch} yet"));
        let key = self.private_key(epoch, now).await?.ok_or_else(none)?;
        let challenge = self.challenge();
        let token = self.on_a_core(move || ready_pass(&key, challenge, chance)).await?;
        let Some(token) = token else { return Ok(Err(PoolRefusal::Busy)) };
        let token = token.map_err(|error| TillError::Signing(error.to_string()))?;
        let mut tx = self.0.store.write().await?;
        if let Err(refusal) = take(&mut tx, pool, 1, now).await? {
            return Ok(Err(refusal));
        }
        tx.commit().await?;
        Ok(Ok(PoolPass { token, epoch }))
    }

    /// Whether a pool gives so many weeks at this time; asked before there is any work.
    async fn ask_pool(&self, id: &str, weeks: u64, now: Time) -> Result<Result<(), PoolRefusal>, TillError> {
        let found = find(&mut self.0.store.read().await?, id).await?;
        let is_enough = is_enough(found.as_ref(), weeks);
        let is_paused = is_enough.is_ok() && found.is_some_and(|pool| !self.0.pace.gives(&pool, weeks, now));
        Ok(if is_paused { Err(PoolRefusal::Pause) } else { is_enough })
    }
}

/// A pass that the till draws from itself.
fn ready_pass(
    key: &PrivateKey,
    challenge: ChallengeDigest,
    chance: [u8; 32],
) -> Result<Token, blind::BlindError> {
    let mut rng = chance::from_seed(chance);
    let mut secrets = Secrets { nonce: [0; 32], salt: [0; 48], blind: [0; BLIND_BYTES] };
    rng.fill_bytes(&mut secrets.nonce);
    rng.fill_bytes(&mut secrets.salt);
    rng.fill_bytes(&mut secrets.blind);
    let (request, pending) = blind::blind(key.public(), challenge, &secrets)?;
    pending.finalize(key.public(), &blind::blind_sign(key, &request, &mut rng)?)
}

/// Takes weeks out of a pool.
async fn take(
    tx: &mut Write,
    id: &str,
    weeks: u64,
    now: Time,
) -> Result<Result<(), PoolRefusal>, StoreError> {
    if !is_id(id) {
        return Ok(Err(PoolRefusal::Unknown));
    }
    let sql = "
        update pool
        set weeks_left = weeks_left - $2
        where id = $1 and is_open = 1 and weeks_left >= $2";
    if tx.execute(sql, values![id, weeks]).await? == 0 {
        let found = find(tx.reading(), id).await?;
        return Ok(is_enough(found.as_ref(), weeks).and(Err(PoolRefusal::Empty)));
    }
    total::add(tx, Epoch::at(now), What::PoolWeeks, weeks).await?;
    Ok(Ok(()))
}

/// Whether a pool gives so many weeks.
fn is_enough(pool: Option<&Pool>, weeks: u64) -> Result<(), PoolRefusal> {
    match pool {
        None => Err(PoolRefusal::Unknown),
        Some(pool) if !pool.is_open => Err(PoolRefusal::Closed),
        Some(pool) if pool.weeks_left < weeks => Err(PoolRefusal::Empty),
        Some(_) => Ok(()),
    }
}

async fn find(db: &mut Read, id: &str) -> Result<Option<Pool>, StoreError> {
    let sql = "select id, name, remark, weeks_left, weeks_total, is_open from pool where id = $1";
    let row = if is_id(id) { db.row(sql, values![id]).await? } else { None };
    row.as_ref().map(pool).transpose()
}

/// Whether a text can be a pool's id. (PostgreSQL does not even take every text.)
fn is_id(text: &str) -> bool {
    (1..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn pool(row: &Row) -> Result<Pool, StoreError> {
    Ok(Pool {
        id: row.text("id")?,
        name: row.text("name")?,
        remark: row.text("remark")?,
        weeks_left: row.int("weeks_left")? as u64,
        weeks_total: row.int("weeks_total")? as u64,
        is_open: row.truth("is_open")?,
    })
}
