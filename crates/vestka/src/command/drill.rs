//! `vestka drill`: what the project claims, tried on this machine by whoever wants to know.

mod blindness;
mod seizure;
mod serve;
mod spending;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

/// What `drill` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    drill: Drill,
}

/// What is drilled.
#[derive(clap::Args)]
struct Subject {
    /// Another build of this program, to be drilled in the place of this one
    #[arg(long, value_name = "PATH")]
    program: Option<PathBuf>,
    /// A PostgreSQL database; others are made beside it for the drill, and taken away
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
}

impl Subject {
    /// The program under drill: the one that is named, or this one.
    fn program(&self) -> anyhow::Result<PathBuf> {
        match &self.program {
            Some(named) => Ok(named.clone()),
            None => std::env::current_exe().context("this program does not know where it is"),
        }
    }
}

#[derive(Subcommand)]
enum Drill {
    /// Live through a month with planted readers, then search everything the server left for them
    Seizure(seizure::Arguments),
    /// Let readers draw and redeem, then lay every draw beside every pass with all that till and gate hold
    Blindness(blindness::Arguments),
    /// Show the same passes from many threads at two nodes: each must open once
    Spending(spending::Arguments),
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
        Drill::Blindness(arguments) => blindness::run(arguments).await,
        Drill::Spending(arguments) => spending::run(arguments).await,
        Drill::Serve(arguments) => serve::run(arguments).await,
    }
}

/// The number that is given, or any.
fn seed(given: Option<u32>) -> u64 {
    given.unwrap_or_else(|| u32::from_be_bytes(base::id::chance())).into()
}
