//! `/desk/staff`: who works here, who is invited; a new invitation, whose link is shown once.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::StatusCode;
use serde::Serialize;

use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::machine::invite_link;
use crate::page::set_up::name_of;
use crate::rights::{Right, Role};
use crate::routes::{Need, Route, get, post};
use crate::staff::Member;
use crate::story::Moment;
use crate::{deed, invite, staff};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("staff", "/desk/staff", Need::Right(Right::Staff), show),
        post("invitation", "/desk/staff/invites", Need::Right(Right::Staff), invite),
        post(
            "invitation-withdrawal",
            "/desk/staff/invites/{id}/withdrawal",
            Need::Right(Right::Staff),
            withdraw,
        ),
    ]
}

#[derive(Default, Serialize)]
struct View {
    members: Vec<Line>,
    invites: Vec<Invited>,
    roles: Vec<&'static str>,
    confirmed: bool,
    told: Option<String>,
    /// The link of the invitation that has just been made, and whose it is.
    link: Option<String>,
    name: String,
    role: String,
    wrong: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    role: &'static str,
    since: Moment,
    left_at: Option<Moment>,
}

#[derive(Serialize)]
struct Invited {
    id: String,
    name: String,
    role: &'static str,
    expires_at: Moment,
}

/// What the page says has been done.
const TOLD: [&str; 1] = ["invite-withdrawn"];

async fn show(desk: Desk, Asked(asked): Asked) -> Answer {
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View { told: told.map(ToString::to_string), ..view(&desk).await? };
    desk.page("staff.html", &view)
}

async fn view(desk: &Desk) -> Answer<View> {
    let mut db = desk.read().await?;
    let members = staff::all(&mut db).await?;
    let invites = invite::open(&mut db, desk.now).await?;
    let line = |member: Member| Line {
        since: desk.moment(member.since),
        left_at: member.left_at.map(|at| desk.moment(at)),
        id: member.id,
        name: member.name,
        role: member.role.name(),
    };
    let invited = |invite: invite::Invite| Invited {
        id: invite.id,
        name: invite.name,
        role: invite.role.name(),
        expires_at: desk.moment(invite.expires_at),
    };
    Ok(View {
        members: members.into_iter().map(line).collect(),
        invites: invites.into_iter().map(invited).collect(),
        roles: Role::all().map(Role::name).collect(),
        confirmed: desk.session()?.is_confirmed(desk.now),
        role: Role::Reporter.name().to_owned(),
        ..View::default()
    })
}

/// Answers with the page itself: the link is nowhere else.
async fn invite(desk: Desk, form: Fields) -> Answer {
    desk.confirmed()?;
    let accepted = (|| Ok((name_of(&desk, form.text("name"))?, role_of(&desk, form.text("role"))?)))();
    let (name, role) = match accepted {
        Ok(accepted) => accepted,
        Err(Failure::Refused(sentence)) => {
            let (name, role) = (form.text("name").to_owned(), form.text("role").to_owned());
            let view = View { name, role, wrong: Some(sentence), ..view(&desk).await? };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("staff.html", &view)?).into_response());
        }
        Err(other) => return Err(other),
    };
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let secret = invite::make(&mut tx, &name, role, Some(me), desk.now).await?;
    deed::record(&mut tx, me, "invited", "", role.name(), desk.now).await?;
    tx.commit().await?;
    let link = Some(invite_link(&desk.newsroom.config, &secret));
    desk.page("staff.html", &View { link, name, ..view(&desk).await? })
}

/// One of the table's roles.
pub(super) fn role_of(desk: &Desk, name: &str) -> Answer<Role> {
    Role::from_name(name).map_or_else(|| desk.refuse("role-wanted"), Ok)
}

async fn withdraw(desk: Desk, Path(id): Path<String>) -> Answer {
    if id.len() != 64 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::Missing);
    }
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    if !invite::withdraw(&mut tx, &id).await? {
        return Err(Failure::Missing);
    }
    deed::record(&mut tx, me, "invite-withdrawn", "", "", desk.now).await?;
    tx.commit().await?;
    Ok(door::to("/desk/staff?told=invite-withdrawn"))
}
