//! The load of `bench/serve/run`: asks for one page over and over on connections kept alive, and says how many answers
//! came. Usage: `load 127.0.0.1:8080 /en/ br CONNECTIONS SECONDS`; prints `answers`, `seconds`, `p50` and `p99` in
//! microseconds.
//!
//! wrk copies and parses every byte of every answer, and its core is full before that of a fast server: what is compared
//! then is wrk with itself. Here the first answer of a connection is read and checked, and every thousandth after it
//! compared with that, byte for byte; of the others the system throws away as many bytes as an answer has, uncopied.

#![expect(clippy::disallowed_methods, reason = "it is a stopwatch")]

use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::net::{RecvFlags, SendFlags, recv, send};
use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Of so many answers one is compared with the first.
const COMPARED: u32 = 1000;

struct Connection {
    stream: TcpStream,
    /// The first answer, without its date.
    answer: Vec<u8>,
    /// Bytes of the answer that are yet to come.
    left: usize,
    asked: Instant,
    /// Answers until the next is compared.
    uncompared: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, path, encoding, connections, seconds] = arguments.as_slice() else {
        return Err("Usage: load ADDRESS:PORT PATH ENCODING CONNECTIONS SECONDS".into());
    };
    let address: SocketAddr = address.parse()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: {encoding}\r\n\r\n");
    let (connections, time) = (connections.parse()?, Duration::from_secs_f64(seconds.parse()?));
    let mut connections = (0..connections)
        .map(|_| Connection::new(address, request.as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;

    let poll = epoll::create(CreateFlags::CLOEXEC)?;
    for (number, connection) in connections.iter().enumerate() {
        connection.stream.set_nonblocking(true)?;
        epoll::add(&poll, &connection.stream, EventData::new_u64(number as u64), EventFlags::IN)?;
    }
    let begin = Instant::now();
    for connection in &mut connections {
        connection.ask(request.as_bytes(), begin)?;
    }
    let mut events = Vec::with_capacity(connections.len());
    let mut nowhere = vec![0; 1 << 16];
    let mut waits = Vec::with_capacity(1 << 22);
    while begin.elapsed() < time {
        epoll::wait(&poll, rustix::buffer::spare_capacity(&mut events), None)?;
        for event in events.drain(..) {
            let connection = &mut connections[event.data.u64() as usize];
            if connection.take(&mut nowhere)? {
                let now = Instant::now();
                waits.push(now.duration_since(connection.asked).as_nanos() as u32);
                connection.ask(request.as_bytes(), now)?;
            }
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    waits.sort_unstable();
    let at = |share: f64| f64::from(waits[((waits.len() - 1) as f64 * share) as usize]) / 1000.0;
    println!("answers {} seconds {seconds:.6} p50 {:.1} p99 {:.1}", waits.len(), at(0.5), at(0.99));
    Ok(())
}

impl Connection {
    /// Connects and reads the first answer, to know how long one is.
    fn new(address: SocketAddr, request: &[u8]) -> Result<Connection, Box<dyn Error>> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.write_all(request)?;
        let (mut answer, mut part) = (Vec::new(), [0; 16_384]);
        let length = loop {
            match stream.read(&mut part)? {
                0 => return Err("The server ended the connection.".into()),
                count => answer.extend_from_slice(&part[..count]),
            }
            if let Some(length) = whole_length(&answer)?
                && answer.len() >= length
            {
                break length;
            }
        };
        if answer.len() > length {
            return Err("More came than an answer has.".into());
        }
        Ok(Connection {
            stream,
            answer: undated(answer),
            left: 0,
            asked: Instant::now(),
            uncompared: COMPARED,
        })
    }

    fn ask(&mut self, request: &[u8], now: Instant) -> Result<(), Box<dyn Error>> {
        self.asked = now;
        self.left = self.answer.len();
        let sent = send(&self.stream, request, SendFlags::NOSIGNAL)?;
        if sent == request.len() { Ok(()) } else { Err("A request was not taken at once.".into()) }
    }

    /// Takes what has come: whether that was the last of an answer.
    fn take(&mut self, nowhere: &mut [u8]) -> Result<bool, Box<dyn Error>> {
        if self.uncompared == 0 {
            self.compare()?;
            return Ok(true);
        }
        let room = self.left.min(nowhere.len());
        let (_, count) = recv(&self.stream, &mut nowhere[..room], RecvFlags::TRUNC)?;
        if count == 0 {
            return Err("The server ended the connection.".into());
        }
        self.left -= count;
        self.uncompared -= u32::from(self.left == 0);
        Ok(self.left == 0)
    }

    fn compare(&mut self) -> Result<(), Box<dyn Error>> {
        let mut answer = vec![0; self.answer.len()];
        self.stream.set_nonblocking(false)?;
        self.stream.read_exact(&mut answer)?;
        self.stream.set_nonblocking(true)?;
        self.uncompared = COMPARED;
        if undated(answer) == self.answer {
            Ok(())
        } else {
            Err("An answer is not what the first was.".into())
        }
    }
}

/// How long an answer is, head and body; none while its head is not whole.
fn whole_length(answer: &[u8]) -> Result<Option<usize>, Box<dyn Error>> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(length) = head.parse(answer)? else { return Ok(None) };
    if head.code != Some(200) {
        return Err(format!("The answer is {:?}.", head.code).into());
    }
    let field = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-length"));
    let body: usize =
        str::from_utf8(field.ok_or("An answer does not say how long it is.")?.value)?.parse()?;
    Ok(Some(length + body))
}

/// An answer whose date is all blanks.
fn undated(mut answer: Vec<u8>) -> Vec<u8> {
    let date = answer.windows(8).position(|part| part.eq_ignore_ascii_case(b"\r\ndate: "));
    if let Some(at) = date {
        answer[at + 8..at + 37].fill(b' ');
    }
    answer
}
