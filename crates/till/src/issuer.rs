//! The till's keys: one an epoch, made a year ahead so that signed editions can list them. The private half lies sealed
//! in a table of its own, is unsealed one epoch at a time, and its row goes when the epoch can no longer be drawn.

use std::sync::{Arc, Mutex};

use base::Time;
use data_encoding::{BASE64, HEXLOWER};
use passes::{Directory, Epoch, KeyId, PrivateKey, PublicKey, chance};
use rand_core::{CryptoRng, Rng};
use store::{Row, StoreError, Write, values};

use crate::open::{epoch, take_turn};
use crate::{Till, TillError};

/// How many epochs have keys, and can be drawn: this one and a year ahead, as far as anybody pays. Who pays draws all of it at
/// once: a draw on another day would be a visit, and tell the hour at which its reader reads.
pub const KEYS_AHEAD: u32 = 13;
/// Where batches are sent: a path, true on every mirror.
pub const REQUEST_PATH: &str = "/plus/draw";

/// The private key in use, this epoch's. A later one is unsealed for one batch and forgotten with it.
#[derive(Default)]
pub(crate) struct Unsealed(Mutex<Option<(Epoch, Arc<PrivateKey>)>>);

impl Till {
    /// Makes the keys that are missing among this epoch and those after it, `ahead` in all ([`KEYS_AHEAD`]); answers how
    /// many it made. Two nodes may do so at once: the first to have made an epoch's key wins.
    pub async fn make_keys(&self, ahead: u32, chance: [u8; 32], now: Time) -> Result<u32, TillError> {
        let mut rng = chance::from_seed(chance);
        let epochs = std::iter::successors(Some(Epoch::at(now)), |epoch| Some(epoch.next()));
        let mut made = 0;
        for epoch in epochs.take(ahead as usize) {
            while !self.has_key(epoch).await? {
                let (key, rest) = generate(rng).await?;
                rng = rest;
                let mut nonce = [0; 12];
                rng.fill_bytes(&mut nonce);
                made += u32::from(self.keep(epoch, &key, nonce).await?);
            }
        }
        Ok(made)
    }

    /// How many epochs from this one on have keys without a gap.
    pub async fn keys_ahead(&self, now: Time) -> Result<u32, TillError> {
        let directory = self.directory(now).await?;
        let epochs = std::iter::successors(Some(Epoch::at(now)), |epoch| Some(epoch.next()));
        Ok(epochs.take_while(|epoch| directory.key_of(*epoch).is_some()).take(1_000).count() as u32)
    }

    /// The public keys: of last month's epoch while its passes are accepted, of this one, and those ahead.
    pub async fn directory(&self, now: Time) -> Result<Directory, TillError> {
        let accepted = Epoch::accepted_at(now);
        let first = accepted.iter().min().copied().unwrap_or(Epoch::at(now)).to_string();
        let sql = "select epoch, spki from issuer_key where epoch >= $1 order by epoch";
        let rows = self.0.store.read().await?.rows(sql, values![first]).await?;
        let keys = rows.iter().map(|row| Ok((epoch(&row.text("epoch")?)?, public(row)?)));
        let keys = keys.collect::<Result<_, StoreError>>()?;
        Directory::new(REQUEST_PATH, keys).map_err(|error| damaged(&error.to_string()).into())
    }

    /// The epoch of a key of ours.
    pub(crate) async fn epoch_of(&self, id: KeyId) -> Result<Option<Epoch>, TillError> {
        let sql = "select epoch from issuer_key where id = $1";
        let row = self.0.store.read().await?.row(sql, values![HEXLOWER.encode(&id.0)]).await?;
        Ok(row.map(|row| epoch(&row.text("epoch")?)).transpose()?)
    }

    /// An epoch's private key, unsealed; `None` when there is none, not yet or not any more.
    pub(crate) async fn private_key(
        &self,
        of: Epoch,
        now: Time,
    ) -> Result<Option<Arc<PrivateKey>>, TillError> {
        if let Some(key) = self.0.unsealed.get(of) {
            return Ok(Some(key));
        }
        let sql = "
            select sealed_key.sealed, issuer_key.spki
            from sealed_key
            join issuer_key on issuer_key.epoch = sealed_key.epoch
            where sealed_key.epoch = $1";
        let row = self.0.store.read().await?.row(sql, values![of.to_string()]).await?;
        let Some(row) = row else { return Ok(None) };
        let id = public(&row)?.id();
        let pkcs8 = self.0.secret.unseal(of, id, &row.text("sealed")?).ok_or(TillError::Sealed(of))?;
        let read = tokio::task::spawn_blocking(move || PrivateKey::from_pkcs8(&pkcs8)).await;
        let key = Arc::new(read.map_err(stopped)?.map_err(|_| TillError::Sealed(of))?);
        if of == Epoch::at(now) {
            self.0.unsealed.put(of, &key);
        }
        Ok(Some(key))
    }

    /// Forgets the private keys of epochs that are over: in memory, in the database, on its disk.
    pub(crate) async fn destroy_keys(&self, tx: &mut Write, now: Time) -> Result<(), TillError> {
        self.0.unsealed.keep_from(Epoch::at(now));
        let current = Epoch::at(now).to_string();
        tx.execute("delete from sealed_key where epoch < $1", values![current]).await?;
        let accepted = Epoch::accepted_at(now).into_iter().min().unwrap_or(Epoch::at(now)).to_string();
        tx.execute("delete from issuer_key where epoch < $1", values![accepted]).await?;
        Ok(())
    }

    async fn has_key(&self, epoch: Epoch) -> Result<bool, TillError> {
        let sql = "select epoch from issuer_key where epoch = $1";
        Ok(self.0.store.read().await?.row(sql, values![epoch.to_string()]).await?.is_some())
    }

    /// Keeps a key unless another node was first, or a request could not tell it from its neighbours.
    pub(crate) async fn keep(
        &self,
        epoch: Epoch,
        key: &PrivateKey,
        nonce: [u8; 12],
    ) -> Result<bool, TillError> {
        let id = key.public().id();
        let sealed = self.0.secret.seal(epoch, id, &key.to_pkcs8(), nonce);
        let mut tx = self.0.store.write().await?;
        take_turn(&mut tx).await?;
        let sql = "select spki from issuer_key where epoch in ($1, $2)";
        let beside = values![epoch.previous().to_string(), epoch.next().to_string()];
        for row in tx.reading().rows(sql, beside).await? {
            if public(&row)?.id().truncated() == id.truncated() {
                return Ok(false);
            }
        }
        let sql = "insert into issuer_key (epoch, id, spki) values ($1, $2, $3) on conflict do nothing";
        let row = values![epoch.to_string(), HEXLOWER.encode(&id.0), BASE64.encode(key.public().spki())];
        if tx.execute(sql, row).await? == 0 {
            return Ok(false);
        }
        let sql = "insert into sealed_key (epoch, sealed) values ($1, $2)";
        tx.execute(sql, values![epoch.to_string(), sealed]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Unsealed {
    fn get(&self, epoch: Epoch) -> Option<Arc<PrivateKey>> {
        self.slot().as_ref().filter(|(of, _)| *of == epoch).map(|(_, key)| Arc::clone(key))
    }

    fn put(&self, epoch: Epoch, key: &Arc<PrivateKey>) {
        *self.slot() = Some((epoch, Arc::clone(key)));
    }

    fn keep_from(&self, epoch: Epoch) {
        let mut slot = self.slot();
        *slot = slot.take().filter(|(of, _)| *of >= epoch);
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<(Epoch, Arc<PrivateKey>)>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Makes a key off the threads that answer; gives the source of chance back.
async fn generate<R: CryptoRng + Send + 'static>(mut rng: R) -> Result<(PrivateKey, R), TillError> {
    let made = tokio::task::spawn_blocking(move || (PrivateKey::generate(&mut rng), rng)).await;
    let (key, rng) = made.map_err(stopped)?;
    Ok((key.map_err(|error| TillError::Signing(error.to_string()))?, rng))
}

/// The thread that signs or makes keys has stopped short.
pub(crate) fn stopped(error: tokio::task::JoinError) -> TillError {
    TillError::Signing(error.to_string())
}

fn public(row: &Row) -> Result<PublicKey, StoreError> {
    let spki = BASE64.decode(row.text("spki")?.as_bytes()).map_err(|_| damaged("a public key"))?;
    PublicKey::from_spki(&spki).map_err(|_| damaged("a public key"))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("the till's keys: {what}"))
}
