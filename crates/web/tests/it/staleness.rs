//! Who gets the old page, who the new one, who none.

use crate::house::{House, limits, settings};
use base::Time;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use web::{Key, Settings};

#[tokio::test(flavor = "multi_thread")]
async fn a_publication_shows_on_the_next_request() {
    let house = House::open().await;
    let mut client = house.connect().await;
    for rendering in 1..20 {
        assert_eq!(client.get("/page/a", "").await.rendering(), rendering);
        assert_eq!(client.get("/page/a", "").await.rendering(), rendering);
        house.board.refresh(&[Key::of("latest")]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_reader_waits_for_the_new_page_the_others_get_the_old() {
    let house = Arc::new(House::open().await);
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.hold().await;
    house.board.refresh(&[Key::of("latest")]);
    let first = tokio::spawn({
        let house = house.clone();
        async move { house.get("/page/a").await }
    });
    house.begun(2).await;
    for _ in 0..5 {
        assert_eq!(house.get("/page/a").await.rendering(), 1);
    }
    house.release();
    assert_eq!(first.await.unwrap().rendering(), 2);
    assert_eq!(house.get("/page/a").await.rendering(), 2);
    assert_eq!(house.loads(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_withdrawn_page_nobody_gets_the_old_bytes() {
    let house = Arc::new(House::open().await);
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.hold().await;
    house.board.withdraw(&[Key::of("page/a")]);
    let readers: Vec<_> = (0..20)
        .map(|_| {
            let house = house.clone();
            tokio::spawn(async move { house.get("/page/a").await })
        })
        .collect();
    house.begun(2).await;
    house.release();
    for reader in readers {
        assert_eq!(reader.await.unwrap().rendering(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_withdrawn_while_it_is_rendered_is_rendered_again() {
    let house = Arc::new(House::open().await);
    house.hold().await;
    let reader = tokio::spawn({
        let house = house.clone();
        async move { house.get("/page/a").await }
    });
    house.begun(1).await;
    house.board.withdraw(&[Key::of("page/a")]);
    house.release();
    assert_eq!(reader.await.unwrap().rendering(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_published_pages_stay_and_withdrawn_ones_go() {
    let house = House::open().await;
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.levers.failing.store(true, Ordering::SeqCst);
    house.board.refresh(&[Key::of("latest")]);
    for _ in 0..5 {
        assert_eq!(house.get("/page/a").await.rendering(), 1);
    }
    assert_eq!(house.get("/page/never-seen").await.status, 503);
    house.board.withdraw(&[Key::of("page/a")]);
    let gone = house.get("/page/a").await;
    assert_eq!((gone.status, gone.text().as_str()), (503, "en: come back later"));
    assert_eq!((gone.header("retry-after"), gone.header("cache-control")), ("5", "no-store"));
    house.levers.failing.store(false, Ordering::SeqCst);
    assert_eq!(house.get("/page/a").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_database_is_back_the_new_page_comes() {
    let house = House::open().await;
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.levers.failing.store(true, Ordering::SeqCst);
    house.board.refresh(&[Key::of("latest")]);
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.levers.failing.store(false, Ordering::SeqCst);
    crate::house::within(async {
        while house.get("/page/a").await.rendering() == 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_hangs_costs_one_reader_some_patience() {
    let patience = Duration::from_millis(20);
    let house = House::with(limits(), Settings { patience, ..settings() }).await;
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.hold().await;
    house.board.refresh(&[Key::of("latest")]);
    assert_eq!(house.get("/page/a").await.rendering(), 1);
    house.release();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rendering_that_takes_too_long_is_given_up() {
    let load_timeout = Duration::from_millis(500);
    let house = House::with(limits(), Settings { load_timeout, ..settings() }).await;
    house.hold().await;
    assert_eq!(house.get("/page/a").await.status, 503);
    house.release();
    assert_eq!(house.get("/page/a").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_its_last_moment_on_nobody_gets_a_page() {
    let house = House::open().await;
    let now = house.clock.now().millis();
    house.levers.until.store(now + 1000, Ordering::SeqCst);
    assert_eq!(house.get("/timed/a").await.rendering(), 1);
    house.clock.set(Time::from_millis(now + 999));
    assert_eq!(house.get("/timed/a").await.rendering(), 1);
    house.clock.set(Time::from_millis(now + 1000));
    house.levers.failing.store(true, Ordering::SeqCst);
    assert_eq!(house.get("/timed/a").await.status, 503);
    house.levers.failing.store(false, Ordering::SeqCst);
    house.levers.until.store(i64::MAX, Ordering::SeqCst);
    assert_eq!(house.get("/timed/a").await.status, 200);
}
