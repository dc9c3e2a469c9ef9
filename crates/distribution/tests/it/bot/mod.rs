//! A Bot API on 127.0.0.1, made from the list of methods that Telegram publishes (Bot API 10.1): it takes the methods that a
//! channel needs with exactly their parameters, keeps what the channel shows, and says no in Telegram's own words. Its
//! clock is the test's.

mod form;
mod markup;
mod method;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use base::Clock;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The token of the only bot there is.
pub const TOKEN: &str = "123456:AA-secret_token";

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Too many calls: so many seconds to wait.
    Wait(i64),
    /// An answer of this status, and nothing done.
    Status(u16),
    /// It is done, and the answer has this status.
    StatusAfter(u16),
    /// The connection ends without an answer, and nothing is done.
    Close,
    /// It is done, and the connection ends without an answer.
    CloseAfter,
    /// Nothing is done, and no answer comes.
    Hang,
    /// It is done, and no answer comes.
    HangAfter,
    /// It is done, and the answer is no Bot API's.
    Garbage,
    /// Nothing is done, and the answer repeats what was asked, the token as well.
    Echo,
}

/// A message in a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: i64,
    /// Text or caption as it was sent, in HTML.
    pub html: String,
    /// The same as it was at first.
    pub first: String,
    /// The picture's bytes.
    pub photo: Option<Vec<u8>>,
    pub sent_ms: i64,
    pub edits: usize,
}

/// The server.
pub struct BotApi {
    pub address: String,
    inside: Arc<Inside>,
}

struct Inside {
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    chats: BTreeMap<String, Chat>,
    faults: VecDeque<Option<Fault>>,
    /// Every call that was understood, by method.
    calls: Vec<String>,
    /// What was said no to, other than by a fault.
    refused: Vec<String>,
    last_id: i64,
    /// How often somebody was told to wait because of the pace.
    paced: usize,
}

#[derive(Default)]
struct Chat {
    messages: Vec<Message>,
    /// When messages were sent and edited, in milliseconds.
    sent_ms: Vec<i64>,
}

impl BotApi {
    /// A server with these channels, in which the bot is an administrator.
    pub async fn start(clock: Clock, chats: &[&str]) -> BotApi {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let chats = chats.iter().map(|chat| ((*chat).to_owned(), Chat::default())).collect();
        let state = Mutex::new(State { chats, ..State::default() });
        let inside = Arc::new(Inside { clock, state });
        let api = BotApi { address, inside: Arc::clone(&inside) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&inside)));
            }
        });
        api
    }

    /// The next calls go like this; those after them go well.
    pub fn faults(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.inside.state.lock().unwrap().faults = faults.into_iter().collect();
    }

    /// Ends when the faults have all been met.
    pub async fn called(&self) {
        while !self.inside.state.lock().unwrap().faults.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// What a channel shows, old to new.
    pub fn shown(&self, chat: &str) -> Vec<Message> {
        self.inside.state.lock().unwrap().chats[chat].messages.clone()
    }

    /// The texts of it.
    pub fn texts(&self, chat: &str) -> Vec<String> {
        self.shown(chat).into_iter().map(|message| message.html).collect()
    }

    /// Somebody deletes a message in the channel.
    pub fn delete(&self, chat: &str, id: i64) {
        self.inside.state.lock().unwrap().chats.get_mut(chat).unwrap().messages.retain(|m| m.id != id);
    }

    /// The methods that were called and carried out or refused, in order; then forgotten.
    pub fn take_calls(&self) -> Vec<String> {
        std::mem::take(&mut self.inside.state.lock().unwrap().calls)
    }

    /// How often somebody came too fast.
    pub fn paced(&self) -> usize {
        self.inside.state.lock().unwrap().paced
    }

    /// What was said no to, in Telegram's words; then forgotten.
    pub fn take_refused(&self) -> Vec<String> {
        std::mem::take(&mut self.inside.state.lock().unwrap().refused)
    }
}

impl State {
    fn chat(&mut self, chat: &str) -> Result<&mut Chat, Value> {
        self.chats.get_mut(chat).ok_or_else(|| bad("chat not found"))
    }
}

impl Chat {
    /// One message in a second and twenty in a minute, edits as well.
    fn pace(&mut self, now_ms: i64) -> Result<(), Value> {
        self.sent_ms.retain(|sent| now_ms - sent < 60_000);
        let wait_ms = match self.sent_ms.last() {
            Some(last) if now_ms - last < 1_000 => 1_000,
            _ if self.sent_ms.len() >= 20 => 60_000 - (now_ms - self.sent_ms[0]),
            _ => {
                self.sent_ms.push(now_ms);
                return Ok(());
            }
        };
        Err(too_many((wait_ms + 999) / 1_000))
    }
}

/// An error in the form that the Bot API has for all.
pub fn error(code: u16, description: &str) -> Value {
    json!({ "ok": false, "error_code": code, "description": description })
}

pub fn bad(description: &str) -> Value {
    error(400, &format!("Bad Request: {description}"))
}

fn too_many(seconds: i64) -> Value {
    let mut value = error(429, &format!("Too Many Requests: retry after {seconds}"));
    value["parameters"] = json!({ "retry_after": seconds });
    value
}

/// Answers one call; a connection has one, as `Connection: close` says.
async fn serve(mut stream: TcpStream, inside: Arc<Inside>) {
    let Some((head, body)) = read(&mut stream).await else { return };
    let fault = inside.state.lock().unwrap().faults.pop_front().flatten();
    let answer = match fault {
        Some(Fault::Close) => return,
        Some(Fault::Hang) => return never(stream).await,
        Some(Fault::Wait(seconds)) => too_many(seconds),
        Some(Fault::Echo) => bad(head.lines().next().unwrap_or_default()),
        Some(Fault::Status(code)) => error(code, "Internal Server Error"),
        _ => carried_out(&inside, &head, &body),
    };
    let answer = match fault {
        Some(Fault::CloseAfter) => return,
        Some(Fault::HangAfter) => return never(stream).await,
        Some(Fault::StatusAfter(code)) => error(code, "Bad Gateway"),
        _ => answer,
    };
    let (status, text) = match fault {
        Some(Fault::Garbage) => (200, "<html>It works!</html>".to_owned()),
        _ => (answer["error_code"].as_i64().unwrap_or(200), answer.to_string()),
    };
    let head = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        text.len()
    );
    let _ = stream.write_all((head + &text).as_bytes()).await;
}

async fn never(stream: TcpStream) {
    tokio::time::sleep(std::time::Duration::from_secs(600)).await;
    drop(stream);
}

fn carried_out(inside: &Inside, head: &str, body: &[u8]) -> Value {
    let now_ms = inside.clock.now().millis();
    let mut state = inside.state.lock().unwrap();
    let answer = understood(head, body).and_then(|(method, fields)| {
        state.calls.push(method.clone());
        method::carry_out(&mut state, &method, fields, now_ms)
    });
    answer.unwrap_or_else(|error| {
        if error["error_code"] == 429 {
            state.paced += 1;
        } else {
            state.refused.push(error["description"].as_str().unwrap_or_default().to_owned());
        }
        error
    })
}

/// The method and its parameters.
fn understood(head: &str, body: &[u8]) -> Result<(String, form::Fields), Value> {
    let line = head.lines().next().unwrap_or_default();
    let path = line.strip_prefix("POST ").and_then(|rest| rest.strip_suffix(" HTTP/1.1"));
    let path = path.ok_or_else(|| error(405, "Method Not Allowed"))?;
    let rest = path.strip_prefix("/bot").ok_or_else(|| error(404, "Not Found"))?;
    let (token, method) = rest.split_once('/').ok_or_else(|| error(404, "Not Found"))?;
    if token != TOKEN {
        return Err(error(401, "Unauthorized"));
    }
    let header = |name: &str| {
        let named = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
        named.map(|line| line[name.len() + 1..].trim().to_owned())
    };
    for told in ["cookie", "referer", "authorization"] {
        if header(told).is_some() {
            return Err(bad(&format!("it has {told}")));
        }
    }
    let fields = form::read(&header("content-type").unwrap_or_default(), body).map_err(|why| bad(&why))?;
    Ok((method.to_owned(), fields))
}

/// The head and body of a request.
async fn read(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut held = Vec::new();
    loop {
        if let Some(end) = held.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&held[..end]).into_owned();
            let length = head.lines().find_map(|line| {
                let line = line.to_lowercase();
                line.strip_prefix("content-length: ")?.parse::<usize>().ok()
            })?;
            if held.len() >= end + 4 + length {
                return Some((head, held[end + 4..end + 4 + length].to_vec()));
            }
        }
        if stream.read_buf(&mut held).await.ok()? == 0 {
            return None;
        }
    }
}
