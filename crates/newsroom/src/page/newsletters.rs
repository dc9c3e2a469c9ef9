//! `/desk/newsletters`: what waits to be sent, what is under way, what was sent; how many readers each list has; and an alert
//! about a story. Who the readers are nobody here can see.

mod issue;

use base::Language;
use base::config::LanguageSettings;
use content::listing::{self, ALL, Query};
use newsletter::{Issue, Kind, List, State, draft, subscription};
use serde::Serialize;
use store::Read;

use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::story::Moment;

pub(super) fn routes() -> Vec<Route> {
    let own = vec![
        get("newsletters", "/desk/newsletters", NEED, show),
        post("newsletters", "/desk/newsletters", NEED, alert),
    ];
    [own, issue::routes()].concat()
}

/// What goes out goes out: who may publish may send.
const NEED: Need = Need::Right(Right::Publish);

/// Issues that are shown.
const ISSUES: usize = 60;
/// Stories in each language that an alert may be about.
const STORIES: usize = 15;

/// What the page says has been done.
const TOLD: [&str; 1] = ["newsletter-laid-aside"];

#[derive(Serialize)]
struct View {
    is_on: bool,
    issues: Vec<Line>,
    lists: Vec<Readers>,
    stories: Vec<Choice>,
    told: Option<String>,
}

/// An issue in the list.
#[derive(Serialize)]
struct Line {
    id: String,
    subject: String,
    language: String,
    language_name: String,
    kind: &'static str,
    list: &'static str,
    state: &'static str,
    /// Sent in part, and by nobody now.
    stands: bool,
    done: i64,
    total: i64,
    at: Moment,
}

/// How many readers a list has.
#[derive(Serialize)]
struct Readers {
    language_name: String,
    list: &'static str,
    readers: i64,
    of_other_keys: i64,
}

/// A story that an alert may be about.
#[derive(Serialize)]
struct Choice {
    id: String,
    language: String,
    language_name: String,
    headline: String,
}

async fn show(desk: Desk, Asked(asked): Asked) -> Answer {
    let press = &desk.newsroom.press;
    let mut db = desk.read().await?;
    let issues = newsletter::issue::newest(&mut db, ISSUES).await?;
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View {
        is_on: press.is_on(),
        issues: issues.iter().map(|issue| line(&desk, issue)).collect(),
        lists: readers(&desk, &mut db).await?,
        stories: stories(&desk, &mut db).await?,
        told: told.map(ToString::to_string),
    };
    desk.page("newsletters.html", &view)
}

fn line(desk: &Desk, issue: &Issue) -> Line {
    Line {
        id: issue.id.clone(),
        subject: issue.subject.clone(),
        language: issue.language.to_string(),
        language_name: desk.language_name(issue.language.as_str()),
        kind: issue.kind.name(),
        list: issue.list.name(),
        state: issue.state.name(),
        stands: issue.state == State::Sending && !desk.newsroom.press.is_running(&issue.id),
        done: issue.done(),
        total: issue.total,
        at: desk.moment(issue.ended_at.or(issue.started_at).unwrap_or(issue.made_at)),
    }
}

async fn readers(desk: &Desk, db: &mut Read) -> Answer<Vec<Readers>> {
    let Some(key) = desk.newsroom.press.key() else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for settings in &desk.newsroom.config.languages {
        for list in List::ALL {
            let count = subscription::count(db, &settings.tag, list, key).await?;
            all.push(Readers {
                language_name: settings.name.clone(),
                list: list.name(),
                readers: count.readers,
                of_other_keys: count.of_other_keys,
            });
        }
    }
    Ok(all)
}

async fn stories(desk: &Desk, db: &mut Read) -> Answer<Vec<Choice>> {
    let mut all = Vec::new();
    for LanguageSettings { tag, name, .. } in &desk.newsroom.config.languages {
        let query = Query { shelf: ALL, language: tag, before: None, limit: STORIES, now: desk.now };
        let newest = listing::stretch(db, query).await?.items;
        all.extend(newest.into_iter().map(|item| Choice {
            id: item.id,
            language: tag.to_string(),
            language_name: name.clone(),
            headline: item.headline,
        }));
    }
    Ok(all)
}

/// Drafts an alert about a story, and leads to it.
async fn alert(desk: Desk, form: Fields) -> Answer {
    if !desk.newsroom.press.is_on() {
        return Err(Failure::Missing);
    }
    let mut db = desk.read().await?;
    let wanted = form.text("story");
    let choice = stories(&desk, &mut db).await?.into_iter().find(|choice| choice.id == wanted);
    drop(db);
    let Some(choice) = choice else { return desk.refuse("newsletter-no-story") };
    let language = Language::parse(&choice.language).map_err(|_| Failure::Missing)?;
    let mut tx = desk.write().await?;
    let drafted = draft::alert(&mut tx, &language, &choice.id, &choice.headline, desk.now).await?;
    let Some(id) = drafted else { return desk.refuse("newsletter-has-alert") };
    deed::record(&mut tx, &desk.me()?.id, "newsletter-drafted", &id, &choice.headline, desk.now).await?;
    tx.commit().await?;
    Ok(door::to(&format!("/desk/newsletters/{id}")))
}

/// Whether an issue tells readers of a withdrawal and has not told all of them.
fn is_urgent(issue: &Issue) -> bool {
    issue.kind == Kind::Withdrawal && matches!(issue.state, State::Draft | State::Sending)
}
