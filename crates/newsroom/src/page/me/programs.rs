//! `/desk/me/programs`: keys by which one's own programs act.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};
use crate::story::Moment;
use crate::token::{self, GIVEN, LONGEST_DAYS, Token};
use crate::{deed, machine};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("programs", "/desk/me/programs", Need::SignedIn, show),
        post("programs", "/desk/me/programs", Need::SignedIn, make),
        post("program-ending", "/desk/me/program/{id}/ending", Need::SignedIn, end),
    ]
}

#[derive(Serialize)]
struct View {
    confirmed: bool,
    keys: Vec<Line>,
    /// What this member's role lets a program be given.
    rights: Vec<Choice>,
    longest_days: i64,
    /// What was typed.
    name: String,
    days: String,
    wrong: Option<String>,
    /// One has just been ended.
    ended: bool,
    /// A new one: shown once.
    secret: Option<String>,
    /// What programs ask.
    address: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    rights: Vec<&'static str>,
    since: Moment,
    ends_at: Moment,
    used_at: Option<Moment>,
    has_ended: bool,
}

#[derive(Serialize)]
struct Choice {
    right: &'static str,
    chosen: bool,
}

async fn show(desk: Desk, Asked(asked): Asked) -> Answer {
    let view = View { ended: asked.text("told") == "ended", ..view(&desk).await? };
    desk.page("programs.html", &view)
}

async fn view(desk: &Desk) -> Answer<View> {
    let me = desk.me()?;
    let keys = token::of(&mut desk.read().await?, &me.id).await?;
    let given = GIVEN.into_iter().filter(|right| me.role.may(*right));
    Ok(View {
        confirmed: desk.session()?.is_confirmed(desk.now),
        keys: keys.into_iter().map(|key| line(desk, key)).collect(),
        rights: given.map(|right| Choice { right: right.name(), chosen: right == Right::Write }).collect(),
        longest_days: LONGEST_DAYS,
        name: String::new(),
        days: "90".to_owned(),
        wrong: None,
        ended: false,
        secret: None,
        address: machine::desk_address(&desk.newsroom.config),
    })
}

fn line(desk: &Desk, key: Token) -> Line {
    Line {
        rights: key.rights.iter().map(|right| right.name()).collect(),
        since: desk.moment(key.made_at),
        ends_at: desk.moment(key.ends_at),
        used_at: key.used_at.map(|at| desk.moment(at)),
        has_ended: key.ends_at <= desk.now,
        name: key.name,
        id: key.id,
    }
}

/// Answers with the page itself: there is nowhere to send somebody to see the key once more.
async fn make(desk: Desk, fields: Fields) -> Answer {
    desk.confirmed()?;
    let me = desk.me()?;
    let (name, rights) = (fields.text("name").to_owned(), fields.all("right"));
    let chosen: Vec<Right> = GIVEN
        .into_iter()
        .filter(|right| me.role.may(*right) && rights.iter().any(|name| name == right.name()))
        .collect();
    let days = fields.number("days").filter(|days| (1..=LONGEST_DAYS).contains(days));
    let wrong = match (name.chars().count(), days) {
        (0, _) => Some("program-name-wanted"),
        (81.., _) => Some("text-too-long"),
        (_, None) => Some("program-days-wrong"),
        _ if chosen.is_empty() => Some("program-rights-wanted"),
        _ => None,
    };
    let (None, Some(days)) = (wrong, days) else {
        let wrong = wrong.map(|id| desk.locale.text(id, &[("most", LONGEST_DAYS.into())]));
        let typed = view(&desk).await?;
        let view = View { wrong, name, days: fields.text("days").to_owned(), ..typed };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("programs.html", &view)?).into_response());
    };
    let mut tx = desk.write().await?;
    let ends_at = desk.now.plus_hours(24 * days);
    let secret = token::make(&mut tx, &me.id, &name, &chosen, ends_at, desk.now).await?;
    deed::record(&mut tx, &me.id, "program-key-made", &me.id, &name, desk.now).await?;
    tx.commit().await?;
    desk.page("programs.html", &View { secret: Some(secret), ..view(&desk).await? })
}

async fn end(desk: Desk, Path(id): Path<String>) -> Answer {
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let name = token::end(&mut tx, me, &id.replace('\0', "")).await?.ok_or(Failure::Missing)?;
    deed::record(&mut tx, me, "program-key-ended", me, &name, desk.now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/desk/me/programs?told=ended").into_response())
}
