//! Looking whether the bot could speak, without saying anything: for `vestka doctor`.

use std::time::Duration;

use base::config::Config;
use serde_json::json;

use super::api::{Bot, Call, Said};

/// An operator waits so long for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is wrong with the bot or with a channel, a sentence each; empty if nothing is. That it may post there shows only
/// when it does.
pub async fn examine(config: &Config) -> Vec<String> {
    let bot = Bot::with_patience(config, PATIENCE);
    if let Some(trouble) = trouble(bot.say(Call::new("getMe", [])).await) {
        return vec![format!("the bot: {trouble}. Look at telegram.api and telegram.token")];
    }
    let mut troubles = Vec::new();
    for channel in &config.telegram.channels {
        let asked = Call::new("getChat", [("chat_id", json!(channel.chat))]);
        if let Some(trouble) = trouble(bot.say(asked).await) {
            troubles.push(format!("{}: {trouble}. Is the bot an administrator there?", channel.chat));
        }
    }
    troubles
}

fn trouble(said: Said) -> Option<String> {
    match said {
        Said::Done(_) => None,
        Said::Wait(seconds) => Some(format!("it is to wait {seconds} seconds")),
        Said::Refused { why, .. } => Some(why),
        Said::NotAsked(trouble) | Said::Unknown(trouble) => Some(trouble.to_string()),
    }
}
