//! How stories stand before the public, for those who hold copies of them elsewhere: what tells whether a copy is still true.

use base::{Language, Time, id};
use store::{Read, Row, StoreError, Value, values};

use super::{json, language};
use crate::concept::in_list;
use crate::listing::ALL;

/// A story as far as a copy of it is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Its id.
    pub id: String,
    /// The number behind its short address.
    pub number: u64,
    /// Its language.
    pub language: Language,
    /// Ids of its sections, in the editor's order; of a story that nobody sees none.
    pub sections: Vec<String>,
    /// What the public has of it.
    pub showing: Showing,
    /// Changes with everything that a publication, a correction, a kill or an import changes; not with the hour at which
    /// it opens.
    pub stamp: String,
}

/// What the public has of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Showing {
    /// The story, since then.
    Story {
        /// When the public first saw it.
        from: Time,
    },
    /// A notice in its place.
    Notice {
        /// The words; may be empty.
        text: String,
    },
    /// Nothing, or nothing yet.
    Nothing,
}

/// How these stories stand at `now`; ids of none stay out.
pub async fn stands(db: &mut Read, ids: &[String], now: Time) -> Result<Vec<Stand>, StoreError> {
    let mut all = Vec::new();
    for chunk in ids.chunks(500) {
        let list = in_list(chunk.len(), 1);
        let sql = format!(
            "
            select s.id, s.number, s.language, s.slug, s.state, s.published_revision, s.public_from, s.changed_at,
              s.kill_notice, l.sections, (select count(*) from correction c where c.story = s.id) as corrections
            from story s
            left join listing l on l.story = s.id
            where s.id in ({list})
            order by s.id"
        );
        let rows = db.rows(&sql, chunk.iter().map(Value::from).collect()).await?;
        all.extend(rows.iter().map(|row| stand(row, now)).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(all)
}

/// The stories that the public first saw from `from` until `now`, old to new, in a language.
pub async fn shown_since(
    db: &mut Read,
    language: &Language,
    from: Time,
    now: Time,
) -> Result<Vec<String>, StoreError> {
    let sql = "
        select story
        from shelf
        where name = $1 and language = $2 and public_from >= $3 and public_from <= $4
        order by public_from, number";
    let rows = db.rows(sql, values![ALL, language.as_str(), from, now]).await?;
    rows.iter().map(|row| row.text("story")).collect()
}

/// The stories whose access changes after `after`, up to `until`: an embargo ends, a plus story opens.
pub async fn turned_between(db: &mut Read, after: Time, until: Time) -> Result<Vec<String>, StoreError> {
    let sql = "select distinct story from access_step where at > $1 and at <= $2 order by story";
    db.rows(sql, values![after, until]).await?.iter().map(|row| row.text("story")).collect()
}

fn stand(row: &Row, now: Time) -> Result<Stand, StoreError> {
    let state = row.text("state")?;
    let (shown, from) = (row.int_or_none("published_revision")?, row.time_or_none("public_from")?);
    let notice = row.text_or_none("kill_notice")?.unwrap_or_default();
    let stamp = format!(
        "{state} {shown:?} {from:?} {} {} {} {notice}",
        row.text("slug")?,
        row.int("changed_at")?,
        row.int("corrections")?
    );
    let showing = match from {
        Some(from) if state == "published" && from <= now => Showing::Story { from },
        _ if state == "killed" && shown.is_some() => Showing::Notice { text: notice },
        _ => Showing::Nothing,
    };
    let has_sections = row.text_or_none("sections")?.is_some();
    Ok(Stand {
        id: row.text("id")?,
        number: row.int("number")? as u64,
        language: language(row)?,
        sections: if has_sections { json(row, "sections")? } else { Vec::new() },
        showing,
        stamp: id::digest(&stamp),
    })
}
