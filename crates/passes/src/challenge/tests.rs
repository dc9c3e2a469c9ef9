use proptest::prelude::*;

use super::*;
use crate::key::KeyId;
use crate::testing::{array, hex};
use crate::token::TokenInput;

const NONCE: &str = "e01978182c469e5e026d66558ee186568614f235e41ef7e2378e6f202688abab";
const KEY_ID: &str = "ca572f8982a9ca248a3056186322d93ca147266121ddeb5632c07f1f71cd2708";
const CONTEXT: &str = "476ac2c935f458e9b2d7af32dacfbd22dd6023ef5887a789f1abe004e79bb5bb";

/// RFC 9577, test vectors for challenge and redemption structures of token type 0x0002, as stored in
/// cloudflare/privacypass-ts test/testdata/authscheme_v11.json: context, origin_info, and the challenge digest that stands
/// in token_authenticator_input between NONCE and KEY_ID. The issuer's name is issuer.example in all.
const VECTORS: [(&str, &str, &str); 5] = [
    (CONTEXT, "origin.example", "8e1d5518ec82964255526efd8f9db88205a8ddd3ffb1db298fcc3ad36c42388f"),
    ("", "origin.example", "11e15c91a7c2ad02abd66645802373db1d823bea80f08d452541fb2b62b5898b"),
    ("", "", "b741ec1b6fd05f1e95f8982906aec1612896d9ca97d53eef94ad3c9fe023f7a4"),
    (CONTEXT, "", "b85fb5bc06edeb0e8e8bdb5b3bea8c4fa40837c82e8bcaf5882c81e14817ea18"),
    (CONTEXT, "foo.example,bar.example", "a2a775866b6ae0f98944910c8f48728d8a2735b9157762ddbf803f70e2e8ba3e"),
];

#[test]
fn challenges_have_the_digests_of_the_rfc() {
    for (context, origin_info, digest) in VECTORS {
        let challenge = TokenChallenge {
            token_type: TOKEN_TYPE,
            issuer_name: "issuer.example".to_owned(),
            redemption_context: (!context.is_empty()).then(|| array(context)),
            origin_info: origin_info.to_owned(),
        };
        let input = TokenInput {
            nonce: array(NONCE),
            challenge_digest: challenge.digest(),
            key_id: KeyId(array(KEY_ID)),
        };
        assert_eq!(input.to_bytes().to_vec(), hex(&format!("0002{NONCE}{digest}{KEY_ID}")));
        assert_eq!(TokenChallenge::from_bytes(&challenge.to_bytes()), Ok(challenge));
    }
}

#[test]
fn ours_is_the_same_everywhere() {
    let challenge = TokenChallenge::plus("plus.kropka.example");
    assert_eq!(challenge.to_bytes(), b"\0\x02\0\x13plus.kropka.example\0\0\x0bvestka-plus");
}

#[test]
fn a_name_that_is_too_long_is_cut() {
    let challenge = TokenChallenge::plus(&"ю".repeat(40_000));
    assert_eq!(challenge.issuer_name.len(), 65_534);
    assert_eq!(TokenChallenge::from_bytes(&challenge.to_bytes()), Ok(challenge));
}

#[test]
fn what_is_not_whole_or_has_more_is_refused() {
    let bytes = TokenChallenge::plus("plus.example").to_bytes();
    for length in 0..bytes.len() {
        assert_eq!(TokenChallenge::from_bytes(&bytes[..length]), Err(ChallengeError));
    }
    assert_eq!(TokenChallenge::from_bytes(&[&bytes[..], &[0]].concat()), Err(ChallengeError));
    // No issuer's name; a context of one byte; a name that is not UTF-8.
    for wrong in [&b"\0\x02\0\0\0\0\0"[..], b"\0\x02\0\x01a\x01x\0\0", b"\0\x02\0\x01\xff\0\0\0"] {
        assert_eq!(TokenChallenge::from_bytes(wrong), Err(ChallengeError));
    }
}

proptest! {
    #[test]
    fn what_is_read_is_written_the_same(bytes in any::<Vec<u8>>(), start in any::<bool>()) {
        let bytes = if start { [&b"\0\x02\0\x03abc\0\0"[..], &bytes].concat() } else { bytes };
        if let Ok(challenge) = TokenChallenge::from_bytes(&bytes) {
            prop_assert_eq!(challenge.to_bytes(), bytes);
        }
    }
}
