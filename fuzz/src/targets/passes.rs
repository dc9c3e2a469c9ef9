//! What readers type, paste and send of the paid tier: codes, twelve words, passes, batches, directories.

use passes::batch::{ANSWER_BYTES, BATCH_BYTES};
use passes::token::{RESPONSE_BYTES, TOKEN_BYTES};
use passes::{
    Batch, Directory, Epoch, PublicKey, ReaderCode, SignedBatch, Token, TokenChallenge, TokenRequest, Wallet,
    text,
};

use till::{DrawRequest, request};

use crate::target::Target;

/// All that is read strictly has one way to be written, and what is typed has one meaning.
pub fn passes() -> Target {
    Target {
        name: "passes",
        corpora: &[],
        made: beginnings,
        words: &[
            "plus1.",
            "-",
            "О",
            "abandon ",
            "zoo wrong",
            "2026-11",
            "\"token-keys\":[",
            "\"not-before\":1796083200",
            "\0\u{2}",
            "\u{200b}",
        ],
        longest: 16 << 10,
        take: Box::new(|bytes| {
            let typed = String::from_utf8_lossy(bytes);
            format!("{}; {}", sent(bytes), entered(&typed))
        }),
    }
}

fn beginnings() -> Vec<Vec<u8>> {
    let mut token = vec![7; TOKEN_BYTES];
    token[..2].copy_from_slice(&[0, 2]);
    let mut batch = vec![7; BATCH_BYTES];
    batch[32..].chunks_mut(259).for_each(|request| request[..2].copy_from_slice(&[0, 2]));
    let drawn = DrawRequest {
        code: ReaderCode::from_bytes([0x5a; 16]),
        batch: Batch::from_bytes(&batch).expect("a batch of our making is one"),
    };
    let texts = [
        drawn.to_text(),
        ReaderCode::from_bytes([0x5a; 16]).to_string(),
        Wallet::from_entropy([0x5a; 16]).words().to_string(),
        text::write(&Token::from_bytes(&token).expect("a token of our making is one")),
        Directory::new("/plus/batch", Vec::new()).map(|directory| directory.to_json()).unwrap_or_default(),
        "{\"issuer-request-uri\":\"/\",\"token-keys\":[{\"token-type\":2,\"token-key\":\"MIIB\",\"not-before\":1796083200}]}".to_owned(),
    ];
    let challenge = TokenChallenge::plus("plus.example").to_bytes();
    let bytes = [token, batch, vec![7; ANSWER_BYTES], vec![7; RESPONSE_BYTES], challenge];
    texts.into_iter().map(String::into_bytes).chain(bytes).collect()
}

/// What comes as bytes.
fn sent(bytes: &[u8]) -> &'static str {
    if let Ok(asked) = DrawRequest::parse(bytes) {
        assert_eq!(
            DrawRequest::parse(asked.to_text().as_bytes()),
            Ok(asked),
            "a draw is read as it was written"
        );
        return "a draw";
    }
    if let Ok(token) = Token::from_bytes(bytes) {
        assert_eq!(token.to_bytes(), bytes, "a token is written as it was read");
        return "a token";
    }
    if let Ok(batch) = Batch::from_bytes(bytes) {
        assert_eq!(batch.to_bytes(), bytes, "a batch is written as it was read");
        return "a batch";
    }
    if let Ok(answer) = SignedBatch::from_bytes(bytes) {
        assert_eq!(answer.to_bytes(), bytes, "an answer is written as it was read");
        return "an answer";
    }
    if let Ok(request) = TokenRequest::from_bytes(bytes) {
        assert_eq!(request.to_bytes(), bytes, "a request is written as it was read");
        return "a request";
    }
    if let Ok(challenge) = TokenChallenge::from_bytes(bytes) {
        assert_eq!(challenge.to_bytes(), bytes, "a challenge is written as it was read");
        return "a challenge";
    }
    if PublicKey::from_spki(bytes).is_ok() { "a key" } else { "no message" }
}

/// What comes as text.
fn entered(typed: &str) -> String {
    if let Ok(epoch) = typed.parse::<Epoch>() {
        assert_eq!(epoch.to_string(), typed, "a month is written as it was read");
    }
    if let Ok(directory) = Directory::from_json(typed) {
        assert_eq!(
            Directory::from_json(&directory.to_json()),
            Ok(directory),
            "a directory is read as it was written"
        );
        return "a directory".to_owned();
    }
    if let Ok(answer) = request::read_answer(typed) {
        assert_eq!(
            request::read_answer(&request::write_answer(&answer)),
            Ok(answer),
            "an answer is read as it was written"
        );
        return "an answer".to_owned();
    }
    if let Ok(token) = text::read(typed) {
        assert_eq!(text::read(&text::write(&token)), Ok(token), "a pass is read as it was written");
        return "a pass".to_owned();
    }
    if let Ok(wallet) = Wallet::from_words(typed) {
        assert!(Wallet::from_words(&wallet.words()).is_ok(), "words are read as they were written");
        return "words".to_owned();
    }
    match ReaderCode::parse(typed) {
        Ok(code) => {
            assert_eq!(ReaderCode::parse(&code.to_string()), Ok(code), "a code is read as it was written");
            "a code".to_owned()
        }
        Err(passes::code::CodeError::Sign { .. }) => "a sign that no code has".to_owned(),
        Err(passes::code::CodeError::Length { .. }) => "too few signs, or too many".to_owned(),
        Err(error) => error.to_string(),
    }
}
