//! What everybody may read of a story at a given time.

use base::{Language, Time};
use store::{Read, Row, StoreError, values};

use crate::access::{Level, Timeline};
use crate::body::{Block, Body};
use crate::concept::{self, ConceptKind, Named};
use crate::listing::{self, Item};
use crate::manuscript::{Correction, Document, LeadPicture, Source};

/// A published story, as the public may see it. There is no field for a paid body: `body` holds the whole text of an
/// open story, and of a plus story what stands before the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicStory {
    /// Its id.
    pub id: String,
    /// The number behind its short address.
    pub number: u64,
    /// Its language.
    pub language: Language,
    /// What its address ends with.
    pub slug: String,
    /// The headline.
    pub headline: String,
    /// The deck, or empty.
    pub deck: String,
    /// The place in its dateline.
    pub place: Option<String>,
    /// A dateline set by hand.
    pub dateline: Option<String>,
    /// When the public first saw it.
    pub public_from: Time,
    /// When readers last got something new.
    pub changed_at: Time,
    /// 1 (a flash) to 9.
    pub urgency: u8,
    /// Its sections, in the editor's order.
    pub sections: Vec<Named>,
    /// Its topics.
    pub topics: Vec<Named>,
    /// Who signs it; hidden people stay out.
    pub bylines: Vec<Named>,
    /// Who said so.
    pub sources: Vec<Source>,
    /// The picture above it.
    pub picture: Option<LeadPicture>,
    /// [`Level::Plus`] or [`Level::Open`].
    pub level: Level,
    /// When it opens to everybody, if that is known.
    pub opens_at: Option<Time>,
    /// When its access changes next: a page made now is not true for longer.
    pub next_change: Option<Time>,
    /// What the public may read of the text.
    pub body: Body,
    /// Public notes on errors, oldest first.
    pub corrections: Vec<Correction>,
    /// All public language versions, this one included.
    pub versions: Vec<Version>,
    /// The story that this one follows, if it is public.
    pub follows: Option<Item>,
    /// Stories that follow this one, new to old.
    pub followed_by: Vec<Item>,
}

/// A language version of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// In this language.
    pub language: Language,
    /// What its address ends with.
    pub slug: String,
    /// Its headline.
    pub headline: String,
}

/// What stands at a story's address.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A story.
    Story(Box<PublicStory>),
    /// The story has another slug now.
    Moved {
        /// The one that counts.
        slug: String,
    },
    /// A story was here and was killed.
    Withdrawn {
        /// What readers are told.
        notice: String,
        /// Since when.
        at: Time,
    },
    /// Nothing that the public knows of.
    Nothing,
}

/// What stands at `/{language}/story/{slug}` at `now`.
pub async fn find(db: &mut Read, language: &Language, slug: &str, now: Time) -> Result<Found, StoreError> {
    let sql = "
        select s.id, s.number, s.translation_group, s.slug, s.state, s.public_from, s.published_revision, s.changed_at,
          s.updates, s.kill_notice, r.document, l.access
        from address a
        join story s on s.id = a.story
        left join revision r on r.story = s.id and r.number = s.published_revision
        left join listing l on l.story = s.id
        where a.language = $1 and a.slug = $2";
    let Some(row) = db.row(sql, values![language.as_str(), slug]).await? else { return Ok(Found::Nothing) };
    if row.text("state")? == "killed" {
        return withdrawn(db, &row).await;
    }
    match row.time_or_none("public_from")? {
        Some(from) if from <= now => {}
        _ => return Ok(Found::Nothing),
    }
    let current = row.text("slug")?;
    if current != slug {
        return Ok(Found::Moved { slug: current });
    }
    Ok(Found::Story(Box::new(story(db, &row, language, now).await?)))
}

/// The language and slug of the story behind a short address, also of a killed one, whose notice stands there.
pub async fn by_number(
    db: &mut Read,
    number: u64,
    now: Time,
) -> Result<Option<(Language, String)>, StoreError> {
    let sql = "
        select language, slug
        from story
        where number = $1 and (public_from <= $2 or (state = 'killed' and published_revision is not null))";
    let Some(row) = db.row(sql, values![number, now]).await? else { return Ok(None) };
    Ok(Some((language(&row)?, row.text("slug")?)))
}

/// When, after `now`, the access of any story in any language changes next.
pub async fn next_change(db: &mut Read, now: Time) -> Result<Option<Time>, StoreError> {
    let sql = "select min(at) as at from access_step where at > $1";
    db.row(sql, values![now]).await?.map_or(Ok(None), |row| row.time_or_none("at"))
}

async fn withdrawn(db: &mut Read, row: &Row) -> Result<Found, StoreError> {
    let sql = "select max(at) as at from story_state where story = $1 and state = 'killed'";
    let at = db.row(sql, values![row.text("id")?]).await?;
    let at = at.map_or(Ok(None), |row| row.time_or_none("at"))?;
    Ok(Found::Withdrawn {
        notice: row.text_or_none("kill_notice")?.unwrap_or_default(),
        at: at.unwrap_or(row.time("changed_at")?),
    })
}

async fn story(db: &mut Read, row: &Row, language: &Language, now: Time) -> Result<PublicStory, StoreError> {
    let id = row.text("id")?;
    let revision = row.int("published_revision")?;
    let document: Document = json(row, "document")?;
    let access: Timeline = json(row, "access")?;
    let level = access.level(now).unwrap_or(Level::Plus);
    let body = public_body(db, &id, revision, document.body, level).await?;
    let updates: Vec<String> = document.updates.into_iter().collect();
    Ok(PublicStory {
        number: row.int("number")? as u64,
        language: language.clone(),
        slug: row.text("slug")?,
        headline: document.headline,
        deck: document.deck,
        place: document.place,
        dateline: document.dateline,
        public_from: row.time("public_from")?,
        changed_at: row.time("changed_at")?,
        urgency: document.urgency,
        sections: concept::named(db, ConceptKind::Section, &document.sections, language).await?,
        topics: concept::named(db, ConceptKind::Topic, &document.topics, language).await?,
        bylines: concept::named(db, ConceptKind::Person, &document.bylines, language).await?,
        sources: document.sources,
        picture: document.picture,
        level,
        opens_at: access.opens_at(now),
        next_change: access.next_change(now),
        body,
        corrections: corrections(db, &id).await?,
        versions: versions(db, &row.text("translation_group")?, now).await?,
        follows: listing::by_ids(db, language, &updates, now).await?.pop(),
        followed_by: followed_by(db, &id, language, now).await?,
        id,
    })
}

/// The gate for everybody: the whole body only of a story that is open now. Plus blocks are taken out of the rest once
/// more, so that a row written by an older release cannot leak them.
async fn public_body(
    db: &mut Read,
    id: &str,
    revision: i64,
    open: Body,
    level: Level,
) -> Result<Body, StoreError> {
    if level != Level::Open {
        return Ok(open.open_part());
    }
    let sql = "select body from paid_body where story = $1 and revision = $2";
    let Some(row) = db.row(sql, values![id, revision]).await? else { return Ok(without_walls(open)) };
    let whole = Body::parse(row.text("body")?.as_bytes());
    whole.map(without_walls).map_err(|e| StoreError::Damaged(format!("body of {id}: {e}")))
}

/// In an open story nothing is set apart.
fn without_walls(body: Body) -> Body {
    let inside = |block| match block {
        Block::Plus(blocks) => blocks,
        block => vec![block],
    };
    Body { blocks: body.blocks.into_iter().flat_map(inside).collect() }
}

pub(crate) async fn corrections(db: &mut Read, id: &str) -> Result<Vec<Correction>, StoreError> {
    let sql = "select at, note from correction where story = $1 order by position";
    let rows = db.rows(sql, values![id]).await?;
    rows.iter().map(|row| Ok(Correction { at: row.time("at")?, note: row.text("note")? })).collect()
}

async fn versions(db: &mut Read, group: &str, now: Time) -> Result<Vec<Version>, StoreError> {
    let sql = "
        select s.language, s.slug, l.headline
        from story s
        join listing l on l.story = s.id
        where s.translation_group = $1 and s.public_from <= $2
        order by s.number";
    let rows = db.rows(sql, values![group, now]).await?;
    rows.iter()
        .map(|row| {
            Ok(Version { language: language(row)?, slug: row.text("slug")?, headline: row.text("headline")? })
        })
        .collect()
}

async fn followed_by(
    db: &mut Read,
    id: &str,
    language: &Language,
    now: Time,
) -> Result<Vec<Item>, StoreError> {
    let sql = "select id from story where updates = $1 order by public_from desc, number desc limit 10";
    let rows = db.rows(sql, values![id]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.text("id")).collect::<Result<_, _>>()?;
    listing::by_ids(db, language, &ids, now).await
}

pub(crate) fn language(row: &Row) -> Result<Language, StoreError> {
    row.text("language")?.parse().map_err(|_| StoreError::Damaged("story.language".into()))
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(&row.text(column)?).map_err(|e| StoreError::Damaged(format!("{column}: {e}")))
}
