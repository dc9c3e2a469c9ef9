//! What clients have of our stories: a row for each version and way. Written before the story is given, so that whoever
//! may have it is told of its correction or kill.

use base::Time;
use store::{Read, Row, StoreError, Write, values};

/// Something taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// By which client.
    pub client: String,
    /// The story's id.
    pub story: String,
    /// The version: when it came to be.
    pub version: Time,
    /// How.
    pub how: How,
    /// The format's name; empty for a page.
    pub format: String,
    /// The id of the token, destination, seat or interest.
    pub who: String,
    /// When.
    pub at: Time,
}

/// How a story came to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A program asked for it.
    Pulled,
    /// It was sent to a destination.
    Pushed,
    /// Somebody saved it as a file.
    Downloaded,
    /// Somebody was told of it by a saved topic.
    Alerted,
    /// Somebody read it on the portal.
    Seen,
}

impl How {
    /// All ways.
    pub const ALL: [How; 5] = [How::Pulled, How::Pushed, How::Downloaded, How::Alerted, How::Seen];

    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            How::Pulled => "pulled",
            How::Pushed => "pushed",
            How::Downloaded => "downloaded",
            How::Alerted => "alerted",
            How::Seen => "seen",
        }
    }

    /// The way of that name.
    pub fn from_name(name: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// Writes what is about to be given. What is on record already stays as it is.
pub async fn record(tx: &mut Write, taken: &[Taken]) -> Result<(), StoreError> {
    let row = |taken: &Taken| {
        let Taken { client, story, version, how, format, who, at } = taken;
        values![client, story, *version, how.name(), format, who, *at]
    };
    let table = "taken (client, story, version, how, format, who, at)";
    tx.insert(table, "on conflict do nothing", taken.iter().map(row).collect()).await
}

/// Whether a client has any version of a story.
pub async fn has(db: &mut Read, client: &str, story: &str) -> Result<bool, StoreError> {
    let sql = "select 1 as has from taken where story = $1 and client = $2 limit 1";
    Ok(db.row(sql, values![story, client]).await?.is_some())
}

/// Whether all of this is on record already.
pub async fn is_recorded(db: &mut Read, taken: &[Taken]) -> Result<bool, StoreError> {
    for one in taken {
        let sql = "select 1 as has from taken where client = $1 and story = $2 and version = $3 and how = $4";
        if db.row(sql, values![&one.client, &one.story, one.version, one.how.name()]).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Who has a story: everything that was taken of it, by client, old to new.
pub async fn of_story(db: &mut Read, story: &str) -> Result<Vec<Taken>, StoreError> {
    let sql = format!("{SELECT} where story = $1 order by client, at, how");
    db.rows(&sql, values![story]).await?.iter().map(taken).collect()
}

/// What a client took last, new to old.
pub async fn of_client(db: &mut Read, client: &str, limit: usize) -> Result<Vec<Taken>, StoreError> {
    let sql = format!("{SELECT} where client = $1 order by at desc, story, how limit $2");
    db.rows(&sql, values![client, limit as i64]).await?.iter().map(taken).collect()
}

const SELECT: &str = "select client, story, version, how, format, who, at from taken";

fn taken(row: &Row) -> Result<Taken, StoreError> {
    Ok(Taken {
        client: row.text("client")?,
        story: row.text("story")?,
        version: row.time("version")?,
        how: How::from_name(&row.text("how")?).ok_or_else(|| StoreError::Damaged("taken.how".into()))?,
        format: row.text("format")?,
        who: row.text("who")?,
        at: row.time("at")?,
    })
}
