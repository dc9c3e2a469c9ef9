//! Pictures in, renditions out, metadata gone.
//!
//! A picture that reaches the newsroom may say where it was taken, with which phone and by whom; a source can be
//! jailed for that. So no stored file is the file that came in: a picture is recognised by its content, measured before
//! a byte of it is decoded, decoded within [`Limits`], turned upright, brought to sRGB and encoded anew. What is kept is
//! the *master*, named after the hash of its own bytes, and the *renditions* made from it, which are what readers get.
//!
//! Renditions are made from the master as it is stored, never from the file that came in. Everything in the folder is
//! thus a function of the masters, and a master taken in again (after an export, from a mirror) gives the same id and
//! the same bytes; `clean` proves that a file is one of ours before it may keep its bytes.
//!
//! Nothing here knows of stories or of a database. All functions block: call them from a thread that may wait, and bound
//! how many do so at once, because one picture may take up to [`Limits::memory`] bytes twice over.

mod clean;
mod colour;
mod decode;
mod files;
mod library;
mod limits;
mod master;
mod measure;
mod name;
mod picture;
mod pixels;
mod refusal;
mod rendition;
mod sniff;
mod webp;

pub use library::{Library, StoredFile};
pub use limits::Limits;
pub use name::{Format, content_type};
pub use picture::{Picture, Rendition};
pub use refusal::Refusal;
pub use sniff::{Foreign, Kind};
