//! Keys: made ahead, the same on every node, destroyed when their month is over; the secret they are sealed with.

use base::config;
use passes::Epoch;
use till::testing::{ISSUER, on_each_database, open};
use till::{DrawRefusal, Till, TillError};

use crate::kit::{at, batch, code, month, wallet};

#[test]
fn two_nodes_that_make_keys_at_once_have_the_same() {
    let now = at("2026-11-10");
    on_each_database(|url, folder| async move {
        let settings = config::Till::default;
        let nodes = [open(&url, &folder, settings()).await, open(&url, &folder, settings()).await];
        let made = nodes.clone().map(|node| {
            let seed = base::id::chance();
            tokio::spawn(async move { node.make_keys(3, seed, now).await.unwrap() })
        });
        let mut total = 0;
        for task in made {
            total += task.await.unwrap();
        }
        assert_eq!(total, 3, "each month's key was made by one of them");
        let directories = [nodes[0].directory(now).await.unwrap(), nodes[1].directory(now).await.unwrap()];
        assert_eq!(directories[0], directories[1]);
        let epochs: Vec<Epoch> = directories[0].ids().map(|(epoch, _)| epoch).collect();
        assert_eq!(epochs, ["2026-11", "2026-12", "2027-01"].map(month));
        assert_eq!(nodes[0].keys_ahead(now).await.unwrap(), 3);
        assert_eq!(nodes[0].make_keys(3, [1; 32], now).await.unwrap(), 0, "none is missing");
        // What one node signed, the other signs again.
        let code = code(&nodes[0], 1, 1, now).await;
        let (batch, _) = batch(&nodes[0], &wallet(1), "2026-11", now).await;
        let first = nodes[0].draw(&code, &batch, [1; 32], now).await.unwrap().unwrap();
        let second = nodes[1].draw(&code, &batch, [2; 32], now).await.unwrap().unwrap();
        assert_eq!(first.to_bytes(), second.to_bytes());
        for node in nodes {
            node.close().await;
        }
    });
}

#[test]
fn a_till_that_is_opened_again_signs_the_same() {
    let now = at("2026-11-10");
    on_each_database(|url, folder| async move {
        let till = open(&url, &folder, config::Till::default()).await;
        till::testing::keys(&till, now).await;
        let code = code(&till, 1, 1, now).await;
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let first = till.draw(&code, &batch, [1; 32], now).await.unwrap().unwrap();
        till.close().await;
        // The chance of a later start makes no other secret.
        let till = Till::open(&url, &folder, ISSUER, config::Till::default(), [99; 32]).await.unwrap();
        let again = till.draw(&code, &batch, [1; 32], now).await.unwrap().unwrap();
        assert_eq!(first.to_bytes(), again.to_bytes());
        till.close().await;
    });
}

#[test]
fn a_database_with_another_secret_is_not_opened() {
    on_each_database(|url, folder| async move {
        open(&url, &folder, config::Till::default()).await.close().await;
        let elsewhere = tempfile::tempdir().unwrap();
        let opened = Till::open(&url, elsewhere.path(), ISSUER, config::Till::default(), [8; 32]).await;
        let error = opened.err().unwrap();
        assert!(matches!(error, TillError::OtherSecret(_)), "{error}");
        assert!(error.to_string().contains("put the secret there"), "{error}");
    });
}

#[test]
fn a_key_is_listed_as_long_as_its_passes_are_accepted_and_signs_until_its_month_ends() {
    let now = at("2026-11-10");
    on_each_database(|url, folder| async move {
        let till = open(&url, &folder, config::Till::default()).await;
        till::testing::keys(&till, now).await;
        let code = code(&till, 12, 1, now).await;
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let is_listed = |day: &str| {
            let (till, now) = (till.clone(), at(day));
            async move { till.directory(now).await.unwrap().key_of(month("2026-11")).is_some() }
        };
        till.tidy(at("2026-11-30")).await.unwrap();
        till.draw(&code, &batch, [1; 32], at("2026-11-30")).await.unwrap().unwrap();
        till.tidy(at("2026-12-01")).await.unwrap();
        assert!(is_listed("2026-12-03").await);
        assert!(!is_listed("2026-12-04").await);
        // Not even a clock that goes back brings the private half back.
        let refused = till.draw(&code, &batch, [1; 32], at("2026-11-30")).await.unwrap();
        assert_eq!(refused.err(), Some(DrawRefusal::Key));
        till.tidy(at("2026-12-04")).await.unwrap();
        assert!(!is_listed("2026-12-03").await);
        till.close().await;
    });
}
