//! A story's page before it is out, for the newsroom: drawn by the same view and theme as readers' pages, from a revision
//! that the newsroom has been let in to. It is never cached and never a readers' answer.

use base::{Language, Time};
use content::body::Body;
use content::{ConceptKind, Level, Manuscript, Named, PublicStory, concept, listing};

use crate::edition::{Edition, Failed, Reading};
use crate::page::story;
use crate::view::{Page, StoryPage};

/// Whose eyes the page is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Somebody who does not pay: the text ends at the wall.
    Open,
    /// Somebody who does: all of it.
    Plus,
}

/// A page, and what its policy must name.
pub struct Drawn {
    /// The HTML.
    pub html: String,
    /// For `style-src`: the hash of the style sheet in it, with quotation marks.
    pub style: String,
}

/// The page. None where the agency does not publish in the story's language.
pub async fn draw(
    edition: &Edition,
    manuscript: Manuscript,
    eyes: Eyes,
    now: Time,
) -> Result<Option<Drawn>, Failed> {
    let Some(settings) = edition.config.language(manuscript.language.as_str()) else { return Ok(None) };
    let mut reading = Reading::begin(edition, settings, now).await?;
    let seen = as_public(&mut reading, manuscript, eyes, now).await?;
    let mut view = story::view(&mut reading, seen).await?;
    view.frame.noindex = true;
    view.frame.canonical = None;
    let theme = edition.theme.current();
    let html = theme.render(&view).map_err(|error| Failed::Theme(error.to_string()))?;
    Ok(Some(Drawn { html, style: theme.style_hash(StoryPage::SHEET).to_owned() }))
}

/// The manuscript as the eyes would see it were it out now.
pub async fn as_public(
    reading: &mut Reading<'_>,
    m: Manuscript,
    eyes: Eyes,
    now: Time,
) -> Result<PublicStory, Failed> {
    let document = m.document;
    let published = m.published_at.filter(|at| *at <= now).unwrap_or(now);
    let timeline = document.access.timeline(published).ok();
    let at_the_time = timeline.as_ref().and_then(|timeline| timeline.level(now)).unwrap_or(Level::Open);
    let (level, body) = match eyes {
        Eyes::Open if at_the_time == Level::Open => (Level::Open, story::without_walls(document.body)),
        Eyes::Open if document.body.has_plus() => (Level::Plus, document.body.open_part()),
        Eyes::Open => (Level::Plus, Body::default()),
        Eyes::Plus => (Level::Open, story::without_walls(document.body)),
    };
    let language = m.language;
    let updates: Vec<String> = document.updates.into_iter().collect();
    let db = reading.db();
    Ok(PublicStory {
        id: m.id,
        number: m.number.unwrap_or_default(),
        slug: m.slug.map(|slug| slug.to_string()).unwrap_or_default(),
        public_from: published,
        changed_at: m.updated_at.filter(|at| *at <= now).unwrap_or(published),
        urgency: document.urgency,
        sections: named(db, ConceptKind::Section, &document.sections, &language).await?,
        topics: named(db, ConceptKind::Topic, &document.topics, &language).await?,
        bylines: named(db, ConceptKind::Person, &document.bylines, &language).await?,
        follows: listing::by_ids(db, &language, &updates, now).await?.pop(),
        headline: document.headline,
        deck: document.deck,
        place: document.place,
        dateline: document.dateline,
        sources: document.sources,
        picture: document.picture,
        level,
        opens_at: timeline.as_ref().and_then(|timeline| timeline.opens_at(now)),
        next_change: None,
        body,
        corrections: m.corrections,
        versions: Vec::new(),
        followed_by: Vec::new(),
        language,
    })
}

async fn named(
    db: &mut store::Read,
    kind: ConceptKind,
    ids: &[String],
    language: &Language,
) -> Result<Vec<Named>, Failed> {
    Ok(concept::named(db, kind, ids, language).await?)
}
