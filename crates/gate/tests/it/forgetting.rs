//! What is left when a week, a month is over: nothing.

use std::path::Path;

use gate::{Gate, MIGRATIONS, Refusal};
use store::testing::on_both_empty;
use store::{Store, StoreUrl};

use crate::kit::{ISSUER, KEYS, Place, epoch, now, passes, redeem, signed, time};
use passes::Directory;

async fn column(place: &Place, sql: &str) -> Vec<String> {
    let store = Store::open(&place.url, MIGRATIONS).await.unwrap();
    let rows = store.read().await.unwrap().rows(sql, vec![]).await.unwrap();
    let texts = rows.iter().map(|row| row.text("v").unwrap()).collect();
    store.close().await;
    texts
}

async fn spent(place: &Place) -> Vec<String> {
    let sql =
        "select hash as v from spent_0 union all select hash from spent_1 union all select hash from spent_2";
    column(place, sql).await
}

/// Whether any file of a folder holds a text.
fn is_on_disk(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}

fn folder_of(url: &StoreUrl) -> Option<&Path> {
    match url {
        StoreUrl::Sqlite(file) => file.parent(),
        StoreUrl::Postgres(_) => None,
    }
}

#[test]
fn spent_passes_and_weeks_are_forgotten_when_they_are_over() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let gate = place.gate(now()).await;
        for pass in &passes("2026-11", 1)[..5] {
            redeem(&gate, pass, now()).await.unwrap();
        }
        let (hashes, weeks) = (spent(&place).await, column(&place, "select sealed as v from week_key").await);
        assert_eq!((hashes.len(), weeks.len()), (5, 1));
        if let Some(folder) = folder_of(&place.url) {
            assert!(is_on_disk(folder, &hashes[0]) && is_on_disk(folder, &weeks[0]), "the search can find");
        }
        gate.tidy([1; 32], time("2026-12-03T23:59:00Z")).await.unwrap();
        assert_eq!(spent(&place).await.len(), 5, "they are still accepted");
        let over = time("2026-12-04T00:00:00Z");
        gate.tidy([1; 32], over).await.unwrap();
        assert_eq!(spent(&place).await, [""; 0]);
        let kept = column(&place, "select week as v from week_key").await;
        assert_eq!(kept, ["2026-12.1"]);
        if let Some(folder) = folder_of(&place.url) {
            for gone in hashes.iter().chain(&weeks) {
                assert!(!is_on_disk(folder, gone), "{gone} is still on the disk");
            }
        }
        gate.close().await;
    });
}

#[test]
fn a_table_that_nobody_tidied_is_emptied_before_its_next_month_and_never_after() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let gate = place.gate(now()).await;
        let november = passes("2026-11", 1);
        redeem(&gate, &november[0], now()).await.unwrap();
        // February's passes lie where November's lay.
        let february = time("2027-02-10T12:00:00Z");
        let keys = vec![(epoch("2027-02"), KEYS[3].public().clone())];
        gate.learn(&Directory::new("/plus/draw", keys).unwrap(), now()).await.unwrap();
        let winter = signed(&KEYS[3], "2027-02", ISSUER, 1);
        redeem(&gate, &winter[0], february).await.unwrap();
        assert_eq!(spent(&place).await.len(), 1);
        // A node whose clock is behind learns that November is over, and spends nothing.
        assert_eq!(redeem(&gate, &november[0], now()).await, Err(Refusal::Late(epoch("2026-11"))));
        assert_eq!(redeem(&gate, &november[1], now()).await, Err(Refusal::Late(epoch("2026-11"))));
        assert_eq!(redeem(&gate, &winter[0], february).await, Err(Refusal::NotGood));
        assert_eq!(spent(&place).await.len(), 1);
        gate.close().await;
    });
}

#[test]
fn the_next_weeks_key_is_there_before_the_week() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let eve = time("2026-11-14T23:00:00Z");
        let (one, two): (Gate, Gate) = (place.gate(now()).await, place.gate(now()).await);
        for gate in [&one, &two] {
            gate.tidy(base::id::chance(), eve).await.unwrap();
        }
        let next = time("2026-11-15T00:00:00Z");
        let cookie = redeem(&one, &passes("2026-11", 1)[0], next).await.unwrap();
        assert_eq!(&**two.admit(&cookie, next).expect("the other node knows it").week(), "2026-11.3");
        assert!(two.admit(&cookie, eve).is_none(), "but not before");
        one.close().await;
        two.close().await;
    });
}
