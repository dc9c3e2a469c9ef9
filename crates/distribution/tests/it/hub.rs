//! A hub on 127.0.0.1 that takes what WebSub and PubSubHubbub 0.4 (section 7.1) say a publisher sends, and nothing else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// An answer of this status.
    Status(u16),
    /// The connection ends without a word.
    Close,
    /// What is answered is no HTTP.
    Garbage,
    /// Nothing is answered.
    Hang,
}

/// The hub.
pub struct Hub {
    pub address: String,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    told: Mutex<Vec<String>>,
    faults: Mutex<Vec<Fault>>,
    connections: AtomicUsize,
}

impl Hub {
    pub async fn start() -> Hub {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hub", listener.local_addr().unwrap());
        let inside = Arc::new(Inside::default());
        let hub = Hub { address, inside: Arc::clone(&inside) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                inside.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&inside)));
            }
        });
        hub
    }

    /// The next calls fail.
    pub fn fail(&self, calls: usize, fault: Fault) {
        *self.inside.faults.lock().unwrap() = vec![fault; calls];
    }

    /// What it was told and took, sorted; then forgotten, and it fails no more.
    pub fn take(&self) -> Vec<String> {
        self.inside.faults.lock().unwrap().clear();
        let mut told = std::mem::take(&mut *self.inside.told.lock().unwrap());
        told.sort();
        told
    }

    pub fn connections(&self) -> usize {
        self.inside.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, inside: Arc<Inside>) {
    let mut held = Vec::new();
    loop {
        let Some((head, body)) = read(&mut stream, &mut held).await else { return };
        let fault = inside.faults.lock().unwrap().pop();
        let status = match fault {
            Some(Fault::Close) => return,
            Some(Fault::Hang) => return tokio::time::sleep(Duration::from_secs(30)).await,
            Some(Fault::Garbage) => {
                let _ = stream.write_all(b"hello\r\n\r\n").await;
                return;
            }
            Some(Fault::Status(status)) => status,
            None => match understood(&head, &body) {
                Ok(feed) => {
                    inside.told.lock().unwrap().push(feed);
                    204
                }
                Err(why) => panic!("the hub does not take it: {why}\n{head}\n{body}"),
            },
        };
        let length = if status == 204 { "" } else { "content-length: 0\r\n" };
        let answer = format!("HTTP/1.1 {status} Said\r\nlocation: http://10.0.0.1/\r\n{length}\r\n");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// The head in small letters, and the body, of the next request.
pub async fn read(stream: &mut TcpStream, held: &mut Vec<u8>) -> Option<(String, String)> {
    loop {
        if let Some(end) = held.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&held[..end]).to_lowercase();
            let length =
                head.split("content-length: ").nth(1)?.split("\r\n").next()?.parse::<usize>().ok()?;
            if held.len() >= end + 4 + length {
                let body = String::from_utf8_lossy(&held[end + 4..end + 4 + length]).into_owned();
                held.drain(..end + 4 + length);
                return Some((head, body));
            }
        }
        if stream.read_buf(held).await.ok()? == 0 {
            return None;
        }
    }
}

fn understood(head: &str, body: &str) -> Result<String, String> {
    if !head.starts_with("post /hub http/1.1\r\n") {
        return Err("no POST to the hub's address".into());
    }
    if !head.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n")
        && !head.ends_with("\r\ncontent-type: application/x-www-form-urlencoded")
    {
        return Err("no form".into());
    }
    for told in ["cookie:", "referer:", "authorization:"] {
        if head.contains(&format!("\r\n{told}")) {
            return Err(format!("it has {told}"));
        }
    }
    let fields: Vec<(String, String)> = body
        .split('&')
        .filter_map(|field| field.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let [(mode, publish), (url, feed), (topic, same)] = &fields[..] else {
        return Err("not three fields".into());
    };
    if (mode.as_str(), publish.as_str(), url.as_str(), topic.as_str())
        != ("hub.mode", "publish", "hub.url", "hub.topic")
        || feed != same
    {
        return Err("the fields are others".into());
    }
    if !feed.starts_with("https://news.example/") {
        return Err("a feed of somebody else".into());
    }
    Ok(feed.clone())
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}
