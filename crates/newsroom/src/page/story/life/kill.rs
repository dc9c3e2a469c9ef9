//! Withdrawing a story everywhere: at once, or with a second pair of eyes where the agency's settings ask for it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use content::lifecycle::{self, Killed};
use serde::Serialize;
use store::Write;

use super::{back, reason};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::kill_request;
use crate::page::story::save;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::story::{self, Moment, Names, Story};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Kill);
    vec![
        get("kill", "/desk/story/{id}/kill", need, show),
        post("kill", "/desk/story/{id}/kill", need, kill).for_programs(),
        post("kill-confirmation", "/desk/story/{id}/kill/confirmation", need, confirm),
        post("kill-refusal", "/desk/story/{id}/kill/refusal", need, refuse),
    ]
}

/// Before: the form. After: what was told.
#[derive(Serialize)]
struct View {
    id: String,
    headline: String,
    is_killed: bool,
    /// It is out, so that it can be withdrawn.
    is_out: bool,
    needs_second: bool,
    /// What readers find where the story was.
    notice: String,
    reason: String,
    name: String,
    at: Option<Moment>,
    told: Vec<Told>,
}

/// Somebody or something that has heard of the kill.
#[derive(Serialize)]
struct Told {
    what: String,
    /// Done, or still under way.
    is_done: bool,
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let working = story.working(&desk, &mut db).await?;
    let names = Names::load(&desk, &mut db).await?;
    let states = content::history::states(&mut db, &id).await?;
    let last = states.iter().find(|line| line.state == content::State::Killed);
    let is_killed = story.line.state == content::State::Killed;
    let view = View {
        headline: story.line.headline.clone(),
        is_killed,
        is_out: story.line.state == content::State::Published,
        needs_second: desk.newsroom.config.newsroom.second_pair_of_eyes,
        notice: working.manuscript.killed.as_ref().map(|kill| kill.notice.clone()).unwrap_or_default(),
        reason: last.map(|line| line.reason.clone()).unwrap_or_default(),
        name: last.map(|line| names.of(&line.author)).unwrap_or_default(),
        at: last.map(|line| desk.moment(line.at)),
        told: if is_killed { told(&desk, &mut db, &story).await? } else { Vec::new() },
        id,
    };
    desk.page("story/kill.html", &view)
}

/// What a kill has told: the pages of each language, what is stored, and the letters that are on their way.
async fn told(desk: &Desk, db: &mut store::Read, story: &Story) -> Answer<Vec<Told>> {
    let versions = story::versions(db, &story.line.group).await?;
    let versions = content::desk::lines_of(db, &versions, desk.now).await?;
    let languages = desk.newsroom.config.languages.iter();
    let mut told: Vec<Told> = languages
        .filter(|language| versions.iter().any(|version| version.language == language.tag))
        .map(|language| Told {
            what: desk.locale.text("told-pages", &[("language", (&language.name).into())]),
            is_done: true,
        })
        .collect();
    told.push(Told { what: desk.say("told-address"), is_done: true });
    let sql = "select kind, state from job where content = $1 order by kind, id";
    let jobs = db.rows(sql, store::values![&story.line.id]).await?;
    let mut pictures_wait = false;
    for job in &jobs {
        pictures_wait |= job.text("kind")? == content::picture::WITHDRAW && job.text("state")? != "done";
    }
    told.push(Told { what: desk.say("told-pictures"), is_done: !pictures_wait });
    Ok(told)
}

/// Withdraws it, or asks a second editor to.
async fn kill(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = to_kill(&desk, &id).await?;
    desk.confirmed()?;
    let (notice, why) = (reason(&desk, &fields, "notice")?, reason(&desk, &fields, "reason")?);
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    if desk.newsroom.config.newsroom.second_pair_of_eyes {
        kill_request::ask(&mut tx, &id, &notice, &why, me, desk.now).await?;
        deed::record(&mut tx, me, "kill-asked", &id, "", desk.now).await?;
        story::stir(&mut tx, &id);
        tx.commit().await?;
        return Ok(back(&id, "kill-asked"));
    }
    carry_out(&desk, &mut tx, &story, &notice, &why).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}/kill")).into_response())
}

/// The second pair of eyes: somebody other than whoever asked.
async fn confirm(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let story = to_kill(&desk, &id).await?;
    desk.confirmed()?;
    let mut tx = desk.write().await?;
    tx.take_turn().await?;
    let Some(request) = kill_request::of(tx.reading(), &id).await? else {
        return desk.refuse("kill-not-asked");
    };
    if request.asked_by == desk.me()?.id {
        return desk.refuse("kill-own");
    }
    carry_out(&desk, &mut tx, &story, &request.notice, &request.reason).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}/kill")).into_response())
}

/// It stays, or whoever asked thinks again.
async fn refuse(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    story::find(&desk, &mut desk.read().await?, &id).await?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    if !kill_request::close(&mut tx, &id).await? {
        return desk.refuse("kill-not-asked");
    }
    deed::record(&mut tx, me, "kill-refused", &id, "", desk.now).await?;
    story::stir(&mut tx, &id);
    tx.commit().await?;
    Ok(back(&id, "kill-refused"))
}

async fn to_kill(desk: &Desk, id: &str) -> Answer<Story> {
    let story = story::find(desk, &mut desk.read().await?, id).await?;
    match story.line.state {
        content::State::Published if story.may.kill => Ok(story),
        content::State::Published => Err(Failure::Forbidden),
        content::State::Killed => desk.refuse("story-killed"),
        _ => desk.refuse("refused-not-published"),
    }
}

async fn carry_out(desk: &Desk, tx: &mut Write, story: &Story, notice: &str, why: &str) -> Answer<()> {
    let (me, id) = (&desk.me()?.id, &story.line.id);
    match lifecycle::kill(tx, id, notice, why, me, desk.now).await? {
        Killed::Done => {}
        Killed::NoSuchStory => return Err(Failure::Missing),
        Killed::NotPublished => return desk.refuse("refused-not-published"),
        Killed::Refused(error) => return Err(save::refused(desk, &error)),
    }
    kill_request::close(tx, id).await?;
    deed::record(tx, me, "killed", id, "", desk.now).await?;
    Ok(())
}
