//! `vestka init`: a data folder with a commented configuration.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use base::config::{Config, FILE_NAME};

use super::DataFolder;

/// What `init` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: DataFolder,
}

/// Makes the folder; leaves a configuration that is there alone.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let data = &arguments.folder.data;
    if !make(data, &Config::default())? {
        println!("{} is there already; nothing was changed.", data.join(FILE_NAME).display());
        return Ok(ExitCode::SUCCESS);
    }
    println!("Made {}. Next:", data.display());
    println!("  1. set the agency's name and languages in {}", data.join(FILE_NAME).display());
    println!("  2. vestka doctor --data {}", data.display());
    println!("  3. vestka serve --data {}", data.display());
    Ok(ExitCode::SUCCESS)
}

/// Makes the folders and the configuration; answers whether the configuration is new.
pub fn make(data: &Path, config: &Config) -> anyhow::Result<bool> {
    for folder in ["media", "pages", "locales"] {
        let folder = data.join(folder);
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let file = data.join(FILE_NAME);
    if file.exists() {
        return Ok(false);
    }
    fs::write(&file, config.to_text()).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(true)
}
