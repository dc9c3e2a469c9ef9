//! Those who talk to the server: over plain sockets, because no library would send what the hostile ones send.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, bail};
use socket2::{Domain, Protocol, Socket, Type};

/// How long an answer may take. Hostile requests wait for the server's own patience at most so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request as a browser makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// GET, where nothing is said.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// What else is said; host and length are added.
    pub headers: Vec<(String, String)>,
    /// What is sent along.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// 200, 404 and so on.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, out of its chunks.
    pub body: Vec<u8>,
}

impl Request {
    /// A page is asked for.
    pub fn get(target: impl Into<String>) -> Request {
        Request { method: "GET".into(), target: target.into(), ..Request::default() }
    }

    /// A form is sent, as a browser sends it from a page of ours.
    pub fn form(target: impl Into<String>, fields: &[(&str, &str)]) -> Request {
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request { method: "POST".into(), target: target.into(), ..Request::default() };
        request
            .with("content-type", "application/x-www-form-urlencoded")
            .with("sec-fetch-site", "same-origin")
            .bearing(fields.join("&").into_bytes())
    }

    /// A text is sent, as a program sends it.
    pub fn text(target: impl Into<String>, body: String) -> Request {
        let request = Request { method: "POST".into(), target: target.into(), ..Request::default() };
        request.with("content-type", "text/plain").bearing(body.into_bytes())
    }

    /// The same with a header more.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Request {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same with a body.
    pub fn bearing(self, body: Vec<u8>) -> Request {
        Request { body, ..self }
    }

    /// Its bytes, for a host.
    pub fn written(&self, host: &str, connection: &str) -> Vec<u8> {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: {connection}\r\n",
            self.method, self.target
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.body.is_empty() || self.method == "POST" {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        [head.as_bytes(), &self.body].concat()
    }
}

impl Answer {
    /// A header's value; nothing where it is not there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Opens a connection from an address of this machine.
///
/// # Errors
/// When there is none to be had.
pub fn connect(from: Ipv4Addr, to: SocketAddr) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))?;
    socket.bind(&SocketAddr::from((from, 0)).into())?;
    socket.connect_timeout(&to.into(), PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    Ok(socket.into())
}

/// Sends a request on a connection of its own and reads the answer.
///
/// # Errors
/// When there is no answer, or what comes is none.
pub fn ask(from: Ipv4Addr, to: SocketAddr, request: &Request) -> anyhow::Result<Answer> {
    let bytes = exchange(from, to, &request.written(&to.to_string(), "close"), false)
        .with_context(|| format!("{} {}", request.method, request.target))?;
    read(&bytes).with_context(|| format!("{} {}: no answer of HTTP", request.method, request.target))
}

/// Sends bytes and reads what comes until the other side ends. `hangs_up`: says that nothing more will come, for which a
/// server that waits for the rest of a request would otherwise wait.
///
/// # Errors
/// When no connection can be made. That the other side hangs up in the middle is an answer too.
pub fn exchange(from: Ipv4Addr, to: SocketAddr, bytes: &[u8], hangs_up: bool) -> io::Result<Vec<u8>> {
    let mut stream = connect(from, to)?;
    let mut answer = Vec::new();
    if stream.write_all(bytes).is_ok() && hangs_up {
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
    let _ = stream.read_to_end(&mut answer);
    Ok(answer)
}

/// A connection that is kept: for many requests one after the other.
pub struct Line {
    stream: TcpStream,
    host: String,
    read: Vec<u8>,
}

impl Line {
    /// Opens one.
    ///
    /// # Errors
    /// When there is none to be had.
    pub fn to(server: SocketAddr) -> io::Result<Line> {
        let stream = connect(Ipv4Addr::LOCALHOST, server)?;
        stream.set_nodelay(true)?;
        Ok(Line { stream, host: server.to_string(), read: Vec::new() })
    }

    /// Sends a request and reads its answer, which says how long it is.
    ///
    /// # Errors
    /// When the line breaks.
    pub fn ask(&mut self, request: &Request) -> anyhow::Result<Answer> {
        self.stream.write_all(&request.written(&self.host, "keep-alive"))?;
        let end = loop {
            match memchr::memmem::find(&self.read, b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => self.more()?,
            }
        };
        let length =
            read(&self.read[..end])?.header("content-length").context("no length")?.parse::<usize>()?;
        while self.read.len() < end + length {
            self.more()?;
        }
        read(&self.read.drain(..end + length).collect::<Vec<u8>>())
    }

    fn more(&mut self) -> anyhow::Result<()> {
        let mut piece = [0; 16 * 1024];
        match self.stream.read(&mut piece)? {
            0 => bail!("the other side has hung up"),
            length => self.read.extend_from_slice(&piece[..length]),
        }
        Ok(())
    }
}

/// An answer out of its bytes.
fn read(bytes: &[u8]) -> anyhow::Result<Answer> {
    let end = memchr::memmem::find(bytes, b"\r\n\r\n").context("its head does not end")?;
    let head = std::str::from_utf8(&bytes[..end])?;
    let (first, lines) = head.split_once("\r\n").unwrap_or((head, ""));
    let status = first.split(' ').nth(1).context("no status")?.parse()?;
    let pairs = lines.split("\r\n").filter_map(|line| line.split_once(':'));
    let headers: Vec<(String, String)> =
        pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = joined(&answer.body)?;
    }
    Ok(answer)
}

fn joined(mut chunks: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memmem::find(chunks, b"\r\n").context("a chunk without length")?;
        let length = usize::from_str_radix(std::str::from_utf8(&chunks[..end])?.trim(), 16)?;
        let rest = &chunks[end + 2..];
        if length == 0 {
            return Ok(body);
        }
        if rest.len() < length + 2 {
            bail!("a chunk is cut off");
        }
        body.extend_from_slice(&rest[..length]);
        chunks = &rest[length + 2..];
    }
}

/// A value as forms write it.
pub fn escaped(value: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(one).collect()
}

#[cfg(test)]
mod tests;
