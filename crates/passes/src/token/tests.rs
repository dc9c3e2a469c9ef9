use proptest::prelude::*;

use super::*;
use crate::testing::{about, hex, rfc9578};

#[test]
fn the_vectors_are_written_as_they_were_read() {
    for vector in rfc9578().iter().flat_map(|set| &set.vectors) {
        let (token, request, response) =
            (hex(&vector.token), hex(&vector.token_request), hex(&vector.token_response));
        assert_eq!(Token::from_bytes(&token).unwrap().to_bytes().to_vec(), token);
        assert_eq!(TokenRequest::from_bytes(&request).unwrap().to_bytes().to_vec(), request);
        assert_eq!(TokenResponse::from_bytes(&response).unwrap().to_bytes().to_vec(), response);
        assert_eq!(Token::from_bytes(&token).unwrap().input.nonce.to_vec(), hex(&vector.nonce));
    }
}

#[test]
fn a_message_has_its_length_and_its_type() {
    assert_eq!((TOKEN_BYTES, REQUEST_BYTES, RESPONSE_BYTES), (354, 259, 256));
    let wrong = FormError::Length { wanted: 354, given: 353 };
    assert_eq!(Token::from_bytes(&[0; 353]), Err(wrong));
    assert_eq!(wrong.to_string(), "the message has 353 bytes, not 354");
    assert_eq!(Token::from_bytes(&[0; 354]), Err(FormError::Type));
    assert_eq!(TokenRequest::from_bytes(&[1; 259]), Err(FormError::Type));
    assert!(TokenResponse::from_bytes(&[0; 257]).is_err());
}

#[test]
fn nothing_of_a_pass_appears_in_messages() {
    let mut bytes = [0x77; 354];
    bytes[..2].copy_from_slice(&[0, 2]);
    assert_eq!(format!("{:?}", Token::from_bytes(&bytes)), "Ok(Token(..))");
}

proptest! {
    #[test]
    fn what_is_read_is_written_the_same(mut bytes in about(354), request in about(259), ours in any::<bool>()) {
        if ours && bytes.len() > 1 {
            bytes[..2].copy_from_slice(&[0, 2]);
        }
        if let Ok(token) = Token::from_bytes(&bytes) {
            prop_assert_eq!(token.to_bytes().to_vec(), bytes);
        }
        if let Ok(message) = TokenRequest::from_bytes(&request) {
            prop_assert_eq!(message.to_bytes().to_vec(), request);
        }
    }
}
