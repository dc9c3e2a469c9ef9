//! Lanes: letters that are worked off few at a time for each lane, by workers of their own, and tried for longer.

use base::{Time, id::new_id};

use super::{ATTEMPTS, Job, LEASE_MS, OURS, Reason, job, subject};
use crate::{Store, StoreError, Value, Write, values};

/// For how long a letter is tried before it is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Tries.
    pub attempts: i64,
    /// The longest pause between two, in milliseconds.
    pub longest_ms: i64,
}

impl Patience {
    /// Some minutes: what is wrong then wants somebody to look.
    pub const USUAL: Patience = Patience { attempts: ATTEMPTS, longest_ms: 3_600_000 };
    /// A day, with a try every five minutes: a machine that is down overnight gets everything when it comes back.
    pub const DAY: Patience = Patience { attempts: 296, longest_ms: 300_000 };

    /// What a kind of letter is usually tried with.
    pub fn of(kind: &str) -> Patience {
        if kind.starts_with("call-") { Patience::DAY } else { Patience::USUAL }
    }
}

/// Sends a letter in a lane; see [`super::send`]. The lane's name is empty for letters without one.
pub async fn send_in_lane(
    tx: &mut Write,
    kind: &str,
    lane: &str,
    content: &str,
    due: Time,
) -> Result<(), StoreError> {
    let sql = "
        insert into job (id, kind, content, due_at, attempts, state, subject, lane)
        select $4, $1, $2, $3, 0, 'waiting', $5, $6
        where not exists (
          select 1 from job where kind = $1 and content = $2 and state = 'waiting' and taken = 0)";
    tx.execute(sql, values![kind, content, due, new_id(due), subject(content), lane]).await.map(drop)
}

/// Takes letters that are due, `most` of them, in the order of their time, so that of each lane no more than `each` are under
/// way. For two minutes they are the taker's alone.
pub async fn take_from_lanes(
    store: &Store,
    each: usize,
    most: usize,
    now: Time,
) -> Result<Vec<Job>, StoreError> {
    let mut tx = store.write().await?;
    let sql = "
        select id
        from (
          select w.id, w.due_at, row_number() over (partition by w.lane order by w.due_at, w.id) +
            (select count(*) from job b where b.lane = w.lane and b.state = 'waiting' and b.taken = 1 and b.due_at > $1)
            as place
          from job w
          where w.state = 'waiting' and w.due_at <= $1 and w.lane <> '') d
        where place <= $2
        order by due_at, id
        limit $3";
    let rows = tx.reading().rows(sql, values![now, each as i64, most as i64]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.text("id")).collect::<Result<_, _>>()?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (3..ids.len() + 3).map(|n| format!("${n}")).collect();
    let sql = format!(
        "
        update job
        set due_at = $1, attempts = attempts + 1, taken = 1
        where state = 'waiting' and due_at <= $2 and id in ({})
        returning id, kind, content, attempts",
        places.join(", ")
    );
    let mut parameters = values![now.plus_millis(LEASE_MS), now];
    parameters.extend(ids.iter().map(Value::from));
    let mut taken: Vec<Job> =
        tx.reading().rows(&sql, parameters).await?.iter().map(job).collect::<Result<_, _>>()?;
    taken.sort_by_key(|job| ids.iter().position(|id| *id == job.id));
    tx.commit().await?;
    Ok(taken)
}

/// The letter could not be worked off: again later (2, 4, 8 … seconds), or laid aside as dead.
pub async fn failed_patiently(
    tx: &mut Write,
    job: &Job,
    reason: &Reason,
    patience: Patience,
    now: Time,
) -> Result<(), StoreError> {
    let pause_ms = (1_000_i64 << job.attempts.clamp(1, 12)).min(patience.longest_ms);
    let (state, due_ms) = match job.attempts >= patience.attempts {
        true => ("dead", now.millis()),
        false => ("waiting", now.millis() + pause_ms),
    };
    let sql = format!("update job set state = $4, due_at = $1, last_error = $5, taken = 0 where {OURS}");
    tx.execute(&sql, values![due_ms, &job.id, job.attempts, state, reason.kept()]).await.map(drop)
}
