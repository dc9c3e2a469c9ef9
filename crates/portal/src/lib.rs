//! The clients' portal and their pull API, under `/wire`: what came in, search, single stories in every format, saved
//! topics, notices, tokens, destinations.
//!
//! All of it is made of one table of [`routes`], as the desk is: each line names a page, what whoever asks must be, and the
//! function that answers. What a client may read is [`wire`]'s to say; what it is given is on record before it is given. Who
//! asks is always one client, and every loader takes that client: there is no way to another's things.

mod api;
mod failure;
mod fields;
mod front;
mod guard;
mod items;
mod page;
mod peer;
mod portal;
mod routes;
mod templates;
mod visit;

pub use portal::Portal;
pub use routes::{Need, Route, router, routes, service};
pub use templates::templates;
