//! `/wire`: what came in, newest first, and what is looked for in it. The page looks for news by itself while it is open.

use base::Time;
use content::clients::Cursor;
use content::{ConceptKind, concept};
use serde::Serialize;
use wire::interest::Query;
use wire::list::{self, Listed};
use wire::{Hold, Part};

use crate::failure::Answer;
use crate::fields::{Asked, Fields, escaped};
use crate::routes::{Need, Route, get};
use crate::visit::{Moment, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![get("/wire", Need::Seat, show)]
}

/// Stories on a page.
const LENGTH: usize = 30;

#[derive(Serialize)]
struct View {
    lines: Vec<Line>,
    /// The query of the next older stretch.
    older: Option<String>,
    /// Whether this is not the list's beginning.
    is_older: bool,
    q: String,
    section: String,
    language: String,
    sections: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    /// Whether the contract runs.
    runs: bool,
}

/// A story in a list.
#[derive(Serialize)]
pub(super) struct Line {
    id: String,
    headline: String,
    deck: String,
    language: String,
    sections: Vec<String>,
    at: Moment,
    urgent: bool,
    /// Changes with the story.
    version: i64,
    #[serde(flatten)]
    marks: Marks,
}

/// What is said beside a headline.
#[derive(Serialize)]
pub(super) struct Marks {
    /// Until when it is held.
    held_until: Option<Moment>,
    for_clients: bool,
    headline_only: bool,
}

impl Marks {
    pub(super) fn of(visit: &Visit, held: Option<Hold>, part: Part) -> Marks {
        Marks {
            held_until: match held {
                Some(Hold::Until(until)) => Some(visit.moment(until)),
                _ => None,
            },
            for_clients: held == Some(Hold::ForClients),
            headline_only: part == Part::Public,
        }
    }
}

pub(super) fn line(visit: &Visit, listed: Listed) -> Line {
    Line {
        marks: Marks::of(visit, listed.held, listed.part),
        at: visit.moment(listed.cursor.at),
        urgent: listed.line.urgency <= 2,
        version: listed.version.millis(),
        id: listed.line.id,
        headline: listed.line.headline,
        deck: listed.line.deck,
        language: listed.line.language.to_string(),
        sections: listed.line.sections.into_iter().map(|section| section.name).collect(),
    }
}

async fn show(visit: Visit, Asked(asked): Asked) -> Answer {
    let query = query(&asked);
    let before = place(asked.text("before"));
    let served = visit.served();
    let wanted = list::Wanted { served: &served, query: &query, before, limit: LENGTH, now: visit.now };
    let client = visit.client()?;
    let mut db = visit.read().await?;
    let page = list::list(&mut db, client, &wanted).await?;
    let view = View {
        older: page.older.map(|older| {
            let rest = asked.query_without("before");
            let and = if rest.is_empty() { "" } else { "&" };
            format!("{rest}{and}before={}", escaped(&format!("{}.{}", older.at.millis(), older.number)))
        }),
        is_older: before.is_some(),
        lines: page.stories.into_iter().map(|listed| line(&visit, listed)).collect(),
        q: query.words,
        section: query.section.unwrap_or_default(),
        language: query.language.map(|language| language.to_string()).unwrap_or_default(),
        sections: sections(&visit, &mut db).await?,
        languages: languages(&visit),
        runs: client.contract.standing(visit.now) == wire::Standing::Active,
    };
    drop(db);
    visit.page("came_in.html", &view).await
}

/// What a form with `q`, `section` and `language` looks for.
pub(super) fn query(form: &Fields) -> Query {
    Query {
        words: form.text("q").chars().take(200).collect(),
        section: form.some("section").map(|id| id.chars().take(64).collect()),
        language: form.some("language").and_then(|tag| tag.parse().ok()),
    }
}

fn place(text: &str) -> Option<Cursor> {
    let (at, number) = text.split_once('.')?;
    let number = number.parse::<i64>().ok().filter(|number| *number >= 0)?;
    let at = Time::from_millis(at.parse().ok()?);
    (Time::EARLIEST..=Time::LATEST).contains(&at).then_some(Cursor { at, number: number as u64 })
}

/// The sections that the contract has: id and name.
pub(super) async fn sections(visit: &Visit, db: &mut store::Read) -> Answer<Vec<(String, String)>> {
    let contract = &visit.client()?.contract;
    let all = concept::all(db, ConceptKind::Section).await?;
    let own = all.into_iter().filter(|one| contract.has_section(std::iter::once(one.id.as_str())));
    Ok(own.map(|one| (one.id.clone(), one.name(visit.locale.language()).to_owned())).collect())
}

/// The languages that the contract has: tag and name.
pub(super) fn languages(visit: &Visit) -> Vec<(String, String)> {
    let contract = visit.client().ok().map(|client| &client.contract);
    let all = visit.portal.edition.config.languages.iter();
    let own = all.filter(|one| contract.is_some_and(|contract| contract.has_language(&one.tag)));
    own.map(|one| (one.tag.to_string(), one.name.clone())).collect()
}
