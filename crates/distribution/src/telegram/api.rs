//! The Bot API (<https://core.telegram.org/bots/api>): a call, and what can be known of it afterwards. The token is a part of
//! each call's address; nothing that leaves this file holds it.

use std::time::Duration;

use base::config::Config;
use base::id;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::outbound::{Answer, Caller, Trouble};

/// For how long an answer is waited for; shorter than a post is kept busy.
const PATIENCE: Duration = Duration::from_secs(25);
/// More than any answer to these calls takes.
const MOST_BYTES: usize = 256 * 1024;
/// Where Telegram says "too many" without saying for how long.
const USUAL_WAIT_S: i64 = 30;
/// The name of the part that holds a picture.
const FILE: &str = "photo";

/// What is known after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It was carried out; of a message the number that it has now.
    Done(Option<i64>),
    /// It was not carried out: too many calls. Seconds to wait.
    Wait(i64),
    /// It was not carried out, and why.
    Refused { code: u16, why: String },
    /// It never got there.
    NotAsked(Trouble),
    /// Nobody knows whether it was carried out.
    Unknown(Trouble),
}

/// The bot: who calls. Cheap to clone.
#[derive(Clone)]
pub struct Bot {
    api: String,
    token: String,
    caller: Caller,
}

/// A method with its parameters, and the picture that goes with it.
pub(super) struct Call {
    method: &'static str,
    parameters: Map<String, Value>,
    picture: Option<Vec<u8>>,
}

impl Call {
    pub fn new<'a>(method: &'static str, parameters: impl IntoIterator<Item = (&'a str, Value)>) -> Call {
        let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Call { method, parameters, picture: None }
    }

    /// With the bytes of a picture, as the parameter `photo`; another parameter names it by [`ATTACHED`].
    pub fn with(self, picture: Vec<u8>) -> Call {
        Call { picture: Some(picture), ..self }
    }

    /// The media type and the body: JSON, or a form in parts where there is a picture.
    fn body(self, boundary: &str) -> (String, Vec<u8>) {
        let Some(picture) = self.picture else {
            let body = serde_json::to_vec(&self.parameters).expect("plain data");
            return ("application/json".to_owned(), body);
        };
        let mut body = Vec::new();
        for (name, value) in &self.parameters {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{text}\r\n").as_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{FILE}\"; filename=\"picture\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&picture);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }
}

/// How a parameter names the picture of its call.
pub(super) const ATTACHED: &str = "attach://photo";

impl Bot {
    /// The bot of the settings.
    pub fn new(config: &Config) -> Bot {
        Bot::with_patience(config, PATIENCE)
    }

    /// The same, waiting so long for an answer: at most as long as usual.
    pub fn with_patience(config: &Config, patience: Duration) -> Bot {
        let caller = Caller::new(&config.wire.private_hosts, patience.min(PATIENCE));
        Bot { api: config.telegram.api.clone(), token: config.telegram.token.clone(), caller }
    }

    pub(super) async fn say(&self, call: Call) -> Said {
        let address = format!("{}/bot{}/{}", self.api, self.token, call.method);
        let (content_type, body) = call.body(&format!("vestka-{}", id::secret()));
        match self.caller.post(&address, &content_type, body, MOST_BYTES).await {
            Ok(answer) => self.understand(answer),
            Err(trouble) if trouble.is_before_the_call() => Said::NotAsked(trouble),
            Err(trouble) => Said::Unknown(trouble),
        }
    }

    fn understand(&self, answer: Answer) -> Said {
        let status = answer.status;
        let unclear = || Said::Unknown(Trouble::Refused { host: self.host().to_owned(), status });
        let reply = serde_json::from_slice::<Reply>(&answer.body).ok();
        match (status, reply) {
            (200..=299, Some(Reply { ok: true, result, .. })) => {
                Said::Done(result.get("message_id").and_then(Value::as_i64))
            }
            (429, reply) => Said::Wait(reply.map_or(USUAL_WAIT_S, |reply| reply.wait())),
            // Whoever says that it was our fault has done nothing, nor has whoever sends us elsewhere.
            (300..=499, reply) => {
                let why = reply.map(|reply| reply.description).unwrap_or_default();
                let why = if why.is_empty() { format!("status {status}") } else { self.without_token(&why) };
                Said::Refused { code: status, why }
            }
            _ => unclear(),
        }
    }

    /// A server that repeats what it was asked must not make us write the token down.
    fn without_token(&self, text: &str) -> String {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        text.replace(&self.token, "…").chars().take(300).collect()
    }

    fn host(&self) -> &str {
        self.api.split_once("://").map_or(self.api.as_str(), |(_, host)| host)
    }
}

/// Every answer of the Bot API.
#[derive(Deserialize)]
struct Reply {
    ok: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parameters {
    retry_after: Option<i64>,
}

impl Reply {
    /// At least a second: what is said to be over is asked again at once and refused again.
    fn wait(&self) -> i64 {
        self.parameters.retry_after.unwrap_or(USUAL_WAIT_S).max(1)
    }
}
