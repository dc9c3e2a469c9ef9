//! Looking at letters: what waits, what is under way, what failed and why, what was done lately; and setting those
//! right that nothing helped.

use std::collections::BTreeMap;

use base::Time;

use super::Reason;
use crate::{Read, Row, StoreError, Value, Write, values};

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing helped: somebody must look at it.
    Dead,
    /// It failed and will be tried again.
    Failing,
    /// A worker is at it.
    UnderWay,
    /// Its time has not come, or no worker was free yet.
    Waiting,
    /// Worked off.
    Done,
    /// Given up by somebody.
    Aside,
}

impl State {
    /// All of them, what needs somebody first.
    pub const ALL: [State; 6] =
        [State::Dead, State::Failing, State::UnderWay, State::Waiting, State::Done, State::Aside];

    /// Its name in addresses and messages.
    pub fn name(self) -> &'static str {
        match self {
            State::Dead => "dead",
            State::Failing => "failing",
            State::UnderWay => "under-way",
            State::Waiting => "waiting",
            State::Done => "done",
            State::Aside => "aside",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// As a condition on a row, `$1` being the time.
    fn condition(self) -> &'static str {
        match self {
            State::Dead => "state = 'dead'",
            State::Failing => "state = 'waiting' and last_error is not null and (taken = 0 or due_at <= $1)",
            State::UnderWay => "state = 'waiting' and taken = 1 and due_at > $1",
            State::Waiting => "state = 'waiting' and last_error is null and (taken = 0 or due_at <= $1)",
            State::Done => "state = 'done'",
            State::Aside => "state = 'aside'",
        }
    }
}

/// A letter as somebody sees it who looks after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its own id.
    pub id: String,
    /// Which worker it is for.
    pub kind: String,
    /// The story that it is about; empty where it is about none.
    pub subject: String,
    /// How it stands.
    pub state: State,
    /// How often it has been tried.
    pub attempts: i64,
    /// When it is to be tried next; of a letter that is done, dead or aside, when it became that.
    pub at: Time,
    /// Why it failed last.
    pub reason: Option<Reason>,
    /// The language that it concerns, where it concerns one: the `language` of its content.
    pub language: Option<String>,
}

/// Which letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// About this story.
    pub subject: Option<String>,
    /// For this worker.
    pub kind: Option<String>,
    /// In this state.
    pub state: Option<State>,
}

/// How many letters there are in each state, in the order of [`State::ALL`].
pub type Counts = Vec<(State, i64)>;

const COLUMNS: &str = "id, kind, content, subject, state, attempts, due_at, last_error, taken";

/// Letters, the latest first, `limit` at most; those after `before` where it is given.
pub async fn list(
    db: &mut Read,
    filter: &Filter,
    before: Option<(Time, &str)>,
    now: Time,
    limit: usize,
) -> Result<Vec<Letter>, StoreError> {
    // `$1 = $1` gives the parameter its place where no state asks for the time.
    let mut sql = format!("select {COLUMNS} from job where $1 = $1");
    let mut parameters = values![now];
    let mut and = |condition: &str, values: Vec<Value>| {
        let first = parameters.len() + 1;
        sql += &condition.replace("$a", &format!("${first}")).replace("$b", &format!("${}", first + 1));
        parameters.extend(values);
    };
    if let Some(state) = filter.state {
        and(&format!(" and {}", state.condition()), vec![]);
    }
    if let Some(subject) = &filter.subject {
        and(" and subject = $a", values![subject]);
    }
    if let Some(kind) = &filter.kind {
        and(" and kind = $a", values![kind]);
    }
    if let Some((at, id)) = before {
        and(" and (due_at, id) < ($a, $b)", values![at, id]);
    }
    and(" order by due_at desc, id desc limit $a", values![limit as i64]);
    db.rows(&sql, parameters).await?.iter().map(|row| letter(row, now)).collect()
}

/// One letter.
pub async fn find(db: &mut Read, id: &str, now: Time) -> Result<Option<Letter>, StoreError> {
    let sql = format!("select {COLUMNS} from job where id = $1");
    db.row(&sql, values![id]).await?.as_ref().map(|row| letter(row, now)).transpose()
}

/// How many there are in each state; about one story where it is named.
pub async fn counts(db: &mut Read, subject: Option<&str>, now: Time) -> Result<Counts, StoreError> {
    let about = if subject.is_some() { "subject = $2" } else { "$2 = $2" };
    let mut counts = Vec::new();
    for state in State::ALL {
        let sql = format!(
            "select count(*) as letters from job where $1 = $1 and {about} and {}",
            state.condition()
        );
        let row = db.row(&sql, values![now, subject.unwrap_or_default()]).await?;
        counts.push((state, row.map_or(Ok(0), |row| row.int("letters"))?));
    }
    Ok(counts)
}

/// How many letters of each kind there are in each state.
pub async fn tallies(db: &mut Read, now: Time) -> Result<BTreeMap<String, BTreeMap<State, i64>>, StoreError> {
    let mut tallies: BTreeMap<String, BTreeMap<State, i64>> = BTreeMap::new();
    for state in State::ALL {
        let sql = format!(
            "select kind, count(*) as letters from job where $1 = $1 and {} group by kind",
            state.condition()
        );
        for row in db.rows(&sql, values![now]).await? {
            tallies.entry(row.text("kind")?).or_default().insert(state, row.int("letters")?);
        }
    }
    Ok(tallies)
}

/// The workers that any of the latest letters is for.
pub async fn kinds(db: &mut Read) -> Result<Vec<String>, StoreError> {
    let sql = "
        select distinct kind
        from (select kind from job order by due_at desc, id desc limit 2000) latest
        order by kind";
    let rows = db.rows(sql, vec![]).await?;
    rows.iter().map(|row| row.text("kind")).collect()
}

/// Has a letter tried again at once, as if it had just been sent: one that is dead, laid aside or waits after a failure.
/// Answers whether there was such a one.
pub async fn repeat(tx: &mut Write, id: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "
        update job
        set state = 'waiting', attempts = 0, due_at = $1, taken = 0
        where id = $2
          and (state in ('dead', 'aside') or (state = 'waiting' and last_error is not null and taken = 0))";
    Ok(tx.execute(sql, values![now, id]).await? > 0)
}

/// Gives a dead letter up. Answers whether there was such a one.
pub async fn lay_aside(tx: &mut Write, id: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "update job set state = 'aside', due_at = $1 where id = $2 and state = 'dead'";
    Ok(tx.execute(sql, values![now, id]).await? > 0)
}

fn letter(row: &Row, now: Time) -> Result<Letter, StoreError> {
    let (at, reason) = (row.time("due_at")?, row.text_or_none("last_error")?.map(Reason::of_kept));
    let state = match row.text("state")?.as_str() {
        "dead" => State::Dead,
        "done" => State::Done,
        "aside" => State::Aside,
        "waiting" if row.truth("taken")? && at > now => State::UnderWay,
        "waiting" if reason.is_some() => State::Failing,
        "waiting" => State::Waiting,
        other => return Err(StoreError::Damaged(format!("job.state '{other}'"))),
    };
    Ok(Letter {
        id: row.text("id")?,
        kind: row.text("kind")?,
        subject: row.text("subject")?,
        state,
        attempts: row.int("attempts")?,
        at,
        reason,
        language: language(&row.text("content")?),
    })
}

fn language(content: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Concerned {
        language: String,
    }
    serde_json::from_str::<Concerned>(content).ok().map(|concerned| concerned.language)
}

#[cfg(test)]
mod tests;
