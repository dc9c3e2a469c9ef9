//! `/desk/newsletters/{id}`: one newsletter: what it says, as text and as HTML, how far it is sent; with the key it is sent,
//! and goes on after a stop. The key is in memory while the send runs, and nowhere else.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use content::public;
use http::header;
use newsletter::{Begun, Issue, State};
use serde::Serialize;
use store::Read;
use zeroize::Zeroizing;

use super::{NEED, is_urgent};
use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::routes::{Route, get, post};
use crate::story::Moment;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("newsletter", "/desk/newsletters/{id}", NEED, show),
        get("newsletter-html", "/desk/newsletters/{id}/html", NEED, html),
        post("newsletter", "/desk/newsletters/{id}", NEED, save),
        post("newsletter", "/desk/newsletters/{id}/sending", NEED, send),
        post("newsletter", "/desk/newsletters/{id}/stop", NEED, stop),
        post("newsletter", "/desk/newsletters/{id}/laying-aside", NEED, lay_aside),
    ]
}

/// The longest subject, in signs: mail programs show less.
const MOST_SUBJECT: usize = 200;
/// The longest words above the stories, in signs.
const MOST_INTRO: usize = 5_000;

/// What the page says has been done.
const TOLD: [&str; 3] = ["newsletter-changed", "newsletter-sent", "newsletter-stopped"];

#[derive(Serialize)]
struct View {
    id: String,
    subject: String,
    intro: String,
    language: String,
    language_name: String,
    list: &'static str,
    kind: &'static str,
    state: &'static str,
    is_urgent: bool,
    is_running: bool,
    /// The word for why it stands still, if it does and there is one.
    stopped: Option<String>,
    stories: Vec<Item>,
    total: i64,
    done: i64,
    counts: [Count; 4],
    /// The plain text as it would be sent now; none if there is nothing to be said any more.
    text: Option<String>,
    begun: Option<Moment>,
    told: Option<String>,
    key: String,
}

/// A story of the issue.
#[derive(Serialize)]
struct Item {
    id: String,
    place: usize,
    /// None if it is not public any more: it will not be sent.
    headline: Option<String>,
}

/// How many copies fared in one way.
#[derive(Serialize)]
struct Count {
    name: &'static str,
    count: i64,
}

async fn find(desk: &Desk, db: &mut Read, id: &str) -> Answer<Issue> {
    if !desk.newsroom.press.is_on() {
        return Err(Failure::Missing);
    }
    newsletter::issue::find(db, id).await?.ok_or(Failure::Missing)
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let mut db = desk.read().await?;
    let issue = find(&desk, &mut db, &id).await?;
    let public = public::by_ids(&mut db, &issue.language, &issue.stories, desk.now).await?;
    drop(db);
    let press = &desk.newsroom.press;
    let composed = press.preview(&issue, desk.now).await?;
    let item = |(place, id): (usize, &String)| Item {
        id: id.clone(),
        place: place + 1,
        headline: public.iter().find(|story| story.id == *id).map(|story| story.headline.clone()),
    };
    let is_running = press.is_running(&issue.id);
    let stands = issue.state == State::Sending && !is_running;
    let counts = [
        ("sent", issue.sent),
        ("refused", issue.refused),
        ("unsure", issue.unsure),
        ("doubles", issue.doubles),
    ];
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View {
        is_urgent: is_urgent(&issue),
        is_running,
        stopped: stands.then(|| issue.stopped.clone()).filter(|word| !word.is_empty()),
        stories: issue.stories.iter().enumerate().map(item).collect(),
        done: issue.done(),
        counts: counts.map(|(name, count)| Count { name, count }),
        text: composed.map(|composed| composed.text),
        begun: issue.started_at.map(|at| desk.moment(at)),
        told: told.map(ToString::to_string),
        key: press.key().map(|key| key.text()).unwrap_or_default(),
        language: issue.language.to_string(),
        language_name: desk.language_name(issue.language.as_str()),
        list: issue.list.name(),
        kind: issue.kind.name(),
        state: issue.state.name(),
        total: issue.total,
        id: issue.id,
        subject: issue.subject,
        intro: issue.intro,
    };
    desk.page("newsletters/issue.html", &view)
}

/// What stands in the frame: the mail's own HTML, which may do nothing and load nothing.
async fn html(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let issue = find(&desk, &mut desk.read().await?, &id).await?;
    let composed = desk.newsroom.press.preview(&issue, desk.now).await?.ok_or(Failure::Missing)?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
                  frame-ancestors 'self'; sandbox";
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(composed.html)).into_response())
}

/// Writes subject, words above, and the stories with a number, in the order of their numbers.
async fn save(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let issue = find(&desk, &mut desk.read().await?, &id).await?;
    let subject = form.text("subject");
    let intro = form.text("intro");
    if subject.is_empty() || subject.chars().count() > MOST_SUBJECT || intro.chars().count() > MOST_INTRO {
        return desk.refuse("newsletter-too-long");
    }
    let place = |story: &String| form.number(&format!("place-{story}")).filter(|place| *place > 0);
    let mut placed: Vec<(i64, &String)> =
        issue.stories.iter().filter_map(|story| Some((place(story)?, story))).collect();
    placed.sort_by_key(|(place, _)| *place);
    let stories: Vec<String> = placed.into_iter().map(|(_, story)| story.clone()).collect();
    if stories.is_empty() {
        return desk.refuse("newsletter-no-story");
    }
    let mut tx = desk.write().await?;
    if !newsletter::issue::save(&mut tx, &id, subject, intro, &stories).await? {
        return desk.refuse("newsletter-no-draft");
    }
    deed::record(&mut tx, &desk.me()?.id, "newsletter-changed", &id, subject, desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "newsletter-changed"))
}

/// Sends it, or goes on, with the field `key`.
async fn send(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let issue = find(&desk, &mut desk.read().await?, &id).await?;
    let key = Zeroizing::new(form.text("key").to_owned());
    let begun = desk.newsroom.press.send(&id, &key, &desk.newsroom.clock).await?;
    match begun {
        Begun::Sending => {}
        Begun::Already => return Ok(back(&id, "newsletter-sent")),
        Begun::NotAKey => return desk.refuse("newsletter-not-a-key"),
        Begun::WrongKey => return desk.refuse("newsletter-wrong-key"),
        Begun::Nothing => return desk.refuse("newsletter-nothing"),
        Begun::Off => return Err(Failure::Missing),
    }
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "newsletter-sent", &id, &issue.subject, desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "newsletter-sent"))
}

/// Has a send stop after those who are in hand.
async fn stop(desk: Desk, Path(id): Path<String>) -> Answer {
    let issue = find(&desk, &mut desk.read().await?, &id).await?;
    desk.newsroom.press.stop(&id);
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "newsletter-stopped", &id, &issue.subject, desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "newsletter-stopped"))
}

/// Lays a draft aside for good.
async fn lay_aside(desk: Desk, Path(id): Path<String>) -> Answer {
    let issue = find(&desk, &mut desk.read().await?, &id).await?;
    let mut tx = desk.write().await?;
    if !newsletter::issue::discard(&mut tx, &id).await? {
        return desk.refuse("newsletter-no-draft");
    }
    deed::record(&mut tx, &desk.me()?.id, "newsletter-laid-aside", &id, &issue.subject, desk.now).await?;
    tx.commit().await?;
    Ok(door::to("/desk/newsletters?told=newsletter-laid-aside"))
}

fn back(id: &str, told: &str) -> Response {
    door::to(&format!("/desk/newsletters/{id}?told={told}"))
}
