use std::time::Duration;

use serde_json::Value;
use store::jobs::{self, Filter};
use store::testing::on_both;
use tokio::sync::Notify;
use wire::notice;

use super::*;
use crate::receiver::Fault;

const MINUTE_MS: i64 = 60_000;

#[test]
fn a_kill_reaches_a_machine_that_was_down_for_an_hour() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.firm("down", &contract()).await;
        house.firm("up", &contract()).await;
        house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
        house.settle().await;
        house.receiver.fail("/down", 10_000, Fault::Status(503));
        house.kill("one").await;
        for _ in 0..60 {
            house.clock().set(house.clock().now().plus_millis(MINUTE_MS));
            house.settle().await;
        }
        assert_eq!(house.told("up"), ["story.published", "story.killed"], "the other was told at once");
        assert_eq!(house.told("down"), ["story.published"]);
        let mut db = house.edition.store.read().await.unwrap();
        let letters = jobs::list(&mut db, &Filter::default(), None, house.clock().now(), 100).await.unwrap();
        let failing: Vec<_> = letters.iter().filter(|letter| letter.state == jobs::State::Failing).collect();
        assert_eq!(failing.len(), 1, "it is tried on, and the desk sees it");
        assert!(format!("{}", failing[0].reason.clone().unwrap()).contains("reason-refused"));
        drop(db);
        house.receiver.fail("/down", 0, Fault::Close);
        for _ in 0..6 {
            house.clock().set(house.clock().now().plus_millis(MINUTE_MS));
            house.settle().await;
        }
        assert_eq!(house.told("down"), ["story.published", "story.killed"]);
        let mut db = house.edition.store.read().await.unwrap();
        assert_eq!(notice::of_story(&mut db, "one").await.unwrap().len(), 2);
        assert_eq!(notice::sent_of_story(&mut db, "one").await.unwrap().len(), 2, "by each machine");
    });
}

#[test]
fn one_that_hangs_keeps_no_other_waiting() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let firms: Vec<String> = (0..20).map(|n| format!("firm-{n}")).collect();
        for name in &firms {
            house.firm(name, &contract()).await;
        }
        house.receiver.fail("/firm-0", 100, Fault::Hang);
        house.site.file((0..8).map(|n| story(&format!("s{n}"), "en", "The ferry", noon())).collect()).await;
        let (courier, sent) = (house.courier(), Arc::new(Notify::new()));
        assert_eq!(house.follow().await, 160);
        let running = tokio::spawn(async move { courier.run(sent).await });
        let all = async {
            while firms[1..].iter().any(|name| house.told(name).len() < 8) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        // Sooner than an answer is waited for.
        let in_time = tokio::time::timeout(Duration::from_secs(12), all).await;
        running.abort();
        assert!(in_time.is_ok(), "others wait for one that hangs");
    });
}

/// The courier dies at a hundred moments, while machines fail, stories change and one is killed.
#[test]
fn nothing_is_lost_and_no_delivery_has_two_bodies_wherever_it_dies() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let firms = ["a", "b", "c", "d", "e"];
        for (n, name) in firms.iter().enumerate() {
            house.firm(name, &Contract { early: n % 2 == 0, plus: n % 3 == 0, ..contract() }).await;
        }
        house.site.file((0..6).map(|n| held(&format!("s{n}"))).collect()).await;
        house.receiver.fail_by_chance(3, 11);
        let mut seed = 5_u64;
        for round in 0..100 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Every eighth round an hour passes and something happens; in the others no letter's lease is over.
            if round % 8 == 0 {
                house.clock().set(house.clock().now().plus_hours(1));
                let id = format!("s{}", round / 8 % 6);
                match round / 8 {
                    3 | 7 => house.kill(&id).await,
                    _ => {
                        let mut tx = house.edition.store.write().await.unwrap();
                        let now = house.clock().now();
                        let _ =
                            lifecycle::correct(&mut tx, &id, 1, &format!("Note {round}."), "test", now).await;
                        tx.commit().await.unwrap();
                    }
                }
            } else {
                house.clock().set(house.clock().now().plus_millis(20_000));
            }
            house.follow().await;
            let (courier, sent) = (house.courier(), Arc::new(Notify::new()));
            let running = tokio::spawn(async move { courier.run(sent).await });
            tokio::time::sleep(Duration::from_micros(seed >> 50)).await;
            running.abort();
            let _ = running.await;
        }
        house.receiver.fail_by_chance(0, 0);
        for _ in 0..12 {
            house.pass(3).await;
        }
        for (name, bodies) in house.receiver.bodies_by_name() {
            assert_eq!(bodies.len(), 1, "{name} has two bodies");
        }
        for firm in firms {
            let items: Vec<Value> = house
                .receiver
                .parcels(&format!("/{firm}"))
                .iter()
                .map(|parcel| serde_json::from_str(&parcel.body).unwrap())
                .collect();
            let mut last = std::collections::HashMap::new();
            for item in items {
                let uri = item["uri"].as_str().unwrap().to_owned();
                let version: i64 = item["version"].as_str().unwrap().parse().unwrap();
                let before = last.insert(uri, (version, item["pubStatus"].as_str().unwrap().to_owned()));
                assert!(
                    before.is_none_or(|(before, _)| before <= version),
                    "{firm}: an older version came later"
                );
            }
            let canceled = last.values().filter(|(_, status)| status == "canceled").count();
            assert_eq!((last.len(), canceled), (6, 2), "{firm}: {last:?}");
        }
        let mut db = house.edition.store.read().await.unwrap();
        let letters =
            jobs::list(&mut db, &Filter::default(), None, house.clock().now(), 10_000).await.unwrap();
        let open: Vec<_> = letters
            .iter()
            .filter(|letter| letter.kind == "call-client-push" && letter.state != jobs::State::Done)
            .collect();
        assert!(open.is_empty(), "all letters are worked off: {open:?}");
    });
}
