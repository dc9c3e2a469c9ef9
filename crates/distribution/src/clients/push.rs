//! The rows: what a target has of a story.

use base::Time;
use store::{Read, Row, StoreError, Value, Write, values};

/// For so long a row is its worker's alone, in milliseconds: longer than a call may take, shorter than a letter's lease.
const BUSY_MS: i64 = 90_000;

/// What a target has of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Push {
    pub target: String,
    pub story: String,
    pub client: String,
    pub stamp: String,
    /// The version that was last sent off, whether or not it arrived; the beginning of time before the first.
    pub version: Time,
    /// The delivery that went out last; empty before the first.
    pub shown: String,
    pub busy_until: Time,
}

impl Push {
    /// Whether it was ever sent anything of the story.
    pub fn has_it(&self) -> bool {
        !self.shown.is_empty()
    }

    /// Whether it was, or perhaps was: a call that broke off may have been heard.
    pub fn may_have_it(&self) -> bool {
        self.has_it() || self.version > Time::from_millis(0)
    }
}

const SELECT: &str = "select target, story, client, stamp, version, shown, busy_until from push";

pub(super) async fn find(db: &mut Read, target: &str, story: &str) -> Result<Option<Push>, StoreError> {
    let sql = format!("{SELECT} where target = $1 and story = $2");
    db.row(&sql, values![target, story]).await?.as_ref().map(push).transpose()
}

/// The rows of these stories.
pub(super) async fn of(db: &mut Read, stories: &[String]) -> Result<Vec<Push>, StoreError> {
    let mut all = Vec::new();
    for chunk in stories.chunks(500) {
        let places: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!("{SELECT} where story in ({}) order by story, target", places.join(", "));
        let rows = db.rows(&sql, chunk.iter().map(Value::from).collect()).await?;
        all.extend(rows.iter().map(push).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(all)
}

/// Writes how stories stood when their letters were sent; makes the rows that are not there.
pub(super) async fn stamp(
    tx: &mut Write,
    stamped: &[(String, String, String, String)],
) -> Result<(), StoreError> {
    let row = |(target, story, client, stamp): &(String, String, String, String)| {
        values![target, story, client, stamp, 0_i64, "", 0_i64]
    };
    let into = "push (target, story, client, stamp, version, shown, busy_until)";
    let on = "on conflict (target, story) do update set stamp = excluded.stamp";
    tx.insert(into, on, stamped.iter().map(row).collect()).await
}

/// Makes a row this worker's alone, and notes the version that is sent off: whoever dies in the call knows no more whether it
/// arrived. False if it is somebody else's, or shows something else than when it was looked at.
pub(super) async fn begin(
    tx: &mut Write,
    push: &Push,
    was_shown: &str,
    now: Time,
) -> Result<bool, StoreError> {
    let sql = "
        update push
        set busy_until = $3, version = $6
        where target = $1 and story = $2 and shown = $5 and busy_until <= $4";
    let row = values![&push.target, &push.story, now.plus_millis(BUSY_MS), now, was_shown, push.version];
    Ok(tx.execute(sql, row).await? == 1)
}

/// How it stands after a call; it is nobody's from now on.
pub(super) async fn settle(tx: &mut Write, push: &Push) -> Result<(), StoreError> {
    let sql = "update push set version = $3, shown = $4, busy_until = 0 where target = $1 and story = $2";
    tx.execute(sql, values![&push.target, &push.story, push.version, &push.shown]).await.map(drop)
}

/// Nothing came of a call; the row is nobody's from now on, and shows what it showed.
pub(super) async fn release(tx: &mut Write, push: &Push) -> Result<(), StoreError> {
    let sql = "update push set busy_until = 0 where target = $1 and story = $2";
    tx.execute(sql, values![&push.target, &push.story]).await.map(drop)
}

fn push(row: &Row) -> Result<Push, StoreError> {
    Ok(Push {
        target: row.text("target")?,
        story: row.text("story")?,
        client: row.text("client")?,
        stamp: row.text("stamp")?,
        version: row.time("version")?,
        shown: row.text("shown")?,
        busy_until: row.time("busy_until")?,
    })
}
