//! Vestka: a news agency in one binary. The command line.

mod command;
mod demo;
mod entrance;
mod heaps;
mod house;
mod reactions;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A news agency in one binary.
#[derive(Parser)]
#[command(name = "vestka", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a data folder with a commented configuration
    Init(command::init::Arguments),
    /// Serve the site
    Serve(command::serve::Arguments),
    /// Make a data folder with the demo agency, and serve it
    Demo(command::demo::Arguments),
    /// Take stories in
    Import(command::import::Arguments),
    /// Write all stories and pictures out, in the format that `import stories` reads
    Export(command::export::Arguments),
    /// Invite a member of staff, or let one in who is locked out
    Staff(command::staff::Arguments),
    /// Make reader codes for the paid tier
    Code(command::code::Arguments),
    /// Give and end keys of the Content API
    Key(command::key::Arguments),
    /// Make the key that readers' mail addresses are sealed to
    Newsletter(command::newsletter::Arguments),
    /// For readers: draw passes of a site's paid tier without a browser
    Pass(command::pass::Arguments),
    /// List the public addresses
    Routes(command::DataFolder),
    /// Check data folder, configuration, database, theme, clock and disk, and say what to do
    Doctor(command::DataFolder),
    /// Try on this machine what is claimed of it: that a seized server names no reader
    Drill(command::drill::Arguments),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    if matches!(command, Command::Serve(_) | Command::Demo(_)) {
        heaps::keep_two();
    }
    let is_talkative = matches!(&command, Command::Drill(arguments) if arguments.is_talkative());
    let level = if is_talkative { tracing::Level::TRACE } else { tracing::Level::INFO };
    tracing_subscriber::fmt().with_max_level(level).with_target(false).with_writer(std::io::stderr).init();
    match run(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("vestka: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Init(arguments) => command::init::run(&arguments),
            Command::Serve(arguments) => command::serve::run(arguments).await,
            Command::Demo(arguments) => command::demo::run(arguments).await,
            Command::Import(arguments) => command::import::run(arguments).await,
            Command::Export(arguments) => command::export::run(arguments).await,
            Command::Staff(arguments) => command::staff::run(arguments).await,
            Command::Code(arguments) => command::code::run(arguments).await,
            Command::Key(arguments) => command::key::run(arguments).await,
            Command::Newsletter(arguments) => Ok(command::newsletter::run(&arguments)),
            Command::Pass(arguments) => command::pass::run(arguments).await,
            Command::Routes(folder) => command::routes::run(&folder).await,
            Command::Doctor(folder) => command::doctor::run(&folder).await,
            Command::Drill(arguments) => command::drill::run(arguments).await,
        }
    })
}

/// The data folder where nothing else is said.
fn usual_data() -> PathBuf {
    PathBuf::from("data")
}
