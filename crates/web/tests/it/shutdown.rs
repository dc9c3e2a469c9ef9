//! Closing in good order.

use crate::house::{House, limits, settings};
use std::time::Duration;
use tokio::net::TcpStream;
use web::listener::Limits;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_under_way_is_finished() {
    let mut house = House::open().await;
    house.hold().await;
    let (mut idle, mut waiting) = (house.connect().await, house.connect().await);
    waiting.send("GET /page/a HTTP/1.1\r\nHost: test\r\n\r\n").await;
    house.begun(1).await;
    house.stop();
    assert!(idle.ended().await.is_empty(), "idle connections end at once");
    while TcpStream::connect(house.address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    house.release();
    assert_eq!(waiting.reply(false).await.unwrap().rendering(), 1);
    assert!(waiting.ended().await.is_empty());
    house.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_on_the_long_way_end_too() {
    let mut house = House::open().await;
    let mut client = house.connect().await;
    assert_eq!(client.get("/", "").await.status, 302);
    house.stop();
    assert!(client.ended().await.is_empty());
    house.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_comes_does_not_keep_the_house_open() {
    let drain_timeout = Duration::from_millis(50);
    let mut house = House::with(Limits { drain_timeout, ..limits() }, settings()).await;
    house.hold().await;
    let mut waiting = house.connect().await;
    waiting.send("GET /page/a HTTP/1.1\r\nHost: test\r\n\r\n").await;
    house.begun(1).await;
    house.stop();
    assert!(waiting.ended().await.is_empty());
    house.stopped().await;
}
