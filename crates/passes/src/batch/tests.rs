use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::blind::verify;
use crate::testing::{KEYS, about, challenge, flipped, key, rng};

fn wallet() -> Wallet {
    Wallet::from_entropy([5; 16])
}

fn epoch() -> Epoch {
    "2026-12".parse().unwrap()
}

fn prepared() -> (Batch, Pending) {
    prepare(&wallet(), epoch(), key().public(), challenge()).unwrap()
}

static SIGNED: LazyLock<SignedBatch> = LazyLock::new(|| sign(key(), &prepared().0, &mut rng(1)).unwrap());

#[test]
fn a_batch_becomes_ten_different_passes() {
    let (batch, pending) = prepared();
    let sent = Batch::from_bytes(&batch.to_bytes()).unwrap();
    let answer = SignedBatch::from_bytes(&SIGNED.to_bytes()).unwrap();
    assert_eq!((sent.to_bytes().len(), answer.to_bytes().len()), (2622, 2560));
    let tokens = pending.finish(key().public(), &answer).unwrap();
    let mut nonces: Vec<_> = tokens.iter().map(|token| token.input.nonce).collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), PASSES);
    assert!(tokens.iter().all(|token| verify(key().public(), challenge(), token).is_ok()));
}

/// A reinstall from the twelve words, months later and on another device, asks for the same batch and gets the same
/// answer: the till sees the digest it has.
#[test]
fn a_reinstall_sends_the_same_batch_for_ever() {
    let (first, _) = prepared();
    let words = wallet().words();
    let again = Wallet::from_words(&words).unwrap();
    let (batch, pending) = prepare(&again, epoch(), key().public(), challenge()).unwrap();
    assert_eq!((batch.to_bytes(), batch.digest()), (first.to_bytes(), first.digest()));
    let answer = sign(key(), &batch, &mut rng(200)).unwrap();
    assert_eq!(answer, *SIGNED);
    pending.finish(key().public(), &answer).unwrap();
}

#[test]
fn every_part_that_differs_makes_another_batch() {
    let digest = |wallet: &Wallet, epoch: &str, key: &PrivateKey, issuer: &str| {
        let challenge = crate::TokenChallenge::plus(issuer).digest();
        prepare(wallet, epoch.parse().unwrap(), key.public(), challenge).unwrap().0.digest()
    };
    let mut digests = vec![
        digest(&wallet(), "2026-12", key(), "a.example"),
        digest(&wallet(), "2027-01", key(), "a.example"),
        digest(&wallet(), "2026-12", &KEYS[1], "a.example"),
        digest(&wallet(), "2026-12", key(), "b.example"),
        digest(&Wallet::from_entropy([6; 16]), "2026-12", key(), "a.example"),
    ];
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), 5);
}

#[test]
fn a_batch_for_another_key_is_not_signed() {
    let outcome = sign(&KEYS[1], &prepared().0, &mut rng(1));
    assert_eq!(outcome.unwrap_err(), BlindError::Key);
}

#[test]
fn requests_for_different_keys_are_no_batch() {
    let mut bytes = prepared().0.to_bytes();
    bytes[32 + 2] ^= 1;
    assert_eq!(Batch::from_bytes(&bytes), Err(BatchError::Mixed));
    bytes[32 + 1] ^= 1;
    assert_eq!(Batch::from_bytes(&bytes), Err(BatchError::Form(FormError::Type)));
}

#[test]
fn answers_that_have_changed_places_are_refused() {
    let mut bytes = SIGNED.to_bytes();
    bytes.rotate_left(RESPONSE_BYTES);
    let answer = SignedBatch::from_bytes(&bytes).unwrap();
    assert_eq!(prepared().1.finish(key().public(), &answer).unwrap_err(), BlindError::Signature);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_answer_with_one_bit_turned_is_refused(bit in any::<prop::sample::Index>()) {
        let answer = SignedBatch::from_bytes(&flipped(&SIGNED.to_bytes(), bit)).unwrap();
        prop_assert!(prepared().1.finish(key().public(), &answer).is_err());
    }

    #[test]
    fn a_batch_with_one_bit_turned_is_another_or_none(bit in any::<prop::sample::Index>()) {
        let (batch, _) = prepared();
        if let Ok(other) = Batch::from_bytes(&flipped(&batch.to_bytes(), bit)) {
            prop_assert_ne!(other.digest(), batch.digest());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(batch in about(BATCH_BYTES), answer in about(ANSWER_BYTES)) {
        let _ = Batch::from_bytes(&batch);
        let _ = SignedBatch::from_bytes(&answer);
    }
}
