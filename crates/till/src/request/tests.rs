use passes::batch::{ANSWER_BYTES, BATCH_BYTES};
use proptest::prelude::*;

use super::*;

/// A batch of the right form, whatever its numbers are.
fn batch(fill: u8) -> Batch {
    let mut bytes = vec![fill; BATCH_BYTES];
    for request in bytes[32..].chunks_mut(259) {
        request[..2].copy_from_slice(&[0, 2]);
        request[2] = fill;
    }
    Batch::from_bytes(&bytes).unwrap()
}

fn request() -> DrawRequest {
    DrawRequest { code: ReaderCode::from_bytes([7; 16]), batch: batch(3) }
}

#[test]
fn a_request_is_read_as_it_is_written() {
    let text = request().to_text();
    assert!(text.len() < MOST_REQUEST_BYTES);
    assert_eq!(DrawRequest::parse(text.as_bytes()).unwrap(), request());
    assert_eq!(DrawRequest::parse(format!("{text}\r\n").as_bytes()).unwrap(), request());
    let spaced = text.replacen('-', " ", 6).to_lowercase().replacen('\n', "\r\n", 1);
    let (code, batch) = spaced.split_once('\n').unwrap();
    assert!(DrawRequest::parse(format!("{code}\n{}", &text[text.len() - batch.len()..]).as_bytes()).is_ok());
}

#[test]
fn what_is_no_request_is_refused_with_what_is_wrong() {
    let check = |bytes: &[u8], expected: &str| {
        let error = DrawRequest::parse(bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let text = request().to_text();
    check(b"", "line feed");
    check(b"\xff\n\xff", "line feed");
    check(text.replace('\n', " ").as_bytes(), "line feed");
    check(format!("\n{text}").as_bytes(), "no code was entered");
    check(text.replacen('-', "-0", 1).as_bytes(), "28 signs");
    check(format!("{text}=").as_bytes(), "line feed");
    check(&text.as_bytes()[..text.len() - 4], "bytes");
}

#[test]
fn an_answer_is_read_as_it_is_written() {
    let signed = SignedBatch::from_bytes(&[5; ANSWER_BYTES]).unwrap();
    assert_eq!(read_answer(&format!("{}\n", write_answer(&signed))).unwrap(), signed);
    assert!(read_answer("").is_err());
    assert!(read_answer("a calm page").is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
        let _ = DrawRequest::parse(&bytes);
        let mut text = request().to_text().into_bytes();
        let at = at.index(text.len());
        text.splice(at..at, bytes.iter().copied());
        if let Ok(read) = DrawRequest::parse(&text) {
            prop_assert_eq!(DrawRequest::parse(read.to_text().as_bytes()).unwrap(), read);
        }
    }
}
