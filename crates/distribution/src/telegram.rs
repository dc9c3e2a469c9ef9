//! Telegram channels: every story as a post, once; a correction edits the post, a kill takes it back.
//!
//! `follow` sends a letter for each story and channel about which there is something new; `work` works it off by comparing
//! what the channel should show ([`compose`]) with what it was last sent ([`post`]). So a letter may come twice, late, or in
//! another order. What is sent is marked durably before it is sent: where nobody knows whether a new post went out it is
//! never sent again by itself, but lies among the dead letters, where somebody looks at the channel and decides.
//!
//! Everything here is made from [`content::PublicStory`], which has no field for a paid body. The bot speaks and never
//! listens: no tips come in this way.

mod api;
mod compose;
mod examine;
mod follow;
mod html;
mod post;
mod preview;
mod work;

use base::config::Telegram;
use serde::{Deserialize, Serialize};

pub use api::Bot;
pub use compose::{Fault, check};
pub use examine::examine;
pub use follow::send_letters;
pub use preview::{Seen, preview};
pub use work::{Worked, work};

/// The letter that brings one story's post in one channel up to date.
pub const CALL: &str = "call-telegram";

/// What the letter says.
#[derive(Serialize, Deserialize)]
struct Letter {
    chat: String,
    story: String,
}

/// Whether there is a bot that can speak. Channels alone may all have left the settings: a kill still reaches their posts.
pub fn is_on(settings: &Telegram) -> bool {
    !settings.token.is_empty()
}
