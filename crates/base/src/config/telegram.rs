//! The settings of the Telegram channels.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Language;

/// `[telegram]`. Its `Debug` does not show the token.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Telegram {
    /// Where the Bot API is, without a slash behind it.
    pub api: String,
    /// The bot's token; empty if nothing is to be sent.
    pub token: String,
    /// Whether the post of a killed story is deleted, where Telegram still allows it, and not edited into a notice.
    pub delete_killed: bool,
    /// The channels, none of them twice.
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
}

/// `[[telegram.channel]]`: a channel and what it gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// `@name`, or the number of a private channel.
    pub chat: String,
    /// Stories in this language.
    pub language: Language,
    /// Stories of these sections, by id; empty for all.
    #[serde(default)]
    pub sections: Vec<String>,
    /// How a post is written; empty for the usual way.
    #[serde(default)]
    pub template: String,
}

impl Telegram {
    /// The channel of that name, if the settings know it.
    pub fn channel(&self, chat: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.chat == chat)
    }
}

impl Channel {
    /// What stands in the documented file where there is no channel.
    pub(super) fn example() -> Channel {
        Channel {
            chat: "@example_news".to_owned(),
            language: super::english(),
            sections: Vec::new(),
            template: String::new(),
        }
    }
}

impl Default for Telegram {
    fn default() -> Telegram {
        Telegram {
            api: "https://api.telegram.org".to_owned(),
            token: String::new(),
            delete_killed: false,
            channels: Vec::new(),
        }
    }
}

impl fmt::Debug for Telegram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Telegram")
            .field("api", &self.api)
            .field("delete_killed", &self.delete_killed)
            .field("channels", &self.channels)
            .finish_non_exhaustive()
    }
}
