//! Who has a copy in hand. A send takes a few readers in hand, durably, before it hands anything over, and writes down what
//! became of them before it takes the next: so whenever the process dies, those of whom nobody knows are written down, and
//! nobody is sent an issue twice.

use base::Time;
use store::{Read, Row, StoreError, Write, values};

use crate::issue::{self, Issue};
use crate::{List, PublicKey, subscription};

/// Somebody who is to get a copy.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub id: String,
    pub sealed: String,
    pub bounces: i64,
}

/// What became of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// The server took the copy.
    Sent,
    /// The server refused it.
    Refused {
        /// For good, because of the address.
        bounced: bool,
    },
    /// Nobody knows.
    Unsure,
    /// The same address had its copy already.
    Double,
    /// Nothing was handed over: later, then.
    Later,
}

/// Begins a run, or goes on after one: whoever was in hand of another run counts as unsure. `None` if there is nothing to be
/// sent any more.
pub(crate) async fn begin(
    tx: &mut Write,
    id: &str,
    sender: &str,
    key: &PublicKey,
    now: Time,
) -> Result<Option<Issue>, StoreError> {
    // The row's lock: two who begin at once come one after the other.
    let sql = "
        update newsletter_issue set state = 'sending', sender = $2, stopped = '', started_at = coalesce(started_at, $3)
        where id = $1 and state in ('draft', 'sending')";
    if tx.execute(sql, values![id, sender, now]).await? == 0 {
        return Ok(None);
    }
    let sql = "delete from newsletter_hand where issue = $1 and state = 'hand'";
    let lost = tx.execute(sql, values![id]).await? as i64;
    let Some(found) = issue::find(tx.reading(), id).await? else { return Ok(None) };
    let readers = subscription::count(tx.reading(), &found.language, found.list, key).await?.readers;
    let total = if found.total == 0 { readers } else { found.total };
    let sql = "update newsletter_issue set unsure = unsure + $2, total = $3 where id = $1";
    tx.execute(sql, values![id, lost, total]).await?;
    Ok(Some(Issue { unsure: found.unsure + lost, total, ..found }))
}

/// Takes the next few in hand. `None` if another run has taken over.
pub(crate) async fn take(
    tx: &mut Write,
    issue: &Issue,
    sender: &str,
    key: &PublicKey,
    most: usize,
) -> Result<Option<Vec<Due>>, StoreError> {
    if !is_mine(tx, issue, sender).await? {
        return Ok(None);
    }
    let sql = "
        select s.id, s.sealed, s.bounces
        from newsletter_hand h
        join subscription s on s.id = h.subscription
        where h.issue = $1 and h.state = 'due'
        order by s.id
        limit $2";
    let again = tx.reading().rows(sql, values![issue.id.as_str(), most as i64]).await?;
    if !again.is_empty() {
        let again = again.iter().map(due).collect::<Result<Vec<_>, _>>()?;
        for one in &again {
            mark(tx, issue, &one.id, "hand").await?;
        }
        return Ok(Some(again));
    }
    let sql = format!(
        "select id, sealed, bounces
         from subscription
         where language = $1 and {} = 1 and confirm_hash is null and key = $2
           and id > (select place from newsletter_issue where id = $3)
         order by id
         limit $4",
        issue.list.name()
    );
    let parameters = values![issue.language.as_str(), key.name(), issue.id.as_str(), most as i64];
    let next = tx.reading().rows(&sql, parameters).await?;
    let next = next.iter().map(due).collect::<Result<Vec<_>, _>>()?;
    if let Some(last) = next.last() {
        let rows = next.iter().map(|one| values![issue.id.as_str(), one.id.as_str(), "hand"]).collect();
        tx.insert("newsletter_hand (issue, subscription, state)", "", rows).await?;
        let sql = "update newsletter_issue set place = $2 where id = $1";
        tx.execute(sql, values![issue.id.as_str(), last.id.as_str()]).await?;
    }
    Ok(Some(next))
}

/// Writes down what became of those in hand. `false` if another run has taken over, which has counted them as unsure.
pub(crate) async fn settle(
    tx: &mut Write,
    issue: &Issue,
    sender: &str,
    done: &[(Due, Done)],
) -> Result<bool, StoreError> {
    if !is_mine(tx, issue, sender).await? {
        return Ok(false);
    }
    for (due, done) in done {
        match done {
            Done::Later => {
                mark(tx, issue, &due.id, "due").await?;
                continue;
            }
            Done::Sent if due.bounces > 0 => subscription::arrived(tx, &due.id).await?,
            Done::Refused { bounced: true } => subscription::bounced(tx, &due.id).await?,
            Done::Double => subscription::take_off(tx, &due.id, issue.list).await?,
            Done::Sent | Done::Refused { .. } | Done::Unsure => {}
        }
        let sql = "delete from newsletter_hand where issue = $1 and subscription = $2";
        tx.execute(sql, values![issue.id.as_str(), due.id.as_str()]).await?;
    }
    let count = |wanted: fn(&Done) -> bool| done.iter().filter(|(_, done)| wanted(done)).count() as i64;
    let sql = "
        update newsletter_issue
        set sent = sent + $2, refused = refused + $3, unsure = unsure + $4, doubles = doubles + $5
        where id = $1";
    let counts = values![
        issue.id.as_str(),
        count(|done| *done == Done::Sent),
        count(|done| matches!(done, Done::Refused { .. })),
        count(|done| *done == Done::Unsure),
        count(|done| *done == Done::Double)
    ];
    tx.execute(sql, counts).await?;
    Ok(true)
}

/// Ends a run: for good when `stopped` is `None`, else for the reason of that word.
pub(crate) async fn end(
    tx: &mut Write,
    issue: &Issue,
    sender: &str,
    stopped: Option<&str>,
    now: Time,
) -> Result<(), StoreError> {
    let sql = match stopped {
        Some(_) => {
            "update newsletter_issue set stopped = $3 where id = $1 and sender = $2 and state = 'sending'"
        }
        None => {
            "update newsletter_issue set state = 'sent', stopped = '', ended_at = $3
             where id = $1 and sender = $2 and state = 'sending'"
        }
    };
    let (id, sender) = (issue.id.as_str(), sender);
    match stopped {
        Some(word) => tx.execute(sql, values![id, sender, word]).await?,
        None => tx.execute(sql, values![id, sender, now]).await?,
    };
    if stopped.is_none() {
        // Who left meanwhile is still due, and nobody any more.
        tx.execute("delete from newsletter_hand where issue = $1", values![id]).await?;
    }
    Ok(())
}

/// A stretch of those who are done with, for whoever goes on: their boxes, by id after `after`.
pub(crate) async fn behind(
    db: &mut Read,
    issue: &Issue,
    list: List,
    key: &PublicKey,
    after: &str,
) -> Result<Vec<Due>, StoreError> {
    let sql = format!(
        "select id, sealed, bounces
         from subscription
         where language = $1 and {} = 1 and confirm_hash is null and key = $2 and id > $3 and id <= $4
           and id not in (select subscription from newsletter_hand where issue = $5)
         order by id
         limit 500",
        list.name()
    );
    let parameters =
        values![issue.language.as_str(), key.name(), after, issue.place.as_str(), issue.id.as_str()];
    db.rows(&sql, parameters).await?.iter().map(due).collect()
}

/// Locks the issue's row, and says whether it is still this run's.
async fn is_mine(tx: &mut Write, issue: &Issue, sender: &str) -> Result<bool, StoreError> {
    let sql = "update newsletter_issue set sender = $2 where id = $1 and sender = $2 and state = 'sending'";
    Ok(tx.execute(sql, values![issue.id.as_str(), sender]).await? > 0)
}

async fn mark(tx: &mut Write, issue: &Issue, subscription: &str, state: &str) -> Result<(), StoreError> {
    let sql = "update newsletter_hand set state = $3 where issue = $1 and subscription = $2";
    tx.execute(sql, values![issue.id.as_str(), subscription, state]).await.map(drop)
}

fn due(row: &Row) -> Result<Due, StoreError> {
    Ok(Due { id: row.text("id")?, sealed: row.text("sealed")?, bounces: row.int("bounces")? })
}
