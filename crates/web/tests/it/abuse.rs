//! Readers who are none: slow, silent, huge, malformed.

use crate::house::{Client, House, limits, settings, within};
use proptest::prelude::*;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use web::listener::Limits;

async fn impatient(change: impl FnOnce(&mut Limits)) -> House {
    let mut limits = limits();
    change(&mut limits);
    House::with(limits, settings()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_drips_in_is_cut_off() {
    let house = impatient(|limits| limits.header_timeout = Duration::from_millis(200)).await;
    for first in ["", "GET /page/a HTTP/1.1\r\nHost: test\r\n\r\n", "GET / HTTP/1.1\r\nHost: test\r\n\r\n"] {
        let mut client = house.connect().await;
        client.send(first).await;
        if !first.is_empty() {
            assert!(client.reply(false).await.is_some());
        }
        client.send("GET /page/a HTTP/1.1\r\nHost: test\r\n").await;
        within(async {
            while client.stream.write_all(b"X-Slow: 1\r\n").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_cut_off() {
    let house = impatient(|limits| {
        limits.header_timeout = Duration::from_millis(50);
        limits.idle_timeout = Duration::from_millis(50);
    })
    .await;
    let mut silent = house.connect().await;
    assert!(silent.ended().await.is_empty());
    for target in ["/page/a", "/"] {
        let mut client = house.connect().await;
        client.get(target, "").await;
        assert!(client.ended().await.is_empty(), "{target}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_takes_nothing_is_cut_off() {
    let house = impatient(|limits| {
        limits.write_timeout = Duration::from_millis(100);
        limits.idle_timeout = Duration::from_millis(100);
    })
    .await;
    let length = 64 << 20;
    let file = std::fs::File::create(house.levers.folder.path().join("large")).unwrap();
    file.set_len(length).unwrap();
    let mut client = house.connect().await;
    client.send("GET /file/large HTTP/1.1\r\nHost: test\r\n\r\n").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let got = client.ended().await;
    assert!((got.len() as u64) < length, "all of it came");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_idle_connections_lock_nobody_out() {
    let allowed = web::listener::raise_file_limit().unwrap_or(20_000);
    // Both ends of every connection are in this process.
    let count = 5000.min((allowed as usize).saturating_sub(500) / 2);
    let house = impatient(|limits| {
        limits.header_timeout = Duration::from_secs(600);
        limits.idle_timeout = Duration::from_secs(600);
        limits.connections = count * 4 / 5;
    })
    .await;
    assert_eq!(house.get("/page/a").await.status, 200);
    let mut idle: Vec<Client> = Vec::new();
    for number in 0..count {
        let mut client = within(house.connect()).await;
        // A third says nothing, a third begins and does not go on, a third has read a page.
        match number % 3 {
            0 => {}
            1 => client.send("GET /page/a HTTP/1.1\r\nHo").await,
            _ => assert_eq!(client.get("/page/a", "").await.status, 200),
        }
        idle.push(client);
        if number % 500 == 0 {
            assert_eq!(within(house.get("/page/a")).await.status, 200);
        }
    }
    for _ in 0..50 {
        assert_eq!(within(house.get("/page/a")).await.status, 200);
    }
    assert!(idle[0].ended().await.is_empty(), "the oldest made room");
    let newest = count - 1 - (count - 1) % 3;
    assert_eq!(idle[newest].get("/page/a", "").await.status, 200, "one of the newest did not");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused() {
    let house = House::open().await;
    let megabyte = "x".repeat(1 << 20);
    let cases = [
        (format!("GET /page/a HTTP/1.1\r\nHost: test\r\nX: {megabyte}\r\n\r\n"), 431),
        (format!("GET /page/a HTTP/1.1\r\nHost: test\r\n{}\r\n", "X: y\r\n".repeat(200)), 431),
        (format!("GET /{megabyte} HTTP/1.1\r\nHost: test\r\n\r\n"), 414),
        (format!("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", "x".repeat(5000)), 414),
        (format!("POST /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: 1048576\r\n\r\n{megabyte}"), 413),
        (format!("GET /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: 1048576\r\n\r\n{megabyte}"), 413),
        (
            "GET /page/a HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                .to_owned(),
            413,
        ),
    ];
    for (request, status) in cases {
        let mut client = house.connect().await;
        client.send(&request).await;
        let reply = client.reply(false).await.unwrap_or_else(|| panic!("no answer to {}", &request[..60]));
        assert_eq!(reply.status, status, "{}", &request[..60]);
        client.ended().await;
    }
    // The same after an answer on the long way, where hyper reads.
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: test\r\nX: {}\r\n\r\n", "x".repeat(20_000)), 431),
        (format!("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", "x".repeat(5000)), 414),
    ] {
        let mut client = house.connect().await;
        client.get("/", "").await;
        client.send(&request).await;
        assert_eq!(client.reply(false).await.map(|reply| reply.status), Some(status));
    }
    assert_eq!(house.get("/page/a").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_are_refused() {
    let house = House::open().await;
    let cases: &[(&[u8], u16)] = &[
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET /page/a\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /page/a HTTP/9.9\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost test\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\n folded: x\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost : test\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost: te\0st\r\n\r\n", 400),
        (b"GET /page/\0 HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/a%00b HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/../../etc/passwd HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/%2e%2e/a HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/%ff HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/a\\b HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET /page/%5c HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"GET //page/a HTTP/1.1\r\nHost: test\r\n\r\n", 404),
        (b"GET /page/%2541 HTTP/1.1\r\nHost: test\r\n\r\n", 404),
        (b"GET page/a HTTP/1.1\r\nHost: test\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"POST /page/a HTTP/1.1\r\nHost: test\r\n\r\n", 405),
        (b"OPTIONS /page/a HTTP/1.1\r\nHost: test\r\n\r\n", 405),
        (b"OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n", 405),
        (b"TRACE /page/a HTTP/1.1\r\nHost: test\r\n\r\n", 405),
        (b"DELETE /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n", 405),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n", 200),
        (b"\r\nGET /page/a HTTP/1.1\r\nHost: test\r\n\r\n", 200),
        (b"GET /page/a HTTP/1.0\r\n\r\n", 200),
        (b"GET http://elsewhere/page/a HTTP/1.1\r\nHost: test\r\n\r\n", 200),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", 200),
        (b"GET /page/a HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", 200),
    ];
    for (request, status) in cases {
        let mut client = house.connect().await;
        client.send(request).await;
        let shown = String::from_utf8_lossy(request);
        let reply = client.reply(false).await.unwrap_or_else(|| panic!("no answer to {shown:?}"));
        assert_eq!(reply.status, *status, "{shown:?}");
        if reply.status == 405 {
            assert_eq!(reply.header("allow"), "GET, HEAD");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_asks_for_another_sites_script_is_told_where_it_may() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let asked = |path: &str, lines: &str| {
        format!("OPTIONS {path} HTTP/1.1\r\nHost: test\r\nOrigin: https://elsewhere.example\r\n{lines}\r\n")
    };
    let lines = "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: accept-version\r\n";
    client.send(asked("/open", lines)).await;
    let reply = client.reply(true).await.unwrap();
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (204, "*"));
    assert_eq!(reply.header("access-control-allow-headers"), "accept-version");
    for (path, lines) in [("/page/a", lines), ("/open", ""), ("/nothing/here", lines), ("*", lines)] {
        let mut client = house.connect().await;
        client.send(asked(path, lines)).await;
        assert_eq!(client.reply(false).await.unwrap().status, 405, "{path} {lines}");
    }
}

#[test]
fn random_bytes_bring_nothing_down() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let house = runtime.block_on(House::open());
    let piece = prop_oneof![
        Just(b"GET ".to_vec()),
        Just(b"/page/a".to_vec()),
        Just(b" HTTP/1.1\r\n".to_vec()),
        Just(b"Host: test\r\n".to_vec()),
        Just(b"Content-Length: 99999999999999999999\r\n".to_vec()),
        Just(b"Transfer-Encoding: chunked\r\n".to_vec()),
        Just(b"\r\n".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ];
    let bytes = proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    proptest!(ProptestConfig::with_cases(300), |(bytes in bytes)| {
        runtime.block_on(async {
            let mut client = house.connect().await;
            client.send(&bytes).await;
            let _ = client.stream.shutdown().await;
            client.ended().await;
            assert_eq!(house.get("/page/a").await.status, 200);
        });
    });
    assert_eq!(house.loads(), 1);
}
