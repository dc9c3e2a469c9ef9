//! Thinning the revisions of the last days: of what somebody typed and the desk saved every few seconds, one in ten
//! minutes is kept.

use std::collections::HashSet;

use base::Time;
use store::{StoreError, Write, values};

/// Revisions younger than this are kept, in milliseconds: a day.
const YOUNG_MS: i64 = 24 * 3_600_000;

/// Each thinning looks so far back from there, in milliseconds: three days, for a machine that was off.
const WINDOW_MS: i64 = 3 * 24 * 3_600_000;

/// Of so much time, in milliseconds, an author's last save is kept.
const STRETCH_MS: i64 = 600_000;

/// Takes away saves that are older than a day and that nobody will look for, and answers how many. What stays: the head,
/// what was published or is scheduled, what a translation was made from, what was filed whole or opened the story, saves
/// that clashed and what they began from, the last save before another author's, and one save in ten minutes.
pub async fn thin(tx: &mut Write, now: Time) -> Result<u64, StoreError> {
    tx.take_turn().await?;
    let until = now.plus_millis(-YOUNG_MS);
    let mut thinned = 0;
    for story in stories(tx, until.plus_millis(-WINDOW_MS), until).await? {
        let kept = kept(tx, &story).await?;
        for number in superfluous(&saves(tx, &story).await?, &kept, until) {
            let parameters = values![&story, number];
            tx.execute("delete from paid_body where story = $1 and revision = $2", parameters.clone())
                .await?;
            thinned +=
                tx.execute("delete from revision where story = $1 and number = $2", parameters).await?;
        }
    }
    Ok(thinned)
}

async fn stories(tx: &mut Write, from: Time, until: Time) -> Result<Vec<String>, StoreError> {
    let sql = "
        select distinct story
        from revision
        where base is not null and saved_at >= $1 and saved_at < $2
        order by story";
    let rows = tx.reading().rows(sql, values![from, until]).await?;
    rows.iter().map(|row| row.text("story")).collect()
}

/// Revisions that something points to.
async fn kept(tx: &mut Write, story: &str) -> Result<HashSet<i64>, StoreError> {
    let sql = "
        select revision as number from story where id = $1
        union select published_revision from story where id = $1 and published_revision is not null
        union select scheduled_revision from story where id = $1 and scheduled_revision is not null
        union select revision from story_state where story = $1 and revision is not null
        union select former_revision from story_state where story = $1 and former_revision is not null
        union select original_revision from translation where original = $1
        union select base from revision where story = $1 and aside = 1 and base is not null";
    tx.reading().rows(sql, values![story]).await?.iter().map(|row| row.int("number")).collect()
}

/// A revision as far as thinning looks at it.
#[derive(Clone, Debug)]
struct Revision {
    number: i64,
    author: String,
    saved_at: Time,
    /// A save upon another revision that did not clash.
    is_save: bool,
}

async fn saves(tx: &mut Write, story: &str) -> Result<Vec<Revision>, StoreError> {
    let sql = "
        select number, author, saved_at, case when base > 0 and aside = 0 then 1 else 0 end as is_save
        from revision
        where story = $1
        order by number";
    let rows = tx.reading().rows(sql, values![story]).await?;
    rows.iter()
        .map(|row| {
            Ok(Revision {
                number: row.int("number")?,
                author: row.text("author")?,
                saved_at: row.time("saved_at")?,
                is_save: row.truth("is_save")?,
            })
        })
        .collect()
}

/// The numbers that may go. What comes after a revision decides: the same author's save in the same ten minutes.
fn superfluous(revisions: &[Revision], kept: &HashSet<i64>, until: Time) -> Vec<i64> {
    let stretch = |revision: &Revision| revision.saved_at.millis().div_euclid(STRETCH_MS);
    let is_superseded = |pair: &&[Revision]| {
        let (one, next) = (&pair[0], &pair[1]);
        one.is_save && next.is_save && one.author == next.author && stretch(one) == stretch(next)
    };
    revisions
        .windows(2)
        .filter(is_superseded)
        .map(|pair| &pair[0])
        .filter(|revision| revision.saved_at < until && !kept.contains(&revision.number))
        .map(|revision| revision.number)
        .collect()
}

#[cfg(test)]
mod tests;
