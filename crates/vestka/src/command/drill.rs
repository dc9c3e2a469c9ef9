//! `vestka drill`: what the project claims, tried on this machine by whoever wants to know.

mod seizure;
mod serve;

use std::process::ExitCode;

use clap::Subcommand;

/// What `drill` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    drill: Drill,
}

#[derive(Subcommand)]
enum Drill {
    /// Live through a month with planted readers, then search everything the server left for them
    Seizure(seizure::Arguments),
    /// The server under drill
    #[command(hide = true)]
    Serve(serve::Arguments),
}

impl Arguments {
    /// Whether everything is logged that anything can log: the server under drill alone can be told to.
    pub fn is_talkative(&self) -> bool {
        matches!(&self.drill, Drill::Serve(arguments) if arguments.talkative)
    }
}

/// Runs a drill.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.drill {
        Drill::Seizure(arguments) => seizure::run(arguments).await,
        Drill::Serve(arguments) => serve::run(arguments).await,
    }
}
