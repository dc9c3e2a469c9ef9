//! Full variants: who gets them, and that they never meet the open part.

use crate::house::{House, Reply, settings};
use base::Time;
use std::sync::atomic::Ordering;
use std::time::Duration;
use web::{Key, Settings};

const GOOD: &str = "Cookie: theme=dark; pass=good\r\n";

fn is_full(reply: &Reply) -> bool {
    let is_full = reply.text().contains("FULL");
    let (kept, tagged) = if is_full { ("private, no-store", false) } else { ("no-cache", true) };
    assert_eq!(reply.header("cache-control"), kept, "{reply:?}");
    assert_eq!(reply.headers.contains_key("etag"), tagged, "{reply:?}");
    is_full
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_cookie_gets_the_full_variant_and_no_other_does() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for round in 0..3 {
        for accept in ["", "Accept-Encoding: gzip\r\n", "Expect: nothing\r\n"] {
            let open = client.get("/plus/a", accept).await;
            let full = client.get("/plus/a", &format!("{accept}{GOOD}")).await;
            if accept != "Accept-Encoding: gzip\r\n" {
                assert!(!is_full(&open) && is_full(&full), "round {round}");
            }
            for reply in [&open, &full] {
                assert_eq!((reply.status, reply.header("vary")), (200, "accept-encoding, cookie"));
            }
        }
        for cookie in ["pass=bad", "pass=", "pass=goo", "pass=good2", "PASS=good", "x=pass=good"] {
            let reply = client.get("/plus/a", &format!("Cookie: {cookie}\r\n")).await;
            assert!(!is_full(&reply), "{cookie}");
        }
    }
    assert_eq!(house.loads(), 2, "each was rendered once");
    let plain = client.get("/page/a", GOOD).await;
    assert_eq!((plain.status, plain.header("vary")), (200, "accept-encoding"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_to_all_has_no_second_variant() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let open = client.get("/plus/open", "").await;
    assert_eq!(client.get("/plus/open", GOOD).await, open);
    assert_eq!((house.loads(), open.header("cache-control")), (1, "no-cache"));
    assert_eq!(client.get("/plus/missing", GOOD).await.status, 404);
    assert_eq!(house.app.cached().1, 2, "the page, and 'no such page'");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_condition_takes_one_variant_for_the_other() {
    let house = House::open().await;
    for target in ["/plus/a", "/plus/a?again"] {
        let mut client = house.connect().await;
        let tag = client.get(target, "").await.header("etag").to_owned();
        for condition in [
            format!("If-None-Match: {tag}\r\n"),
            "If-None-Match: *\r\n".to_owned(),
            "If-Modified-Since: Sun, 06 Nov 2044 08:49:37 GMT\r\n".to_owned(),
        ] {
            let full = client.get(target, &format!("{condition}{GOOD}")).await;
            assert_eq!(full.status, 200, "{condition}");
            assert!(is_full(&full), "{condition}");
        }
        assert_eq!(client.get(target, &format!("If-None-Match: {tag}\r\n")).await.status, 304);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn holders_of_different_tickets_get_different_pages() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for _ in 0..2 {
        let good = client.get("/plus/a", GOOD).await;
        let other = client.get("/plus/a", "Cookie: pass=other\r\n").await;
        assert!(good.text().contains("FULL for good.") && other.text().contains("FULL for other."));
    }
    assert_eq!(house.loads(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_variant_goes_stale_like_any_page() {
    let house = House::open().await;
    let mut client = house.connect().await;
    let first = client.get("/plus/a", GOOD).await.rendering();
    assert_eq!(client.get("/plus/a", GOOD).await.rendering(), first);
    house.board.refresh(&[Key::of("latest")]);
    let second = client.get("/plus/a", GOOD).await.rendering();
    assert!(second > first);
    house.levers.failing.store(true, Ordering::SeqCst);
    house.board.refresh(&[Key::of("latest")]);
    assert_eq!(client.get("/plus/a", GOOD).await.rendering(), second, "what is kept is served on");
    house.board.withdraw(&[Key::of("page/a")]);
    for cookie in [GOOD, ""] {
        assert_eq!(client.get("/plus/a", cookie).await.status, 503, "{cookie}");
    }
    house.levers.failing.store(false, Ordering::SeqCst);
    assert!(client.get("/plus/a", GOOD).await.rendering() > second);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_door_closes_or_the_story_opens_the_full_variant_is_gone() {
    let house = House::open().await;
    let mut client = house.connect().await;
    assert!(is_full(&client.get("/plus/a", GOOD).await));
    house.levers.closed.store(true, Ordering::SeqCst);
    assert!(!is_full(&client.get("/plus/a", GOOD).await));
    house.levers.closed.store(false, Ordering::SeqCst);
    let until = house.clock.now().plus_hours(1);
    house.levers.until.store(until.millis(), Ordering::SeqCst);
    house.board.withdraw(&[Key::of("latest")]);
    assert!(is_full(&client.get("/plus/a", GOOD).await));
    house.clock.set(until);
    house.levers.until.store(i64::MAX, Ordering::SeqCst);
    house.levers.opened.store(true, Ordering::SeqCst);
    assert!(!is_full(&client.get("/plus/a", GOOD).await));
    house.clock.set(Time::from_millis(until.millis() + 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn full_variants_share_the_caches_bytes() {
    let house = House::with(
        crate::house::limits(),
        Settings { cache_bytes: 256 << 10, retry_after: Duration::ZERO, ..settings() },
    )
    .await;
    let mut client = house.connect().await;
    for number in 0..60 {
        for cookie in ["", GOOD, "Cookie: pass=other\r\n"] {
            assert_eq!(client.get(&format!("/plus/n{number}"), cookie).await.status, 200);
        }
        assert!(house.app.cached().0 <= 256 << 10);
    }
}
