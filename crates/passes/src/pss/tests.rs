use super::*;
use proptest::prelude::*;

const BITS: [u32; 4] = [2047, 2048, 1030, 1033];

#[test]
fn what_does_not_fit_is_not_encoded() {
    assert!(encode(b"message", &[0; 48], 8 * 98 - 1).is_some());
    assert!(encode(b"message", &[0; 48], 8 * 97 - 1).is_none());
    assert!(!is_encoding(&[], b"message", 48, 2047));
    assert!(!is_encoding(&[0xbc], b"message", 48, 2047));
    assert!(!is_encoding(&[0xbc; 97], b"message", 48, 8 * 97));
}

proptest! {
    #[test]
    fn an_encoding_is_one_of_its_message_only(
        message in any::<Vec<u8>>(), salt in any::<[u8; 24]>(), which in 0..4usize, flip in any::<prop::sample::Index>()
    ) {
        let bits = BITS[which];
        let mut encoded = encode(&message, &salt, bits).unwrap();
        prop_assert!(is_encoding(&encoded, &message, 24, bits));
        prop_assert!(!is_encoding(&encoded, &message, 23, bits));
        prop_assert!(!is_encoding(&encoded, b"another", 24, bits) || message == b"another");
        let bit = flip.index(8 * encoded.len());
        encoded[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!is_encoding(&encoded, &message, 24, bits));
    }

    #[test]
    fn no_bytes_make_it_panic(encoded in any::<Vec<u8>>(), salt_length in 0..300usize, bits in 1..2100u32) {
        is_encoding(&encoded, b"message", salt_length, bits);
    }
}
