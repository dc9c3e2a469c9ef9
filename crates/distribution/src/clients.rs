//! The wire's clients: stories pushed to their machines, topics that somebody has saved, notices of corrections and kills.
//!
//! `follow` reads the outbox and sends a letter for each story and each destination, saved topic or person that it is for, in
//! the client's own lane. The [`Courier`] works the letters off, few at a time for each client, so that a machine that is down
//! keeps no other waiting: it looks what the client is to have now (`parcel`), what it was last sent ([`push`]), and makes
//! the one call between the two. So a letter may come twice, late, or in another order, and an older version never follows a
//! newer one.
//!
//! What may be given is the crate `wire`'s to say; here nobody is let in to anything.

mod alert;
mod courier;
mod follow;
mod http;
mod item;
mod mail;
mod notice;
mod parcel;
mod push;
mod s3;
mod sftp;

use serde::{Deserialize, Serialize};

pub use courier::Courier;
pub use follow::send_letters;
pub use http::signature;

/// The letter that brings a story at a client's destination up to date.
pub const PUSH: &str = "call-client-push";
/// The letter that tells somebody of a story in their saved topic.
pub const ALERT: &str = "call-client-alert";

/// The letter that mails a notice to somebody of a client.
pub const MAIL: &str = "call-client-mail";

/// What a letter says. Its lane is the client's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Letter {
    client: String,
    /// The destination or the saved topic; of a letter to somebody, their seat, or empty for the client's own address.
    target: String,
    story: String,
    /// Of a letter to somebody: the notice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notice: String,
}

/// For people who look at what failed; the rest of an address may hold a secret.
fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', ':']).next().unwrap_or_default().to_owned()
}
