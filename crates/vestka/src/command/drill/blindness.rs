//! `vestka drill blindness`: what till and gate can tell together of who read, from all that they hold.

use std::process::ExitCode;

use drill::blindness::{self, Options};
use tokio::runtime::Handle;

use super::Subject;

/// What `blindness` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many readers draw and redeem: every draw is laid beside every pass
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..=1_000))]
    size: u32,
    /// How many readers the control has, a till with a key for each
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..=100))]
    keys: u32,
    /// The same number makes the same wallets; random where none is given
    #[arg(long)]
    seed: Option<u32>,
    #[command(flatten)]
    subject: Subject,
}

/// Runs it; success only when every pair is consistent and the control was caught.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let options = Options {
        program: arguments.subject.program()?,
        size: arguments.size as usize,
        keys: arguments.keys as usize,
        seed: super::seed(arguments.seed),
        postgres: arguments.subject.postgres,
    };
    let runtime = Handle::current();
    let outcome = tokio::task::spawn_blocking(move || blindness::run(&options, &runtime)).await??;
    println!("{}", outcome.last_line());
    Ok(if outcome.is_proved() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
