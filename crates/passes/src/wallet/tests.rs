use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::testing::{array, hex, key};

/// BIP 39's own vectors (trezor/python-mnemonic, vectors.json; the passphrase is TREZOR): entropy, words, seed.
const VECTORS: [(&str, &str, &str); 3] = [
    (
        "00000000000000000000000000000000",
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04",
    ),
    (
        "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
        "2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6fa457fe1296106559a3c80937a1c1069be3a3a5bd381ee6260e8d9739fce1f607",
    ),
    (
        "ffffffffffffffffffffffffffffffff",
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
        "ac27495480225222079d7be181583751e86f571027b0497b5b5d11218e0a8a13332572917f0f8e5a589620c6f15b11c61dee327651a14c34e18231052e48c069",
    ),
];

#[test]
fn the_words_and_the_seed_are_those_of_bip_39() {
    for (entropy, words, expected) in VECTORS {
        let wallet = Wallet::from_entropy(array(entropy));
        assert_eq!(wallet.words().as_str(), words);
        assert_eq!(seed(words, "TREZOR").to_vec(), hex(expected));
        assert_eq!(Wallet::from_words(words).unwrap().entropy, array::<16>(entropy));
    }
}

#[test]
fn the_list_is_the_published_one() {
    let digest = data_encoding::HEXLOWER.encode(&sha256(&[LIST.as_bytes()]));
    assert_eq!(digest, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    assert_eq!((LIST.lines().count(), word(0), word(2047)), (2048, "abandon", "zoo"));
}

/// Computed by Python's hmac and hashlib alone: `drill/passes/second` has the derivation a third time, in JavaScript.
#[test]
fn a_pass_is_derived_as_the_header_says() {
    let wallet = Wallet::from_entropy([0; 16]);
    let secrets = wallet.secrets("2026-11".parse().unwrap(), KeyId([7; 32]), 3);
    let expected = hex(include_str!("../../tests/data/derived.hex").trim());
    assert_eq!(secrets.nonce.to_vec(), expected[..32]);
    assert_eq!(secrets.salt.to_vec(), expected[32..80]);
    assert_eq!(secrets.blind.to_vec(), expected[80..]);
}

#[test]
fn no_two_passes_have_anything_in_common() {
    let wallets = [Wallet::from_entropy([1; 16]), Wallet::from_entropy([2; 16])];
    let mut seen = HashSet::new();
    for wallet in &wallets {
        for epoch in ["2026-11", "2026-12"] {
            for id in [key().public().id(), KeyId([0; 32])] {
                for index in 0..10 {
                    let secrets = wallet.secrets(epoch.parse().unwrap(), id, index);
                    assert!(seen.insert(secrets.nonce.to_vec()) && seen.insert(secrets.salt.to_vec()));
                    assert!(seen.insert(secrets.blind.to_vec()));
                }
            }
        }
    }
}

#[test]
fn words_are_read_as_people_write_them() {
    let wallet = Wallet::from_words(
        " LEGAL, winner;thank\nyear  wave Sausage worth useful\tlegal winner thank yellow. ",
    );
    assert_eq!(wallet.unwrap().words().as_str(), VECTORS[1].1);
}

#[test]
fn what_is_wrong_is_said_and_nothing_typed_is_repeated() {
    let error = |text: &str| Wallet::from_words(text).unwrap_err();
    assert_eq!(error(""), WordsError::Count { given: 0 });
    assert_eq!(error(&VECTORS[0].1.replace("about", "")), WordsError::Count { given: 11 });
    assert_eq!(error(&VECTORS[0].1.replace("about", "secretword")), WordsError::Unknown { place: 12 });
    assert_eq!(error(&VECTORS[0].1.replace("about", "abandon")), WordsError::Checksum);
    assert_eq!(format!("{:?}", Wallet::from_entropy([0; 16])), "Wallet(..)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_words_give_the_same_wallet(entropy in any::<[u8; 16]>(), index in 0..10u8) {
        let wallet = Wallet::from_entropy(entropy);
        let again = Wallet::from_words(&wallet.words()).unwrap();
        let epoch = "2027-03".parse().unwrap();
        let (one, two) = (wallet.secrets(epoch, KeyId([1; 32]), index), again.secrets(epoch, KeyId([1; 32]), index));
        prop_assert_eq!((one.nonce, one.salt, one.blind), (two.nonce, two.salt, two.blind));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = Wallet::from_words(&text);
    }
}
