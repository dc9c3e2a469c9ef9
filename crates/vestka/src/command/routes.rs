//! `vestka routes`: every address there is, the public ones, the desk's and the clients' portal's.

use std::process::ExitCode;

use base::config::Config;
use newsroom::Need;
use web::Kind;

use super::DataFolder;
use crate::house;

/// Prints the tables; without a data folder, those of a fresh one. Of a public address the third column says how it is
/// served, of the desk's and the portal's what somebody needs to be let in: a right, or only to be signed in; a seat, a token's
/// scope. The browser tests walk it.
pub async fn run(folder: &DataFolder) -> anyhow::Result<ExitCode> {
    let fresh = tempfile::tempdir()?;
    let (config, data) = match house::settings(&folder.data) {
        Ok(config) => (config, folder.data.as_path()),
        Err(_) => (Config::default(), fresh.path()),
    };
    let edition = house::edition(config, data).await?;
    for route in distribution::public(&edition)?.list() {
        let kind = match route.kind {
            Kind::Page => "page",
            Kind::Direct => "direct",
            Kind::Form => "form",
            Kind::OpenForm => "open",
        };
        line(route.method, route.pattern, kind, route.name);
    }
    for route in newsroom::routes() {
        let need = match route.need {
            Need::Nothing => "anybody",
            Need::SignedIn => "signed-in",
            Need::Right(right) => right.name(),
        };
        line(route.method.as_str(), route.pattern, need, route.name);
    }
    for route in portal::routes() {
        let need = match route.need {
            portal::Need::Nothing => "anybody",
            portal::Need::Seat => "seat",
            portal::Need::Running => "running",
            portal::Need::Token => "token",
            portal::Need::Scope(scope) => scope.name(),
        };
        line(route.method.as_str(), route.pattern, need, "portal");
    }
    Ok(ExitCode::SUCCESS)
}

fn line(method: &str, pattern: &str, third: &str, name: &str) {
    println!("{method:<4} {pattern:<46} {third:<10} {name}");
}
