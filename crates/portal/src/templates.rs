//! The portal's pages as files, and what stands on every one of them.

use minijinja::Environment;
use newsroom::Templates;
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::front;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Files;

/// All of them, ready to be rendered; `own` is where their pages find the portal's own style sheet and script.
pub fn templates() -> Templates {
    Templates::by(environment)
}

fn environment() -> Environment<'static> {
    let mut env = Templates::of::<Files>();
    env.add_function("own", |name: &str| front::address(name));
    env
}

/// What stands on every page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    /// The first of the pages.
    pub home: &'static str,
    pub language: String,
    pub agency: String,
    pub path: String,
    pub me: Option<Me>,
}

/// Whoever is signed in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Me {
    pub name: String,
    pub client: String,
    /// `active`, `ahead`, `paused`, `ended`.
    pub standing: &'static str,
    /// Notices that wait to be confirmed.
    pub waiting: i64,
}

#[cfg(test)]
mod tests;
