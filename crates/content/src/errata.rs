//! What went wrong in public, for everybody to see: corrections of stories that are out, and stories that were withdrawn.

use base::{Language, Time};
use store::{Read, Row, StoreError, values};

/// A correction of a story that the public has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The story's id.
    pub id: String,
    /// The number behind its short address.
    pub number: u64,
    /// What its address ends with.
    pub slug: String,
    /// Its headline, as it is now.
    pub headline: String,
    /// When it was set right.
    pub at: Time,
    /// What was wrong, and what is right.
    pub note: String,
}

/// A story that was withdrawn. Of what it said nothing is here, and its slug, which is made from the headline, is not
/// either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The story's id.
    pub id: String,
    /// The number behind its short address.
    pub number: u64,
    /// When it was withdrawn.
    pub at: Time,
    /// What readers are told; may be empty.
    pub notice: String,
}

/// The newest corrections in a language, new to old.
pub async fn corrected(
    db: &mut Read,
    language: &Language,
    limit: usize,
    now: Time,
) -> Result<Vec<Corrected>, StoreError> {
    let sql = "
        select c.at, c.note, s.id, s.number, s.slug, l.headline
        from correction c
        join story s on s.id = c.story
        join listing l on l.story = s.id
        where s.language = $1 and s.public_from <= $2 and c.at <= $2
        order by c.at desc, s.number desc, c.position desc
        limit $3";
    let rows = db.rows(sql, values![language.as_str(), now, limit as i64]).await?;
    let one = |row: &Row| {
        Ok(Corrected {
            id: row.text("id")?,
            number: row.int("number")? as u64,
            slug: row.text("slug")?,
            headline: row.text("headline")?,
            at: row.time("at")?,
            note: row.text("note")?,
        })
    };
    rows.iter().map(one).collect()
}

/// The stories last withdrawn in a language, new to old.
pub async fn withdrawn(
    db: &mut Read,
    language: &Language,
    limit: usize,
    now: Time,
) -> Result<Vec<Withdrawn>, StoreError> {
    let sql = "
        select k.id, k.number, k.kill_notice, k.at
        from (
          select s.id, s.number, s.kill_notice,
            (select max(t.at) from story_state t where t.story = s.id and t.state = 'killed') as at
          from story s
          where s.language = $1 and s.state = 'killed' and s.published_revision is not null) k
        where k.at <= $2
        order by k.at desc, k.number desc
        limit $3";
    let rows = db.rows(sql, values![language.as_str(), now, limit as i64]).await?;
    let one = |row: &Row| {
        Ok(Withdrawn {
            id: row.text("id")?,
            number: row.int("number")? as u64,
            at: row.time("at")?,
            notice: row.text_or_none("kill_notice")?.unwrap_or_default(),
        })
    };
    rows.iter().map(one).collect()
}
