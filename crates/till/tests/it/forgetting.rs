//! What is over is gone, from the rows and from the disk.

use base::config;
use data_encoding::HEXLOWER;
use store::StoreUrl;
use till::testing::{on_each_database, open};

use crate::kit::{at, batch, code, standing, wallet};

#[test]
fn a_code_that_has_long_run_out_is_forgotten_and_one_that_waits_is_not() {
    let now = at("2026-11-10");
    on_each_database(|url, folder| async move {
        let till = open(&url, &folder, config::Till::default()).await;
        till::testing::keys(&till, now).await;
        let (used, unused) = (code(&till, 1, 1, now).await, code(&till, 1, 2, now).await);
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        till.draw(&used, &batch, [1; 32], now).await.unwrap().unwrap();
        for (day, known) in
            [("2026-12-01", "0 2026-11"), ("2027-02-28", "0 2026-11"), ("2027-03-01", "unknown")]
        {
            till.tidy(at(day)).await.unwrap();
            assert_eq!(standing(&till, &used, at(day)).await, known, "{day}");
            assert_eq!(standing(&till, &unused, at(day)).await, "1 -", "{day}");
        }
        assert_eq!(till.totals(1).await.unwrap()[0].draws, 1, "the number stays");
        till.close().await;
    });
}

/// What the database holds of a draw and of a private key is in its files, and after the month it is not.
#[test]
fn what_is_forgotten_is_nowhere_in_the_files_of_sqlite() {
    let now = at("2026-11-10");
    on_each_database(|url, folder| async move {
        let StoreUrl::Sqlite(_) = &url else { return };
        let till = open(&url, &folder, config::Till::default()).await;
        till::testing::keys(&till, now).await;
        let code = code(&till, 1, 1, now).await;
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        till.draw(&code, &batch, [1; 32], now).await.unwrap().unwrap();
        let digest = HEXLOWER.encode(&batch.digest());
        // The nonce that the tests' first key is sealed with stands before it.
        let sealed = HEXLOWER.encode(&[0; 12]);
        let found = |needle: &str| {
            let files =
                std::fs::read_dir(&folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
            let holds =
                |bytes: Vec<u8>| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
            files.map(holds).filter(|holds| *holds).count()
        };
        assert!(found(&digest) > 0 && found(&sealed) > 0, "it is there as long as it is needed");
        till.tidy(at("2026-12-01")).await.unwrap();
        assert_eq!((found(&digest), found(&sealed)), (0, 0));
        till.close().await;
    });
}
