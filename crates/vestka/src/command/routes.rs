//! `vestka routes`: every public address there is.

use std::process::ExitCode;

use base::config::Config;
use web::Kind;

use super::DataFolder;
use crate::house;

/// Prints the table; without a data folder, that of a fresh one.
pub async fn run(folder: &DataFolder) -> anyhow::Result<ExitCode> {
    let fresh = tempfile::tempdir()?;
    let (config, data) = match house::settings(&folder.data) {
        Ok(config) => (config, folder.data.as_path()),
        Err(_) => (Config::default(), fresh.path()),
    };
    let edition = house::edition(config, data).await?;
    for route in distribution::routes(site::routes(&edition)?, &edition).list() {
        let kind = match route.kind {
            Kind::Page => "page",
            Kind::Direct => "direct",
        };
        println!("{:<4} {:<42} {:<7} {}", route.method, route.pattern, kind, route.name);
    }
    Ok(ExitCode::SUCCESS)
}
