use proptest::prelude::*;

use super::*;
use crate::testing::{KEYS, key};

fn epoch(text: &str) -> Epoch {
    text.parse().unwrap()
}

fn directory() -> Directory {
    let keys = vec![(epoch("2027-01"), KEYS[1].public().clone()), (epoch("2026-12"), key().public().clone())];
    Directory::new("/plus/batch", keys).unwrap()
}

#[test]
fn a_directory_is_written_as_the_rfc_says() {
    let json = directory().to_json();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["issuer-request-uri"], "/plus/batch");
    assert_eq!(value["token-keys"][0]["token-type"], 2);
    assert_eq!(value["token-keys"][0]["not-before"], 1_796_083_200, "2026-12-01T00:00:00Z");
    let key = value["token-keys"][0]["token-key"].as_str().unwrap();
    assert!(key.starts_with(
        "MIIBUjA9BgkqhkiG9w0BAQowMKANMAsGCWCGSAFlAwQCAqEaMBgGCSqGSIb3DQEBCDALBglghkgBZQMEAgKiAwIBMAOCAQ8A"
    ));
    assert_eq!(key.len(), 456, "342 bytes need no padding");
    assert_eq!(Directory::from_json(&json), Ok(directory()));
}

#[test]
fn keys_are_found_by_epoch_and_by_identifier() {
    let directory = directory();
    assert_eq!(directory.key_of(epoch("2026-12")), Some(key().public()));
    assert_eq!(directory.key_of(epoch("2027-02")), None);
    assert_eq!(directory.epoch_of(KEYS[1].public().id()), Some(epoch("2027-01")));
    let ids: Vec<_> = directory.ids().map(|(epoch, _)| epoch.to_string()).collect();
    assert_eq!(ids, ["2026-12", "2027-01"]);
}

#[test]
fn keys_of_other_token_types_are_passed_over() {
    let json = directory().to_json().replacen(
        "\"token-keys\": [",
        "\"token-keys\": [{\"token-type\": 1, \"token-key\": \"?\"},",
        1,
    );
    assert_eq!(Directory::from_json(&json), Ok(directory()));
}

#[test]
fn two_keys_for_one_epoch_are_refused() {
    let keys = vec![(epoch("2026-12"), key().public().clone()), (epoch("2026-12"), KEYS[1].public().clone())];
    assert_eq!(Directory::new("/", keys), Err(DirectoryError::Twice(epoch("2026-12"))));
}

#[test]
fn neighbours_that_a_request_cannot_tell_apart_are_refused() {
    let keys =
        |second| vec![(epoch("2026-12"), key().public().clone()), (epoch(second), key().public().clone())];
    assert_eq!(Directory::new("/", keys("2027-01")), Err(DirectoryError::Collision(epoch("2026-12"))));
    assert!(Directory::new("/", keys("2027-02")).is_ok(), "never live together");
}

#[test]
fn what_is_not_a_directory_is_refused() {
    for wrong in ["", "{}", "[]", "{\"issuer-request-uri\": \"/\", \"token-keys\": 1}"] {
        assert_eq!(Directory::from_json(wrong), Err(DirectoryError::Form), "{wrong}");
    }
    let long = format!("{}{}", directory().to_json(), " ".repeat(70_000));
    assert_eq!(Directory::from_json(&long), Err(DirectoryError::Form));
    let json = directory().to_json();
    for (from, to) in [
        ("1796083200", "1796083201"),
        ("MIIB", "MIIC"),
        ("\"not-before\": 1796083200", "\"x\": 1"),
        ("1796083200", "9223372036854775807"),
    ] {
        assert_eq!(
            Directory::from_json(&json.replacen(from, to, 1)),
            Err(DirectoryError::Key { place: 1 }),
            "{to}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".*", number in any::<i64>()) {
        let _ = Directory::from_json(&text);
        let _ = Directory::from_json(&directory().to_json().replacen("1796083200", &number.to_string(), 1));
    }
}
