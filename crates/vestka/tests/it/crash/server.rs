//! The process that is killed, and requests to it as bytes.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use base::{Clock, id};
use data_encoding::BASE64URL_NOPAD;
use passes::{Batch, ReaderCode, SignedBatch, Token};

/// A start takes longer than this only if it has failed.
const LONGEST_START: Duration = Duration::from_secs(60);
/// Of a moment to wait for.
const STEP: Duration = Duration::from_millis(10);

/// `vestka serve` over a data folder; killed when dropped.
pub struct Server {
    data: PathBuf,
    environment: Vec<(String, String)>,
    running: Option<(Child, SocketAddr)>,
    /// How long an answer takes at most, as far as is known: kills fall within it.
    usual: Duration,
}

/// A request that is sent as it stands.
#[derive(Clone)]
pub struct Request {
    path: &'static str,
    headers: String,
    body: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Server {
    pub fn new(data: PathBuf, environment: Vec<(String, String)>) -> Server {
        let mut server = Server { data, environment, running: None, usual: Duration::from_millis(5) };
        server.start();
        server
    }

    /// Starts it, and waits until it answers.
    pub fn start(&mut self) {
        self.kill();
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let address = port.expect("a port is free");
        let child = Command::new(env!("CARGO_BIN_EXE_vestka"))
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(&self.data)
            .envs(self.environment.iter().cloned())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.running = Some((child.expect("the binary runs"), address));
        let ready = (0..LONGEST_START.as_millis() / STEP.as_millis()).any(|_| {
            thread::sleep(STEP);
            let directory = Request { path: passes_directory(), headers: String::new(), body: Vec::new() };
            send(address, &directory).is_some_and(|answer| answer.status == 200)
        });
        assert!(ready, "vestka serve does not start");
    }

    /// Asks, and kills the process at a random moment of its answering.
    pub fn ask_and_kill(&mut self, request: Request) -> Option<Answer> {
        let (_, address) = self.running.as_ref().expect("it runs");
        let address = *address;
        let asking = thread::spawn(move || send(address, &request));
        let share = u32::from_le_bytes(id::chance::<4>());
        thread::sleep(self.usual.mul_f64(1.5 * f64::from(share) / f64::from(u32::MAX)));
        self.kill();
        asking.join().expect("asking ends")
    }

    /// Asks, and learns how long that takes.
    pub fn ask(&mut self, request: Request) -> Answer {
        let (_, address) = self.running.as_ref().expect("it runs");
        let before = Clock::system().now();
        let answer = send(*address, &request).expect("it answers");
        let took = Clock::system().now().millis() - before.millis();
        self.usual = Duration::from_millis(u64::try_from(took).unwrap_or_default().clamp(2, 2_000));
        answer
    }

    /// Asks again and again, until it answers with this status.
    pub fn ask_until(&mut self, request: &Request, status: u16) {
        let is_answered = (0..LONGEST_START.as_millis() / STEP.as_millis()).any(|_| {
            thread::sleep(STEP);
            self.ask(request.clone()).status == status
        });
        assert!(is_answered, "{} is never answered {status}", request.path);
    }

    fn kill(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            child.kill().expect("the process is ours");
            child.wait().expect("the process is ours");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Request {
    pub fn post(path: &'static str, headers: &http::HeaderMap, body: &[u8]) -> Request {
        let lines =
            headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap_or_default()));
        Request { path, headers: lines.collect(), body: body.to_vec() }
    }

    /// As the form beside a story sends a pass.
    pub fn enter(pass: &Token) -> Request {
        let headers = "content-type: application/x-www-form-urlencoded\r\nsec-fetch-site: same-origin\r\n";
        let body = format!("pass={}&to=/en/", passes::text::write(pass)).into_bytes();
        Request { path: "/enter", headers: headers.into(), body }
    }

    /// As a wallet asks: the code, a line feed, the batch.
    pub fn draw(code: &ReaderCode, batch: &Batch) -> Request {
        let body = format!("{code}\n{}", BASE64URL_NOPAD.encode(&batch.to_bytes()));
        Request { path: "/plus/draw", headers: String::new(), body: body.into_bytes() }
    }
}

fn passes_directory() -> &'static str {
    "/.well-known/private-token-issuer-directory"
}

/// A POST, or a GET if there is no body; nothing if the answer did not come whole.
fn send(address: SocketAddr, request: &Request) -> Option<Answer> {
    let Request { path, headers, body } = request;
    let method = if body.is_empty() { "GET" } else { "POST" };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(LONGEST_START)).ok()?;
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    if length.is_some_and(|length: usize| length != body.len()) {
        return None;
    }
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

/// Reads the till's answer to a draw.
pub fn signed(body: &str) -> SignedBatch {
    let bytes = BASE64URL_NOPAD.decode(body.trim().as_bytes()).expect("the answer is base64url");
    SignedBatch::from_bytes(&bytes).expect("the answer is a signed batch")
}
