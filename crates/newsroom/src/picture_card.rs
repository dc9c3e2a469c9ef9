//! The cards of the library: what the newsroom knows of a picture beside its file. The newsroom's own cards lie on one
//! shelf; whoever must not see what colleagues wrote about the same picture has a shelf of their own.

use std::collections::HashMap;

use base::{Time, script::fold};
use content::picture;
use media::Library;
use store::{Read, Row, Store, StoreError, Value, Write, jobs, values};

use crate::admission;
use crate::rights::Right;
use crate::staff::Member;

/// The job that writes cards for pictures that came by import. Its content is empty.
pub const DESCRIBE: &str = "describe-pictures";

/// The job that takes the files of a deleted picture away. Its content is JSON: `{"picture": id}`.
pub const REMOVE: &str = "remove-picture";

/// Who added a picture that nobody of the staff did.
pub(crate) const BY_IMPORT: &str = "import";

/// The newsroom's own shelf.
pub(crate) const COMMON: &str = "";

/// What can be written on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// What the file was called that came in.
    pub name: String,
    /// What the picture shows, for those who do not see it.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Who allows what.
    pub rights: String,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    pub picture: String,
    pub words: Words,
    pub added_by: String,
    pub added_at: Time,
    /// As the media room describes the file, JSON.
    pub description: String,
}

/// Which cards.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub shelf: String,
    /// All of these words, or parts of words.
    pub text: String,
    /// Those that somebody added; of everybody when empty.
    pub added_by: String,
    /// Those before this place.
    pub before: Option<(Time, String)>,
    pub limit: usize,
}

/// The shelf that somebody sees.
pub(crate) fn shelf_of(member: &Member) -> &str {
    if member.role.may(Right::See) { COMMON } else { &member.id }
}

impl Words {
    /// What is missing, from elsewhere.
    fn or(self, other: Words) -> Words {
        let first = |one: String, two: String| if one.is_empty() { two } else { one };
        Words {
            name: first(self.name, other.name),
            alt: first(self.alt, other.alt),
            caption: first(self.caption, other.caption),
            credit: first(self.credit, other.credit),
            rights: first(self.rights, other.rights),
        }
    }

    /// What a search looks into.
    fn folded(&self) -> String {
        fold(&[&self.name, &self.alt, &self.caption, &self.credit].map(String::as_str).join(" "))
    }
}

/// Lays a card on a shelf. One that lies there already keeps its words; what it lacks is added. Answers whether it is
/// new.
pub(crate) async fn put(
    tx: &mut Write,
    picture: &str,
    shelf: &str,
    words: &Words,
    by: &str,
    now: Time,
) -> Result<bool, StoreError> {
    if let Some(before) = find(tx.reading(), picture, shelf).await? {
        write(tx, picture, shelf, &before.words.or(words.clone())).await?;
        return Ok(false);
    }
    let sql = "
        insert into picture_card
          (picture, shelf, name, alt, caption, credit, rights, folded, added_by, added_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict do nothing";
    let Words { name, alt, caption, credit, rights } = words;
    let row = values![picture, shelf, name, alt, caption, credit, rights, words.folded(), by, now];
    Ok(tx.execute(sql, row).await? > 0)
}

/// Writes a card anew.
pub(crate) async fn write(
    tx: &mut Write,
    picture: &str,
    shelf: &str,
    words: &Words,
) -> Result<(), StoreError> {
    let sql = "
        update picture_card
        set name = $3, alt = $4, caption = $5, credit = $6, rights = $7, folded = $8
        where picture = $1 and shelf = $2";
    let Words { name, alt, caption, credit, rights } = words;
    let row = values![picture, shelf, name, alt, caption, credit, rights, words.folded()];
    tx.execute(sql, row).await.map(drop)
}

const SELECT: &str = "
    select c.picture, c.name, c.alt, c.caption, c.credit, c.rights, c.added_by, c.added_at, p.description
    from picture_card c
    join picture p on p.id = c.picture";

/// The card of a picture on a shelf.
pub(crate) async fn find(db: &mut Read, picture: &str, shelf: &str) -> Result<Option<Card>, StoreError> {
    let sql = format!("{SELECT} where c.picture = $1 and c.shelf = $2");
    db.row(&sql, values![picture, shelf]).await?.as_ref().map(card).transpose()
}

/// What the files of some pictures were called, by the pictures' ids; of those with a card on a shelf.
pub(crate) async fn names(
    db: &mut Read,
    pictures: &[String],
    shelf: &str,
) -> Result<HashMap<String, String>, StoreError> {
    if pictures.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (2..2 + pictures.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select picture, name from picture_card where shelf = $1 and name <> '' and picture in ({})",
        places.join(", ")
    );
    let parameters = std::iter::once(shelf.into()).chain(pictures.iter().map(Value::from)).collect();
    db.rows(&sql, parameters).await?.iter().map(|row| Ok((row.text("picture")?, row.text("name")?))).collect()
}

/// Cards, the latest first.
pub(crate) async fn search(db: &mut Read, query: &Query) -> Result<Vec<Card>, StoreError> {
    let mut sql = format!("{SELECT} where c.shelf = $1");
    let mut parameters = values![&query.shelf];
    let mut place = |value: Value| {
        parameters.push(value);
        format!("${}", parameters.len())
    };
    for word in fold(&query.text).split(' ').filter(|word| !word.is_empty()).take(6) {
        let pattern = place(format!("%{}%", escaped(word)).into());
        sql += &format!(" and c.folded like {pattern} escape '\\'");
    }
    if !query.added_by.is_empty() {
        sql += &format!(" and c.added_by = {}", place(query.added_by.as_str().into()));
    }
    if let Some((at, picture)) = &query.before {
        let (at, picture) = (place((*at).into()), place(picture.into()));
        sql += &format!(" and (c.added_at, c.picture) < ({at}, {picture})");
    }
    sql +=
        &format!(" order by c.added_at desc, c.picture desc limit {}", place(Value::Int(query.limit as i64)));
    db.rows(&sql, parameters).await?.iter().map(card).collect()
}

/// A word as part of a pattern.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Takes a card off a shelf.
pub(crate) async fn take_off(tx: &mut Write, picture: &str, shelf: &str) -> Result<(), StoreError> {
    let sql = "delete from picture_card where picture = $1 and shelf = $2";
    tx.execute(sql, values![picture, shelf]).await.map(drop)
}

/// Forgets pictures whose files are gone, on all shelves.
pub async fn forget(tx: &mut Write, pictures: &[String]) -> Result<(), StoreError> {
    for picture in pictures {
        tx.execute("delete from picture_card where picture = $1", values![picture]).await?;
    }
    Ok(())
}

/// Writes cards for pictures that came by import, with what stories say of them: a few at once, so that nobody waits
/// long; for the rest a letter is sent.
pub(crate) async fn catch_up(store: &Store, now: Time) -> Result<(), StoreError> {
    if picture::without_card(&mut store.read().await?, 1).await?.is_empty() {
        return Ok(());
    }
    let mut tx = store.write().await?;
    if write_missing(&mut tx, now).await? {
        jobs::send(&mut tx, DESCRIBE, "", now).await?;
    }
    tx.commit().await
}

/// Takes the files of a deleted picture away: the worker of [`REMOVE`]. One that came back meanwhile keeps them.
pub async fn remove(store: &Store, library: &Library, letter: &str) -> Result<(), RemoveError> {
    #[derive(serde::Deserialize)]
    struct Letter {
        picture: String,
    }
    let Letter { picture: id } = serde_json::from_str(letter)?;
    let known = picture::descriptions(&mut store.read().await?, std::slice::from_ref(&id)).await?;
    if known.is_empty() {
        let library = library.clone();
        tokio::task::spawn_blocking(move || library.remove(&id)).await.map_err(std::io::Error::other)??;
    }
    Ok(())
}

/// Why a deleted picture's files are still there.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// The letter is none.
    #[error("the letter cannot be read: {0}")]
    Letter(#[from] serde_json::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder.
    #[error("the files cannot be removed: {0}. Check the rights of the media folder")]
    Files(#[from] std::io::Error),
}

/// Writes all cards that are missing: the worker of [`DESCRIBE`].
pub async fn describe(store: &Store, now: Time) -> Result<(), StoreError> {
    loop {
        let mut tx = store.write().await?;
        let is_more = write_missing(&mut tx, now).await?;
        tx.commit().await?;
        if !is_more {
            return Ok(());
        }
    }
}

/// Cards written in one transaction.
const AT_ONCE: usize = 60;

/// Writes some of the missing cards; answers whether there may be more.
async fn write_missing(tx: &mut Write, now: Time) -> Result<bool, StoreError> {
    let pictures = picture::without_card(tx.reading(), AT_ONCE).await?;
    let admission = admission::of_the_library();
    for id in &pictures {
        let shown = picture::shown(tx.reading(), id, &admission).await?;
        let words =
            Words { alt: shown.alt, caption: shown.caption, credit: shown.credit, ..Words::default() };
        let at = shown.at.filter(|at| *at < now).unwrap_or(now);
        put(tx, id, COMMON, &words, BY_IMPORT, at).await?;
    }
    picture::carded(tx, &pictures).await?;
    Ok(pictures.len() == AT_ONCE)
}

fn card(row: &Row) -> Result<Card, StoreError> {
    Ok(Card {
        picture: row.text("picture")?,
        words: Words {
            name: row.text("name")?,
            alt: row.text("alt")?,
            caption: row.text("caption")?,
            credit: row.text("credit")?,
            rights: row.text("rights")?,
        },
        added_by: row.text("added_by")?,
        added_at: row.time("added_at")?,
        description: row.text("description")?,
    })
}
