//! How Vestka speaks HTTP: listener, routes, page cache, compression, conditional requests, files, headers.
//!
//! This room knows nothing of stories. The site hands it a table of [`Routes`] whose handlers render pages; this
//! room decides how long a page is true ([`Staleness`]), keeps it compressed ([`App`]), and writes it to readers
//! ([`listener::serve`]).
//!
//! A request takes one of two ways, and both give the same answer:
//!
//! 1. **The short way** (`fast`): a plain GET or HEAD of a page in the cache. No lock, no allocation, one write.
//! 2. **The long way** (`slow`, over hyper): files, redirects, odd headers, forms.
//!
//! What never happens here: a line in a log about a reader. No address, no user agent, no path of a request.

mod app;
mod body;
mod cache;
mod conditional;
mod counter;
mod date;
mod door;
mod encoding;
mod fast;
mod files;
mod flight;
mod form;
mod handover;
mod head;
pub mod headers;
pub mod listener;
mod mount;
mod pace;
mod page;
mod path;
mod polish;
mod post;
mod qr;
mod refusal;
mod registry;
mod rendered;
mod routes;
mod slow;
mod staleness;
mod variant;
mod vigil;
mod workers;

pub use app::{App, Settings};
pub use body::Body;
pub use counter::Counter;
pub use door::{Door, Ticket};
pub use encoding::Coding;
pub use files::FileAnswer;
pub use flight::{Loaded, Trouble};
pub use form::{Fields, Posted};
pub use hyper::body::Incoming;
pub use pace::Pace;
pub use page::Page;
pub use path::{PathFault, parse as parse_path};
pub use qr::Qr;
pub use rendered::{Extent, Rendered};
pub use routes::{Answer, Asked, Kind, Params, Peer, RouteInfo, Routes, Visit};
pub use staleness::{Key, Mark, Staleness};
