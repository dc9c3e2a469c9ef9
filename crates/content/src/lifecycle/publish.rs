//! Publishing a revision: for the first time, or in the place of another.

use base::{Language, Time};
use store::{StoreError, Write};

use crate::manuscript::{Document, Manuscript, ManuscriptError, State};
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
    /// Its wall would keep nothing back: everybody may read what is behind it as soon as they may read anything.
    #[error("the story has a wall, but is open to everybody: make it plus, or take the wall away")]
    WallInTheOpen,
    /// One of its pictures, which readers have not seen in it before, says nothing to those who do not see it.
    #[error("a picture has no description: write what it shows, for readers who do not see it")]
    Undescribed,
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
    go_live(tx, standing, Outgoing { revision, by_hand: true }, now, by, now).await
}

/// What is to go before readers.
pub(super) struct Outgoing {
    pub revision: i64,
    /// Somebody says so now and can mend what is odd. Nobody is there when a scheduled story's time has come: what the
    /// desk scheduled was looked at then, what an import scheduled goes out as it says.
    pub by_hand: bool,
}

/// Puts a revision before readers. `at` is the time of a first publication.
pub(super) async fn go_live(
    tx: &mut Write,
    mut standing: Standing,
    Outgoing { revision, by_hand }: Outgoing,
    at: Time,
    by: &str,
    now: Time,
) -> Result<Result<Published, Refusal>, StoreError> {
    if standing.story.state == State::Killed {
        return Ok(Err(Refusal::Killed));
    }
    let shown = standing.is_out().then(|| standing.story.document.clone());
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
    if let Err(refusal) = if by_hand { is_mended(story, shown.as_ref()) } else { Ok(()) } {
        return Ok(Err(refusal));
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

/// What whoever sends a story out can and must mend first. `shown` is what readers have of it.
pub(super) fn is_mended(story: &Manuscript, shown: Option<&Document>) -> Result<(), Refusal> {
    if has_idle_wall(story) {
        return Err(Refusal::WallInTheOpen);
    }
    let known: Vec<&str> =
        shown.iter().flat_map(|document| pictures(document)).map(|(file, _)| file).collect();
    let is_new_and_mute = |(file, alt): (&str, &str)| alt.trim().is_empty() && !known.contains(&file);
    if pictures(&story.document).any(is_new_and_mute) { Err(Refusal::Undescribed) } else { Ok(()) }
}

/// Whether the story, which has its time of publication, has a wall that keeps nothing back. Whoever put it there expects
/// that it does.
fn has_idle_wall(story: &Manuscript) -> bool {
    let published = story.published_at.unwrap_or(Time::EARLIEST);
    story.document.body.has_plus() && story.document.access.is_ever_plus(published) == Ok(false)
}

/// File and description of each picture.
fn pictures(document: &Document) -> impl Iterator<Item = (&str, &str)> {
    let lead = document.picture.iter().map(|picture| (picture.file.as_str(), picture.alt.as_str()));
    lead.chain(
        document.body.pictures().into_iter().map(|picture| (picture.file.as_str(), picture.alt.as_str())),
    )
}
