//! Drawing a batch: the till signs ten passes that it cannot see. Safe to repeat: the same batch gets the same answer and
//! uses nothing up; another batch of the same epoch is refused.

use std::sync::Arc;

use base::Time;
use data_encoding::HEXLOWER;
use passes::batch;
use passes::blind::BlindError;
use passes::{Batch, Epoch, PrivateKey, ReaderCode, SignedBatch, chance};
use store::{Read, StoreError, values};

use crate::credit::Credit;
use crate::issuer::stopped;
use crate::total::{self, What};
use crate::{Till, TillError, code};

/// Why no passes were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawRefusal {
    /// Never made, never paid, or long over.
    #[error("the till does not know this code: look whether it is typed as it was printed")]
    Unknown,
    /// Its payment is under way.
    #[error("the payment for this code has not arrived yet: try again in a while")]
    Waiting,
    /// Known, but not paid for this month.
    #[error("this code is not paid for {0}: extend it")]
    Unpaid(Epoch),
    /// The batch is for a key that is not the till's.
    #[error("the passes were asked for under a key that the till does not have: fetch its keys anew")]
    Key,
    /// The key's month is over.
    #[error("{0} is over: its passes can no longer be drawn")]
    Over(Epoch),
    /// Drawn already, with other words.
    #[error(
        "the passes of {0} were drawn already with other words: restore your wallet from its twelve words"
    )]
    Drawn(Epoch),
    /// Not made by a wallet: a number in it is not one modulo the key.
    #[error("the request is damaged: make it again")]
    Damaged,
    /// Too many draw at this moment.
    #[error("too many readers draw passes at this moment: try again in a while")]
    Busy,
}

/// What the rules say of a batch.
enum Verdict {
    /// Drawn before: sign it again.
    Again,
    /// The code pays; it is good for this afterwards.
    Pays(Credit),
}

impl DrawRefusal {
    /// The status to answer with, by which a wallet knows what to do.
    pub fn status(self) -> u16 {
        match self {
            DrawRefusal::Damaged => 400,
            DrawRefusal::Waiting | DrawRefusal::Unpaid(_) => 402,
            DrawRefusal::Unknown => 404,
            DrawRefusal::Drawn(_) => 409,
            DrawRefusal::Key | DrawRefusal::Over(_) => 410,
            DrawRefusal::Busy => 429,
        }
    }
}

impl Till {
    /// Signs a batch for a code that is paid. `chance` blinds the private operation. What was answered once is answered
    /// again, whatever happens in between, until the epoch is over.
    pub async fn draw(
        &self,
        code: &ReaderCode,
        batch: &Batch,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Result<SignedBatch, DrawRefusal>, TillError> {
        let (epoch, key) = match self.open_key(batch, now).await? {
            Ok(open) => open,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let hash = self.0.secret.hash(code);
        let digest = HEXLOWER.encode(&batch.digest());
        // Looked at before the work of signing, decided after it: what is recorded as drawn can be answered.
        let mut db = self.0.store.read().await?;
        let credit = code::read(&mut db, &hash).await?;
        let verdict = judge(&mut db, &hash, credit, epoch, &digest, now).await?;
        drop(db);
        if let Err(refusal) = verdict {
            return Ok(Err(refusal));
        }
        let signed = match self.sign(key, batch.clone(), chance).await? {
            Ok(signed) => signed,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let recorded = match verdict {
            Ok(Verdict::Again) => Ok(()),
            _ => self.record_draw(&hash, epoch, &digest, now).await?,
        };
        Ok(recorded.map(|()| signed))
    }

    /// The epoch and private key of a batch, if it can be drawn now.
    async fn open_key(
        &self,
        batch: &Batch,
        now: Time,
    ) -> Result<Result<(Epoch, Arc<PrivateKey>), DrawRefusal>, TillError> {
        let Some(epoch) = self.epoch_of(batch.key_id()).await? else { return Ok(Err(DrawRefusal::Key)) };
        if epoch < Epoch::at(now) {
            return Ok(Err(DrawRefusal::Over(epoch)));
        }
        let key = self.private_key(epoch, now).await?;
        Ok(key.map(|key| (epoch, key)).ok_or(DrawRefusal::Key))
    }

    /// Signs off the threads that answer, as many at a time as there are cores.
    async fn sign(
        &self,
        key: Arc<PrivateKey>,
        batch: Batch,
        chance: [u8; 32],
    ) -> Result<Result<SignedBatch, DrawRefusal>, TillError> {
        let signed = self
            .on_a_core(move || {
                let mut rng = chance::from_seed(chance);
                batch::sign(&key, &batch, &mut rng)
            })
            .await?;
        match signed {
            None => Ok(Err(DrawRefusal::Busy)),
            Some(Ok(signed)) => Ok(Ok(signed)),
            Some(Err(BlindError::Range | BlindError::Key)) => Ok(Err(DrawRefusal::Damaged)),
            Some(Err(error)) => Err(TillError::Signing(error.to_string())),
        }
    }

    /// Does heavy work on a thread of its own when its turn has come; `None` when too many wait.
    pub(crate) async fn on_a_core<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, TillError> {
        let Ok(_place) = self.0.waiting.try_acquire() else { return Ok(None) };
        let closed = |_| TillError::Signing("the till is closed".into());
        let _core = self.0.signing.acquire().await.map_err(closed)?;
        tokio::task::spawn_blocking(work).await.map(Some).map_err(stopped)
    }

    /// Records that a code has drawn, unless it has meanwhile drawn another batch.
    async fn record_draw(
        &self,
        hash: &str,
        epoch: Epoch,
        digest: &str,
        now: Time,
    ) -> Result<Result<(), DrawRefusal>, TillError> {
        let mut tx = self.0.store.write().await?;
        let credit = code::lock(&mut tx, hash).await?;
        match judge(tx.reading(), hash, credit, epoch, digest, now).await? {
            Err(refusal) => return Ok(Err(refusal)),
            Ok(Verdict::Again) => return Ok(Ok(())),
            Ok(Verdict::Pays(credit)) => code::write(&mut tx, hash, credit).await?,
        }
        let sql = "insert into draw (code, epoch, batch) values ($1, $2, $3)";
        tx.execute(sql, values![hash, epoch.to_string(), digest]).await?;
        total::add(&mut tx, epoch, What::Draws, 1).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

/// Whether a code may draw a batch.
async fn judge(
    db: &mut Read,
    hash: &str,
    credit: Option<Credit>,
    epoch: Epoch,
    digest: &str,
    now: Time,
) -> Result<Result<Verdict, DrawRefusal>, StoreError> {
    let sql = "select batch from draw where code = $1 and epoch = $2";
    if let Some(row) = db.row(sql, values![hash, epoch.to_string()]).await? {
        let is_same = row.text("batch")? == digest;
        return Ok(if is_same { Ok(Verdict::Again) } else { Err(DrawRefusal::Drawn(epoch)) });
    }
    let pays = credit.and_then(|credit| credit.drawn(epoch, now));
    if let Some(credit) = pays {
        return Ok(Ok(Verdict::Pays(credit)));
    }
    Ok(Err(match credit {
        _ if code::is_waiting(db, hash).await? => DrawRefusal::Waiting,
        Some(_) => DrawRefusal::Unpaid(epoch),
        None => DrawRefusal::Unknown,
    }))
}
