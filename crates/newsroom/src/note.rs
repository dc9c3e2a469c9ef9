//! What colleagues say to one another at a story, and whom they call by `@sign-in`.

use base::{Time, id};
use store::{Read, StoreError, Write, values};

use crate::staff;

/// Characters that a note may have.
pub const LONGEST: usize = 4_000;

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its own id.
    pub id: String,
    /// Who said it: an id and, as colleagues see it, a name.
    pub staff: String,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Time,
    /// The words.
    pub said: String,
}

/// Somebody was called, and has not looked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// At which story.
    pub story: String,
    /// By whom, as colleagues see it.
    pub by: String,
    /// When.
    pub at: Time,
    /// The words.
    pub said: String,
}

/// Says something at a story. Whoever is called in it by sign-in name, and works here, is told, when `may_call`.
/// Answers how many were called.
pub async fn say(
    tx: &mut Write,
    story: &str,
    by: &str,
    said: &str,
    may_call: bool,
    now: Time,
) -> Result<usize, StoreError> {
    let note = id::new_id(now);
    let sql = "insert into story_note (id, story, staff, at, said) values ($1, $2, $3, $4, $5)";
    tx.execute(sql, values![&note, story, by, now, said]).await?;
    let mut called = 0;
    for sign_in in called_in(said).into_iter().filter(|_| may_call) {
        let sql = "
            insert into mention (note, staff)
            select $1, id from staff where sign_in = $2 and left_at is null and id <> $3
            on conflict do nothing";
        called += tx.execute(sql, values![&note, sign_in, by]).await? as usize;
    }
    Ok(called)
}

/// All that was said at a story, oldest first.
pub async fn of(db: &mut Read, story: &str) -> Result<Vec<Note>, StoreError> {
    let sql = "
        select n.id, n.staff, n.at, n.said, s.name
        from story_note n
        join staff s on s.id = n.staff
        where n.story = $1
        order by n.id";
    let rows = db.rows(sql, values![story]).await?;
    rows.iter()
        .map(|row| {
            Ok(Note {
                id: row.text("id")?,
                staff: row.text("staff")?,
                name: row.text("name")?,
                at: row.time("at")?,
                said: row.text("said")?,
            })
        })
        .collect()
}

/// Where somebody is called and has not looked yet, newest first.
pub async fn unseen(db: &mut Read, staff: &str) -> Result<Vec<Mention>, StoreError> {
    let sql = "
        select n.story, n.at, n.said, s.name
        from mention m
        join story_note n on n.id = m.note
        join staff s on s.id = n.staff
        where m.staff = $1 and m.seen_at is null
        order by n.id desc
        limit 20";
    let rows = db.rows(sql, values![staff]).await?;
    rows.iter()
        .map(|row| {
            Ok(Mention {
                story: row.text("story")?,
                by: row.text("name")?,
                at: row.time("at")?,
                said: row.text("said")?,
            })
        })
        .collect()
}

/// Somebody has looked at a story's notes.
pub async fn saw(tx: &mut Write, story: &str, staff: &str, now: Time) -> Result<u64, StoreError> {
    let sql = "
        update mention
        set seen_at = $3
        where staff = $2 and seen_at is null and note in (select id from story_note where story = $1)";
    tx.execute(sql, values![story, staff, now]).await
}

/// The sign-in names after each `@`, folded, each once.
fn called_in(said: &str) -> Vec<String> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut names: Vec<String> = said
        .split('@')
        .skip(1)
        .map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or_default().trim_end_matches(['.', '-']))
        .filter(|name| !name.is_empty())
        .map(staff::sign_in_of)
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests;
