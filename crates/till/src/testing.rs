//! Tills for tests, on both databases, with keys that need not be made anew each time.

use std::future::Future;

use base::{Time, config};
use data_encoding::HEXLOWER;
use passes::{Epoch, PrivateKey};
use store::StoreUrl;
use store::testing::{drop_postgres, empty_postgres};

use crate::Till;

/// The issuer's name in tests.
pub const ISSUER: &str = "plus.kropka.example";

/// Runs a test with an empty till on each database; its keys are those of [`keys`].
pub fn on_both<F: Future<Output = ()>>(now: Time, test: impl Fn(Till) -> F) {
    on_each_database(|url, folder| {
        let test = &test;
        async move {
            let till = open(&url, &folder, config::Till::default()).await;
            keys(&till, now).await;
            test(till.clone()).await;
            till.close().await;
        }
    });
}

/// Runs a test with the address of an empty database of each kind, and an empty folder.
pub fn on_each_database<F: Future<Output = ()>>(test: impl Fn(StoreUrl, std::path::PathBuf) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let folder = tempfile::tempdir().expect("a folder for the test");
        test(StoreUrl::Sqlite(folder.path().join("till.db")), folder.path().to_owned()).await;
        if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
            let folder = tempfile::tempdir().expect("a folder for the test");
            let (url, name) = empty_postgres(&server).await;
            test(url, folder.path().to_owned()).await;
            drop_postgres(&server, &name).await;
        }
    });
}

/// Opens a till.
pub async fn open(url: &StoreUrl, folder: &std::path::Path, settings: config::Till) -> Till {
    Till::open(url, folder, ISSUER, settings, [7; 32]).await.expect("the till opens")
}

/// Gives a till keys for this epoch and the two after it: those of RFC 9578's vectors, which everybody knows.
pub async fn keys(till: &Till, now: Time) {
    let mut epoch = Epoch::at(now);
    for (place, key) in vectors().iter().take(3).enumerate() {
        till.keep(epoch, key, [place as u8; 12]).await.expect("the key is kept");
        epoch = epoch.next();
    }
}

fn vectors() -> Vec<PrivateKey> {
    let text = include_str!("../../passes/tests/data/rfc9578.json");
    let sets: serde_json::Value = serde_json::from_str(text).expect("the vectors are JSON");
    let vectors = sets.as_array().into_iter().flatten().flat_map(|set| set["vectors"].as_array()).flatten();
    let mut texts: Vec<&str> = vectors.filter_map(|vector| vector["skS"].as_str()).collect();
    texts.dedup();
    let key = |text: &&str| {
        let pkcs8 = HEXLOWER.decode(text.as_bytes()).expect("a key is hexadecimal");
        PrivateKey::from_pkcs8(&pkcs8).expect("a key of the vectors")
    };
    texts.iter().map(key).collect()
}
