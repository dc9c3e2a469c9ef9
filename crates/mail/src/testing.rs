//! An SMTP server for tests, drills and benches: strict in what it takes, and as unfriendly as it is told to be.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base::config::{Mail, Security};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a message for some reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    #[default]
    Take,
    /// Takes it, and closes the connection after it has said so.
    TakeAndClose,
    /// Says no to the reader, by this code.
    RefuseReader(u16),
    /// Says no to the message, by this code.
    RefuseMessage(u16),
    /// Closes the connection when it has read all but the final dot's line.
    BreakBeforeDot,
    /// Reads the final dot, keeps the message, and closes without a word.
    BreakAfterDot,
    /// The same, and leaves the connection open.
    HangAfterDot,
    /// Takes it after so many milliseconds.
    Slow(u64),
    /// Takes mail from nobody, by this code.
    RefuseSender(u16),
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// For whom, as the conversation had it.
    pub to: String,
    /// The message, its dots as they were meant.
    pub message: Vec<u8>,
}

/// A server that runs until it is dropped.
pub struct Sink {
    address: SocketAddr,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

type Rule = Box<dyn Fn(&str) -> Manner + Send + Sync>;

struct State {
    rule: Mutex<Rule>,
    taken: Mutex<Vec<Taken>>,
    /// Whether messages are kept, or counted only.
    keeps: bool,
    count: AtomicUsize,
    connections: AtomicUsize,
    faults: Mutex<Vec<String>>,
}

impl Sink {
    /// A server that keeps what it takes.
    pub async fn start() -> Sink {
        Sink::new(true).await
    }

    /// A server that counts what it takes, and forgets it.
    pub async fn counting() -> Sink {
        Sink::new(false).await
    }

    async fn new(keeps: bool) -> Sink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(State {
            rule: Mutex::new(Box::new(|_| Manner::Take)),
            taken: Mutex::default(),
            keeps,
            count: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            faults: Mutex::default(),
        });
        let serving = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serving.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&serving)));
            }
        });
        Sink { address, state, task }
    }

    /// From now on messages are treated by this rule, by their reader.
    pub fn behave(&self, rule: impl Fn(&str) -> Manner + Send + Sync + 'static) {
        *lock(&self.state.rule) = Box::new(rule);
    }

    /// Settings that lead here.
    pub fn settings(&self) -> Mail {
        Mail {
            server: "127.0.0.1".to_owned(),
            port: self.address.port(),
            security: Security::None,
            from: "news@kropka.example".to_owned(),
            messages_per_minute: 1_000_000,
            ..Mail::default()
        }
    }

    /// What was taken so far, in its order.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.state.taken).clone()
    }

    /// How many were taken so far.
    pub fn count(&self) -> usize {
        self.state.count.load(Ordering::SeqCst)
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// What was not SMTP, in words. A test that is over finds none.
    pub fn faults(&self) -> Vec<String> {
        lock(&self.state.faults).clone()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One connection. Whatever is not said in its order and form is a fault and answered by 503.
async fn serve(stream: TcpStream, state: Arc<State>) {
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading);
    let mut say = async |text: String| writing.write_all(format!("{text}\r\n").as_bytes()).await.is_ok();
    let fault = |line: &[u8]| lock(&state.faults).push(String::from_utf8_lossy(line).into_owned());
    let (mut has_greeted, mut has_sender, mut reader) = (false, false, None::<String>);
    if !say("220 sink.example ESMTP".to_owned()).await {
        return;
    }
    let mut line = Vec::new();
    loop {
        line.clear();
        if !matches!(reading.read_until(b'\n', &mut line).await, Ok(1..)) {
            return;
        }
        let Some(text) = line.strip_suffix(b"\r\n").and_then(|line| std::str::from_utf8(line).ok()) else {
            return fault(&line);
        };
        let answer = if text.starts_with("EHLO ") {
            has_greeted = true;
            "250-sink.example\r\n250 8BITMIME".to_owned()
        } else if text == "QUIT" {
            say("221 bye".to_owned()).await;
            return;
        } else if text == "RSET" {
            (has_sender, reader) = (false, None);
            "250 ok".to_owned()
        } else if text.starts_with("MAIL FROM:<") && has_greeted && !has_sender {
            let manner = (lock(&state.rule))("");
            match manner {
                Manner::RefuseSender(code) => format!("{code} not from you"),
                _ => {
                    has_sender = true;
                    "250 ok".to_owned()
                }
            }
        } else if let Some(to) = to(text).filter(|_| has_sender && reader.is_none()) {
            let manner = (lock(&state.rule))(to);
            match manner {
                // As real servers do, with the address in the answer.
                Manner::RefuseReader(code) => format!("{code} 5.1.1 <{to}> is unknown here"),
                _ => {
                    reader = Some(to.to_owned());
                    "250 ok".to_owned()
                }
            }
        } else if text == "DATA" && reader.is_some() {
            let to = reader.take().unwrap_or_default();
            has_sender = false;
            if !say("354 go on".to_owned()).await {
                return;
            }
            let manner = (lock(&state.rule))(&to);
            let Some(message) = message(&mut reading, &fault).await else { return };
            match manner {
                Manner::BreakBeforeDot => return,
                Manner::RefuseMessage(code) => format!("{code} not such mail, {to}"),
                _ => {
                    if let Manner::Slow(ms) = manner {
                        tokio::time::sleep(Duration::from_millis(ms)).await;
                    }
                    if state.keeps {
                        lock(&state.taken).push(Taken { to, message });
                    }
                    state.count.fetch_add(1, Ordering::SeqCst);
                    match manner {
                        Manner::BreakAfterDot => return,
                        Manner::HangAfterDot => return std::future::pending().await,
                        Manner::TakeAndClose => {
                            say("250 taken".to_owned()).await;
                            return;
                        }
                        _ => "250 taken".to_owned(),
                    }
                }
            }
        } else {
            fault(&line);
            "503 not now".to_owned()
        };
        if !say(answer).await {
            return;
        }
    }
}

fn to(line: &str) -> Option<&str> {
    let address = line.strip_prefix("RCPT TO:<")?.strip_suffix('>')?;
    base::is_mail_address(address).then_some(address)
}

/// The message up to its final dot.
async fn message(reading: &mut (impl AsyncBufReadExt + Unpin), fault: &impl Fn(&[u8])) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        let begin = message.len();
        if !matches!(reading.read_until(b'\n', &mut message).await, Ok(1..)) {
            return None;
        }
        let line = &message[begin..];
        if line == b".\r\n" {
            message.truncate(begin);
            return Some(message);
        }
        if !line.ends_with(b"\r\n") || line.len() > 1_000 || line[..line.len() - 2].contains(&b'\r') {
            fault(line);
        }
        if line.starts_with(b".") {
            message.remove(begin);
        }
    }
}
