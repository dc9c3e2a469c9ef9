//! A small site behind a real listener, and a client that sees every byte.

use base::{Clock, Time};
use http::StatusCode;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;
use web::headers::Policy;
use web::listener::{self, Limits};
use web::{
    Answer, App, Asked, Door, FileAnswer, Key, Loaded, Posted, Rendered, Routes, Settings, Staleness, Ticket,
    Trouble, Visit,
};

/// What the tests turn and read.
#[derive(Debug)]
pub struct Levers {
    /// Renderings of `/page/…` and `/timed/…` that have begun.
    pub loads: AtomicUsize,
    /// Whether the database is away.
    pub failing: AtomicBool,
    /// A rendering takes one permit; there are plenty unless a test takes them.
    pub permits: Semaphore,
    /// Until when `/timed/…` is true, in milliseconds.
    pub until: AtomicI64,
    /// Whether the door lets nobody in.
    pub closed: AtomicBool,
    /// Whether `/plus/…` is open to all.
    pub opened: AtomicBool,
    pub folder: tempfile::TempDir,
}

pub struct House {
    pub address: SocketAddr,
    pub app: Arc<App>,
    pub board: Arc<Staleness>,
    pub clock: Clock,
    pub levers: Arc<Levers>,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<std::io::Result<()>>,
}

pub fn limits() -> Limits {
    Limits { workers: 2, ..Limits::default() }
}

pub fn settings() -> Settings {
    Settings { cache_bytes: 4 << 20, retry_after: Duration::ZERO, polish: false, ..Settings::default() }
}

impl House {
    pub async fn open() -> House {
        House::with(limits(), settings()).await
    }

    pub async fn with(limits: Limits, settings: Settings) -> House {
        let levers = Arc::new(Levers {
            loads: AtomicUsize::new(0),
            failing: AtomicBool::new(false),
            permits: Semaphore::new(1_000_000),
            until: AtomicI64::new(i64::MAX),
            closed: AtomicBool::new(false),
            opened: AtomicBool::new(false),
            folder: tempfile::tempdir().unwrap(),
        });
        let (board, clock) =
            (Arc::new(Staleness::default()), Clock::fixed(Time::from_millis(1_765_704_600_000)));
        let app = App::new(routes(&levers), Policy::readers(), board.clone(), clock.clone(), settings);
        let listener = listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = listener::serve(listener, app.clone(), limits, async { drop(stopped.await) });
        let served = tokio::spawn(serving);
        House { address, app, board, clock, levers, stop: Some(stop), served }
    }

    pub async fn connect(&self) -> Client {
        Client { stream: TcpStream::connect(self.address).await.unwrap(), read: Vec::new() }
    }

    /// One plain request on a connection of its own.
    pub async fn get(&self, target: &str) -> Reply {
        self.connect().await.get(target, "").await
    }

    pub fn loads(&self) -> usize {
        self.levers.loads.load(Ordering::SeqCst)
    }

    /// Waits until so many renderings have begun.
    pub async fn begun(&self, loads: usize) {
        while self.loads() < loads {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Holds renderings up until the permits are given back with [`House::release`].
    pub async fn hold(&self) {
        self.levers.permits.forget_permits(usize::MAX);
    }

    pub fn release(&self) {
        self.levers.permits.add_permits(1_000_000);
    }

    pub fn stop(&mut self) {
        drop(self.stop.take());
    }

    pub async fn stopped(self) {
        within(self.served).await.unwrap().unwrap();
    }
}

/// Fails a test that would hang. Not a measure of speed.
pub async fn within<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work).await.expect("hangs")
}

fn routes(levers: &Arc<Levers>) -> Routes {
    let page = handler(levers, |_, _, rendered| rendered);
    let timed = handler(levers, |levers, _, rendered| {
        rendered.until(Some(Time::from_millis(levers.until.load(Ordering::SeqCst))))
    });
    let open = handler(levers, |levers, visit, rendered| {
        let is_open = levers.opened.load(Ordering::SeqCst) || visit.params.get("name") == "open";
        let until = Some(Time::from_millis(levers.until.load(Ordering::SeqCst)));
        let rendered = rendered.until(until);
        if is_open { rendered } else { rendered.open_part() }
    });
    let whole = handler(levers, |levers, _, rendered| {
        rendered.until(Some(Time::from_millis(levers.until.load(Ordering::SeqCst))))
    });
    let (seen, door) = (levers.clone(), levers.clone());
    let full = move |visit: Visit, ticket: Ticket| {
        let work = whole(visit);
        let is_open = seen.opened.load(Ordering::SeqCst);
        async move {
            let loaded = work.await?;
            Ok(match loaded {
                Loaded::Page(mut page) if !is_open => {
                    let who = ticket.shows::<String>().expect("the door's ticket");
                    page.body.splice(0..0, format!("<p>FULL for {who}.</p>").into_bytes());
                    page.last_modified = Some(Time::from_millis(1));
                    Loaded::Page(page)
                }
                _ => Loaded::Missing,
            })
        }
    };
    let door = Door::new("pass", move |value, _| {
        let is_let_in = ["good", "other"].contains(&value) && !door.closed.load(Ordering::SeqCst);
        is_let_in.then(|| Ticket::new(value.into(), Arc::new(value.to_owned())))
    });
    let missing = |language: &'static str| {
        move |_: Visit| async move {
            let body = format!("{language}: no such page. {}", "Look at the latest. ".repeat(30));
            Ok(Rendered::html(body).status(StatusCode::NOT_FOUND).into())
        }
    };
    let files = levers.clone();
    Routes::new()
        .page("page", "/page/{name}", page)
        .page("timed", "/timed/{name}", timed)
        .page_with_full("plus", "/plus/{name}", open, full)
        .door(door)
        .page("front", "/{lang}/", |visit: Visit| async move {
            Ok(Rendered::html(format!("front {}", visit.params.get("lang"))).into())
        })
        .direct("home", "/", |asked: Asked| async move {
            let language = asked.headers.get("accept-language").and_then(|value| value.to_str().ok());
            let to = format!("/{}/", language.unwrap_or("en"));
            Ok(Answer::Page(Box::new(Rendered::redirect(StatusCode::FOUND, &to))))
        })
        .open_direct("open", "/open", "accept-version", |_: Asked| async move {
            Ok(Answer::Page(Box::new(Rendered::html("for everybody"))))
        })
        .direct("panic", "/direct/panic", |_: Asked| async move { panic!("a handler fell over") })
        .direct("file", "/file/{name}", move |asked: Asked| {
            let path: PathBuf = files.folder.path().join(asked.params.get("name"));
            async move { Ok(Answer::File(FileAnswer::new(path, "image/webp").immutable("abc"))) }
        })
        .page("both", "/both/{name}", |visit: Visit| async move {
            Ok(Rendered::html(format!("the page {}", visit.params.get("name"))).into())
        })
        .form("both", "/both/{name}", 100, |posted: Posted| async move {
            let text = match posted.fields().get("word") {
                "panic" => panic!("a handler fell over"),
                "away" => return Err(Trouble::Unavailable("the database is away".to_owned())),
                "missing" => return Ok(Answer::Missing),
                word => format!("{} took '{word}'", posted.params.get("name")),
            };
            Ok(Answer::Page(Box::new(Rendered::html(text))))
        })
        .open_form("hook", "/hook", 100, |posted: Posted| async move {
            Ok(Answer::Page(Box::new(Rendered::html(format!("{} bytes", posted.body.len())))))
        })
        .missing("en", missing("en"))
        .missing("be", missing("be"))
        .unavailable("en", Rendered::html("en: come back later"))
}

/// A handler of pages that counts, waits for a permit, and fails as the levers say.
fn handler(
    levers: &Arc<Levers>,
    finish: impl Fn(&Levers, &Visit, Rendered) -> Rendered + Clone + Send + Sync + 'static,
) -> impl Fn(Visit) -> std::pin::Pin<Box<dyn Future<Output = Result<Loaded, Trouble>> + Send>>
+ Send
+ Sync
+ 'static {
    let levers = levers.clone();
    move |visit| {
        let (levers, finish) = (levers.clone(), finish.clone());
        Box::pin(async move {
            let name = visit.params.get("name").to_owned();
            let number = levers.loads.fetch_add(1, Ordering::SeqCst) + 1;
            drop(levers.permits.acquire().await);
            if levers.failing.load(Ordering::SeqCst) {
                return Err(Trouble::Unavailable("the database is away".to_owned()));
            }
            match name.as_str() {
                "panic" => panic!("a handler fell over"),
                "broken" => return Err(Trouble::Broken("a template fails".to_owned())),
                name if name.starts_with("missing") => return Ok(Loaded::Missing),
                _ => {}
            }
            let body = format!("<p>{name} rendering {number}.</p>{}", filler(&name));
            let rendered =
                Rendered::html(body).depends_on([Key::of("latest"), Key::of(&format!("page/{name}"))]);
            Ok(finish(&levers, &visit, rendered).into())
        })
    }
}

/// Text of some kilobytes that is different for each name and does not pack to nothing.
fn filler(name: &str) -> String {
    let mut seed = name.bytes().fold(17_u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
    let mut text = String::new();
    while text.len() < 6000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text += &format!("{:x} ", seed >> 40);
    }
    text
}

/// A connection, with what came and was not yet looked at.
pub struct Client {
    pub stream: TcpStream,
    read: Vec<u8>,
}

/// An answer, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Which rendering this is, of a page of the test site.
    pub fn rendering(&self) -> usize {
        let text = self.text();
        let after = text.split("rendering ").nth(1).unwrap_or_else(|| panic!("no page: {self:?}"));
        after.split('.').next().unwrap().parse().unwrap()
    }
}

impl Client {
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        // A server may end the connection while we send; what it said before is read all the same.
        let _ = self.stream.write_all(bytes.as_ref()).await;
    }

    /// Sends a GET with more header lines, each with its line end.
    pub async fn get(&mut self, target: &str, lines: &str) -> Reply {
        self.send(format!("GET {target} HTTP/1.1\r\nHost: test\r\n{lines}\r\n")).await;
        self.reply(false).await.expect("an answer")
    }

    /// The next answer; none when the connection ended instead.
    pub async fn reply(&mut self, to_head: bool) -> Option<Reply> {
        let end = loop {
            match self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None if self.more().await => {}
                None => return None,
            }
        };
        let head: Vec<u8> = self.read.drain(..end).collect();
        let mut reply = take_apart(&head);
        let length = match reply.headers.get("content-length") {
            Some(length) if !to_head && reply.status != 304 => length.parse().unwrap(),
            _ => 0,
        };
        while self.read.len() < length {
            assert!(self.more().await, "the body of {reply:?} ends early");
        }
        reply.body = self.read.drain(..length).collect();
        Some(reply)
    }

    /// Reads until the other side ends the connection; what came.
    pub async fn ended(&mut self) -> Vec<u8> {
        within(async { while self.more().await {} }).await;
        std::mem::take(&mut self.read)
    }

    async fn more(&mut self) -> bool {
        let mut bytes = [0; 16 * 1024];
        match within(self.stream.read(&mut bytes)).await {
            Ok(count @ 1..) => {
                self.read.extend_from_slice(&bytes[..count]);
                true
            }
            _ => false,
        }
    }
}

fn take_apart(head: &[u8]) -> Reply {
    let text = std::str::from_utf8(head).expect("a head is text");
    let mut lines = text.trim_end().split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let pairs = lines.map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line:?}")));
    let headers = pairs.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Reply { status, headers, body: Vec::new() }
}
