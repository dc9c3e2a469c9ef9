//! RFC 9474, appendix A: all four variants, in both directions, number by number.

use crypto_bigint::BoxedUint;

use super::*;
use crate::testing::{Rfc9474Key, Rfc9474Vector, hex, rfc9474, rng};

fn private(key: &Rfc9474Key) -> RsaPrivateKey {
    let number = |text: &str| BoxedUint::from_be_slice_vartime(&hex(text));
    let primes = vec![number(&key.p), number(&key.q)];
    RsaPrivateKey::from_components(number(&key.n), BoxedUint::from(65_537u64), number(&key.d), primes)
        .unwrap()
}

fn prepared(vector: &Rfc9474Vector) -> Vec<u8> {
    [hex(&vector.msg_prefix), hex(&vector.msg)].concat()
}

#[test]
fn the_four_variants_give_the_numbers_of_the_rfc() {
    let rfc = rfc9474();
    let (modulus, key) = (Modulus::new(&hex(&rfc.key.n)).unwrap(), private(&rfc.key));
    assert_eq!((modulus.bits(), rfc.vectors.len()), (4096, 4));
    for vector in &rfc.vectors {
        let (message, name) = (prepared(vector), &vector.name);
        let inverse = modulus.residue(&hex(&vector.inv)).unwrap();
        let (blinded, again) =
            blind(&modulus, &message, &hex(&vector.salt), &inverse.inverse().unwrap()).unwrap();
        assert_eq!(blinded, hex(&vector.blinded_msg), "{name}: blinded_msg");
        assert_eq!(again.bytes(), hex(&vector.inv), "{name}: inv");
        let signed = blind_sign(&key, &modulus.residue(&blinded).unwrap(), &mut rng(1)).unwrap();
        assert_eq!(signed, hex(&vector.blind_sig), "{name}: blind_sig");
        let signed = modulus.residue(&signed).unwrap();
        let signature = finalize(&modulus, &message, &signed, &inverse, vector.salt_length).unwrap();
        assert_eq!(signature, hex(&vector.sig), "{name}: sig");
    }
}

#[test]
fn the_encoding_is_that_of_the_rfc_where_it_is_stated() {
    let rfc = rfc9474();
    let stated: Vec<_> = rfc.vectors.iter().filter(|vector| !vector.encoded_msg.is_empty()).collect();
    assert_eq!(stated.len(), 3);
    for vector in stated {
        let encoded = pss::encode(&prepared(vector), &hex(&vector.salt), 4095).unwrap();
        assert_eq!(encoded, hex(&vector.encoded_msg), "{}", vector.name);
    }
}

#[test]
fn a_signature_is_valid_for_its_variant_and_its_message_only() {
    let rfc = rfc9474();
    let modulus = Modulus::new(&hex(&rfc.key.n)).unwrap();
    for vector in &rfc.vectors {
        let (message, signature) = (prepared(vector), modulus.residue(&hex(&vector.sig)).unwrap());
        assert!(verify(&modulus, &message, &signature, vector.salt_length));
        assert!(!verify(&modulus, &message, &signature, 48 - vector.salt_length), "the other salt length");
        assert!(!verify(&modulus, &message[1..], &signature, vector.salt_length));
        let other = signature.times(&signature);
        assert!(!verify(&modulus, &message, &other, vector.salt_length));
    }
}

#[test]
fn another_inverse_does_not_finalize() {
    let rfc = rfc9474();
    let modulus = Modulus::new(&hex(&rfc.key.n)).unwrap();
    // The RFC blinds all four with the same factor.
    let vector = &rfc.vectors[0];
    let signed = modulus.residue(&hex(&vector.blind_sig)).unwrap();
    let inverse = modulus.residue(&hex(&vector.inv)).unwrap();
    let outcome =
        finalize(&modulus, &prepared(vector), &signed, &inverse.times(&inverse), vector.salt_length);
    assert_eq!(outcome, Err(BlindError::Signature));
}
