//! `vestka demo`: a data folder with the demo agency, served.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use base::Clock;
use base::config::{Config, FILE_NAME};
use exchange::{Format, Options, Source};

use crate::command::{import, init, serve};
use crate::{demo, house};

/// What `demo` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The data folder; made when it is not there
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    data: PathBuf,
    /// Listen here
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// Only make the data folder
    #[arg(long)]
    no_serve: bool,
}

/// Fills the folder on the first run, serves it on every one.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let data = &arguments.data;
    if !data.join(FILE_NAME).exists() {
        fill(data).await?;
    }
    if arguments.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    serve::serve(house::settings(data)?, data, arguments.listen, Clock::system()).await
}

/// Draws the pictures and imports the stories as an agency would. The configuration is written last: a folder that
/// has it is complete.
async fn fill(data: &Path) -> anyhow::Result<()> {
    println!("Making the demo agency in {}", data.display());
    for folder in ["media", "pages", "locales"] {
        fs::create_dir_all(data.join(folder))
            .with_context(|| format!("{} cannot be made", data.display()))?;
    }
    demo::write_pages(data)?;
    let drawn = tempfile::tempdir_in(data)?;
    // Read as it will be served: with what the environment says, which may be another database.
    init::make(drawn.path(), &demo::config())?;
    let config = Config::load(drawn.path())?;
    demo::draw(drawn.path())?;
    let mut options = Options::new("demo", Clock::system().now(), config.agency.default_language.clone());
    options.media = Some(drawn.path().to_owned());
    options.limits = import::limits(&config);
    options.strict = true;
    let source = Source::bytes(demo::STORIES.concat().into_bytes());
    let report = import::take(&config, data, Format::Native, source, &options).await?;
    println!("{} stories, {} pictures", report.new + report.changed + report.same, report.pictures);
    if let Some(till) = house::till(&config, data).await? {
        demo::stock(&till).await?;
        till.close().await;
    }
    init::make(data, &demo::config()).map(drop)
}
