//! Issuance of single tokens: RFC 9578's vectors, and that nothing damaged or forged comes through.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::challenge::TokenChallenge;
use crate::testing::{KEYS, array, challenge, flipped, hex, key, rfc9578, rng, secrets};

/// A token and what led to it.
struct Issued {
    request: TokenRequest,
    pending: Pending,
    response: TokenResponse,
    token: Token,
}

fn issue(number: u64) -> Issued {
    let (request, pending) = blind(key().public(), challenge(), &secrets(number)).unwrap();
    let response = blind_sign(key(), &request, &mut rng(7)).unwrap();
    let token = pending.finalize(key().public(), &response).unwrap();
    Issued { request, pending, response, token }
}

static ISSUED: LazyLock<Issued> = LazyLock::new(|| issue(1));

#[test]
fn issuance_gives_the_bytes_of_the_vectors() {
    let mut count = 0;
    for (set, vector) in rfc9578().iter().flat_map(|set| set.vectors.iter().map(move |vector| (set, vector)))
    {
        let name = format!("{}, nonce {}", set.source, vector.nonce);
        let key = PrivateKey::from_pkcs8(&hex(&vector.private_key)).unwrap();
        let public = PublicKey::from_spki(&hex(&vector.public_key)).unwrap();
        assert_eq!(key.public(), &public, "{name}: the two halves");
        let challenge = TokenChallenge::from_bytes(&hex(&vector.token_challenge)).unwrap().digest();
        let (request, pending) = blind(&public, challenge, &vector.secrets()).unwrap();
        assert_eq!(request.to_bytes(), array(&vector.token_request), "{name}: token_request");
        let response = blind_sign(&key, &request, &mut rng(1)).unwrap();
        assert_eq!(response.to_bytes(), array(&vector.token_response), "{name}: token_response");
        let token = pending.finalize(&public, &response).unwrap();
        assert_eq!(token.to_bytes(), array(&vector.token), "{name}: token");
        assert_eq!(verify(&public, challenge, &token), Ok(()), "{name}: verify");
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn the_same_request_always_gets_the_same_response() {
    let again = blind_sign(key(), &ISSUED.request, &mut rng(99)).unwrap();
    assert_eq!(again, ISSUED.response);
}

#[test]
fn a_token_of_another_key_or_challenge_is_refused() {
    let token = &ISSUED.token;
    assert_eq!(verify(KEYS[1].public(), challenge(), token), Err(Refusal::Key));
    let other = TokenChallenge::plus("other.example").digest();
    assert_eq!(verify(key().public(), other, token), Err(Refusal::Challenge));
}

#[test]
fn a_request_for_another_key_is_not_signed() {
    let outcome = blind_sign(&KEYS[1], &ISSUED.request, &mut rng(1));
    assert_eq!(outcome.unwrap_err(), BlindError::Key);
}

#[test]
fn an_answer_of_another_key_does_not_become_a_token() {
    let mut request = ISSUED.request.clone();
    request.truncated_key_id = KEYS[1].public().id().truncated();
    // The other key may be smaller than the message; then it says so.
    match blind_sign(&KEYS[1], &request, &mut rng(1)) {
        Ok(response) => assert!(ISSUED.pending.finalize(key().public(), &response).is_err()),
        Err(error) => assert_eq!(error, BlindError::Range),
    }
}

#[test]
fn numbers_from_the_modulus_up_are_refused() {
    let modulus: [u8; 256] = key().public().modulus_bytes().try_into().unwrap();
    for number in [modulus, [0xff; 256]] {
        let request =
            TokenRequest { truncated_key_id: ISSUED.request.truncated_key_id, blinded_message: number };
        assert_eq!(blind_sign(key(), &request, &mut rng(1)).unwrap_err(), BlindError::Range);
        let response = TokenResponse { blind_signature: number };
        assert_eq!(ISSUED.pending.finalize(key().public(), &response).unwrap_err(), BlindError::Range);
        let token = Token { authenticator: number, ..ISSUED.token.clone() };
        assert_eq!(verify(key().public(), challenge(), &token), Err(Refusal::Signature));
    }
}

#[test]
fn the_trivial_numbers_are_signed_but_become_no_token() {
    for last in [0, 1] {
        let mut number = [0; 256];
        number[255] = last;
        let request =
            TokenRequest { truncated_key_id: ISSUED.request.truncated_key_id, blinded_message: number };
        let response = blind_sign(key(), &request, &mut rng(1)).unwrap();
        assert_eq!(response.blind_signature, number);
        assert_eq!(ISSUED.pending.finalize(key().public(), &response).unwrap_err(), BlindError::Signature);
        let token = Token { authenticator: number, ..ISSUED.token.clone() };
        assert_eq!(verify(key().public(), challenge(), &token), Err(Refusal::Signature));
    }
}

/// RFC 9578 allows PSSZERO for type 0x0002; ours is PSS with 48 bytes, and only that.
#[test]
fn a_signature_with_another_salt_length_is_refused() {
    let input = ISSUED.token.input;
    for (salt, outcome) in
        [(&[7u8; 48][..], Ok(())), (&[], Err(Refusal::Signature)), (&[7; 47], Err(Refusal::Signature))]
    {
        let modulus = key().public().modulus();
        let encoded = crate::pss::encode(&input.to_bytes(), salt, 2047).unwrap();
        let signature =
            rsabssa::blind_sign(key().rsa(), &modulus.residue(&encoded).unwrap(), &mut rng(1)).unwrap();
        let token = Token { input, authenticator: signature.try_into().unwrap() };
        assert_eq!(verify(key().public(), challenge(), &token), outcome, "{} bytes of salt", salt.len());
    }
}

#[test]
fn a_blinding_factor_of_zero_is_an_error() {
    let mut secrets = secrets(3);
    secrets.blind.fill(0);
    assert_eq!(blind(key().public(), challenge(), &secrets).err(), Some(BlindError::Blind));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_token_with_one_bit_turned_is_refused(bit in any::<prop::sample::Index>()) {
        let bytes = flipped(&ISSUED.token.to_bytes(), bit);
        let outcome = Token::from_bytes(&bytes).map(|token| verify(key().public(), challenge(), &token));
        prop_assert!(!matches!(outcome, Ok(Ok(()))));
    }

    #[test]
    fn a_response_with_one_bit_turned_is_refused(bit in any::<prop::sample::Index>()) {
        let response = TokenResponse::from_bytes(&flipped(&ISSUED.response.to_bytes(), bit)).unwrap();
        prop_assert!(ISSUED.pending.finalize(key().public(), &response).is_err());
    }

    #[test]
    fn of_a_request_with_one_bit_turned_comes_no_token(bit in any::<prop::sample::Index>()) {
        let Ok(request) = TokenRequest::from_bytes(&flipped(&ISSUED.request.to_bytes(), bit)) else { return Ok(()) };
        let Ok(response) = blind_sign(key(), &request, &mut rng(1)) else { return Ok(()) };
        prop_assert!(ISSUED.pending.finalize(key().public(), &response).is_err());
    }

    #[test]
    fn any_secrets_become_a_token(number in any::<u64>(), seed in any::<u8>()) {
        let (request, pending) = blind(key().public(), challenge(), &secrets(number)).unwrap();
        let response = blind_sign(key(), &request, &mut rng(seed)).unwrap();
        let token = pending.finalize(key().public(), &response).unwrap();
        prop_assert_eq!(verify(key().public(), challenge(), &token), Ok(()));
        prop_assert!(ISSUED.pending.finalize(key().public(), &response).is_err() || number == 1);
    }

    #[test]
    fn no_numbers_make_it_panic(message in any::<[[u8; 32]; 8]>()) {
        let number: [u8; 256] = message.concat().try_into().unwrap();
        let request = TokenRequest { truncated_key_id: key().public().id().truncated(), blinded_message: number };
        let _ = blind_sign(key(), &request, &mut rng(1));
        let _ = ISSUED.pending.finalize(key().public(), &TokenResponse { blind_signature: number });
        let token = Token { authenticator: number, ..ISSUED.token.clone() };
        prop_assert!(verify(key().public(), challenge(), &token).is_err());
    }
}
