//! A small HTTP server for stand-ins, with faults on demand.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What goes wrong with the next answers.
#[derive(Clone, Debug, Default)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// Every answer has this status, and nothing is done.
    Status(u16),
    /// The first answer has this status, and nothing is done for it.
    Once(u16),
    /// All is done, and no answer comes.
    Silence,
    /// All is done, and the answer comes this late.
    Slow(Duration),
    /// All is done, and the answer comes when this is told so.
    Hold(Arc<Notify>),
    /// The answer is not JSON.
    Garbage,
    /// The answer does not end.
    Endless,
    /// The answer leads elsewhere.
    Redirect,
    /// All is done, and the connection ends without an answer, once.
    Lost,
}

/// What a stand-in is asked.
pub(super) struct Asked {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// What all stand-ins have.
#[derive(Default)]
pub(super) struct Desk {
    fault: Mutex<Fault>,
    seen: Mutex<Vec<u8>>,
}

impl Desk {
    pub fn set_fault(&self, fault: Fault) {
        *locked(&self.fault) = fault;
    }

    /// Every byte of every request so far.
    pub fn seen(&self) -> Vec<u8> {
        locked(&self.seen).clone()
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

type Answer = Arc<dyn Fn(Asked) -> (u16, Value) + Send + Sync>;

/// Serves until the runtime ends; answers the address.
pub(super) async fn serve(desk: Arc<Desk>, answer: Answer) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("it has an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (desk, answer) = (desk.clone(), answer.clone());
            let service = service_fn(move |request| respond(desk.clone(), answer.clone(), request));
            tokio::spawn(
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service),
            );
        }
    });
    address
}

/// An error ends the connection without an answer.
async fn respond(
    desk: Arc<Desk>,
    answer: Answer,
    request: http::Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Lost> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Lost)?.to_bytes().to_vec();
    note(&desk, &head, &body);
    let asked = Asked { method: head.method, path: head.uri.to_string(), headers: head.headers, body };
    let fault = locked(&desk.fault).clone();
    match fault {
        Fault::Status(status) => return Ok(response(status, b"{}".to_vec())),
        Fault::Once(status) => {
            desk.set_fault(Fault::None);
            return Ok(response(status, b"{}".to_vec()));
        }
        Fault::Redirect => {
            let mut elsewhere = response(307, Vec::new());
            elsewhere.headers_mut().insert("location", "/elsewhere".parse().expect("a header"));
            return Ok(elsewhere);
        }
        Fault::None
        | Fault::Silence
        | Fault::Slow(_)
        | Fault::Hold(_)
        | Fault::Garbage
        | Fault::Endless
        | Fault::Lost => {}
    }
    let (status, value) = answer(asked);
    match fault {
        Fault::Silence => std::future::pending().await,
        Fault::Slow(time) => tokio::time::sleep(time).await,
        Fault::Hold(until) => until.notified().await,
        Fault::Garbage => return Ok(response(status, b"<html>{\"url\": \"https://".to_vec())),
        Fault::Endless => return Ok(response(status, vec![b' '; 4 << 20])),
        Fault::Lost => {
            desk.set_fault(Fault::None);
            return Err(Lost);
        }
        Fault::None | Fault::Status(_) | Fault::Once(_) | Fault::Redirect => {}
    }
    Ok(response(status, value.to_string().into_bytes()))
}

#[derive(Debug)]
struct Lost;

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the answer is lost")
    }
}

impl std::error::Error for Lost {}

fn note(desk: &Desk, head: &http::request::Parts, body: &[u8]) {
    let mut seen = locked(&desk.seen);
    seen.extend_from_slice(format!("{} {}\n", head.method, head.uri).as_bytes());
    for (name, value) in &head.headers {
        seen.extend_from_slice(format!("{name}: ").as_bytes());
        seen.extend_from_slice(value.as_bytes());
        seen.push(b'\n');
    }
    seen.extend_from_slice(body);
    seen.push(b'\n');
}

fn response(status: u16, body: Vec<u8>) -> Response<Full<Bytes>> {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body)))
        .expect("the parts are an answer")
}

/// A refusal in the words of a contract.
pub(super) fn refusal(status: u16, code: &str, message: &str) -> (u16, Value) {
    (status, json!({ "code": code, "message": message, "error": { "code": code, "message": message } }))
}
