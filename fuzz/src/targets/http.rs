//! Requests, as bytes over TCP against the real listener.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use base::Clock;
use tokio::runtime::{Builder, Runtime};
use web::headers::Policy;
use web::listener::{self, Limits};
use web::{App, Rendered, Routes, Settings, Visit};

use crate::target::{Target, none_made};

const GOOD: &[u8] = b"GET /page/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// Whatever comes, an answer is HTTP and never 500, and the next reader gets a page.
pub fn http() -> Target {
    let server: std::cell::OnceCell<(Runtime, SocketAddr)> = std::cell::OnceCell::new();
    let count = Cell::new(0u32);
    Target {
        name: "http",
        corpora: &[],
        made: none_made,
        words: &[
            "GET ",
            "HEAD ",
            "POST ",
            " HTTP/1.1\r\n",
            " HTTP/1.0\r\n",
            " HTTP/2.0\r\n",
            "Host: a\r\n",
            "\r\n\r\n",
            "\n",
            "Accept-Encoding: br;q=0.5, gzip, *;q=0\r\n",
            "If-None-Match: W/\"a\", \"b\"\r\n",
            "If-None-Match: *\r\n",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
            "Range: bytes=0-1,5-\r\n",
            "Content-Length: 18446744073709551616\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "Connection: upgrade\r\nUpgrade: h2c\r\n",
            "Expect: 100-continue\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\0",
            "\t",
            "\u{feff}",
            "/page/",
            "http://a/page/b",
            "*",
            "%00",
            "0\r\n\r\n",
            "ffffffffffffffff\r\n",
        ],
        longest: 40 << 10,
        take: Box::new(move |bytes| {
            let (_, address) = server.get_or_init(serve);
            count.set(count.get() + 1);
            if count.get().is_multiple_of(200) {
                let good = exchange(*address, GOOD);
                assert!(good.starts_with("HTTP/1.1 200 "), "a good request got {good:?}");
            }
            let answer = exchange(*address, bytes);
            assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "not HTTP: {answer:?}");
            let status = answer.get(9..12).unwrap_or("none").to_owned();
            assert_ne!(status, "500", "a request must not break the house");
            // Letters, because outcomes are compared without their numbers.
            let letters: String = status.bytes().map(|digit| char::from(digit | 0x40)).collect();
            format!(
                "{letters} {}",
                answer.lines().filter_map(|line| line.split(':').next()).skip(1).take(12).collect::<String>()
            )
        }),
    }
}

/// Sends bytes and their end; reads what comes until the other side closes.
fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).expect("the listener accepts");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a socket has a timeout");
    let mut answer = Vec::new();
    // The other side may close before it has read all; what it said before counts.
    let sent = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let read = stream.read_to_end(&mut answer);
    if let (Ok(()), Err(error)) = (sent, read) {
        let is_closed =
            matches!(error.kind(), std::io::ErrorKind::ConnectionReset | std::io::ErrorKind::BrokenPipe);
        assert!(is_closed, "no end of the answer came within five seconds: {error}");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn serve() -> (Runtime, SocketAddr) {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let address = runtime.block_on(async {
        let routes = Routes::new().page("page", "/page/{name}", |visit: Visit| async move {
            Ok(Rendered::html(format!("<!doctype html><title>{}</title>", visit.params.get("name").len()))
                .into())
        });
        let app = App::new(routes, Policy::readers(), Arc::default(), Clock::system(), Settings::default());
        let bound = listener::bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        let address = bound.local_addr().expect("a bound socket has an address");
        let limits = Limits {
            workers: 1,
            header_timeout: Duration::from_secs(2),
            idle_timeout: Duration::from_secs(2),
            ..Limits::default()
        };
        tokio::spawn(listener::serve(bound, app, limits, std::future::pending()));
        address
    });
    (runtime, address)
}
