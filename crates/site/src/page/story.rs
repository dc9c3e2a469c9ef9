//! A story: `/{lang}/story/{slug}`; and the whole of a plus story, for those whom the gate has let in.

use content::body::{Block, Body};
use content::listing::Item;
use content::reads::Of;
use content::{Found, FullStory, Level, PublicStory, full};
use gate::Admitted;
use http::StatusCode;
use web::{Loaded, Rendered, Ticket, Visit};

use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::page::errors;
use crate::view::{
    Alternate, Byline, Correction, Direction, LetIn, Link, OpenGraphKind, PlusNotice, Source, StoryPage,
    Version,
};

/// Loads and renders what stands at a story's address.
pub async fn story(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let language = reading.language().clone();
    match content::find(reading.db(), &language, visit.params.get("slug"), visit.now).await? {
        Found::Story(story) => page(&mut reading, *story).await,
        Found::Moved { slug } => {
            let to = address::story(&language, &slug);
            Ok(Rendered::redirect(StatusCode::MOVED_PERMANENTLY, &to).depends_on(reading.keys()).into())
        }
        Found::Withdrawn { notice, at, .. } => errors::withdrawn(&mut reading, notice, at).await,
        Found::Nothing => Ok(Loaded::Missing),
    }
}

async fn page(reading: &mut Reading<'_>, story: PublicStory) -> Result<Loaded, Failed> {
    let (until, is_open) = (story.next_change, story.level == Level::Open);
    let of = Of::Story(story.id.clone());
    let view = view(reading, story).await?;
    let rendered = reading.counted(&view, of)?.until(until);
    Ok(if is_open { rendered } else { rendered.open_part() }.into())
}

/// Loads and renders the whole of a plus story, for those with the week's cookie: the page that everybody gets, with all of
/// its text. `Missing` where there is no plus story now.
pub async fn whole(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    let Some(admitted) = ticket.shows::<Admitted>() else { return Ok(Loaded::Missing) };
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let language = reading.language();
    let found = content::find(reading.db(), language, visit.params.get("slug"), visit.now).await?;
    let Found::Story(story) = found else { return Ok(Loaded::Missing) };
    if story.level == Level::Open {
        return Ok(Loaded::Missing);
    }
    let Some(full) = full::of(reading.db(), &story, admitted.admission()).await? else {
        return Ok(Loaded::Missing);
    };
    let until = story.next_change.map_or(admitted.until(), |change| change.min(admitted.until()));
    let of = Of::Story(story.id.clone());
    let view = whole_view(&mut reading, *story, &full, admitted).await?;
    Ok(reading.counted(&view, of)?.until(Some(until)).into())
}

async fn whole_view(
    reading: &mut Reading<'_>,
    story: PublicStory,
    full: &FullStory,
    admitted: &Admitted,
) -> Result<StoryPage, Failed> {
    let to = address::story(&story.language, &story.slug);
    let body = without_walls(full.manuscript().document.body.clone());
    let mut page = view(reading, story).await?;
    page.body = body.to_html(&|file| reading.source(file));
    page.plus = None;
    let until = reading.moment(admitted.until());
    let feeds = address::plus(reading.language(), "/feeds");
    page.let_in = Some(LetIn { until, leave: address::LEAVE.into(), to, feeds });
    page.frame.noindex = true;
    Ok(page)
}

/// For those who may read all of it nothing is set apart.
pub(crate) fn without_walls(body: Body) -> Body {
    let inside = |block| match block {
        Block::Plus(blocks) => blocks,
        block => vec![block],
    };
    Body { blocks: body.blocks.into_iter().flat_map(inside).collect() }
}

/// The page of a story, filled.
pub(crate) async fn view(reading: &mut Reading<'_>, story: PublicStory) -> Result<StoryPage, Failed> {
    let url = address::story(&story.language, &story.slug);
    let mut frame = reading.frame(&url).await?;
    frame.title = story.headline.clone();
    frame.description = description(&story);
    frame.og.kind = OpenGraphKind::Article;
    frame.og.picture = story.picture.as_ref().and_then(|lead| reading.picture(lead));
    for section in &mut frame.sections {
        section.current =
            story.sections.first().is_some_and(|first| section.url.ends_with(&format!("/{}", first.id)));
    }
    version_links(reading, &story, &mut frame);
    let short = reading.short(story.number);
    Ok(StoryPage {
        headline: story.headline.clone(),
        deck: story.deck.clone(),
        dateline: reading.dateline_of(&story),
        body: story.body.to_html(&|file| reading.source(file)),
        plus: (story.level != Level::Open).then(|| PlusNotice {
            opens: story.opens_at.map(|at| reading.moment(at)),
            way_in: way_in(reading, &story),
        }),
        let_in: None,
        bylines: bylines(&story),
        published: reading.moment(story.public_from),
        updated: (story.changed_at > story.public_from).then(|| reading.moment(story.changed_at)),
        sections: links(&story, "section"),
        topics: links(&story, "topic"),
        sources: sources(&story),
        corrections: corrections(reading, &story),
        picture: frame.og.picture.clone(),
        versions: versions(reading, &story),
        short,
        follows: story.follows.as_ref().map(link),
        followed_by: story.followed_by.iter().map(link).collect(),
        frame,
    })
}

/// To the form beside the story, where there is a paid tier.
fn way_in(reading: &Reading<'_>, story: &PublicStory) -> Option<Link> {
    let tier = reading.tier()?;
    Some(Link::new(
        reading.text_with("way-in", &[("tier", &tier)]),
        address::enter(&story.language, &story.slug),
    ))
}

/// What search results and previews show: the deck, or the beginning of what everybody may read.
fn description(story: &PublicStory) -> String {
    if story.deck.is_empty() { story.body.plain_text(200) } else { story.deck.clone() }
}

/// The language links lead to the versions; search engines are told of all of them.
pub(super) fn version_links(reading: &Reading<'_>, story: &PublicStory, frame: &mut crate::view::Frame) {
    for link in &mut frame.languages {
        if let Some(version) = story.versions.iter().find(|version| version.language == link.language) {
            link.url = address::story(&version.language, &version.slug);
        }
    }
    if story.versions.len() < 2 {
        return;
    }
    let url = |version: &content::public::Version| {
        reading.absolute(&address::story(&version.language, &version.slug))
    };
    let served = story.versions.iter().filter(|version| reading.serves(&version.language));
    frame.alternates = served
        .map(|version| Alternate { hreflang: version.language.to_string(), url: url(version) })
        .collect();
    let default = story.versions.iter().find(|version| version.language == *reading.default_language());
    if let Some(version) = default.or(story.versions.first()) {
        frame.alternates.push(Alternate { hreflang: "x-default".into(), url: url(version) });
    }
}

fn versions(reading: &Reading<'_>, story: &PublicStory) -> Vec<Version> {
    let others = story.versions.iter().filter(|version| version.language != story.language);
    others
        .filter_map(|version| {
            Some(Version {
                name: reading.language_name(&version.language)?,
                dir: Direction::of(&version.language),
                headline: version.headline.clone(),
                url: address::story(&version.language, &version.slug),
                language: version.language.clone(),
            })
        })
        .collect()
}

fn bylines(story: &PublicStory) -> Vec<Byline> {
    let byline = |person: &content::Named| Byline {
        name: person.name.clone(),
        url: address::list(&story.language, "person", &person.id),
        role: person.role.unwrap_or(content::Role::Named),
    };
    story.bylines.iter().map(byline).collect()
}

fn links(story: &PublicStory, kind: &str) -> Vec<Link> {
    let named = if kind == "section" { &story.sections } else { &story.topics };
    named.iter().map(|n| Link::new(&n.name, address::list(&story.language, kind, &n.id))).collect()
}

/// Only what a browser may follow is linked; anything else is named.
fn sources(story: &PublicStory) -> Vec<Source> {
    let url = |address: &str| content::body::Link::parse(address).ok().filter(|link| link.is_outgoing());
    let source = |source: &content::Source| Source {
        name: source.name.clone(),
        url: url(&source.address).map(|link| link.as_str().to_owned()).unwrap_or_default(),
        kind: source.kind,
    };
    story.sources.iter().map(source).collect()
}

fn corrections(reading: &Reading<'_>, story: &PublicStory) -> Vec<Correction> {
    let correction = |c: &content::Correction| Correction { at: reading.moment(c.at), note: c.note.clone() };
    story.corrections.iter().map(correction).collect()
}

fn link(item: &Item) -> Link {
    Link::new(&item.headline, address::story(&item.language, &item.slug))
}
