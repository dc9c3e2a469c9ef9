//! `vestka key`: keys of the Content API.

use std::process::ExitCode;

use base::Clock;
use clap::Subcommand;
use distribution::key;

use super::DataFolder;
use crate::house;

/// What `key` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print a new key of the Ghost-compatible Content API; it is kept nowhere else
    Content {
        #[command(flatten)]
        folder: DataFolder,
        /// Whom or what it is for, so that you know it again
        #[arg(long, default_value = "")]
        name: String,
    },
    /// List the keys that were given, by their ids
    List(DataFolder),
    /// End a key: from then on it opens nothing
    Revoke {
        /// Its id
        id: String,
        #[command(flatten)]
        folder: DataFolder,
    },
}

/// Prints the key alone, so that it can be piped.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (Act::Content { folder, .. } | Act::List(folder) | Act::Revoke { folder, .. }) = &arguments.act;
    let config = house::settings(&folder.data)?;
    let store = house::database(&config, &folder.data).await?;
    let now = Clock::system().now();
    let code = match &arguments.act {
        Act::Content { name, .. } => {
            println!("{}", key::make(&store, name, now).await?);
            ExitCode::SUCCESS
        }
        Act::List(_) => {
            for given in key::all(&mut store.read().await?).await? {
                let standing =
                    given.revoked_at.map_or_else(|| "good".to_owned(), |at| format!("revoked {at}"));
                println!("{}  {}  {standing}  {}", given.id, given.made_at, given.name);
            }
            ExitCode::SUCCESS
        }
        Act::Revoke { id, .. } if key::revoke(&store, id, now).await? => ExitCode::SUCCESS,
        Act::Revoke { id, .. } => {
            anyhow::bail!("no key that is good has the id '{id}': `vestka key list` shows them")
        }
    };
    store.close().await;
    Ok(code)
}
