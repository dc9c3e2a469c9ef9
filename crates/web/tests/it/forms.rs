//! Forms: whose are taken, how much of one, for how long, and what is said to the others.

use crate::house::{Client, House, Reply, limits, settings, within};
use std::time::Duration;
use web::Settings;

const ORDINARY: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

async fn post(client: &mut Client, target: &str, lines: &str, body: &str) -> Reply {
    let head =
        format!("POST {target} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n{lines}\r\n", body.len());
    client.send(head + body).await;
    client.reply(false).await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_read_and_its_answer_is_nobodys_to_keep() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for _ in 0..2 {
        let lines = format!("{ORDINARY}If-None-Match: *\r\nOrigin: http://test\r\n");
        let reply = post(&mut client, "/both/a?x=1", &lines, "word=a+b&x=2").await;
        assert_eq!((reply.status, reply.text().as_str()), (200, "a took 'a b'"));
        assert_eq!(reply.header("cache-control"), "private, no-store");
        assert_eq!(reply.header("etag"), "");
    }
    let page = client.get("/both/a", "").await;
    assert_eq!((page.status, page.text().as_str()), (200, "the page a"));
    assert_eq!(page.header("cache-control"), "no-cache");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_a_form_is_nothing_is_read() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for lines in ["", "Expect: nothing\r\n"] {
        let reply = client.get("/hook", lines).await;
        assert_eq!((reply.status, reply.header("allow")), (405, "POST"), "{lines}");
        assert!(reply.text().contains("form"));
    }
    let reply = post(&mut house.connect().await, "/page/a", ORDINARY, "").await;
    assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"));
    let reply = post(&mut house.connect().await, "/nothing/here", ORDINARY, "").await;
    assert_eq!(reply.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_too_long_is_told_so() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let exact = format!("word={}", "x".repeat(95));
    assert_eq!(post(&mut client, "/both/a", ORDINARY, &exact).await.status, 200);
    let reply = post(&mut client, "/both/a", ORDINARY, &format!("{exact}x")).await;
    assert_eq!(reply.status, 413);
    assert!(reply.text().contains("longer"));
    assert_eq!(client.get("/page/a", "").await.status, 200, "the connection goes on");
    let chunked = "Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    client.send(format!("POST /both/a HTTP/1.1\r\nHost: test\r\n{chunked}\r\n")).await;
    for _ in 0..20 {
        client.send(format!("10\r\n{}\r\n", "y".repeat(16))).await;
    }
    client.send("0\r\n\r\n").await;
    assert_eq!(client.reply(false).await.unwrap().status, 413);
    let huge = format!("POST /both/a HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000000\r\n{ORDINARY}\r\n");
    for lines in ["", "Expect: 100-continue\r\n"] {
        let mut client = house.connect().await;
        client.send(huge.replace("Host: test\r\n", &format!("Host: test\r\n{lines}"))).await;
        let reply = client.reply(false).await.unwrap();
        assert_eq!((reply.status, reply.header("connection")), (413, "close"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_does_not_come_is_given_up() {
    let house =
        House::with(limits(), Settings { form_timeout: Duration::from_millis(100), ..settings() }).await;
    let mut client = house.connect().await;
    let head = format!("POST /both/a HTTP/1.1\r\nHost: test\r\nContent-Length: 50\r\n{ORDINARY}\r\n");
    client.send(head + "word=").await;
    let reply = client.reply(false).await.expect("an answer");
    assert_eq!((reply.status, reply.header("connection")), (408, "close"));
    assert!(reply.text().contains("in time"));
    assert!(client.ended().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_or_a_program_sends_is_taken_where_it_may() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for (lines, status) in [
        ("", 415),
        ("Content-Type: text/plain\r\n", 415),
        ("Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: cross-site\r\n", 403),
        ("Content-Type: application/x-www-form-urlencoded\r\nOrigin: https://elsewhere.example\r\n", 403),
        ("Content-Type: application/x-www-form-urlencoded\r\nHost: again\r\n", 400),
    ] {
        let reply = post(&mut client, "/both/a", lines, "word=x").await;
        assert_eq!(reply.status, status, "{lines}");
        assert!(reply.text().len() > 20 && reply.text().ends_with(".\n"), "{lines}");
    }
    let foreign = "Content-Type: application/json\r\nOrigin: https://elsewhere.example\r\nSec-Fetch-Site: cross-site\r\n";
    let reply = post(&mut client, "/hook", foreign, "{}").await;
    assert_eq!((reply.status, reply.text().as_str()), (200, "2 bytes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_fails_harms_nobody_else() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for (word, status) in [("panic", 500), ("away", 503), ("missing", 404), ("fine", 200)] {
        let reply = post(&mut client, "/both/a", ORDINARY, &format!("word={word}")).await;
        assert_eq!((reply.status, reply.header("cache-control")), (status, "private, no-store"), "{word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_who_leaves_in_the_middle_is_let_go() {
    let mut house = House::open().await;
    let mut client = house.connect().await;
    client
        .send(format!("POST /both/a HTTP/1.1\r\nHost: test\r\nContent-Length: 50\r\n{ORDINARY}\r\nword="))
        .await;
    drop(client);
    assert_eq!(house.get("/page/a").await.status, 200);
    house.stop();
    within(house.stopped()).await;
}
