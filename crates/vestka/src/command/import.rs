//! `vestka import`: stories in, from the native format, Ghost or WordPress.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use base::config::Config;
use base::{Clock, Language};
use clap::{Args, Subcommand};
use exchange::{Format, ImportError, Limits, Notes, Options, Progress, Report, Source};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::DataFolder;
use crate::house;

/// What `import` is told.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    from: From,
}

#[derive(Subcommand)]
enum From {
    /// Vestka's own format, JSON Lines; pictures by paths beside the file (docs/native-format.md)
    Stories(Native),
    /// A JSON export of Ghost
    Ghost(Foreign),
    /// A WXR export of WordPress
    Wordpress(Foreign),
}

#[derive(Args)]
struct Native {
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Foreign {
    #[command(flatten)]
    common: Common,
    /// The folder with the other site's uploads
    #[arg(long, value_name = "DIR")]
    media: Option<PathBuf>,
    /// The language of stories that do not say theirs; the agency's default if not given
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// Begins the ids of the stories, to keep several sites apart
    #[arg(long, value_name = "WORD")]
    prefix: Option<String>,
}

#[derive(Args)]
struct Common {
    /// The file; - for standard input
    file: PathBuf,
    #[command(flatten)]
    folder: DataFolder,
    /// Stop at the first record that cannot be taken
    #[arg(long)]
    strict: bool,
}

/// Imports; fails when a record was refused.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (format, common, foreign) = match &arguments.from {
        From::Stories(native) => (Format::Native, &native.common, None),
        From::Ghost(foreign) => (Format::Ghost, &foreign.common, Some(foreign)),
        From::Wordpress(foreign) => (Format::WordPress, &foreign.common, Some(foreign)),
    };
    let data = &common.folder.data;
    let config = house::settings(data)?;
    let options = options(&config, common, foreign);
    let source = source(&common.file)?;
    let report = take(&config, data, format, source, &options).await;
    finish(report, data)
}

fn options(config: &Config, common: &Common, foreign: Option<&Foreign>) -> Options {
    let language = foreign.and_then(|f| f.language.clone()).unwrap_or(config.agency.default_language.clone());
    let mut options = Options::new("import", Clock::system().now(), language);
    options.strict = common.strict;
    options.languages = config.languages.iter().map(|language| language.tag.clone()).collect();
    options.limits = limits(config);
    options.media = match foreign {
        Some(foreign) => foreign.media.clone(),
        None => Some(
            common.file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned(),
        ),
    };
    options.id_prefix = foreign.and_then(|f| f.prefix.clone());
    options
}

/// What the configuration lets an import take.
pub fn limits(config: &Config) -> Limits {
    let usual = Limits::default();
    let picture = media::Limits {
        bytes: config.import.max_picture_bytes as usize,
        pixels: config.import.max_picture_pixels,
        ..usual.picture
    };
    Limits { line_bytes: config.import.max_line_bytes as usize, picture, ..usual }
}

fn source(file: &Path) -> anyhow::Result<Source> {
    if file == Path::new("-") {
        return Ok(Source::stdin());
    }
    Source::open(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// Imports into a data folder with a progress bar on a terminal.
pub async fn take(
    config: &Config,
    data: &Path,
    format: Format,
    source: Source,
    options: &Options,
) -> Result<Report, ImportError> {
    let broken = |error: anyhow::Error| ImportError::Source(std::io::Error::other(format!("{error:#}")));
    let store = house::database(config, data).await.map_err(broken)?;
    let library = house::library(data).map_err(broken)?;
    let bar = bar(source.bytes_total());
    let mut show = |progress: Progress| {
        bar.set_position(progress.bytes_read);
        bar.set_message(format!("{} stories, {} pictures", progress.stories, progress.pictures));
    };
    let report = exchange::import(&store, &library, format, source, options, &mut show).await;
    bar.finish_and_clear();
    store.close().await;
    report
}

fn bar(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let style = match total {
        Some(_) => "{bar:30} {percent:>3} %  {msg}  {eta} left",
        None => "{spinner} {bytes}  {msg}",
    };
    bar.with_style(ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()))
}

fn finish(report: Result<Report, ImportError>, data: &Path) -> anyhow::Result<ExitCode> {
    match report {
        Ok(report) => {
            write_pages(&report, data)?;
            print(&report);
            Ok(if report.refused.total == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Err(ImportError::Stopped { note, report }) => {
            print(&report);
            eprintln!("Stopped (--strict) at {note}");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}

/// Pages of the other site become Markdown files, where there are none of that name yet.
fn write_pages(report: &Report, data: &Path) -> anyhow::Result<()> {
    for page in &report.pages {
        let folder = data.join("pages").join(page.language.as_str());
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let file = folder.join(format!("{}.md", page.slug));
        if !file.exists() {
            fs::write(&file, &page.markdown)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
    }
    Ok(())
}

fn print(report: &Report) {
    notes("remark", &report.remarks);
    notes("refused", &report.refused);
    println!(
        "{} new, {} changed, {} as they were; {} sections, topics and people; {} pictures; {} refused, {} remarks",
        report.new,
        report.changed,
        report.same,
        report.concepts,
        report.pictures,
        report.refused.total,
        report.remarks.total
    );
}

fn notes(kind: &str, notes: &Notes) {
    for note in &notes.first {
        eprintln!("{kind}: {note}");
    }
    let more = notes.total - notes.first.len() as u64;
    if more > 0 {
        eprintln!("{kind}: and {more} more");
    }
}
