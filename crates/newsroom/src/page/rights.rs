//! `/desk/rights`: who may do what, as the code has it.

use axum::response::Response;
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::rights::{ALL, Role};
use crate::routes::{Need, Route, get};

pub(super) fn routes() -> Vec<Route> {
    vec![get("rights", "/desk/rights", Need::SignedIn, show)]
}

#[derive(Serialize)]
struct View {
    roles: Vec<&'static str>,
    rights: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    right: &'static str,
    /// For each role, whether it has the right.
    held: Vec<bool>,
}

async fn show(desk: Desk) -> Answer<Response> {
    let roles: Vec<Role> = Role::all().collect();
    let line = |right: &crate::rights::Right| Line {
        right: right.name(),
        held: roles.iter().map(|role| role.may(*right)).collect(),
    };
    let view = View {
        rights: ALL.iter().map(line).collect(),
        roles: roles.iter().map(|role| role.name()).collect(),
    };
    desk.page("rights.html", &view)
}
