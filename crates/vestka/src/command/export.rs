//! `vestka export`: all stories and pictures out, for a backup or another system.

mod items;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use base::Clock;
use content::Admission;
use content::admission::Ground;
use distribution::item::Format;
use exchange::export::{self, ExportError, ExportOptions};
use indicatif::ProgressBar;

use super::DataFolder;
use crate::house;

/// What `export` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder that does not exist yet, for stories.jsonl and media/; - for the lines alone on standard output
    target: PathBuf,
    #[command(flatten)]
    folder: DataFolder,
    /// With the people who are hidden for their safety: only for a backup that is kept as safe as the database
    #[arg(long)]
    with_hidden: bool,
    /// Instead: the stories that are out, in one of the wire's formats, a file each, without anybody who is hidden
    #[arg(long = "as", value_name = "FORMAT", conflicts_with = "with_hidden", value_parser = format)]
    as_format: Option<Format>,
}

/// A format by its name.
fn format(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::parse(name).ok_or_else(|| format!("the formats are {}", names()))
}

/// Exports a data folder.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let data = &arguments.folder.data;
    let config = house::settings(data)?;
    let options = ExportOptions { with_hidden: arguments.with_hidden };
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs this reads the data folder, and so every paid body, anyway"
    )]
    let admission = Admission::grant(Ground::Operator);
    if let Some(format) = arguments.as_format {
        let edition = house::edition(config, data).await?;
        let now = Clock::system().now();
        let written = items::write(&edition, &arguments.target, format, &admission, now).await?;
        eprintln!("{written} stories as {}", format.name());
        return Ok(ExitCode::SUCCESS);
    }
    let store = house::database(&config, data).await?;
    let library = house::library(data)?;
    let bar = ProgressBar::new_spinner();
    let mut show = |stories: u64| bar.set_message(format!("{stories} stories"));
    let exported = if arguments.target.as_os_str() == "-" {
        match export::lines(&store, &mut std::io::stdout(), &options, &admission, &mut show).await {
            // Whoever reads has seen enough: `vestka export - | head`.
            Err(ExportError::Written(error)) if error.kind() == ErrorKind::BrokenPipe => {
                return Ok(ExitCode::SUCCESS);
            }
            exported => exported?,
        }
    } else {
        export::folder(&store, &library, &arguments.target, &options, &admission, &mut show).await?
    };
    bar.finish_and_clear();
    for note in &exported.remarks.first {
        eprintln!("remark: {note}");
    }
    eprintln!(
        "{} stories, {} sections, topics and people, {} pictures",
        exported.stories, exported.concepts, exported.pictures
    );
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
