//! Filing manuscripts: what an import, and every save of the desk, ends in.
//!
//! Filing is idempotent: a manuscript that says what the store holds already changes nothing. Whatever differs becomes
//! a new revision; nothing is overwritten but what is derived from the published revision.

mod complete;
mod rows;

use std::collections::{BTreeSet, HashMap, HashSet};

use base::{Language, Time};
use store::{Row, StoreError, Value, Write, values};

use crate::concept::in_list;
use crate::manuscript::{Manuscript, State};
use crate::news::{self, News};
use crate::picture;
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
    number: u64,
    slug: String,
    state: String,
    revision: i64,
    is_public: bool,
    states: i64,
    digest: String,
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
            changes.note(&manuscript, before);
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
            "select s.id, s.number, s.slug, s.state, s.revision, s.public_from, r.digest,
               (select count(*) from story_state t where t.story = s.id) as states
             from story s
             join revision r on r.story = s.id and r.number = s.revision
             where s.id in ({})",
            in_list(chunk.len(), 1)
        );
        for row in tx.reading().rows(&sql, chunk.iter().map(|m| Value::from(&m.id)).collect()).await? {
            known.insert(row.text("id")?, known_story(&row)?);
        }
    }
    Ok(known)
}

fn known_story(row: &Row) -> Result<Known, StoreError> {
    Ok(Known {
        number: row.int("number")? as u64,
        slug: row.text("slug")?,
        state: row.text("state")?,
        revision: row.int("revision")?,
        is_public: row.int_or_none("public_from")?.is_some(),
        states: row.int("states")?,
        digest: row.text("digest")?,
    })
}

/// What readers' copies must hear of.
#[derive(Default)]
struct Changes {
    groups: BTreeSet<String>,
    languages: BTreeSet<Language>,
    withdrawn: bool,
    killed: Vec<String>,
}

impl Changes {
    /// A story that the public had may have lost text to the wall or be gone: nobody gets the old page again.
    fn note(&mut self, manuscript: &Manuscript, before: Option<&Known>) {
        let shown = manuscript.state == State::Published;
        let was_shown = before.is_some_and(|before| before.is_public);
        if shown || was_shown {
            self.groups.insert(manuscript.group.clone());
            self.languages.insert(manuscript.language.clone());
        }
        if manuscript.state == State::Killed {
            self.killed.push(manuscript.id.clone());
        }
        self.withdrawn |= was_shown && (!shown || manuscript.document.access.withholds());
    }

    async fn announce(mut self, tx: &mut Write, now: Time) -> Result<(), StoreError> {
        for story in &self.killed {
            picture::withdraw(tx, story, now).await?;
        }
        if self.groups.is_empty() {
            return Ok(());
        }
        let groups: Vec<String> = self.groups.into_iter().collect();
        for chunk in groups.chunks(500) {
            let list = in_list(chunk.len(), 1);
            let sql = format!("select distinct language from story where translation_group in ({list})");
            for row in tx.reading().rows(&sql, chunk.iter().map(Value::from).collect()).await? {
                self.languages.extend(row.text("language")?.parse::<Language>().ok());
            }
        }
        let languages: Vec<Language> = self.languages.into_iter().collect();
        let news = if self.withdrawn { News::Withdrawn { languages } } else { News::Stories { languages } };
        tx.announce(news::announcement(&news));
        Ok(())
    }
}

/// The highest number that a story has.
async fn top_number(tx: &mut Write) -> Result<u64, StoreError> {
    let row = tx.reading().row("select coalesce(max(number), 0) as top from story", values![]).await?;
    row.map_or(Ok(0), |row| row.int("top").map(|n| n as u64))
}
