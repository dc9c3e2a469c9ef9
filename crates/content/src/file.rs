//! Filing manuscripts: what an import ends in.
//!
//! Filing is idempotent: a manuscript that says what the store holds already changes nothing. Whatever differs becomes
//! a new revision; nothing is overwritten but what is derived from the published revision.

pub(crate) mod changes;
pub(crate) mod complete;
pub(crate) mod rows;

use std::collections::{HashMap, HashSet};

use base::Time;
use store::{Row, StoreError, Value, Write, values};

use crate::concept::in_list;
use crate::full;
use crate::lifecycle::schedule;
use crate::manuscript::Manuscript;
use changes::Changes;
use complete::Addresses;
use rows::Rows;

/// What filing a manuscript came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A story that was not there.
    New,
    /// A new revision of a story that was.
    Changed,
    /// The store holds exactly this.
    Same,
}

/// Files manuscripts that have been [checked](Manuscript::check), in order; answers an outcome for each. All of it
/// is durable, and visible, with the transaction's commit.
pub async fn file_all(
    tx: &mut Write,
    manuscripts: Vec<Manuscript>,
    author: &str,
    now: Time,
) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes = Vec::with_capacity(manuscripts.len());
    for batch in without_repeats(manuscripts) {
        outcomes.extend(file_batch(tx, batch, author, now).await?);
    }
    Ok(outcomes)
}

/// Cuts the list where an id comes a second time, so that the second sees what the first has filed.
fn without_repeats(manuscripts: Vec<Manuscript>) -> Vec<Vec<Manuscript>> {
    let mut batches = vec![Vec::new()];
    let mut seen = HashSet::new();
    for manuscript in manuscripts {
        if !seen.insert(manuscript.id.clone()) {
            seen = HashSet::from([manuscript.id.clone()]);
            batches.push(Vec::new());
        }
        batches.last_mut().expect("there is always one").push(manuscript);
    }
    batches
}

/// What the store knows of a story before the filing.
pub(crate) struct Known {
    pub(crate) number: u64,
    pub(crate) slug: String,
    pub(crate) state: String,
    /// The highest number of a revision.
    pub(crate) top: i64,
    pub(crate) is_public: bool,
    pub(crate) states: i64,
    pub(crate) digest: String,
}

async fn file_batch(
    tx: &mut Write,
    manuscripts: Vec<Manuscript>,
    author: &str,
    now: Time,
) -> Result<Vec<Outcome>, StoreError> {
    tx.take_turn().await?;
    let known = known(tx, &manuscripts).await?;
    let mut addresses = Addresses::load(tx, &manuscripts).await?;
    let mut rows = Rows::new(author, now);
    let mut changes = Changes::default();
    let mut outcomes = Vec::with_capacity(manuscripts.len());
    for mut manuscript in manuscripts {
        let before = known.get(&manuscript.id);
        addresses.complete(tx, &mut manuscript, before).await?;
        let digest = rows::digest(&manuscript);
        outcomes.push(match before {
            Some(before) if before.digest == digest => Outcome::Same,
            Some(_) => Outcome::Changed,
            None => Outcome::New,
        });
        if outcomes.last() != Some(&Outcome::Same) {
            changes.note(&manuscript, before.is_some_and(|before| before.is_public));
            schedule::send_for(tx, &manuscript, now).await?;
            rows.add(manuscript, before, digest)?;
        }
    }
    rows.write(tx).await?;
    changes.announce(tx, now).await?;
    Ok(outcomes)
}

async fn known(tx: &mut Write, manuscripts: &[Manuscript]) -> Result<HashMap<String, Known>, StoreError> {
    let mut known = HashMap::new();
    for chunk in manuscripts.chunks(500) {
        let sql = format!(
            "select s.id, s.number, s.slug, s.state, s.public_from, s.digest,
               (select max(r.number) from revision r where r.story = s.id) as top,
               (select count(*) from story_state t where t.story = s.id) as states
             from story s
             where s.id in ({})",
            in_list(chunk.len(), 1)
        );
        for row in tx.reading().rows(&sql, chunk.iter().map(|m| Value::from(&m.id)).collect()).await? {
            known.insert(row.text("id")?, known_story(&row)?);
        }
    }
    digest_the_touched(tx, &mut known).await?;
    Ok(known)
}

fn known_story(row: &Row) -> Result<Known, StoreError> {
    Ok(Known {
        number: row.int("number")? as u64,
        slug: row.text("slug")?,
        state: row.text("state")?,
        top: row.int("top")?,
        is_public: row.int_or_none("public_from")?.is_some(),
        states: row.int("states")?,
        digest: row.text("digest")?,
    })
}

/// The desk's verbs leave no digest behind: what they made of a story is read and digested when it is filed again.
async fn digest_the_touched(tx: &mut Write, known: &mut HashMap<String, Known>) -> Result<(), StoreError> {
    let touched: Vec<String> =
        known.iter().filter(|(_, known)| known.digest.is_empty()).map(|(id, _)| id.clone()).collect();
    for chunk in touched.chunks(100) {
        for manuscript in full::load_all(tx.reading(), chunk).await? {
            if let Some(known) = known.get_mut(&manuscript.id) {
                known.digest = rows::digest(&manuscript);
            }
        }
    }
    Ok(())
}

/// The highest number that a story has.
pub(crate) async fn top_number(tx: &mut Write) -> Result<u64, StoreError> {
    let row = tx.reading().row("select coalesce(max(number), 0) as top from story", values![]).await?;
    row.map_or(Ok(0), |row| row.int("top").map(|n| n as u64))
}
