//! Opening a story, and its slug before and after it goes out.

mod slug;

use base::{Language, Time, id::new_id};
use store::{StoreError, Write, values};

use crate::desk;
use crate::file::rows::{self, Origin, Pointers, Rows, StateRow};
use crate::file::{changes::Changes, top_number};
use crate::manuscript::{Document, Manuscript, ManuscriptError, State, check_id};

pub use slug::{SlugSet, set_slug};

/// A story to be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The language it is to be written in.
    pub language: Language,
    /// Its translation group; a group of its own when missing.
    pub group: Option<String>,
    /// The story that it is to be a version of; its group is this one's then.
    pub translates: Option<Original>,
    /// The story that it follows.
    pub updates: Option<String>,
    /// What it begins with.
    pub document: Document,
}

/// What a translation is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The story.
    pub story: String,
    /// Its revision.
    pub revision: i64,
}

/// Why a story is not opened.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The document, or an id, cannot stand.
    #[error(transparent)]
    Document(#[from] ManuscriptError),
    /// The original, the story that it follows, is not there.
    #[error("there is no story '{0}'")]
    NoSuchStory(String),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a story in state draft; answers its id. Its headline may be empty, and it has no address yet.
pub async fn open(tx: &mut Write, draft: Draft, by: &str, now: Time) -> Result<String, DraftError> {
    draft.document.check()?;
    tx.take_turn().await?;
    let id = new_id(now);
    let mut document = draft.document;
    if let Some(before) = draft.updates.or(document.updates.take()) {
        group_of(tx, &before).await?;
        document.updates = Some(before);
    }
    let group = match (&draft.translates, draft.group) {
        (Some(original), _) => group_of(tx, &original.story).await?,
        (None, Some(group)) => {
            check_id(&group)?;
            group
        }
        (None, None) => id.clone(),
    };
    let story = Manuscript {
        id: id.clone(),
        group,
        language: draft.language,
        slug: None,
        former_slugs: Vec::new(),
        number: Some(top_number(tx).await? + 1),
        state: State::Draft,
        published_at: None,
        updated_at: None,
        document,
        corrections: Vec::new(),
        killed: None,
    };
    write(tx, &story, by, now).await?;
    if let Some(original) = draft.translates {
        let sql = "insert into translation (story, original, original_revision) values ($1, $2, $3)";
        tx.execute(sql, values![&id, original.story, original.revision]).await?;
    }
    Ok(id)
}

async fn write(tx: &mut Write, story: &Manuscript, by: &str, now: Time) -> Result<(), StoreError> {
    let pointers = Pointers { head: 1, shown: None, scheduled: None };
    let mut rows = Rows::new(by, now);
    rows.stand(story, pointers, "", false)?;
    let opened = StateRow { state: State::Draft.name(), at: now, ..StateRow::default() };
    rows.state_row(&story.id, opened);
    rows.revision(&story.id, 1, &story.document, rows::digest(&story.document), Origin::Saved { base: 0 });
    rows.pictures(&story.id, [&story.document], false);
    rows.line(desk::rows::Line::filed(story, pointers, by, now), false);
    rows.write(tx).await?;
    let mut changes = Changes::default();
    changes.note(story, false);
    changes.announce(tx, now).await
}

async fn group_of(tx: &mut Write, story: &str) -> Result<String, DraftError> {
    let sql = "select translation_group from story where id = $1";
    let row = tx.reading().row(sql, values![story]).await?;
    let row = row.ok_or_else(|| DraftError::NoSuchStory(story.to_owned()))?;
    Ok(row.text("translation_group")?)
}

/// The translation was compared with that revision of its original: it is up to date until the original changes again.
/// Answers whether the story is a translation.
pub async fn caught_up(tx: &mut Write, story: &str, original_revision: i64) -> Result<bool, StoreError> {
    tx.take_turn().await?;
    let sql = "update translation set original_revision = $2 where story = $1";
    let known = tx.execute(sql, values![story, original_revision]).await? > 0;
    if known {
        desk::announce(tx, story);
    }
    Ok(known)
}
