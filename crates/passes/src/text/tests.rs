use proptest::prelude::*;

use super::*;
use crate::testing::{flipped, hex, rfc9578};

fn token() -> Token {
    Token::from_bytes(&hex(&rfc9578()[0].vectors[0].token)).unwrap()
}

#[test]
fn a_pass_is_read_as_it_was_written() {
    let text = write(&token());
    assert_eq!(text.len(), 478);
    assert!(text.starts_with("plus1.AAKqcgGdH5Ud8Zc"));
    assert_eq!(read(&text), Ok(token()));
}

#[test]
fn what_mail_programs_and_phones_add_means_nothing() {
    let text = write(&token());
    let folded: Vec<String> =
        text.as_bytes().chunks(60).map(|line| String::from_utf8_lossy(line).into()).collect();
    assert_eq!(read(&folded.join("\r\n\t")), Ok(token()));
    assert_eq!(read(&format!("\u{feff} {text}\u{200b}\u{a0}\n")), Ok(token()));
}

#[test]
fn what_is_wrong_is_said() {
    let text = write(&token());
    assert_eq!(read(""), Err(TextError::Prefix));
    assert_eq!(read(&text[1..]), Err(TextError::Prefix));
    assert_eq!(read(&text.replace("plus1.", "plus2.")), Err(TextError::Prefix));
    assert_eq!(read(&format!("{}!", &text[..477])), Err(TextError::Character));
    assert_eq!(read(&text[..470]), Err(TextError::Form(FormError::Length { wanted: 354, given: 348 })));
    let message = read(&format!("{text}AAAA")).unwrap_err().to_string();
    assert_eq!(message, "the pass is not whole: the message has 357 bytes, not 354");
    let mut other = token().to_bytes();
    other[1] = 1;
    let other = format!("{PREFIX}{}", BASE64URL_NOPAD.encode(&other));
    assert_eq!(read(&other), Err(TextError::Form(FormError::Type)));
}

proptest! {
    #[test]
    fn one_pass_has_one_text(bit in any::<prop::sample::Index>()) {
        let bytes = flipped(write(&token()).as_bytes(), bit);
        prop_assert_ne!(read(&String::from_utf8_lossy(&bytes)), Ok(token()));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*", is_long in any::<bool>()) {
        let _ = read(&format!("{PREFIX}{text}"));
        let _ = read(&if is_long { text.repeat(300) } else { text });
    }
}
