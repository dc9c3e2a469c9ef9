//! `/desk/staff/{id}`: one colleague: role, byline, sessions, leaving.

use axum::extract::Path;
use content::{Concept, ConceptKind, Role as Signs, concept};
use serde::Serialize;

use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::page::staff::role_of;
use crate::rights::{Right, Role};
use crate::routes::{Need, Route, get, post};
use crate::staff::{self, Member, Parted};
use crate::story::{Moment, is_id};
use crate::{deed, session};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Staff);
    vec![
        get("member", "/desk/staff/{id}", need, show),
        post("role", "/desk/staff/{id}/role", need, change_role),
        post("byline", "/desk/staff/{id}/byline", need, set_byline),
        post("member-sessions", "/desk/staff/{id}/sessions", need, end_sessions),
        post("departure", "/desk/staff/{id}/departure", need, part),
    ]
}

#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    role: &'static str,
    roles: Vec<&'static str>,
    since: Moment,
    left_at: Option<Moment>,
    sessions: usize,
    people: Vec<Person>,
    byline: Option<String>,
    signs: Option<&'static str>,
    ways_of_signing: Vec<&'static str>,
    confirmed: bool,
    is_me: bool,
    told: Option<String>,
}

/// Somebody who signs stories.
#[derive(Serialize)]
struct Person {
    id: String,
    name: String,
}

/// What the page says has been done.
const TOLD: [&str; 4] = ["role-changed", "byline-set", "member-sessions-ended", "left"];

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let mut db = desk.read().await?;
    let member = found(&mut db, &id).await?;
    let people = concept::all(&mut db, ConceptKind::Person).await?;
    let language = desk.locale.language();
    let person = |person: &Concept| Person { id: person.id.clone(), name: person.name(language).to_owned() };
    let signs = people.iter().find(|person| Some(&person.id) == member.byline.as_ref());
    let sessions = session::of(&mut db, &member.id).await?;
    let view = View {
        signs: signs.and_then(|person| person.role).map(Signs::name),
        people: people.iter().map(person).collect(),
        ways_of_signing: Signs::ALL.iter().map(|signs| signs.name()).collect(),
        name: member.name,
        role: member.role.name(),
        roles: Role::all().map(Role::name).collect(),
        since: desk.moment(member.since),
        left_at: member.left_at.map(|at| desk.moment(at)),
        sessions: sessions.iter().filter(|session| session.is_alive(desk.now)).count(),
        byline: member.byline,
        confirmed: desk.session()?.is_confirmed(desk.now),
        is_me: desk.me()?.id == member.id,
        id: member.id,
        told: TOLD.iter().find(|told| **told == asked.text("told")).map(ToString::to_string),
    };
    desk.page("member.html", &view)
}

async fn found(db: &mut store::Read, id: &str) -> Answer<Member> {
    if !is_id(id) {
        return Err(Failure::Missing);
    }
    staff::find(db, id).await?.ok_or(Failure::Missing)
}

fn back(id: &str, told: &str) -> axum::response::Response {
    door::to(&format!("/desk/staff/{id}?told={told}"))
}

/// Who may do less from now on, or more, signs in anew.
async fn change_role(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    desk.confirmed()?;
    let role = role_of(&desk, form.text("role"))?;
    let mut tx = desk.write().await?;
    let member = found(tx.reading(), &id).await?;
    if member.role == role {
        return Ok(back(&member.id, ""));
    }
    match staff::change_role(&mut tx, &member.id, role).await? {
        Parted::Done => {}
        Parted::Last => return desk.refuse("last-administrator"),
        Parted::Gone => return Err(Failure::Missing),
    }
    session::end_all(&mut tx, &member.id, None).await?;
    let detail = format!("{} → {}", member.role.name(), role.name());
    deed::record(&mut tx, &desk.me()?.id, "role-changed", &member.id, &detail, desk.now).await?;
    tx.commit().await?;
    Ok(back(&member.id, "role-changed"))
}

async fn part(desk: Desk, Path(id): Path<String>) -> Answer {
    desk.confirmed()?;
    let mut tx = desk.write().await?;
    let member = found(tx.reading(), &id).await?;
    match staff::let_go(&mut tx, &member.id, desk.now).await? {
        Parted::Done => {}
        Parted::Last => return desk.refuse("last-administrator"),
        Parted::Gone => return Err(Failure::Missing),
    }
    session::end_all(&mut tx, &member.id, None).await?;
    deed::record(&mut tx, &desk.me()?.id, "let-go", &member.id, "", desk.now).await?;
    tx.commit().await?;
    Ok(back(&member.id, "left"))
}

async fn end_sessions(desk: Desk, Path(id): Path<String>) -> Answer {
    let mut tx = desk.write().await?;
    let member = found(tx.reading(), &id).await?;
    session::end_all(&mut tx, &member.id, None).await?;
    deed::record(&mut tx, &desk.me()?.id, "sessions-ended", &member.id, "", desk.now).await?;
    tx.commit().await?;
    Ok(back(&member.id, "member-sessions-ended"))
}

/// The person who signs their stories, and how that person signs.
async fn set_byline(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let mut tx = desk.write().await?;
    let member = found(tx.reading(), &id).await?;
    let person = match form.some("byline") {
        None => None,
        Some(id) => match concept::find(tx.reading(), ConceptKind::Person, id).await? {
            Some(person) => Some(person),
            None => return desk.refuse("byline-wanted"),
        },
    };
    staff::set_byline(&mut tx, &member.id, person.as_ref().map(|person| person.id.as_str())).await?;
    let signs = Signs::from_name(form.text("signs"));
    if let (Some(person), Some(signs)) = (&person, signs) {
        concept::file(&mut tx, &[Concept { role: Some(signs), ..person.clone() }]).await?;
    }
    let detail = person.map(|person| person.id).unwrap_or_default();
    deed::record(&mut tx, &desk.me()?.id, "byline-set", &member.id, &detail, desk.now).await?;
    tx.commit().await?;
    Ok(back(&member.id, "byline-set"))
}
