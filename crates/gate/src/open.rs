//! Opening the gate: its secret, its database, what it keeps in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;
use base::Time;
use passes::{ChallengeDigest, Epoch, TokenChallenge, Week};
use store::secret::{self, SecretError};
use store::{Migration, Store, StoreError, StoreUrl, values};

use crate::key::Keys;
use crate::secret::Secret;
use crate::spent::Spending;
use crate::week::OpenWeek;

/// The gate's database, from empty to this release.
pub const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "0001_gate",
    sql: include_str!("../../../migrations/gate/0001_gate.sql"),
}];

/// An open gate. Cheap to clone.
#[derive(Clone)]
pub struct Gate(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub store: Store,
    pub secret: Secret,
    /// What passes must be good for.
    pub challenge: ChallengeDigest,
    pub keys: ArcSwap<Keys>,
    /// The weeks whose cookies are made and accepted, and those that begin soon.
    pub weeks: ArcSwap<Vec<OpenWeek>>,
    pub spending: Spending,
}

/// Why the gate cannot do what it was asked: something is broken, and the operator must know.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The secret cannot be read or made.
    #[error("the gate: {0}")]
    Secret(#[from] SecretError),
    /// The database was made with another secret: with this one no week's key can be opened.
    #[error(
        "the gate's database was made with another secret than {}: put the secret there that belongs to this database. \
         Several machines with one database share one secret", .0.display()
    )]
    OtherSecret(PathBuf),
    /// The database failed.
    #[error("the gate's database: {0}")]
    Store(#[from] StoreError),
    /// Spending failed for all passes that were to be committed together. None of them is spent, unless the answer to the
    /// commit itself was lost.
    #[error("passes could not be marked as spent: {0}")]
    Spending(Arc<StoreError>),
    /// Whoever commits is gone: the process is ending.
    #[error("the gate is closing")]
    Closing,
    /// A week's key cannot be opened.
    #[error("the gate's key of week {0} cannot be unsealed: the database is damaged. Restore it from a copy")]
    Sealed(Week),
}

impl Gate {
    /// Opens the gate: its secret in `folder`, made of `chance` at the first start; its database; the keys that it has
    /// learned; the keys of this week's cookies. `issuer` is the setting `plus.issuer`. Runs in the background on the
    /// runtime that this is called from, until the last clone is dropped.
    pub async fn open(
        url: &StoreUrl,
        folder: &Path,
        issuer: &str,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Gate, GateError> {
        let [of_secret, of_weeks] =
            ["vestka gate secret 1", "vestka gate weeks 1"].map(|use_| part(&chance, use_));
        let secret = Secret::of(&secret::load(folder, of_secret)?);
        let store = Store::open(url, MIGRATIONS).await?;
        if !is_known(&store, &secret).await? {
            return Err(GateError::OtherSecret(folder.join(secret::FILE_NAME)));
        }
        let gate = Gate(Arc::new(Inner {
            spending: Spending::start(store.clone()),
            challenge: TokenChallenge::plus(issuer).digest(),
            keys: ArcSwap::default(),
            weeks: ArcSwap::default(),
            store,
            secret,
        }));
        gate.load_keys(now).await?;
        gate.ready_weeks(of_weeks, now).await?;
        Ok(gate)
    }

    /// Where the gate's database is for a value of the setting `gate.url`: by default the file `gate.db` in its folder.
    pub fn url(setting: &str, folder: &Path) -> Result<StoreUrl, GateError> {
        match setting {
            "" => Ok(StoreUrl::Sqlite(folder.join("gate.db"))),
            url => Ok(StoreUrl::from_setting(url, folder)?),
        }
    }

    /// The epochs whose passes can be told from others: those with a key, the earliest first.
    pub fn epochs(&self) -> Vec<Epoch> {
        self.0.keys.load().epochs()
    }

    /// Asks the database to check its own files; answers what it complains of, or nothing.
    pub async fn complaints(&self) -> Result<Option<String>, GateError> {
        Ok(self.0.store.complaints().await?)
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.0.store.close().await;
    }
}

/// One use's part of some chance.
pub(crate) fn part(chance: &[u8; 32], use_: &str) -> [u8; 32] {
    let tag = ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, chance), use_.as_bytes());
    tag.as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes")
}

/// Whether the database knows this secret. An empty one learns it.
async fn is_known(store: &Store, secret: &Secret) -> Result<bool, StoreError> {
    let mut tx = store.write().await?;
    let sql = "insert into gate_witness (id, value) values (1, $1) on conflict do nothing";
    tx.execute(sql, values![secret.witness()]).await?;
    let row = tx.reading().row("select value from gate_witness where id = 1", values![]).await?;
    tx.commit().await?;
    let row = row.ok_or_else(|| StoreError::Damaged("the witness is missing".into()))?;
    Ok(row.text("value")? == secret.witness())
}
