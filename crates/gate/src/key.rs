//! The till's public keys, as the gate learns them. The first key that was learned for an epoch stays: who could replace it
//! could give a group of readers a key of their own and know them again by it.

use std::sync::Arc;

use base::Time;
use data_encoding::{BASE64, HEXLOWER};
use passes::{Directory, Epoch, KeyId, PublicKey};
use store::{Row, StoreError, values};

use crate::{Gate, GateError};

/// Keys that are learned at most: three years ahead. A directory that lists more is not believed further.
const MOST: usize = 36;

/// The keys of epochs, the earliest first.
#[derive(Default)]
pub(crate) struct Keys(Vec<(Epoch, PublicKey)>);

/// What became of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// Epochs whose key was not known.
    pub new: Vec<Epoch>,
    /// Epochs for which another key was known, or whose key is another epoch's. The known ones stay.
    pub refused: Vec<Epoch>,
}

impl Gate {
    /// Learns the till's keys from its directory. Keys of epochs that are over are passed over. A key that differs from the
    /// one known for its epoch is refused, and an error in the log says so.
    pub async fn learn(&self, directory: &Directory, now: Time) -> Result<Learned, GateError> {
        let listed = directory.ids().filter(|(epoch, _)| epoch.accepted_until() > now).take(MOST);
        let listed: Vec<(Epoch, &PublicKey)> =
            listed.filter_map(|(epoch, _)| Some((epoch, directory.key_of(epoch)?))).collect();
        let before = self.0.keys.load_full();
        let unknown: Vec<_> =
            listed.iter().filter(|(epoch, key)| before.key_of(*epoch) != Some(key)).collect();
        if unknown.is_empty() {
            return Ok(Learned::default());
        }
        let mut tx = self.0.store.write().await?;
        for (epoch, key) in &unknown {
            let sql = "insert into accepted_key (epoch, id, spki) values ($1, $2, $3) on conflict do nothing";
            let id = HEXLOWER.encode(&key.id().0);
            tx.execute(sql, values![epoch.to_string(), id, BASE64.encode(key.spki())]).await?;
        }
        tx.commit().await?;
        self.load_keys(now).await?;
        let after = self.0.keys.load_full();
        let mut learned = Learned::default();
        for (epoch, key) in unknown {
            let is_known = after.key_of(*epoch) == Some(key);
            if is_known { learned.new.push(*epoch) } else { learned.refused.push(*epoch) }
        }
        for epoch in &learned.refused {
            tracing::error!(
                %epoch,
                "the till's directory lists another key for an epoch than the gate has learned: it is refused. Passes \
                 signed with it open nothing. Two keys for one epoch part readers into groups: find out who made the \
                 second"
            );
        }
        Ok(learned)
    }

    /// Reads the keys from the database, where another node may have put some.
    pub(crate) async fn load_keys(&self, now: Time) -> Result<(), GateError> {
        let sql = "select epoch, spki from accepted_key order by epoch";
        let rows = self.0.store.read().await?.rows(sql, values![]).await?;
        let keys = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let accepted = keys.into_iter().filter(|(epoch, _)| epoch.accepted_until() > now);
        self.0.keys.store(Arc::new(Keys(accepted.collect())));
        Ok(())
    }
}

impl Keys {
    /// The key that a pass names, and its epoch.
    pub(crate) fn find(&self, id: KeyId) -> Option<(Epoch, &PublicKey)> {
        self.0.iter().find(|(_, key)| key.id() == id).map(|(epoch, key)| (*epoch, key))
    }

    pub(crate) fn epochs(&self) -> Vec<Epoch> {
        self.0.iter().map(|(epoch, _)| *epoch).collect()
    }

    fn key_of(&self, of: Epoch) -> Option<&PublicKey> {
        self.0.iter().find(|(epoch, _)| *epoch == of).map(|(_, key)| key)
    }
}

fn read(row: &Row) -> Result<(Epoch, PublicKey), StoreError> {
    let damaged = || StoreError::Damaged("a key of an epoch".into());
    let epoch = row.text("epoch")?.parse().map_err(|_| damaged())?;
    let spki = BASE64.decode(row.text("spki")?.as_bytes()).map_err(|_| damaged())?;
    Ok((epoch, PublicKey::from_spki(&spki).map_err(|_| damaged())?))
}
