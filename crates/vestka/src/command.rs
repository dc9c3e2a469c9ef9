//! The commands, a file each.

pub mod code;
pub mod demo;
pub mod doctor;
pub mod drill;
pub mod export;
pub mod import;
pub mod init;
pub mod key;
pub mod newsletter;
pub mod pass;
pub mod routes;
pub mod serve;
pub mod staff;

use std::path::PathBuf;

use clap::Args;

/// Where the data is.
#[derive(Args, Clone)]
pub struct DataFolder {
    /// The data folder
    #[arg(long, value_name = "DIR", default_value_os_t = crate::usual_data(), env = "VESTKA_DATA")]
    pub data: PathBuf,
}
