//! The archive: which months and days have stories.

use base::{Language, Time};
use store::{Read, StoreError, values};

use crate::listing::ALL;

/// The times at which the public saw the first and the last story in a language, up to `now`.
pub async fn span(db: &mut Read, language: &Language, now: Time) -> Result<Option<(Time, Time)>, StoreError> {
    let sql = "
        select min(public_from) as oldest, max(public_from) as newest
        from shelf
        where name = $1 and language = $2 and public_from <= $3";
    let Some(row) = db.row(sql, values![ALL, language.as_str(), now]).await? else { return Ok(None) };
    Ok(row.time_or_none("oldest")?.zip(row.time_or_none("newest")?))
}

/// When each story from `from` until before `until` became public, up to `now`.
pub async fn times(
    db: &mut Read,
    language: &Language,
    from: Time,
    until: Time,
    now: Time,
) -> Result<Vec<Time>, StoreError> {
    let sql = "
        select public_from
        from shelf
        where name = $1 and language = $2 and public_from >= $3 and public_from < $4
        order by public_from";
    let until = until.min(now.plus_millis(1));
    let rows = db.rows(sql, values![ALL, language.as_str(), from, until]).await?;
    rows.iter().map(|row| row.time("public_from")).collect()
}

/// How many stories became public from `from` until before `until`.
pub async fn count(db: &mut Read, language: &Language, from: Time, until: Time) -> Result<u64, StoreError> {
    let sql = "
        select count(*) as stories
        from shelf
        where name = $1 and language = $2 and public_from >= $3 and public_from < $4";
    let row = db.row(sql, values![ALL, language.as_str(), from, until]).await?;
    row.map_or(Ok(0), |row| row.int("stories").map(|n| n as u64))
}

/// When the first story from `edge` on became public, up to `now`.
pub async fn first_from(
    db: &mut Read,
    language: &Language,
    edge: Time,
    now: Time,
) -> Result<Option<Time>, StoreError> {
    let sql = "
        select min(public_from) as at
        from shelf
        where name = $1 and language = $2 and public_from >= $3 and public_from <= $4";
    db.row(sql, values![ALL, language.as_str(), edge, now])
        .await?
        .map_or(Ok(None), |row| row.time_or_none("at"))
}

/// When the last story before `edge` became public.
pub async fn last_before(db: &mut Read, language: &Language, edge: Time) -> Result<Option<Time>, StoreError> {
    let sql = "
        select max(public_from) as at
        from shelf
        where name = $1 and language = $2 and public_from < $3";
    db.row(sql, values![ALL, language.as_str(), edge]).await?.map_or(Ok(None), |row| row.time_or_none("at"))
}

/// What the sitemap needs of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its number.
    pub number: u64,
    /// What its address ends with.
    pub slug: String,
    /// When readers last got something new.
    pub changed_at: Time,
    /// When the public first saw it.
    pub public_from: Time,
    /// Its headline.
    pub headline: String,
}

/// Public stories whose numbers lie from `first` to before `end`, by number.
pub async fn addresses(
    db: &mut Read,
    language: &Language,
    first: u64,
    end: u64,
    now: Time,
) -> Result<Vec<Address>, StoreError> {
    let sql = "
        select s.number, s.slug, s.changed_at, s.public_from, l.headline
        from story s
        join listing l on l.story = s.id
        where s.number >= $1 and s.number < $2 and s.language = $3 and s.public_from <= $4
        order by s.number";
    let rows = db.rows(sql, values![first, end, language.as_str(), now]).await?;
    rows.iter()
        .map(|row| {
            Ok(Address {
                number: row.int("number")? as u64,
                slug: row.text("slug")?,
                changed_at: row.time("changed_at")?,
                public_from: row.time("public_from")?,
                headline: row.text("headline")?,
            })
        })
        .collect()
}

/// The highest number of any story.
pub async fn top_number(db: &mut Read) -> Result<u64, StoreError> {
    let row = db.row("select coalesce(max(number), 0) as top from story", values![]).await?;
    row.map_or(Ok(0), |row| row.int("top").map(|n| n as u64))
}
