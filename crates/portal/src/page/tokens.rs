//! `/wire/tokens`: what the client's programs ask with.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Serialize;
use wire::token::{self, Scope, Token};

use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Need, Route, get, post};
use crate::visit::{Moment, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/wire/tokens", Need::Running, show),
        post("/wire/tokens", Need::Running, make),
        post("/wire/tokens/{id}/revocation", Need::Seat, revoke),
    ]
}

/// No token that a client makes lasts longer: two years, in days.
const LONGEST_DAYS: i64 = 731;

#[derive(Serialize)]
struct View {
    tokens: Vec<Line>,
    scopes: Vec<(&'static str, bool)>,
    name: String,
    days: String,
    longest_days: i64,
    /// A new one: shown once.
    secret: Option<String>,
    wrong: Option<String>,
    address: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    scopes: Vec<&'static str>,
    made_at: Moment,
    ends_at: Option<Moment>,
    used_at: Option<Moment>,
    is_good: bool,
}

async fn show(visit: Visit) -> Answer {
    visit.page("tokens.html", &view(&visit).await?).await
}

async fn view(visit: &Visit) -> Answer<View> {
    let tokens = token::of(&mut visit.read().await?, &visit.client()?.id).await?;
    Ok(View {
        tokens: tokens.into_iter().map(|token| line(visit, token)).collect(),
        scopes: Scope::ALL.iter().map(|scope| (scope.name(), true)).collect(),
        name: String::new(),
        days: "365".to_owned(),
        longest_days: LONGEST_DAYS,
        secret: None,
        wrong: None,
        address: visit.portal.edition.absolute("/wire/api/stories"),
    })
}

fn line(visit: &Visit, token: Token) -> Line {
    Line {
        is_good: token.is_good(visit.now),
        scopes: token.scopes.iter().map(|scope| scope.name()).collect(),
        made_at: visit.moment(token.made_at),
        ends_at: token.ends_at.map(|at| visit.moment(at)),
        used_at: token.used_at.map(|at| visit.moment(at)),
        id: token.id,
        name: token.name,
    }
}

/// Answers with the page itself: the token is nowhere else.
async fn make(visit: Visit, form: Fields) -> Answer {
    let name = form.text("name");
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| form.has("scope", scope.name())).collect();
    let days = form.text("days").parse::<i64>().ok().filter(|days| (1..=LONGEST_DAYS).contains(days));
    let wrong = match days {
        _ if name.is_empty() => Some("program-name-wanted"),
        _ if name.chars().count() > 80 => Some("text-too-long"),
        None => Some("program-days-wrong"),
        _ if scopes.is_empty() => Some("portal-scope-wanted"),
        _ => None,
    };
    let (None, Some(days)) = (wrong, days) else {
        let wrong = wrong.map(|id| visit.locale.text(id, &[("most", LONGEST_DAYS.into())]));
        let typed = view(&visit).await?;
        let view = View { wrong, name: name.to_owned(), days: form.text("days").to_owned(), ..typed };
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, visit.page("tokens.html", &view).await?).into_response()
        );
    };
    let (client, by, ends_at) = (&visit.client()?.id, visit.id()?, visit.now.plus_hours(24 * days));
    let mut tx = visit.write().await?;
    let secret = token::make(&mut tx, client, name, &scopes, Some(ends_at), by, visit.now).await?;
    tx.commit().await?;
    let view = View { secret: Some(secret), ..view(&visit).await? };
    visit.page("tokens.html", &view).await
}

async fn revoke(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut tx = visit.write().await?;
    let revoked = token::revoke(&mut tx, &visit.client()?.id, &id.replace('\0', ""), visit.now).await?;
    revoked.ok_or(Failure::Missing)?;
    tx.commit().await?;
    Ok(Redirect::to("/wire/tokens").into_response())
}
