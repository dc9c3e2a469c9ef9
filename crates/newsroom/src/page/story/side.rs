//! Beside a story: who is asked to work on it, what colleagues say of it, its versions, a kill that waits.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use content::State;
use content::history::{self, Working};
use content::lifecycle::TAKEN_BACK;
use serde::Serialize;
use store::Read;

use super::WRITES;
use super::view::names;
use crate::assignment;
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::kill_request;
use crate::note;
use crate::page::desk::filter::{Choice, choice, state_name};
use crate::rights::Right;
use crate::routes::{Need, Route, post};
use crate::staff;
use crate::story::{self, Moment, Story};

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("assignment", "/desk/story/{id}/assignment", Need::Right(Right::Edit), assign),
        post("notes", "/desk/story/{id}/notes", WRITES, say),
    ]
}

/// What stands beside the form.
#[derive(Serialize)]
pub(super) struct View {
    /// Who works here, those who are asked chosen; empty for whoever may not ask.
    colleagues: Vec<Choice>,
    assigned: Vec<String>,
    notes: Vec<NoteView>,
    versions: Vec<Version>,
    /// The story that this one follows.
    follows: Option<Version>,
    kill: Option<Waiting>,
    /// The last words on its state: why it was returned, when it is to go out.
    history: Vec<StateView>,
}

#[derive(Serialize)]
struct NoteView {
    name: String,
    at: Moment,
    said: String,
}

/// A version of the story in another language.
#[derive(Serialize)]
pub(super) struct Version {
    pub id: String,
    pub language: String,
    pub state: &'static str,
    pub state_name: String,
    pub headline: String,
    /// This story was made from it.
    pub is_original: bool,
    /// It was made from this story, or this from it, and the original has changed since.
    pub has_changed_since: bool,
}

/// A kill that waits for a second pair of eyes.
#[derive(Serialize)]
struct Waiting {
    name: String,
    at: Moment,
    notice: String,
    reason: String,
    /// Whoever asked cannot confirm it themselves.
    is_mine: bool,
}

#[derive(Serialize)]
struct StateView {
    state: &'static str,
    state_name: String,
    name: String,
    at: Moment,
    reason: String,
}

impl View {
    pub async fn load(desk: &Desk, db: &mut Read, story: &Story, working: &Working) -> Answer<View> {
        let id = &story.line.id;
        let names = names(desk, db).await?;
        let notes = note::of(db, id).await?.into_iter();
        let states = history::states(db, id).await?.into_iter().take(12);
        let kill = if desk.may(Right::Kill) { kill_request::of(db, id).await? } else { None };
        let me = &desk.me()?.id;
        Ok(View {
            colleagues: colleagues(desk, db, story).await?,
            assigned: match story.may.names {
                true => story.assigned.iter().map(|assigned| assigned.name.clone()).collect(),
                false => Vec::new(),
            },
            notes: notes
                .map(|note| NoteView {
                    name: names.of(&note.staff),
                    at: desk.moment(note.at),
                    said: note.said,
                })
                .collect(),
            versions: versions(desk, db, story).await?,
            follows: follows(desk, db, working).await?,
            kill: kill.map(|kill| Waiting {
                is_mine: kill.asked_by == *me,
                name: kill.name,
                at: desk.moment(kill.at),
                notice: kill.notice,
                reason: kill.reason,
            }),
            history: states
                .map(|line| StateView {
                    state: line.state.name(),
                    state_name: state_name(desk, line.state),
                    name: names.of(&line.author),
                    at: desk.moment(line.at),
                    reason: match line.reason.as_str() {
                        TAKEN_BACK => desk.say("reason-taken-back"),
                        _ => line.reason,
                    },
                })
                .collect(),
        })
    }
}

async fn colleagues(desk: &Desk, db: &mut Read, story: &Story) -> Answer<Vec<Choice>> {
    if !desk.may(Right::Edit) || story.line.state == State::Killed {
        return Ok(Vec::new());
    }
    let here = staff::all(db).await?.into_iter().filter(|member| member.left_at.is_none());
    let is_assigned = |id: &str| story.assigned.iter().any(|assigned| assigned.staff == id);
    // Somebody inside works on nobody else's stories and is not asked to.
    let can = here.filter(|member| member.role.may(Right::See));
    Ok(can.map(|member| choice(&member.id, &member.name, is_assigned(&member.id))).collect())
}

/// The story's language versions that whoever asks may know of.
pub(super) async fn versions(desk: &Desk, db: &mut Read, story: &Story) -> Answer<Vec<Version>> {
    let ids = story::versions(db, &story.line.group).await?;
    let lines = content::desk::lines_of(db, &ids, desk.now).await?;
    let (me, sees) = (&desk.me()?.id, desk.may(Right::See));
    let others = lines.into_iter().filter(|line| line.id != story.line.id && (sees || line.author == *me));
    let known = content::translations::versions(db, &story.line.group).await?;
    let from = |of: &str| known.iter().find(|v| v.story == of).and_then(|v| v.translation.as_ref());
    let own = from(&story.line.id);
    let view = |line: content::desk::Line| {
        let of_this = own.filter(|own| own.of.story == line.id);
        let of_that = from(&line.id).filter(|that| that.of.story == story.line.id);
        Version {
            has_changed_since: of_this.or(of_that).is_some_and(|translation| translation.has_changed),
            language: line.language.to_string(),
            state: line.state.name(),
            state_name: state_name(desk, line.state),
            headline: line.headline,
            is_original: of_this.is_some(),
            id: line.id,
        }
    };
    Ok(others.map(view).collect())
}

async fn follows(desk: &Desk, db: &mut Read, working: &Working) -> Answer<Option<Version>> {
    let Some(id) = &working.manuscript.document.updates else { return Ok(None) };
    let Ok(before) = story::find(desk, db, id).await else { return Ok(None) };
    Ok(Some(Version {
        language: before.line.language.to_string(),
        state: before.line.state.name(),
        state_name: state_name(desk, before.line.state),
        headline: before.line.headline,
        is_original: false,
        has_changed_since: false,
        id: before.line.id,
    }))
}

/// Asks exactly the people of the form to work on the story.
async fn assign(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = story::find(&desk, &mut desk.read().await?, &id).await?;
    let me = &desk.me()?.id;
    let people = fields.all("staff");
    let mut tx = desk.write().await?;
    let here = staff::all(tx.reading()).await?;
    let can = |id: &String| here.iter().any(|m| m.id == *id && m.left_at.is_none() && m.role.may(Right::See));
    if !people.iter().all(can) {
        return Err(Failure::Missing);
    }
    if assignment::set(&mut tx, &story.line.id, &people, me, desk.now).await? {
        deed::record(&mut tx, me, "assigned", &id, "", desk.now).await?;
        story::stir(&mut tx, &id);
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}?said=assigned")).into_response())
}

/// Says something at the story; `@name` calls somebody.
async fn say(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = story::find(&desk, &mut desk.read().await?, &id).await?;
    let said = fields.text("said").replace("\r\n", "\n");
    match said.chars().count() {
        0 => return desk.refuse("note-empty"),
        n if n > note::LONGEST => return desk.refuse("note-too-long"),
        _ => {}
    }
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    note::say(&mut tx, &story.line.id, me, &said, story.may.names, desk.now).await?;
    deed::record(&mut tx, me, "noted", &id, "", desk.now).await?;
    story::stir(&mut tx, &id);
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/story/{id}?said=noted#notes")).into_response())
}
