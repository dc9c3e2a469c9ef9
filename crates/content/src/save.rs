//! Saving a story's document. Every acknowledged save is a revision, and no text is ever lost: what others saved
//! meanwhile is merged in, and what clashes with it is kept beside it.
//!
//! A save is safe to send again when its answer was lost.

use base::Time;
use store::{Row, StoreError, Write, values};

use crate::body::MAX_JSON_BYTES;
use crate::desk;
use crate::file::rows::{self, Origin, Rows};
use crate::history::{self, state};
use crate::manuscript::{Document, ManuscriptError, State};
use crate::merge::{Merge, Place, merge};

/// A document to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The story.
    pub story: String,
    /// The revision that the writer began from: the last that the desk gave them.
    pub base: i64,
    /// All of it.
    pub document: Document,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is the newest revision.
    Saved {
        /// Its number.
        revision: i64,
    },
    /// Nothing differed, or this was sent before: that revision holds it.
    Same {
        /// Its number.
        revision: i64,
    },
    /// Others had saved meanwhile, and nothing clashed: the newest revision holds everybody's changes.
    Merged {
        /// Its number.
        revision: i64,
        /// What it says.
        document: Box<Document>,
    },
    /// Others changed the same: somebody has to choose, and to save the choice upon the head.
    Clash(Box<Clash>),
    /// There is no such story.
    NoSuchStory,
    /// The story was killed: nothing is added to it.
    Killed,
    /// The document cannot stand.
    Refused(ManuscriptError),
}

/// A save that clashed.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The newest revision.
    pub head: i64,
    /// Who saved it.
    pub head_author: String,
    /// What it says.
    pub document: Document,
    /// What does not clash brought together; where it clashes, mine.
    pub merged: Document,
    /// Where it clashes.
    pub places: Vec<Place>,
    /// The clashing save, kept as a revision of its own.
    pub aside: i64,
}

/// Saves a document.
pub async fn save(tx: &mut Write, save: &Save, by: &str, now: Time) -> Result<Saved, StoreError> {
    if let Err(error) = fits(&save.document) {
        return Ok(Saved::Refused(error));
    }
    tx.take_turn().await?;
    let Some(known) = Known::load(tx, &save.story).await? else { return Ok(Saved::NoSuchStory) };
    if known.state == State::Killed {
        return Ok(Saved::Killed);
    }
    if let Err(error) = save.document.access.timeline(known.published_at.unwrap_or(now)) {
        return Ok(Saved::Refused(error.into()));
    }
    if known.document == save.document {
        return Ok(Saved::Same { revision: known.head });
    }
    let digest = rows::digest(&save.document);
    let sent_before = sent_before(tx, save, by, &digest).await?;
    if let Some((revision, false)) = sent_before {
        return answer_again(tx, save, revision).await;
    }
    let put = Put { document: &save.document, digest, origin: Origin::Saved { base: save.base }, by, now };
    if save.base >= known.head {
        let revision = known.put(tx, put).await?;
        return Ok(Saved::Saved { revision });
    }
    let base = base_document(tx, save).await?;
    let Merge { document, places } = merge(&base, &known.document, &save.document);
    if document == known.document && places.is_empty() {
        return Ok(Saved::Merged { revision: known.head, document: Box::new(document) });
    }
    if places.is_empty() && fits(&document).is_ok() {
        let revision = known.put(tx, Put { document: &document, ..put }).await?;
        return Ok(Saved::Merged { revision, document: Box::new(document) });
    }
    let aside = match sent_before {
        Some((revision, _)) => revision,
        None => known.put(tx, Put { origin: Origin::Clashed { base: save.base }, ..put }).await?,
    };
    Ok(Saved::Clash(Box::new(Clash {
        head: known.head,
        head_author: known.head_author,
        document: known.document,
        merged: document,
        places,
        aside,
    })))
}

/// Whether a document can be kept and read again.
fn fits(document: &Document) -> Result<(), ManuscriptError> {
    document.check()?;
    let found = document.body.to_json().len();
    if found > MAX_JSON_BYTES {
        return Err(ManuscriptError::TooLong { field: "body", found, most: MAX_JSON_BYTES });
    }
    Ok(())
}

/// The answer that was lost.
async fn answer_again(tx: &mut Write, save: &Save, revision: i64) -> Result<Saved, StoreError> {
    let document = history::whole(tx.reading(), &save.story, revision).await?;
    Ok(match document.filter(|document| *document != save.document) {
        Some(document) => Saved::Merged { revision, document: Box::new(document) },
        None => Saved::Same { revision },
    })
}

/// A revision to be written.
struct Put<'a> {
    document: &'a Document,
    /// Of what was sent, also where something else came of it: by this a save that is sent again is known.
    digest: String,
    origin: Origin,
    by: &'a str,
    now: Time,
}

/// What a save needs to know of its story.
struct Known {
    id: String,
    state: State,
    head: i64,
    shown: Option<i64>,
    top: i64,
    published_at: Option<Time>,
    head_author: String,
    /// The head's.
    document: Document,
}

impl Known {
    async fn load(tx: &mut Write, story: &str) -> Result<Option<Known>, StoreError> {
        let sql = "
            select s.state, s.revision, s.published_revision, s.published_at, r.author, r.document, p.body,
              (select max(t.number) from revision t where t.story = s.id) as top
            from story s
            join revision r on r.story = s.id and r.number = s.revision
            left join paid_body p on p.story = s.id and p.revision = s.revision
            where s.id = $1";
        let Some(row) = tx.reading().row(sql, values![story]).await? else { return Ok(None) };
        Known::of(&row, story).map(Some)
    }

    fn of(row: &Row, story: &str) -> Result<Known, StoreError> {
        Ok(Known {
            id: story.to_owned(),
            state: state(row)?,
            head: row.int("revision")?,
            shown: row.int_or_none("published_revision")?,
            top: row.int("top")?,
            published_at: row.time_or_none("published_at")?,
            head_author: row.text("author")?,
            document: history::whole_document(row, story)?,
        })
    }

    /// Writes a revision: the new head, or one beside it.
    async fn put(&self, tx: &mut Write, put: Put<'_>) -> Result<i64, StoreError> {
        let Put { document, digest, origin, by, now } = put;
        let revision = self.top + 1;
        let mut rows = Rows::new(by, now);
        rows.revision(&self.id, revision, document, digest, origin);
        if matches!(origin, Origin::Saved { .. }) {
            self.put_head(tx, document, revision).await?;
            self.pictures(tx, document).await?;
            let has_unpublished_changes = self.shown.is_some();
            desk::rows::saved(tx, &self.id, &self.document, document, has_unpublished_changes, by, now)
                .await?;
        }
        rows.write(tx).await?;
        desk::announce(tx, &self.id);
        Ok(revision)
    }

    /// What readers see stays what it is.
    async fn put_head(&self, tx: &mut Write, document: &Document, revision: i64) -> Result<(), StoreError> {
        if self.shown.is_some() {
            let sql = "update story set revision = $2, digest = '' where id = $1";
            return tx.execute(sql, values![&self.id, revision]).await.map(drop);
        }
        let sql = "update story set revision = $2, updates = $3, digest = '' where id = $1";
        tx.execute(sql, values![&self.id, revision, document.updates.as_deref()]).await.map(drop)
    }

    /// Pictures that neither readers nor the head have any more are not used by the story.
    async fn pictures(&self, tx: &mut Write, document: &Document) -> Result<(), StoreError> {
        let (old, new) = (self.document.pictures(), document.pictures());
        let added = new.difference(&old).map(|picture| values![picture, &self.id]).collect();
        tx.insert("picture_use (picture, story)", "on conflict do nothing", added).await?;
        if self.shown.is_none() {
            for picture in old.difference(&new) {
                let sql = "delete from picture_use where picture = $1 and story = $2";
                tx.execute(sql, values![picture, &self.id]).await?;
            }
        }
        Ok(())
    }
}

/// The writer's last revision, when it says the same and was saved after the one that this save began from: then the
/// answer to it was lost. With it, whether it clashed. What somebody saved before their base is said anew on purpose.
async fn sent_before(
    tx: &mut Write,
    save: &Save,
    by: &str,
    digest: &str,
) -> Result<Option<(i64, bool)>, StoreError> {
    let sql = "
        select number, aside, digest
        from revision
        where story = $1 and author = $2 and number > $3
        order by number desc
        limit 1";
    let Some(row) = tx.reading().row(sql, values![&save.story, by, save.base]).await? else {
        return Ok(None);
    };
    let is_same = row.text("digest")? == digest;
    Ok(if is_same { Some((row.int("number")?, row.truth("aside")?)) } else { None })
}

/// The document that a save began from. When it was thinned out, the last one before it: what was changed between the
/// two then looks changed by both sides in the same way, which clashes with nothing.
async fn base_document(tx: &mut Write, save: &Save) -> Result<Document, StoreError> {
    let sql = "select max(number) as number from revision where story = $1 and number <= $2 and aside = 0";
    let row = tx.reading().row(sql, values![&save.story, save.base]).await?;
    let number = row.map_or(Ok(None), |row| row.int_or_none("number"))?;
    match number {
        Some(number) => Ok(history::whole(tx.reading(), &save.story, number).await?.unwrap_or_default()),
        None => Ok(Document::default()),
    }
}
