//! Distribution: how a story reaches everybody who does not come to the site for it.
//!
//! What is public here takes [`content::PublicStory`], which has no field for a paid body.

pub mod api;
pub mod clients;
pub mod errata;
pub mod feed;
pub mod follow;
pub mod ghost;
pub mod item;
pub mod key;
pub mod outbound;
mod table;
pub mod telegram;
pub mod websub;
mod xml;

pub use table::public;
