//! `/desk`: the day. Stories by state, by person or newest first, what calls whoever looks, and a button for a new one.

pub(crate) mod filter;
mod lines;

use axum::response::Response;
use content::State;
use http::HeaderMap;
use http::header;
use serde::Serialize;
use store::Read;

use crate::assignment;
use crate::desk::Desk;
use crate::editor_words;
use crate::failure::Answer;
use crate::fields::Asked;
use crate::kill_request;
use crate::note;
use crate::rights::Right;
use crate::routes::{Need, Route, get};
use crate::story::Moment;
use filter::{Choice, Filter};
use lines::{Group, LineView};

pub(super) fn routes() -> Vec<Route> {
    vec![get("desk", "/desk", Need::SignedIn, show)]
}

/// The whole page.
#[derive(Serialize)]
struct View {
    filter: filter::View,
    groups: Vec<Group>,
    /// The same list, older.
    older: Option<String>,
    /// Whether stories of several people are on it: then each line names them.
    names: bool,
    mentions: Vec<MentionView>,
    /// What whoever looks was asked to work on.
    asked: Vec<LineView>,
    /// Kills that wait for a second pair of eyes.
    kills: Vec<LineView>,
    /// Newsletters that wait to tell their readers of a withdrawal.
    withdrawals: i64,
    languages: Vec<Choice>,
    is_empty: bool,
    /// Words for the list's script, as JSON.
    words: String,
}

#[derive(Serialize)]
struct MentionView {
    story: String,
    by: String,
    at: Moment,
    said: String,
}

/// The list alone, for the script that keeps it up to date.
#[derive(Serialize)]
struct Fragment {
    groups: Vec<Group>,
    older: Option<String>,
    names: bool,
    is_empty: bool,
}

async fn show(desk: Desk, Asked(asked): Asked, headers: HeaderMap) -> Answer<Response> {
    let mut db = desk.read().await?;
    let filter = Filter::read(&desk, &mut db, asked).await?;
    let (groups, older) = lines::groups(&desk, &mut db, &filter).await?;
    let names = desk.may(Right::See);
    let is_empty = groups.is_empty() || groups.iter().all(Group::is_empty);
    if wants_fragment(&headers) {
        return desk.page("desk/lines.html", &Fragment { groups, older, names, is_empty });
    }
    let view = View {
        groups,
        older,
        names,
        is_empty,
        words: editor_words::json(&desk, "desk-")?,
        mentions: mentions(&desk, &mut db).await?,
        asked: assigned(&desk, &mut db).await?,
        kills: kills(&desk, &mut db).await?,
        withdrawals: withdrawals(&desk, &mut db).await?,
        languages: filter::languages(&desk, desk.locale.language().as_str()),
        filter: filter.view(&desk),
    };
    desk.page("desk.html", &view)
}

/// `Accept: text/html; fragment=lines`.
fn wants_fragment(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("fragment=lines"))
}

async fn mentions(desk: &Desk, db: &mut Read) -> Answer<Vec<MentionView>> {
    if !desk.may(Right::See) {
        return Ok(Vec::new());
    }
    let unseen = note::unseen(db, &desk.me()?.id).await?.into_iter();
    let view =
        |m: note::Mention| MentionView { story: m.story, by: m.by, at: desk.moment(m.at), said: m.said };
    Ok(unseen.map(view).collect())
}

async fn assigned(desk: &Desk, db: &mut Read) -> Answer<Vec<LineView>> {
    if !desk.may(Right::See) {
        return Ok(Vec::new());
    }
    let stories = assignment::stories_of(db, &desk.me()?.id).await?;
    let is_open = |state| !matches!(state, State::Published | State::Killed);
    lines::of(desk, db, &stories, is_open).await
}

/// Notices to readers of newsletters that a story was withdrawn, which wait for somebody with the key.
async fn withdrawals(desk: &Desk, db: &mut Read) -> Answer<i64> {
    if !desk.may(Right::Publish) || !desk.newsroom.press.is_on() {
        return Ok(0);
    }
    Ok(newsletter::issue::urgent(db).await?)
}

async fn kills(desk: &Desk, db: &mut Read) -> Answer<Vec<LineView>> {
    if !desk.may(Right::Kill) {
        return Ok(Vec::new());
    }
    let stories = kill_request::waiting(db).await?;
    lines::of(desk, db, &stories, |_| true).await
}
