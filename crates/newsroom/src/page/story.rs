//! A story: `/desk/story/{id}`, and everything that is done to it from there, a file each.

pub(crate) mod access;
mod beside;
mod data;
mod form;
mod life;
mod preview;
mod recipients;
mod revisions;
mod save;
mod side;
mod telegram;
mod view;
mod watch;

use axum::extract::Path;
use axum::response::Response;
use store::Read;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::Asked;
use crate::note;
use crate::rights::Right;
use crate::routes::{Need, Route, get};
use crate::story::{self, Story};
use view::View;

pub use life::refusal_word;
pub(crate) use save::sentence;

const WRITES: Need = Need::Right(Right::Write);

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![get("story", "/desk/story/{id}", WRITES, show)];
    all.extend(save::routes());
    all.extend(watch::routes());
    all.extend(side::routes());
    all.extend(life::routes());
    all.extend(revisions::routes());
    all.extend(beside::routes());
    all.extend(preview::routes());
    all.extend(telegram::routes());
    all.extend(recipients::routes());
    all
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let mut view = View::load(&desk, &mut db, &story).await?;
    view.told = asked.some("said").and_then(|said| told(&desk, said));
    let page = desk.page("story.html", &view);
    saw_notes(&desk, &mut db, &story).await?;
    page
}

/// What the last act came to, in a sentence.
fn told(desk: &Desk, said: &str) -> Option<String> {
    const SAID: [&str; 22] = [
        "opened",
        "saved",
        "same",
        "merged",
        "submitted",
        "returned",
        "readied",
        "published",
        "scheduled",
        "unscheduled",
        "taken-back",
        "restored",
        "corrected",
        "killed",
        "kill-asked",
        "kill-refused",
        "assigned",
        "noted",
        "slug",
        "caught-up",
        "no-change",
        "brought-back",
    ];
    SAID.contains(&said).then(|| desk.say(&format!("said-{said}")))
}

/// Whoever was called in the notes has seen them now.
async fn saw_notes(desk: &Desk, db: &mut Read, story: &Story) -> Answer<()> {
    let me = &desk.me()?.id;
    let called = note::unseen(db, me).await?.iter().any(|mention| mention.story == story.line.id);
    if called && desk.may(Right::See) {
        let mut tx = desk.write().await?;
        note::saw(&mut tx, &story.line.id, me, desk.now).await?;
        tx.commit().await?;
    }
    Ok(())
}
