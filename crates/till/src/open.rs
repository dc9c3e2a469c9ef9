//! Opening the till: its secret, its database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::config;
use base::{Date, Time, Zone};
use passes::{ChallengeDigest, Epoch, TokenChallenge};
use store::secret::{self, SecretError};
use store::{Migration, Store, StoreError, StoreUrl, Write, values};
use tokio::sync::Semaphore;

use crate::issuer::Unsealed;
use crate::pay::{PATIENCE, Pay};
use crate::pool::Pace;
use crate::record::Recorded;
use crate::secret::Secret;

/// The till's database, from empty to this release.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "0001_till", sql: include_str!("../../../migrations/till/0001_till.sql") },
    Migration {
        version: 2,
        name: "0002_provider",
        sql: include_str!("../../../migrations/till/0002_provider.sql"),
    },
    Migration { version: 3, name: "0003_pool", sql: include_str!("../../../migrations/till/0003_pool.sql") },
];

/// Signings that may wait for a core: the last of them has its answer within some seconds.
const WAITING_A_CORE: usize = 128;

/// An open till. Cheap to clone.
#[derive(Clone)]
pub struct Till(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub store: Store,
    pub secret: Secret,
    pub issuer: String,
    pub settings: config::Till,
    pub pay: Pay,
    /// Troubles that are on record already.
    pub recorded: Recorded,
    /// Private keys in use.
    pub unsealed: Unsealed,
    /// How fast pools give.
    pub pace: Pace,
    /// How many signings may run at a time, and how many may wait for it.
    pub signing: Semaphore,
    pub waiting: Semaphore,
}

/// Why the till cannot do what it was asked: something is broken, and the operator must know.
#[derive(Debug, thiserror::Error)]
pub enum TillError {
    /// The secret cannot be read or made.
    #[error("the till: {0}")]
    Secret(#[from] SecretError),
    /// The database was made with another secret: with this one it knows no code.
    #[error(
        "the till's database was made with another secret than {}: put the secret there that belongs to this database. \
         Several machines with one database share one secret", .0.display()
    )]
    OtherSecret(PathBuf),
    /// The database failed.
    #[error("the till's database: {0}")]
    Store(#[from] StoreError),
    /// An epoch's private key cannot be opened.
    #[error("the till's key of {0} cannot be unsealed: the database is damaged. Restore it from a copy")]
    Sealed(Epoch),
    /// A key or a signature could not be made, which chance does not bring about.
    #[error("the till could not sign: {0}")]
    Signing(String),
}

impl Till {
    /// Opens the till: its secret in `folder`, made of `chance` at the first start, and its database. `issuer` is the
    /// setting `plus.issuer`. Makes no keys: [`Till::make_keys`] does.
    pub async fn open(
        url: &StoreUrl,
        folder: &Path,
        issuer: &str,
        settings: config::Till,
        chance: [u8; 32],
    ) -> Result<Till, TillError> {
        let secret = Secret::of(&secret::load(folder, chance)?);
        let store = Store::open(url, MIGRATIONS).await?;
        if !is_known(&store, &secret).await? {
            return Err(TillError::OtherSecret(folder.join(secret::FILE_NAME)));
        }
        let at_once = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Till(Arc::new(Inner {
            store,
            secret,
            issuer: issuer.to_owned(),
            pay: Pay::new(&settings, PATIENCE),
            recorded: Recorded::default(),
            settings,
            unsealed: Unsealed::default(),
            pace: Pace::default(),
            signing: Semaphore::new(at_once),
            waiting: Semaphore::new(at_once * WAITING_A_CORE),
        })))
    }

    /// Where the till's database is for a value of the setting `till.url`: by default the file `till.db` in its folder.
    pub fn url(setting: &str, folder: &Path) -> Result<StoreUrl, TillError> {
        match setting {
            "" => Ok(StoreUrl::Sqlite(folder.join("till.db"))),
            url => Ok(StoreUrl::from_setting(url, folder)?),
        }
    }

    /// The till's settings.
    pub fn settings(&self) -> &config::Till {
        &self.0.settings
    }

    /// The name under which passes are signed.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// What its passes are good for.
    pub fn challenge(&self) -> ChallengeDigest {
        TokenChallenge::plus(&self.0.issuer).digest()
    }

    /// Asks the database to check its own files; answers what it complains of, or nothing.
    pub async fn complaints(&self) -> Result<Option<String>, TillError> {
        Ok(self.0.store.complaints().await?)
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.0.store.close().await;
    }
}

/// Whether the database knows this secret. An empty one learns it.
async fn is_known(store: &Store, secret: &Secret) -> Result<bool, StoreError> {
    let mut tx = store.write().await?;
    let sql = "insert into witness (id, value) values (1, $1) on conflict do nothing";
    tx.execute(sql, values![secret.witness()]).await?;
    let row = tx.reading().row("select value from witness where id = 1", values![]).await?;
    tx.commit().await?;
    let row = row.ok_or_else(|| StoreError::Damaged("the witness is missing".into()))?;
    Ok(row.text("value")? == secret.witness())
}

/// Waits until no other transaction of this kind is under way, on any machine; until the commit there is none.
pub(crate) async fn take_turn(tx: &mut Write) -> Result<(), StoreError> {
    tx.execute("update witness set id = 1 where id = 1", values![]).await?;
    Ok(())
}

/// The day of a moment in UTC, which is as fine as the till remembers.
pub(crate) fn day(now: Time) -> Date {
    Zone::utc().date(now)
}

/// Reads an epoch from a column.
pub(crate) fn epoch(text: &str) -> Result<Epoch, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged("an epoch is not a month".into()))
}
