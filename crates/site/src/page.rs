//! The public pages, a file each: its addresses, its loader, its cache policy.

pub mod admission;
pub mod archive;
pub mod corrections;
pub mod directory;
pub mod draw;
pub mod errors;
pub mod files;
pub mod front;
pub mod list;
pub mod markdown;
pub mod newsletter;
pub mod plus;
pub mod robots;
pub mod root;
pub mod short;
pub mod sitemap;
pub mod story;
pub mod webhook;
