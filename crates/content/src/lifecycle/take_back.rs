//! Undoing a publication within seconds.

use base::Time;
use base::script::{self, Slug};
use store::{Row, StoreError, Write, values};

use crate::manuscript::State;
use crate::standing::{Reason, Standing};

/// How long a publication can be taken back, in milliseconds.
pub const UNDO_MS: i64 = 10_000;

/// The reason that a taking back leaves in the story's history.
pub const TAKEN_BACK: &str = "taken back";

/// What came of taking back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// The story is ready again, and readers find nothing at its address.
    Withdrawn,
    /// Readers have again what they had before.
    Restored {
        /// The revision that they had.
        revision: i64,
    },
    /// There is no such story.
    NoSuchStory,
    /// The last thing that happened to the story was no publication.
    NothingPublished,
    /// It is too late: correct the story, or kill it.
    TooLate,
}

/// Takes back the last publication, if it is not older than [`UNDO_MS`].
pub async fn take_back(tx: &mut Write, story: &str, by: &str, now: Time) -> Result<TakenBack, StoreError> {
    let Some(mut standing) = Standing::load(tx, story).await? else { return Ok(TakenBack::NoSuchStory) };
    let Some(last) = last_change(tx, story).await?.filter(|_| standing.is_out()) else {
        return Ok(TakenBack::NothingPublished);
    };
    let Some(published) = Publication::of(&last)? else { return Ok(TakenBack::NothingPublished) };
    if now.millis() - published.at.millis() > UNDO_MS {
        return Ok(TakenBack::TooLate);
    }
    standing.story.corrections.retain(|correction| correction.at < published.at);
    let answer = match published.former {
        Some(former) if standing.take(tx, former).await? => {
            standing.pointers.shown = Some(former);
            standing.story.updated_at = published.former_changed_at;
            TakenBack::Restored { revision: former }
        }
        _ => {
            withdraw(&mut standing);
            TakenBack::Withdrawn
        }
    };
    let published = standing.pointers.shown;
    let reason = Reason { text: TAKEN_BACK, published, withdraws: true };
    standing.write(tx, reason, by, now).await?;
    Ok(answer)
}

/// As if it had not gone out: a slug that followed the headline follows it again.
fn withdraw(standing: &mut Standing) {
    let story = &mut standing.story;
    story.state = State::Ready;
    story.published_at = None;
    story.updated_at = None;
    standing.pointers.shown = None;
    let made = script::slug(&story.document.headline, &story.language);
    if let Some(slug) = story.slug.take_if(|slug| is_numbered(&made, slug)) {
        story.former_slugs.push(slug);
    }
}

/// Whether a slug is the one made from the headline, with or without a number behind it.
fn is_numbered(made: &Slug, slug: &Slug) -> bool {
    let rest = slug.as_str().strip_prefix(made.as_str());
    let digits = |rest: &str| rest.strip_prefix('-').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    rest.is_some_and(|rest| rest.is_empty() || digits(rest))
}

struct Publication {
    at: Time,
    former: Option<i64>,
    former_changed_at: Option<Time>,
}

impl Publication {
    fn of(row: &Row) -> Result<Option<Publication>, StoreError> {
        if row.text("state")? != State::Published.name() || row.text("reason")? == TAKEN_BACK {
            return Ok(None);
        }
        Ok(Some(Publication {
            at: row.time("at")?,
            former: row.int_or_none("former_revision")?,
            former_changed_at: row.time_or_none("former_changed_at")?,
        }))
    }
}

async fn last_change(tx: &mut Write, story: &str) -> Result<Option<Row>, StoreError> {
    let sql = "
        select state, reason, at, former_revision, former_changed_at
        from story_state
        where story = $1
        order by position desc
        limit 1";
    tx.reading().row(sql, values![story]).await
}
