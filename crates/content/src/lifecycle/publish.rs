//! Publishing a revision: for the first time, or in the place of another.

use base::{Language, Time};
use store::{StoreError, Write};

use crate::manuscript::{Manuscript, ManuscriptError, State};
use crate::standing::{Reason, Standing};

/// A story is out with the commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number behind its short address.
    pub number: u64,
    /// What its address ends with.
    pub slug: String,
    /// Its language.
    pub language: Language,
    /// The revision that readers see.
    pub revision: i64,
    /// Whether readers had none before.
    pub first: bool,
}

/// Why a story does not go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such story.
    #[error("there is no such story")]
    NoSuchStory,
    /// The story has no such revision.
    #[error("the story has no such revision")]
    NoSuchRevision,
    /// Readers see that revision already.
    #[error("readers see this revision already")]
    Same,
    /// It was killed.
    #[error("the story was killed: write a new one")]
    Killed,
    /// It is out already.
    #[error("the story is out already")]
    Published,
    /// It is not out.
    #[error("the story is not published")]
    NotPublished,
    /// The time has passed.
    #[error("the time lies in the past: publish the story now, or choose a later time")]
    Past,
    /// It cannot stand as it is.
    #[error(transparent)]
    Document(#[from] ManuscriptError),
}

/// Publishes a revision now. The first publication fixes number, slug and address; a later one takes the place of what
/// readers had.
pub async fn publish(
    tx: &mut Write,
    story: &str,
    revision: i64,
    by: &str,
    now: Time,
) -> Result<Result<Published, Refusal>, StoreError> {
    let Some(standing) = Standing::load(tx, story).await? else { return Ok(Err(Refusal::NoSuchStory)) };
    if standing.pointers.shown == Some(revision) && standing.is_out() {
        return Ok(Err(Refusal::Same));
    }
    go_live(tx, standing, revision, now, by, now).await
}

/// Puts a revision before readers. `at` is the time of a first publication.
pub(super) async fn go_live(
    tx: &mut Write,
    mut standing: Standing,
    revision: i64,
    at: Time,
    by: &str,
    now: Time,
) -> Result<Result<Published, Refusal>, StoreError> {
    if standing.story.state == State::Killed {
        return Ok(Err(Refusal::Killed));
    }
    if !standing.take(tx, revision).await? {
        return Ok(Err(Refusal::NoSuchRevision));
    }
    let first = !standing.is_out();
    let story = &mut standing.story;
    if first {
        story.state = State::Published;
        story.published_at = Some(at);
    }
    story.updated_at = Some(if first { at } else { now });
    if let Err(error) = may_go_out(story) {
        return Ok(Err(Refusal::Document(error)));
    }
    standing.pointers.shown = Some(revision);
    standing.pointers.scheduled = None;
    let reason = Reason { published: Some(revision), ..Reason::default() };
    let story = standing.write(tx, reason, by, now).await?;
    let slug = story.slug.map(|slug| slug.to_string()).unwrap_or_default();
    let number = story.number.unwrap_or_default();
    Ok(Ok(Published { number, slug, language: story.language, revision, first }))
}

/// What must hold of a story before readers get it.
pub(super) fn may_go_out(story: &Manuscript) -> Result<(), ManuscriptError> {
    story.document.has_headline()?;
    story.check()
}
