//! `vestka staff`: links for whoever runs the machine. An administrator is invited, somebody locked out is let in.

use std::process::ExitCode;

use anyhow::Context;
use base::Clock;
use clap::{Subcommand, ValueEnum};
use newsroom::machine;
use newsroom::rights::Role;

use super::DataFolder;
use crate::house;

/// What `staff` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print a link that makes a new member, good once, for a day
    Invite {
        #[command(flatten)]
        folder: DataFolder,
        /// What they may do
        #[arg(long, value_enum)]
        role: RoleName,
        /// Their name, as colleagues see it
        #[arg(long)]
        name: String,
    },
    /// Print a link that signs a member in, good once, for ten minutes
    SignIn {
        #[command(flatten)]
        folder: DataFolder,
        /// The name they type to sign in
        name: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    Inside,
    Reporter,
    Editor,
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Inside => Role::Inside,
            RoleName::Reporter => Role::Reporter,
            RoleName::Editor => Role::Editor,
            RoleName::Administrator => Role::Administrator,
        }
    }
}

/// Prints the link alone, so that it can be piped.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (Act::Invite { folder, .. } | Act::SignIn { folder, .. }) = &arguments.act;
    let data = &folder.data;
    let config = house::settings(data)?;
    let store = house::database(&config, data).await?;
    let now = Clock::system().now();
    let link = match &arguments.act {
        Act::Invite { role, name, .. } => machine::invite(&store, &config, name, (*role).into(), now).await?,
        Act::SignIn { name, .. } => {
            let link = machine::sign_in_link(&store, &config, name, now).await?;
            link.with_context(|| format!("nobody who works here signs in as '{name}'"))?
        }
    };
    store.close().await;
    println!("{link}");
    Ok(ExitCode::SUCCESS)
}
