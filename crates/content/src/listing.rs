//! What lists show: the latest, a section, a topic, a person. One table of shelves serves them all.

use base::{Language, Time};
use serde::Serialize;
use store::{Read, Row, StoreError, Value, values};

use crate::access::{Level, Timeline};
use crate::concept::{self, ConceptKind, Named};
use crate::manuscript::LeadPicture;

/// The shelf of every story.
pub const ALL: &str = "all";

/// The shelf of a section, topic or person.
pub fn shelf_name(kind: ConceptKind, id: &str) -> String {
    format!("{}/{id}", kind.name())
}

/// A story in a list: no body, not even the open part.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The story's id.
    pub id: String,
    /// Number behind the short address.
    pub number: u64,
    /// Its language.
    pub language: Language,
    /// What its address ends with.
    pub slug: String,
    /// The headline.
    pub headline: String,
    /// The deck, or empty.
    pub deck: String,
    /// When the public first saw it.
    pub public_from: Time,
    /// Its sections, in the editor's order.
    pub sections: Vec<Named>,
    /// Whether its whole text is for payers at the time of asking.
    pub plus: bool,
    /// 1 (a flash) to 9.
    pub urgency: u8,
    /// The picture above it.
    pub picture: Option<LeadPicture>,
}

/// A place in a shelf: lists run from new to old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When the story at this place became public.
    pub public_from: Time,
    /// Its number, for stories of the same millisecond.
    pub number: u64,
}

/// A stretch of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// New to old.
    pub items: Vec<Item>,
    /// Where the next older stretch begins: it holds what lies before this cursor.
    pub older: Option<Cursor>,
    /// Where the next newer stretch begins.
    pub newer: Option<Newer>,
}

/// The way back to newer stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Newer {
    /// To the shelf's beginning.
    Top,
    /// To what lies before this place.
    Before(#[serde(skip)] Cursor),
}

/// What to show of a shelf.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The shelf's name.
    pub shelf: &'a str,
    /// In which language.
    pub language: &'a Language,
    /// Stories older than this place; from the newest on when missing.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
    /// The time of asking: later stories do not exist yet.
    pub now: Time,
}

/// Reads a stretch of a shelf.
pub async fn stretch(db: &mut Read, query: Query<'_>) -> Result<Stretch, StoreError> {
    let place = query.before.unwrap_or(Cursor { public_from: query.now.plus_millis(1), number: 0 });
    let sql = format!("{SELECT} and (f.public_from, f.number) < ($3, $4) {ORDER} limit $5");
    let limit = query.limit as i64 + 1;
    let rows = db
        .rows(&sql, values![query.shelf, query.language.as_str(), place.public_from, place.number, limit])
        .await?;
    let mut items = items(db, &rows, query.language, query.now).await?;
    let more = items.len() > query.limit;
    items.truncate(query.limit);
    let older = items.last().filter(|_| more).map(Item::cursor);
    let newer = match (query.before, items.first()) {
        (Some(_), Some(first)) => newer(db, query, first.cursor()).await?,
        (Some(_), None) => Some(Newer::Top),
        _ => None,
    };
    Ok(Stretch { items, older, newer })
}

/// The stretch that ends just above `first`: it begins below the story one stretch and one higher up.
async fn newer(db: &mut Read, query: Query<'_>, first: Cursor) -> Result<Option<Newer>, StoreError> {
    let sql = "
        select public_from, number
        from shelf
        where name = $1 and language = $2 and (public_from, number) > ($3, $4) and public_from <= $5
        order by public_from, number
        limit $6";
    let parameters = values![
        query.shelf,
        query.language.as_str(),
        first.public_from,
        first.number,
        query.now,
        query.limit as i64 + 1
    ];
    let rows = db.rows(sql, parameters).await?;
    Ok(match rows.get(query.limit) {
        Some(row) => {
            Some(Newer::Before(Cursor { public_from: row.time("public_from")?, number: number(row)? }))
        }
        None if rows.is_empty() => None,
        None => Some(Newer::Top),
    })
}

/// Stories of a shelf that became public from `from` until before `until`, old to new.
pub async fn between(
    db: &mut Read,
    language: &Language,
    from: Time,
    until: Time,
    now: Time,
) -> Result<Vec<Item>, StoreError> {
    let sql = format!("{SELECT} and f.public_from >= $3 and f.public_from < $4 {ORDER} limit 2000");
    let until = until.min(now.plus_millis(1));
    let rows = db.rows(&sql, values![ALL, language.as_str(), from, until]).await?;
    items(db, &rows, language, now).await
}

/// Stories by id, those that are public at `now`, in the order of the ids.
pub async fn by_ids(
    db: &mut Read,
    language: &Language,
    ids: &[String],
    now: Time,
) -> Result<Vec<Item>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = concept::in_list(ids.len(), 4);
    let sql = format!("{SELECT} and f.public_from <= $3 and f.story in ({list})");
    let mut parameters = values![ALL, language.as_str(), now];
    parameters.extend(ids.iter().map(Value::from));
    let rows = db.rows(&sql, parameters).await?;
    let mut items = items(db, &rows, language, now).await?;
    items.sort_by_key(|item| ids.iter().position(|id| *id == item.id));
    Ok(items)
}

const SELECT: &str = "
    select f.story, f.number, f.public_from, s.slug, l.headline, l.deck, l.sections, l.access, l.urgency, l.picture
    from shelf f
    join listing l on l.story = f.story
    join story s on s.id = f.story
    where f.name = $1 and f.language = $2";

const ORDER: &str = "order by f.public_from desc, f.number desc";

async fn items(db: &mut Read, rows: &[Row], language: &Language, now: Time) -> Result<Vec<Item>, StoreError> {
    let section_ids: Vec<Vec<String>> =
        rows.iter().map(|row| json(row, "sections")).collect::<Result<_, _>>()?;
    let mut distinct: Vec<String> = section_ids.iter().flatten().cloned().collect();
    distinct.sort();
    distinct.dedup();
    let sections = concept::named(db, ConceptKind::Section, &distinct, language).await?;
    let of = |ids: &[String]| -> Vec<Named> {
        ids.iter().filter_map(|id| sections.iter().find(|s| s.id == *id)).cloned().collect()
    };
    rows.iter().zip(&section_ids).map(|(row, ids)| item(row, language, of(ids), now)).collect()
}

fn item(row: &Row, language: &Language, sections: Vec<Named>, now: Time) -> Result<Item, StoreError> {
    let access: Timeline = json(row, "access")?;
    let picture = row.text_or_none("picture")?;
    Ok(Item {
        id: row.text("story")?,
        number: number(row)?,
        language: language.clone(),
        slug: row.text("slug")?,
        headline: row.text("headline")?,
        deck: row.text("deck")?,
        public_from: row.time("public_from")?,
        sections,
        plus: access.level(now) != Some(Level::Open),
        urgency: row.int("urgency")? as u8,
        picture: picture
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|e| damaged("picture", e))?,
    })
}

impl Item {
    /// Its place in a shelf.
    pub fn cursor(&self) -> Cursor {
        Cursor { public_from: self.public_from, number: self.number }
    }
}

fn number(row: &Row) -> Result<u64, StoreError> {
    Ok(row.int("number")? as u64)
}

fn json<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(&row.text(column)?).map_err(|e| damaged(column, e))
}

fn damaged(column: &str, error: serde_json::Error) -> StoreError {
    StoreError::Damaged(format!("listing.{column}: {error}"))
}
