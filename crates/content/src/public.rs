//! What everybody may read of a story at a given time.

use base::{Language, Time};
use store::{Read, Row, StoreError, Value, values};

use crate::access::Level;
use crate::admission::Admission;
use crate::body::Body;
use crate::concept::{self, Named};
use crate::listing::Item;
use crate::manuscript::{Correction, LeadPicture, Source};

mod several;
mod stand;

pub use several::versions;
pub use stand::{Showing, Stand, shown_since, stands, turned_between};

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
        /// Its id.
        id: String,
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
    let sql = format!("{SELECT} join address a on a.story = s.id where a.language = $1 and a.slug = $2");
    let Some(row) = db.row(&sql, values![language.as_str(), slug]).await? else { return Ok(Found::Nothing) };
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
    let story = several::stories(db, &[row], language, now).await?.pop();
    Ok(story.map_or(Found::Nothing, |story| Found::Story(Box::new(story))))
}

/// Whole stories by id, those that are public at `now` and in this language, in the order of the ids: for feeds and
/// other lists of texts. Ten questions to the database, however many stories.
pub async fn by_ids(
    db: &mut Read,
    language: &Language,
    ids: &[String],
    now: Time,
) -> Result<Vec<PublicStory>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = concept::in_list(ids.len(), 3);
    let sql = format!("{SELECT} where s.language = $1 and s.public_from <= $2 and s.id in ({list})");
    let mut parameters = values![language.as_str(), now];
    parameters.extend(ids.iter().map(Value::from));
    let rows = db.rows(&sql, parameters).await?;
    let mut stories = several::stories(db, &rows, language, now).await?;
    stories.sort_by_key(|story| ids.iter().position(|id| *id == story.id));
    Ok(stories)
}

/// What the public may read of stories, now or once their embargo ends, in any order: for clients whose contract has no
/// more. Whoever asks shows that they were let in, for that there are such stories may not be known yet.
pub async fn parts(
    db: &mut Read,
    language: &Language,
    ids: &[String],
    now: Time,
    _admission: &Admission,
) -> Result<Vec<PublicStory>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = concept::in_list(ids.len(), 2);
    let sql = format!(
        "{SELECT} where s.language = $1 and s.state = 'published' and s.public_from is not null and s.id in ({list})"
    );
    let mut parameters = values![language.as_str()];
    parameters.extend(ids.iter().map(Value::from));
    let rows = db.rows(&sql, parameters).await?;
    several::stories(db, &rows, language, now).await
}

const SELECT: &str = "
    select s.id, s.number, s.translation_group, s.slug, s.state, s.public_from, s.published_revision, s.changed_at,
      s.updates, s.kill_notice, r.document, l.access
    from story s
    left join revision r on r.story = s.id and r.number = s.published_revision
    left join listing l on l.story = s.id";

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

/// The languages of the stories whose access changes after `after`, up to `until`, and of their other versions: an embargo
/// ends, a plus story opens.
pub async fn changed_between(db: &mut Read, after: Time, until: Time) -> Result<Vec<Language>, StoreError> {
    let sql = "
        select distinct v.language
        from access_step a
        join story s on s.id = a.story
        join story v on v.translation_group = s.translation_group
        where a.at > $1 and a.at <= $2";
    db.rows(sql, values![after, until]).await?.iter().map(language).collect()
}

/// The number behind a story's short address, however it stands.
pub async fn number_of(db: &mut Read, id: &str) -> Result<Option<u64>, StoreError> {
    let row = db.row("select number from story where id = $1", values![id]).await?;
    row.map(|row| row.int("number").map(|number| number as u64)).transpose()
}

/// A story that is neither out nor killed: its language, its number, and since when it stands so.
pub async fn not_out(db: &mut Read, id: &str) -> Result<Option<(Language, u64, Time)>, StoreError> {
    let sql = "
        select s.language, s.number, (select max(t.at) from story_state t where t.story = s.id) as at
        from story s
        where s.id = $1 and s.state not in ('published', 'killed')";
    let Some(row) = db.row(sql, values![id]).await? else { return Ok(None) };
    let at = row.time_or_none("at")?.unwrap_or(Time::EARLIEST);
    Ok(Some((language(&row)?, row.int("number")? as u64, at)))
}

async fn withdrawn(db: &mut Read, row: &Row) -> Result<Found, StoreError> {
    let sql = "select max(at) as at from story_state where story = $1 and state = 'killed'";
    let at = db.row(sql, values![row.text("id")?]).await?;
    let at = at.map_or(Ok(None), |row| row.time_or_none("at"))?;
    Ok(Found::Withdrawn {
        id: row.text("id")?,
        notice: row.text_or_none("kill_notice")?.unwrap_or_default(),
        at: at.unwrap_or(row.time("changed_at")?),
    })
}

pub(crate) fn language(row: &Row) -> Result<Language, StoreError> {
    row.text("language")?.parse().map_err(|_| StoreError::Damaged("story.language".into()))
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(&row.text(column)?).map_err(|e| StoreError::Damaged(format!("{column}: {e}")))
}
