//! `vestka code`: reader codes, made by whoever runs the machine.

use std::process::ExitCode;

use anyhow::Context;
use base::Clock;
use clap::Subcommand;
use till::CodeKind;

use super::DataFolder;
use crate::house;

/// What `code` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print new reader codes, one a line; they are kept nowhere else
    Make {
        #[command(flatten)]
        folder: DataFolder,
        /// Months that each code holds; they begin with its first draw
        #[arg(long, default_value_t = 1)]
        months: u32,
        /// How many codes
        #[arg(long, default_value_t = 1)]
        count: u32,
    },
}

/// Prints the codes alone, so that they can be piped.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Act::Make { folder, months, count } = arguments.act;
    let config = house::settings(&folder.data)?;
    let till = house::till(&config, &folder.data).await?;
    let till = till.context("no till runs here: make codes on the host that has `till.runs = true`")?;
    let now = Clock::system().now();
    let codes = till.make_codes(count, months, CodeKind::Sheet, base::id::chance(), now).await?;
    till.close().await;
    for code in codes? {
        println!("{code}");
    }
    Ok(ExitCode::SUCCESS)
}
