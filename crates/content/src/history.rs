//! What a story was: its revisions, its states, and any of its documents.

use base::Time;
use store::{Read, Row, StoreError, values};

use crate::admission::Admission;
use crate::body::Body;
use crate::concept::Merges;
use crate::full;
use crate::manuscript::{Document, Manuscript, State};
use crate::public::json;

/// A revision in a story's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionLine {
    /// Its number; numbers grow with time, and some are missing where revisions were thinned.
    pub number: i64,
    /// Who saved it.
    pub author: String,
    /// When.
    pub saved_at: Time,
    /// The revision that the save began from; none when it was filed whole.
    pub base: Option<i64>,
    /// It clashed with what another had saved, and is kept beside the head.
    pub aside: bool,
    /// Readers saw it at some time, or see it now.
    pub published: bool,
}

/// A change of state in a story's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateLine {
    /// The state from then on.
    pub state: State,
    /// Who changed it.
    pub author: String,
    /// When.
    pub at: Time,
    /// In the desk's words, or empty.
    pub reason: String,
    /// The revision that went out with it.
    pub revision: Option<i64>,
}

/// A story as its editor opens it.
#[derive(Clone, Debug, PartialEq)]
pub struct Working {
    /// With the newest revision's document.
    pub manuscript: Manuscript,
    /// The newest revision: what a save begins from.
    pub revision: i64,
    /// The one that readers see.
    pub published_revision: Option<i64>,
    /// The one that goes out at the story's time.
    pub scheduled_revision: Option<i64>,
}

/// A story's revisions, new to old.
pub async fn revisions(db: &mut Read, story: &str) -> Result<Vec<RevisionLine>, StoreError> {
    let sql = "
        select r.number, r.author, r.saved_at, r.base, r.aside,
          case when r.number = s.published_revision or exists (
            select 1
            from story_state t
            where t.story = r.story and t.revision = r.number and t.state = 'published') then 1 else 0 end as published
        from revision r
        join story s on s.id = r.story
        where r.story = $1
        order by r.number desc";
    db.rows(sql, values![story]).await?.iter().map(revision_line).collect()
}

fn revision_line(row: &Row) -> Result<RevisionLine, StoreError> {
    Ok(RevisionLine {
        number: row.int("number")?,
        author: row.text("author")?,
        saved_at: row.time("saved_at")?,
        base: row.int_or_none("base")?,
        aside: row.truth("aside")?,
        published: row.truth("published")?,
    })
}

/// A story's changes of state, new to old.
pub async fn states(db: &mut Read, story: &str) -> Result<Vec<StateLine>, StoreError> {
    let sql = "
        select state, author, at, reason, revision
        from story_state
        where story = $1
        order by position desc";
    let rows = db.rows(sql, values![story]).await?;
    rows.iter()
        .map(|row| {
            Ok(StateLine {
                state: state(row)?,
                author: row.text("author")?,
                at: row.time("at")?,
                reason: row.text("reason")?,
                revision: row.int_or_none("revision")?,
            })
        })
        .collect()
}

pub(crate) fn state(row: &Row) -> Result<State, StoreError> {
    State::from_name(&row.text("state")?).ok_or_else(|| StoreError::Damaged("state".into()))
}

/// A revision's document with its whole body.
pub async fn document(
    db: &mut Read,
    story: &str,
    revision: i64,
    _admission: &Admission,
) -> Result<Option<Document>, StoreError> {
    whole(db, story, revision).await
}

/// A story with its newest document, for those who write it.
pub async fn working(
    db: &mut Read,
    story: &str,
    _admission: &Admission,
) -> Result<Option<Working>, StoreError> {
    let sql = "select revision, published_revision, scheduled_revision from story where id = $1";
    let Some(row) = db.row(sql, values![story]).await? else { return Ok(None) };
    let Some(mut manuscript) = full::load(db, story).await? else { return Ok(None) };
    let revision = row.int("revision")?;
    let published_revision = row.int_or_none("published_revision")?;
    if published_revision.is_some_and(|published| published != revision)
        && let Some(mut document) = whole(db, story, revision).await?
    {
        Merges::load(db).await?.follow(&mut document);
        manuscript.document = document;
    }
    let scheduled_revision = row.int_or_none("scheduled_revision")?;
    Ok(Some(Working { manuscript, revision, published_revision, scheduled_revision }))
}

/// A revision's whole document, for this room's own verbs.
pub(crate) async fn whole(db: &mut Read, story: &str, revision: i64) -> Result<Option<Document>, StoreError> {
    let sql = "
        select r.document, p.body
        from revision r
        left join paid_body p on p.story = r.story and p.revision = r.number
        where r.story = $1 and r.number = $2";
    db.row(sql, values![story, revision]).await?.as_ref().map(|row| whole_document(row, story)).transpose()
}

/// The columns `document` and `body` put together again.
pub(crate) fn whole_document(row: &Row, story: &str) -> Result<Document, StoreError> {
    let mut document: Document = json(row, "document")?;
    if let Some(whole) = row.text_or_none("body")? {
        document.body = Body::parse(whole.as_bytes())
            .map_err(|e| StoreError::Damaged(format!("body of {story}: {e}")))?;
    }
    Ok(document)
}
