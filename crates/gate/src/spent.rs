//! The spent passes: hashes of nonces, in three tables by epoch modulo three. A pass is spent when its hash was not there,
//! and the reader is told after the commit. Whoever comes while a commit is under way is committed together with the
//! others by the next one, so that the disk is waited for once and not once a reader.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use passes::Epoch;
use ring::digest::{SHA256, digest};
use store::{Read, Store, StoreError, values};
use tokio::sync::{mpsc, oneshot};

use crate::GateError;

/// The tables, by epoch modulo three, as `Write::insert_new` wants them.
const INTO: [&str; 3] = ["spent_0 (hash)", "spent_1 (hash)", "spent_2 (hash)"];
/// The same, by name.
pub(crate) const TABLES: [&str; 3] = ["spent_0", "spent_1", "spent_2"];

/// Passes committed together at most.
const MOST_AT_ONCE: usize = 1_000;
/// Passes that wait for their commit at most; more wait to be let in.
const MOST_WAITING: usize = 4_000;
/// A table is claimed for an epoch at most once a month, so the second attempt finds it claimed.
const ATTEMPTS: usize = 4;

/// What became of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spent {
    /// It was not spent, and is now.
    Now,
    /// It was spent before.
    Before,
    /// Its epoch is over: which of its passes were spent is forgotten.
    Over,
}

/// A pass as the gate remembers it: the epoch, and the hash of its nonce.
pub(crate) type Hash = (Epoch, String);

/// The hash of a pass's nonce.
pub(crate) fn hash(nonce: &[u8; 32]) -> String {
    let text = [&b"vestka spent pass 1"[..], nonce].concat();
    BASE64URL_NOPAD.encode(digest(&SHA256, &text).as_ref())
}

/// The way to whoever commits.
pub(crate) struct Spending(mpsc::Sender<Waiting>);

/// A pass to be spent; none for what only has to wait as long.
struct Waiting {
    pass: Option<Hash>,
    told: oneshot::Sender<Result<Spent, Arc<StoreError>>>,
}

impl Spending {
    /// Starts to commit what comes, until this is dropped.
    pub(crate) fn start(store: Store) -> Spending {
        let (sender, waiting) = mpsc::channel(MOST_WAITING);
        tokio::spawn(commit_groups(store, waiting));
        Spending(sender)
    }

    /// Spends a pass. Answers when that is on the disk.
    pub(crate) async fn spend(&self, pass: Hash) -> Result<Spent, GateError> {
        self.wait(Some(pass)).await
    }

    /// Takes as long as spending a pass that is spent already, and does nothing.
    pub(crate) async fn pretend(&self) -> Result<(), GateError> {
        self.wait(None).await.map(|_| ())
    }

    async fn wait(&self, pass: Option<Hash>) -> Result<Spent, GateError> {
        let (told, answer) = oneshot::channel();
        self.0.send(Waiting { pass, told }).await.map_err(|_| GateError::Closing)?;
        answer.await.map_err(|_| GateError::Closing)?.map_err(GateError::Spending)
    }
}

async fn commit_groups(store: Store, mut waiting: mpsc::Receiver<Waiting>) {
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, MOST_AT_ONCE).await > 0 {
        let mut outcome = spend_all(&store, &group).await.map_err(Arc::new);
        for Waiting { pass, told } in group.drain(..) {
            let spent = match &mut outcome {
                Ok(outcome) => Ok(pass.map_or(Spent::Before, |pass| outcome.of(pass))),
                Err(error) => Err(Arc::clone(error)),
            };
            // Who has gone meanwhile has spent a pass all the same.
            let _ = told.send(spent);
        }
    }
}

/// What became of a group.
#[derive(Default)]
struct Outcome {
    new: HashSet<Hash>,
    over: BTreeSet<Epoch>,
}

impl Outcome {
    /// What became of a pass; of several that are the same the first that asks has spent it.
    fn of(&mut self, pass: Hash) -> Spent {
        match () {
            () if self.over.contains(&pass.0) => Spent::Over,
            () if self.new.remove(&pass) => Spent::Now,
            () => Spent::Before,
        }
    }
}

/// How an attempt to spend a group ended.
enum Attempt {
    Committed(HashSet<Hash>),
    /// The table of this epoch is still claimed by an earlier one, or by none.
    Unclaimed(Epoch),
    /// The table of this epoch is claimed by a later one.
    Over(Epoch),
}

/// Spends a group in one transaction.
async fn spend_all(store: &Store, group: &[Waiting]) -> Result<Outcome, StoreError> {
    let mut wanted: BTreeMap<Epoch, BTreeSet<&str>> = BTreeMap::new();
    for (epoch, hash) in group.iter().filter_map(|waiting| waiting.pass.as_ref()) {
        wanted.entry(*epoch).or_default().insert(hash);
    }
    let mut outcome = Outcome::default();
    for _ in 0..ATTEMPTS {
        match attempt(store, &wanted).await? {
            Attempt::Committed(new) => {
                outcome.new = new;
                return Ok(outcome);
            }
            Attempt::Unclaimed(epoch) => claim(store, epoch).await?,
            Attempt::Over(epoch) => {
                wanted.remove(&epoch);
                outcome.over.insert(epoch);
            }
        }
    }
    Err(StoreError::Damaged("the tables of spent passes are claimed for no epoch".into()))
}

/// Hashes are inserted first and the table's epoch is read after: from the insertion to the commit nobody can empty the
/// table, so what is read then is true. They are sorted, so that two nodes never wait for each other.
async fn attempt(store: &Store, wanted: &BTreeMap<Epoch, BTreeSet<&str>>) -> Result<Attempt, StoreError> {
    let mut tx = store.write().await?;
    let mut new = HashSet::new();
    for (epoch, hashes) in wanted {
        let rows = hashes.iter().map(|hash| values![*hash]).collect();
        for row in tx.insert_new(INTO[place(*epoch)], "hash", rows).await? {
            new.insert((*epoch, row.text("hash")?));
        }
        match claimed_by(tx.reading(), place(*epoch)).await? {
            Some(other) if other == *epoch => {}
            Some(later) if later > *epoch => return Ok(Attempt::Over(*epoch)),
            _ => return Ok(Attempt::Unclaimed(*epoch)),
        }
    }
    tx.commit().await?;
    Ok(Attempt::Committed(new))
}

/// Empties a table and claims it for an epoch, unless that or a later one has claimed it.
pub(crate) async fn claim(store: &Store, epoch: Epoch) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    // The row is written first: of two nodes that claim at once the second sees that it is done, and empties nothing.
    let sql = "
        insert into spent_epoch (place, epoch) values ($1, $2)
        on conflict (place) do update set epoch = excluded.epoch
        where spent_epoch.epoch < excluded.epoch";
    if tx.execute(sql, values![place(epoch) as i64, epoch.to_string()]).await? > 0 {
        tx.empty(TABLES[place(epoch)]).await?;
    }
    tx.commit().await
}

/// The epoch that has claimed a table.
async fn claimed_by(db: &mut Read, place: usize) -> Result<Option<Epoch>, StoreError> {
    let sql = "select epoch from spent_epoch where place = $1";
    let Some(row) = db.row(sql, values![place as i64]).await? else { return Ok(None) };
    let epoch = row.text("epoch")?.parse();
    epoch.map(Some).map_err(|_| StoreError::Damaged("an epoch is not a month".into()))
}

/// The epochs that have claimed the tables.
pub(crate) async fn claims(store: &Store) -> Result<Vec<Epoch>, StoreError> {
    let mut db = store.read().await?;
    let mut claims = Vec::new();
    for place in 0..TABLES.len() {
        claims.extend(claimed_by(&mut db, place).await?);
    }
    Ok(claims)
}

/// The table of an epoch.
fn place(epoch: Epoch) -> usize {
    epoch.ordinal() as usize % TABLES.len()
}
