//! Distribution: how a story reaches everybody who does not come to the site for it.
//!
//! What is public here takes [`content::PublicStory`], which has no field for a paid body.

pub mod feed;
mod table;

pub use table::routes;
