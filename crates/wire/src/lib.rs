//! The wire: clients, which are other media, and what they take.
//!
//! A [`Client`] has a [`Contract`]; what that covers of a story is one pure rule, [`contract::covers`]. Its people have
//! seats, its programs tokens, its machines destinations. What is loaded for a client comes through [`list`](mod@list) and
//! [`story`](mod@story), which ask the rule and are the one place that makes an admission for clients. What a client takes
//! is on record ([`taken`]): clients are firms, and whoever has a story must hear of its correction or kill
//! ([`notice`]), paused and ended ones too. Readers are in none of this.

mod admission;
pub mod client;
pub mod contract;
pub mod destination;
pub mod interest;
pub mod list;
pub mod networks;
pub mod notice;
pub mod reach;
pub mod seal;
pub mod seat;
pub mod session;
pub mod story;
pub mod taken;
pub mod token;

pub use client::{Client, State};
pub use contract::{Contract, Covered, Hold, Part, Standing, covers};
pub use destination::Destination;
pub use interest::Interest;
pub use list::{Listed, Page, Wanted};
pub use networks::Networks;
pub use notice::Notice;
pub use reach::Reach;
pub use seal::Seal;
pub use seat::Seat;
pub use story::{Loaded, Text, WireStory};
pub use taken::{How, Taken};
pub use token::{Scope, Token};

#[cfg(test)]
mod tests;
