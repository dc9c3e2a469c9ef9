//! What a story's page shows: the plain form, and beside it what can be done.

use base::Time;
use content::history::{self, Working};
use content::lifecycle::{TAKEN_BACK, UNDO_MS};
use content::{Concept, ConceptKind, Document, State, concept};
use serde::Serialize;
use store::Read;

use super::{access, data, form, side};
use crate::desk::Desk;
use crate::failure::Answer;
use crate::page::desk::filter::{Choice, choice, languages, state_name};
use crate::rights::Right;
use crate::story::{May, Moment, Names, Story};

/// The page.
#[derive(Serialize)]
pub(super) struct View {
    pub id: String,
    pub may: May,
    pub state: &'static str,
    pub state_name: String,
    pub language: String,
    pub dir: &'static str,
    pub revision: i64,
    pub form: Form,
    pub side: side::View,
    /// What the editor's script is given, as JSON that may stand in a page.
    pub data: String,
    /// A sentence on what was done last.
    pub told: Option<String>,
    /// A sentence on what was refused.
    pub refused: Option<String>,
    /// The last publication can be taken back for so many more milliseconds.
    pub undo_ms: Option<i64>,
    /// Where readers find it.
    pub address: Option<String>,
    pub has_unpublished_changes: bool,
    /// When it went out or is to go out.
    pub published: Option<Moment>,
    /// The agency's zone.
    pub zone: String,
    pub other_languages: Vec<Choice>,
}

/// The fields of the plain form.
#[derive(Serialize)]
pub(super) struct Form {
    pub headline: String,
    pub deck: String,
    pub slugline: String,
    pub place: String,
    pub dateline: String,
    pub slug: String,
    pub urgency: u8,
    /// The body as simple text, where that loses nothing.
    pub body: Option<String>,
    /// Else as HTML, to read.
    pub body_html: String,
    pub sections: Vec<Vec<Choice>>,
    pub topics: Vec<Choice>,
    pub people: Vec<Choice>,
    pub sources: Vec<SourceRow>,
    pub kinds: Vec<Choice>,
    pub access: access::View,
    /// The message on a wall that does nothing, or on access without a wall.
    pub access_oddity: Option<&'static str>,
    pub picture: Option<PictureRow>,
}

#[derive(Serialize)]
pub(super) struct SourceRow {
    name: String,
    address: String,
    kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct PictureRow {
    file: String,
    alt: String,
    caption: String,
    credit: String,
}

/// Sections, topics and people that a story may name.
pub(super) struct Choices {
    pub sections: Vec<(String, String)>,
    pub topics: Vec<(String, String)>,
    pub people: Vec<(String, String)>,
}

impl View {
    pub async fn load(desk: &Desk, db: &mut Read, story: &Story) -> Answer<View> {
        let working = story.working(desk, db).await?;
        View::of(desk, db, story, &working, &working.manuscript.document.clone()).await
    }

    /// The page with a document in its form that is not saved, or not yet.
    pub async fn of(
        desk: &Desk,
        db: &mut Read,
        story: &Story,
        working: &Working,
        document: &Document,
    ) -> Answer<View> {
        let choices = Choices::load(desk, db, document).await?;
        let m = &working.manuscript;
        let data = data::json(desk, db, story, working, &choices).await?;
        let config = &desk.newsroom.config;
        let is_out = m.state == State::Published;
        let slug = m.slug.as_ref().map(ToString::to_string).unwrap_or_default();
        Ok(View {
            id: story.line.id.clone(),
            may: story.may,
            state: m.state.name(),
            state_name: state_name(desk, m.state),
            language: m.language.to_string(),
            dir: data::direction(&m.language),
            revision: working.revision,
            side: side::View::load(desk, db, story, working).await?,
            form: form_of(desk, document, &choices, slug.clone(), m.published_at),
            data,
            told: None,
            refused: None,
            undo_ms: undo_ms(desk, db, story).await?,
            address: is_out.then(|| format!("{}/{}/story/{slug}", config.server.address, m.language)),
            has_unpublished_changes: is_out && working.published_revision != Some(working.revision),
            published: m.published_at.map(|at| desk.moment(at)),
            zone: config.agency.time_zone.name().to_owned(),
            other_languages: languages(desk, "")
                .into_iter()
                .filter(|choice| choice.value != m.language.as_str())
                .collect(),
        })
    }
}

/// How long the last publication can still be taken back.
async fn undo_ms(desk: &Desk, db: &mut Read, story: &Story) -> Answer<Option<i64>> {
    if !story.may.publish || story.line.state != State::Published {
        return Ok(None);
    }
    let states = history::states(db, &story.line.id).await?;
    let is_publication = |line: &&history::StateLine| {
        line.state == State::Published && line.revision.is_some() && line.reason != TAKEN_BACK
    };
    let last = states.first().filter(is_publication);
    let left = last.map(|line| UNDO_MS - (desk.now.millis() - line.at.millis()));
    Ok(left.filter(|left| *left > 0))
}

impl Choices {
    /// Somebody inside is given no colleagues' names: only those that the story bears already, and their own.
    pub async fn load(desk: &Desk, db: &mut Read, document: &Document) -> Answer<Choices> {
        let language = desk.locale.language().clone();
        let named = |all: Vec<Concept>| -> Vec<(String, String)> {
            all.iter().map(|c| (c.id.clone(), c.name(&language).to_owned())).collect()
        };
        let people = concept::all(db, ConceptKind::Person).await?;
        let own = desk.me()?.byline.clone();
        let is_theirs = |c: &Concept| document.bylines.contains(&c.id) || own.as_ref() == Some(&c.id);
        let sees = desk.may(Right::See);
        Ok(Choices {
            sections: named(concept::all(db, ConceptKind::Section).await?),
            topics: named(concept::all(db, ConceptKind::Topic).await?),
            people: named(people.into_iter().filter(|c| sees || is_theirs(c)).collect()),
        })
    }
}

fn form_of(
    desk: &Desk,
    document: &Document,
    choices: &Choices,
    slug: String,
    published: Option<Time>,
) -> Form {
    let picked = |all: &[(String, String)], ids: &[String]| -> Vec<Choice> {
        all.iter().map(|(id, name)| choice(id, name, ids.contains(id))).collect()
    };
    let one = |id: Option<&String>| picked(&choices.sections, &id.into_iter().cloned().collect::<Vec<_>>());
    let rows = document.sections.iter().map(Some).chain([None, None]);
    let body = form::plain(&document.body);
    let kind_name = |(_, name): &(_, &'static str)| choice(name, &desk.say(&format!("source-{name}")), false);
    Form {
        headline: document.headline.clone(),
        deck: document.deck.clone(),
        slugline: document.slugline.clone(),
        place: document.place.clone().unwrap_or_default(),
        dateline: document.dateline.clone().unwrap_or_default(),
        slug,
        urgency: document.urgency,
        body_html: if body.is_none() { html(document) } else { String::new() },
        body,
        sections: rows.map(one).collect(),
        topics: picked(&choices.topics, &document.topics),
        people: picked(&choices.people, &document.bylines),
        sources: sources(document),
        kinds: form::KINDS.iter().map(kind_name).collect(),
        access: access::view(desk, &document.access),
        access_oddity: access::oddity(document, published.unwrap_or(desk.now)),
        picture: document.picture.as_ref().map(|picture| PictureRow {
            file: picture.file.clone(),
            alt: picture.alt.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        }),
    }
}

/// The whole body, to be read on a page of the desk.
pub(super) fn html(document: &Document) -> String {
    document.body.to_html(&|_| None)
}

/// Those that are there and two empty rows.
fn sources(document: &Document) -> Vec<SourceRow> {
    let kind = |kind| form::KINDS.iter().find(|(of, _)| *of == kind).map_or("other", |(_, name)| name);
    let rows = document.sources.iter().map(|source| SourceRow {
        name: source.name.clone(),
        address: source.address.clone(),
        kind: kind(source.kind),
    });
    let empty = || SourceRow { name: String::new(), address: String::new(), kind: "official" };
    rows.chain([empty(), empty()]).collect()
}

/// Names of colleagues, for the parts of the page.
pub(super) async fn names(desk: &Desk, db: &mut Read) -> Answer<Names> {
    Ok(Names::load(desk, db).await?)
}
