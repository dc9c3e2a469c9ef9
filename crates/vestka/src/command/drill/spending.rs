//! `vestka drill spending`: many show the same passes at once, at two nodes; each opens once.

use std::process::ExitCode;

use drill::spending::{self, Options};
use tokio::runtime::Handle;

use super::Subject;

/// What `spending` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many passes are drawn and shown
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    passes: u32,
    /// How many threads show them, half at each node
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(2..=256))]
    threads: u32,
    /// How many of the threads show the same pass at the same moment; 64 is all of 64
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(2..=256))]
    at_once: u32,
    #[command(flatten)]
    subject: Subject,
}

/// Runs it; success only when every pass opened once.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let options = Options {
        program: arguments.subject.program()?,
        passes: arguments.passes as usize,
        threads: arguments.threads as usize,
        at_once: arguments.at_once as usize,
        seed: super::seed(None),
        postgres: arguments.subject.postgres,
    };
    let runtime = Handle::current();
    let outcome = tokio::task::spawn_blocking(move || spending::run(&options, &runtime)).await??;
    println!("{}", outcome.last_line());
    Ok(if outcome.is_proved() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
