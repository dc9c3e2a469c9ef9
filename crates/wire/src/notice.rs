//! Notices: what every client that has a story is told of its correction or kill, whatever way it came by it and however its
//! contract stands. Each is made once; by which ways it went out, and who has confirmed it, is on record.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

/// A notice to one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// To whom.
    pub client: String,
    /// Of which story.
    pub story: String,
    /// Of what.
    pub kind: Kind,
    /// When that happened.
    pub at: Time,
    /// The correction's note, or the kill's notice; may be empty.
    pub said: String,
    /// Of a correction: the story was killed since. What was wrong in it is told no more; `said` is empty.
    pub is_over: bool,
    /// When the notice was made.
    pub made_at: Time,
    /// Who of the client has confirmed it: a seat's or a token's id.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Time>,
}

/// What a notice is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The story was corrected.
    Correction,
    /// The story was withdrawn: every copy of it must go.
    Kill,
}

impl Kind {
    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Correction => "correction",
            Kind::Kill => "kill",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        [Kind::Correction, Kind::Kill].into_iter().find(|kind| kind.name() == name)
    }
}

/// A way by which a notice went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which notice.
    pub notice: String,
    /// `mail`, or `push` with a destination's id behind a space.
    pub way: String,
    /// When.
    pub at: Time,
}

/// Makes the notices that are still owed for corrections and kills since `since`, of one story or of all; answers the new
/// ones. A correction is owed to whoever has a version older than it, a kill to whoever has any. May be called at any time
/// and by many at once: what was told is not told again. Called once more some time after, it also reaches those who took
/// the story at the very moment.
pub async fn notices(
    tx: &mut Write,
    story: Option<&str>,
    since: Time,
    now: Time,
) -> Result<Vec<Notice>, StoreError> {
    let mut rows = Vec::new();
    for sql in [CORRECTIONS, KILLS] {
        for owed in tx.reading().rows(sql, values![story.unwrap_or_default(), since]).await? {
            rows.push(values![
                id::new_id(now),
                owed.text("client")?,
                owed.text("story")?,
                owed.text("kind")?,
                owed.time("at")?,
                owed.text("said")?,
                now,
            ]);
        }
    }
    let into = "notice (id, client, story, kind, at, said, made_at)";
    let new = tx.insert_new(into, "id, client, story, kind, at, said, made_at", rows).await?;
    new.iter().map(new_notice).collect()
}

const CORRECTIONS: &str = "
    select distinct t.client, c.story, 'correction' as kind, c.at, c.note as said
    from correction c
    join taken t on t.story = c.story and t.version < c.at
    where ($1 = '' or c.story = $1) and c.at >= $2
      and not exists (
        select 1
        from notice n
        where n.client = t.client and n.story = c.story and n.kind = 'correction' and n.at = c.at)
    order by c.at, c.story, t.client";

const KILLS: &str = "
    select k.client, k.story, 'kill' as kind, k.at, k.said
    from (
      select t.client, s.id as story, max(e.at) as at, coalesce(s.kill_notice, '') as said
      from story_state e
      join story s on s.id = e.story and s.state = 'killed'
      join taken t on t.story = s.id
      where e.state = 'killed' and e.at >= $2 and ($1 = '' or s.id = $1)
      group by t.client, s.id, s.kill_notice) k
    where not exists (
      select 1
      from notice n
      where n.client = k.client and n.story = k.story and n.kind = 'kill' and n.at = k.at)
    order by k.at, k.story, k.client";

/// Somebody of a client, or its program, says that it has done what a notice asks. Answers whether that is new.
pub async fn confirm(
    tx: &mut Write,
    client: &str,
    notice: &str,
    by: &str,
    now: Time,
) -> Result<bool, StoreError> {
    let sql = "
        update notice
        set confirmed_by = $3, confirmed_at = $4
        where id = $1 and client = $2 and confirmed_at is null";
    Ok(tx.execute(sql, values![notice, client, by, now]).await? == 1)
}

/// Writes that a notice has gone out by a way. Answers whether that is new.
pub async fn sent(tx: &mut Write, notice: &str, way: &str, now: Time) -> Result<bool, StoreError> {
    let row = values![notice, way, now];
    Ok(!tx.insert_new("notice_sent (notice, way, at)", "way", vec![row]).await?.is_empty())
}

/// One notice of a client.
pub async fn find(db: &mut Read, client: &str, id: &str) -> Result<Option<Notice>, StoreError> {
    let sql = format!("{SELECT} where id = $1 and client = $2");
    db.row(&sql, values![id, client]).await?.as_ref().map(notice).transpose()
}

/// One notice, whosever: for those who send it.
pub async fn find_any(db: &mut Read, id: &str) -> Result<Option<Notice>, StoreError> {
    let sql = format!("{SELECT} where id = $1");
    db.row(&sql, values![id]).await?.as_ref().map(notice).transpose()
}

/// The notices of a client: those that wait to be confirmed first, then new to old.
pub async fn of_client(db: &mut Read, client: &str, limit: usize) -> Result<Vec<Notice>, StoreError> {
    let sql = format!(
        "{SELECT} where client = $1 order by case when confirmed_at is null then 0 else 1 end, made_at desc, id desc limit $2"
    );
    db.rows(&sql, values![client, limit as i64]).await?.iter().map(notice).collect()
}

/// How many notices of a client wait to be confirmed.
pub async fn waiting(db: &mut Read, client: &str) -> Result<i64, StoreError> {
    let sql = "select count(*) as n from notice where client = $1 and confirmed_at is null";
    db.row(sql, values![client]).await?.map_or(Ok(0), |row| row.int("n"))
}

/// The notices of a story, old to new.
pub async fn of_story(db: &mut Read, story: &str) -> Result<Vec<Notice>, StoreError> {
    let sql = format!("{SELECT} where story = $1 order by at, made_at, id");
    db.rows(&sql, values![story]).await?.iter().map(notice).collect()
}

/// By which ways the notices of a story went out.
pub async fn sent_of_story(db: &mut Read, story: &str) -> Result<Vec<Sent>, StoreError> {
    let sql = "
        select s.notice, s.way, s.at
        from notice_sent s
        join notice n on n.id = s.notice
        where n.story = $1
        order by s.at, s.way";
    let one =
        |row: &Row| Ok(Sent { notice: row.text("notice")?, way: row.text("way")?, at: row.time("at")? });
    db.rows(sql, values![story]).await?.iter().map(one).collect()
}

const SELECT: &str = "
    select n.id, n.client, n.story, n.kind, n.at, case when n.is_over = 1 then '' else n.said end as said, n.is_over,
      n.made_at, n.confirmed_by, n.confirmed_at
    from (
      select o.*, case when o.kind = 'correction' and s.state = 'killed' then 1 else 0 end as is_over
      from notice o
      left join story s on s.id = o.story) n";

fn notice(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice {
        is_over: row.int("is_over")? == 1,
        confirmed_by: row.text_or_none("confirmed_by")?,
        confirmed_at: row.time_or_none("confirmed_at")?,
        ..new_notice(row)?
    })
}

fn new_notice(row: &Row) -> Result<Notice, StoreError> {
    let kind = Kind::from_name(&row.text("kind")?);
    Ok(Notice {
        id: row.text("id")?,
        client: row.text("client")?,
        story: row.text("story")?,
        kind: kind.ok_or_else(|| StoreError::Damaged("notice.kind".into()))?,
        at: row.time("at")?,
        said: row.text("said")?,
        is_over: false,
        made_at: row.time("made_at")?,
        confirmed_by: None,
        confirmed_at: None,
    })
}
