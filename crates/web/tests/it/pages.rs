//! Pages: codings, conditions, HEAD, pipelining, single flight, what is not kept.

use crate::house::{House, Reply, settings};
use std::io::Read;
use std::sync::Arc;
use web::Settings;

fn unpacked(reply: &Reply) -> Vec<u8> {
    let mut plain = Vec::new();
    match reply.header("content-encoding") {
        "br" => drop(brotli::Decompressor::new(&reply.body[..], 4096).read_to_end(&mut plain).unwrap()),
        "gzip" => drop(flate2::read::GzDecoder::new(&reply.body[..]).read_to_end(&mut plain).unwrap()),
        _ => plain.clone_from(&reply.body),
    }
    plain
}

#[tokio::test(flavor = "multi_thread")]
async fn every_coding_says_the_same_under_a_tag_of_its_own() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let plain = client.get("/page/a", "").await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, ""));
    let mut tags = vec![plain.header("etag").to_owned()];
    for (accept, coding) in
        [("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip", "gzip")]
    {
        let reply = client.get("/page/a", &format!("Accept-Encoding: {accept}\r\n")).await;
        assert_eq!((reply.status, reply.header("content-encoding")), (200, coding), "{accept}");
        assert_eq!(reply.header("vary"), "accept-encoding");
        assert_eq!(unpacked(&reply), plain.body);
        tags.push(reply.header("etag").to_owned());
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
    let refused = client.get("/page/a", "Accept-Encoding: identity;q=0, deflate\r\n").await;
    assert_eq!(refused.status, 406);
    assert_eq!(house.loads(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_holds_the_page_gets_304() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let tag = client.get("/page/a", "Accept-Encoding: br\r\n").await.header("etag").to_owned();
    for held in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let reply = client.get("/page/a", &format!("Accept-Encoding: br\r\nIf-None-Match: {held}\r\n")).await;
        assert_eq!((reply.status, reply.body.len()), (304, 0), "{held}");
        assert_eq!((reply.header("etag"), reply.header("vary")), (tag.as_str(), "accept-encoding"));
        assert!(reply.headers.contains_key("cache-control") && reply.headers.contains_key("date"));
    }
    let other_coding =
        client.get("/page/a", &format!("Accept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n")).await;
    assert_eq!(other_coding.status, 200);
    let nonsense = client.get("/page/a", "If-None-Match: nonsense\r\n").await;
    assert_eq!(nonsense.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn head_gives_the_head_of_get() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let whole = client.get("/page/a", "Accept-Encoding: br\r\n").await;
    client.send("HEAD /page/a HTTP/1.1\r\nHost: test\r\nAccept-Encoding: br\r\n\r\n").await;
    let head = client.reply(true).await.unwrap();
    assert_eq!((head.status, &head.headers), (200, &whole.headers));
    let next = client.get("/page/a", "Accept-Encoding: br\r\n").await;
    assert_eq!(next, whole, "nothing of a body may follow a HEAD");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_policy_and_no_name_of_the_server() {
    let house = House::open().await;
    std::fs::write(house.levers.folder.path().join("a"), "picture").unwrap();
    for target in [
        "/page/a",
        "/nowhere/at/all",
        "/page/missing",
        "/",
        "/file/a",
        "/%zz",
        "/page/broken",
        "/direct/panic",
    ] {
        let reply = house.get(target).await;
        for name in ["content-security-policy", "referrer-policy", "x-content-type-options", "date"] {
            assert!(reply.headers.contains_key(name), "{target}: {name}");
        }
        assert!(
            !reply.headers.contains_key("server") && !reply.headers.contains_key("set-cookie"),
            "{target}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pipelined_requests_are_answered_in_their_order() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let names = ["a", "b", "a", "missing", "a", "c", "panic", "b"];
    let requests: String =
        names.map(|name| format!("GET /page/{name} HTTP/1.1\r\nHost: test\r\n\r\n")).concat();
    // In two pieces that cut a request in the middle.
    let (first, second) = requests.split_at(requests.len() - 70);
    client.send(first).await;
    for (place, name) in names.iter().enumerate() {
        if place == 3 {
            client.send(second).await;
        }
        let reply = client.reply(false).await.unwrap();
        match *name {
            "missing" => assert_eq!(reply.status, 404),
            "panic" => assert_eq!(reply.status, 500),
            name => assert!(reply.text().starts_with(&format!("<p>{name} ")), "{place}: {reply:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_asks_for_more_than_the_system_holds_gets_all_of_it() {
    let house = House::open().await;
    assert_eq!(house.get("/page/a").await.status, 200);
    let mut client = house.connect().await;
    let count = 2500;
    client.send("GET /page/a HTTP/1.1\r\nHost: test\r\n\r\n".repeat(count)).await;
    // By now the server has answers that nobody takes, and requests behind them.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    for number in 0..count {
        let reply = client.reply(false).await.unwrap_or_else(|| panic!("ends at {number}"));
        assert_eq!(reply.rendering(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_and_spellings_lead_to_one_page() {
    let house = House::open().await;
    for target in ["/page/a", "/page/a?utm_source=x", "/page/%61", "/page/a?x=%zz&..", "/p%61ge/a"] {
        assert_eq!(house.get(target).await.rendering(), 1, "{target}");
    }
    assert_eq!(house.app.cached().1, 1);
    let moved = house.get("/page/a/").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/page/a"));
    let moved = house.get("/en").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/en/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_handler_sees_the_headers() {
    let house = House::open().await;
    let reply = house.connect().await.get("/", "Accept-Language: be\r\n").await;
    assert_eq!((reply.status, reply.header("location")), (302, "/be/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_readers_of_a_new_page_cause_one_rendering() {
    let house = Arc::new(House::open().await);
    house.hold().await;
    let readers: Vec<_> = (0..100)
        .map(|_| {
            let house = house.clone();
            tokio::spawn(async move { house.get("/page/a").await })
        })
        .collect();
    house.begun(1).await;
    house.release();
    for reader in readers {
        assert_eq!(reader.await.unwrap().rendering(), 1);
    }
    assert_eq!(house.loads(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_nothing_are_not_kept() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for number in 0..300 {
        let reply = client.get(&format!("/page/missing-{number}"), "").await;
        assert_eq!(reply.status, 404);
        let reply = client.get(&format!("/be/nowhere/{number}"), "").await;
        assert!(reply.status == 404 && reply.text().starts_with("be: "), "{reply:?}");
    }
    assert_eq!(house.app.cached().1, 2, "one 'no such page' a language");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cache_stays_within_its_bytes() {
    let bytes = 200_000;
    let house = House::with(crate::house::limits(), Settings { cache_bytes: bytes, ..settings() }).await;
    let mut client = house.connect().await;
    let mut seed = 1_u64;
    for _ in 0..700 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Low numbers come often, so that second chances are given.
        let number = (seed >> 33) % 60 * ((seed >> 45) % 60) / 60;
        let reply = client.get(&format!("/page/p{number}"), "Accept-Encoding: br\r\n").await;
        assert_eq!(reply.status, 200);
        let (held, pages) = house.app.cached();
        assert!(held <= bytes && pages > 0, "{held} bytes in {pages} pages");
    }
    assert!(house.loads() > 60, "pages came and went");
    assert!(house.loads() < 700, "and some stayed");
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_handlers_are_answers() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for (target, status) in [
        ("/page/panic", 500),
        ("/page/broken", 500),
        ("/page/missing", 404),
        ("/page/a", 200),
        ("/direct/panic", 500),
    ] {
        assert_eq!(client.get(target, "").await.status, status, "{target}");
    }
    assert_eq!(client.get("/page/a", "").await.status, 200, "the connection goes on");
}
