//! Stories: what they are, how they are kept, and who may read what of them.
//!
//! A [`Manuscript`] is a story as a desk or an importer hands it in. Once filed (see [`file`](mod@file)) it is read
//! back in two ways, and the difference is the paid tier's whole defence:
//!
//! * [`PublicStory`]: what everybody may read at a given time. It has no field for a paid body, so no page, feed or
//!   API answer made from one can leak it.
//! * [`FullStory`]: all of it. Loading one takes an [`Admission`].

pub mod access;
pub mod admission;
mod align;
pub mod archive;
pub mod body;
pub mod clients;
pub mod concept;
pub mod desk;
pub mod difference;
pub mod draft;
pub mod errata;
pub mod file;
mod follow;
pub mod full;
pub mod history;
pub mod lifecycle;
pub mod listing;
pub mod manuscript;
pub mod merge;
pub mod news;
pub mod picture;
pub mod public;
pub mod reads;
pub mod save;
pub mod select;
mod standing;
pub mod thin;
pub mod translations;
pub mod visibility;

pub use access::{Access, Level, Step, Timeline, When};
pub use admission::Admission;
pub use concept::{Concept, ConceptKind, Named, Role};
pub use file::{Outcome, file_all};
pub use full::FullStory;
pub use manuscript::{
    Correction, Document, Kill, LeadPicture, Manuscript, ManuscriptError, Source, SourceKind, State,
};
pub use public::{Found, PublicStory, find};

#[cfg(test)]
mod tests;
