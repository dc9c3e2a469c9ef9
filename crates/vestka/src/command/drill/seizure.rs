//! `vestka drill seizure`: what somebody finds who takes the server away.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use drill::report;
use drill::seizure::{self, Options};
use tokio::runtime::Handle;

use super::Subject;

/// What `seizure` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// A minute instead of a month
    #[arg(long)]
    small: bool,
    /// The same number plants the same canaries; random where none is given
    #[arg(long)]
    seed: Option<u32>,
    #[command(flatten)]
    subject: Subject,
    /// Where that server keeps its files and logs, to be searched too; may be given several times
    #[arg(long, value_name = "DIR", requires = "postgres")]
    postgres_files: Vec<PathBuf>,
    /// Where the report goes, as NAME.html and NAME.txt
    #[arg(long, value_name = "NAME", default_value = "seizure-drill")]
    report: PathBuf,
    /// A folder that does not exist yet, where everything is left to be looked at
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Runs it; success only when nothing was found and the control was caught.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let options = Options {
        program: arguments.subject.program()?,
        is_small: arguments.small,
        seed: super::seed(arguments.seed),
        postgres: arguments.subject.postgres,
        postgres_files: arguments.postgres_files,
        keep: arguments.keep,
    };
    println!("drill: seed {}", options.seed);
    let runtime = Handle::current();
    let outcome = tokio::task::spawn_blocking(move || seizure::run(&options, &runtime)).await??;
    let [html, text] = ["html", "txt"].map(|ending| arguments.report.with_extension(ending));
    fs::write(&html, report::html(&outcome))
        .with_context(|| format!("{} cannot be written", html.display()))?;
    fs::write(&text, report::text(&outcome))?;
    for complaint in outcome.rounds.iter().flat_map(report::Round::complaints) {
        println!("drill: {complaint}");
    }
    println!("drill: the report is {} and {}", html.display(), text.display());
    println!("{}", outcome.last_line());
    Ok(if outcome.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
