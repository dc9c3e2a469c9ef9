//! The newsroom: its people, what each may do, and the pages on which they write, edit, publish, correct and kill.
//!
//! All of it lives under `/desk`, on the same listener as the site, and is made of one table of [`routes`]: each line
//! names a page, who may ask for it, and the function that answers. A page is a file of its own under `page`: view,
//! handler, template's name. What a page does to stories it asks `content` to do; what it does to staff stands in
//! `staff`, `session`, `invite`.
//!
//! What never happens here: a line about a reader. Staff are logged, in [`deed`], by what they did.

pub mod admission;
pub mod assignment;
mod ceremony;
pub mod deed;
pub mod desk;
pub mod door;
mod editor_words;
pub mod failure;
pub mod fields;
mod front;
mod guard;
pub mod invite;
pub mod keys;
pub mod kill_request;
pub mod live;
pub mod machine;
pub mod note;
mod page;
pub mod passkey;
pub mod password;
pub mod picture_card;
pub mod presence;
pub mod preview;
pub mod recovery;
mod refusal;
pub mod rights;
pub mod routes;
pub mod session;
pub mod staff;
mod story;
mod templates;
pub mod throttle;
pub mod token;
pub mod totp;
mod upload;
mod words;

pub use desk::{Desk, Newsroom};
pub use front::address as asset;
pub use guard::{asked_language, cookie, is_from_here};
pub use live::heard;
pub use machine::tidy;
pub use page::refusal_word;
pub use routes::{Need, Route, routes, service};
pub use templates::Templates;
pub use words::Words;
