use proptest::prelude::*;

use super::*;
use crate::testing::{about, flipped, hex, key, rfc9578, rng};

#[test]
fn a_key_is_written_as_it_was_read() {
    let vectors: Vec<_> = rfc9578().into_iter().flat_map(|set| set.vectors).collect();
    for vector in vectors {
        let spki = hex(&vector.public_key);
        assert_eq!(PublicKey::from_spki(&spki).unwrap().spki(), spki);
        let private = PrivateKey::from_pkcs8(&hex(&vector.private_key)).unwrap();
        assert_eq!(private.to_pkcs8().to_vec(), hex(&vector.private_key));
    }
}

/// RFC 9577's and RFC 9578's vectors name this key by its identifier.
#[test]
fn the_identifier_is_that_of_the_rfc() {
    let id = key().public().id();
    assert_eq!(id.0.to_vec(), hex("ca572f8982a9ca248a3056186322d93ca147266121ddeb5632c07f1f71cd2708"));
    assert_eq!(id.truncated(), 0x08);
}

#[test]
fn a_new_key_can_be_kept_and_read_again() {
    let key = PrivateKey::generate(&mut rng(42)).unwrap();
    assert_eq!(key.public().modulus().bits(), 2048);
    let again = PrivateKey::from_pkcs8(&key.to_pkcs8()).unwrap();
    assert_eq!(again.public(), key.public());
    assert_eq!(format!("{key:?}"), format!("PrivateKey({:?})", key.public().id()));
}

#[test]
fn other_keys_are_refused() {
    // A good key with another identifier: rsaEncryption, as most keys are written.
    let modulus = key().public().modulus_bytes();
    let common =
        [&hex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100"), modulus, &SPKI_TAIL]
            .concat();
    assert_eq!(PublicKey::from_spki(&common), Err(KeyError::Public));
    // An even modulus, and one of 2,047 bits.
    for (place, mask) in [(255, 0xfe), (0, 0x7f)] {
        let mut spki = key().public().spki().to_vec();
        spki[SPKI_HEAD.len() + place] &= mask;
        assert_eq!(PublicKey::from_spki(&spki), Err(KeyError::Public));
    }
}

#[test]
fn a_damaged_private_key_is_refused() {
    let bytes = key().to_pkcs8();
    for place in (0..bytes.len()).step_by(9) {
        let mut damaged = bytes.to_vec();
        damaged[place] ^= 1;
        // Of a CRT number that is wrong the key takes no notice: it computes its own.
        if let Ok(other) = PrivateKey::from_pkcs8(&damaged) {
            assert_eq!(other.public(), key().public(), "byte {place}");
        }
    }
}

proptest! {
    #[test]
    fn a_key_with_one_bit_turned_is_another_or_none(bit in any::<prop::sample::Index>()) {
        let bytes = flipped(key().public().spki(), bit);
        prop_assert_ne!(PublicKey::from_spki(&bytes), Ok(key().public().clone()));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in about(342)) {
        let _ = PublicKey::from_spki(&bytes);
        let _ = PrivateKey::from_pkcs8(&bytes);
    }
}
