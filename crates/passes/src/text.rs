//! A pass as text: what is pasted into the form at the gate, and what its QR code says. `plus1.` and the token's 354
//! bytes in base64url (RFC 4648, section 5) without padding, 478 characters together.

use data_encoding::BASE64URL_NOPAD;

use crate::token::{FormError, TOKEN_BYTES, Token};

/// What a pass begins with, so that people know one when they see it; the number is that of this form.
pub const PREFIX: &str = "plus1.";

/// Characters that are looked at. A pass that was folded into short lines by a mail program has fewer.
const MOST: usize = 2_000;

/// Why a text is not a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It does not begin as passes do.
    #[error("this is not a pass: a pass begins with plus1.")]
    Prefix,
    /// It has a character that passes do not have, or ends in the middle of one.
    #[error("the pass is damaged: it has a character that does not belong there")]
    Character,
    /// A part is missing or there is too much, or it is another kind of token.
    #[error("the pass is not whole: {0}")]
    Form(#[from] FormError),
}

/// The text of a pass.
pub fn write(token: &Token) -> String {
    format!("{PREFIX}{}", BASE64URL_NOPAD.encode(&token.to_bytes()))
}

/// Reads a pass as it was pasted: white space and line breaks anywhere mean nothing, nor do invisible characters.
/// Strict otherwise: one pass has one text. What comes out is not yet verified.
pub fn read(text: &str) -> Result<Token, TextError> {
    let is_seen =
        |c: &char| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let seen: String = text.chars().filter(is_seen).take(MOST).collect();
    let encoded = seen.strip_prefix(PREFIX).ok_or(TextError::Prefix)?;
    let given = encoded.len() * 3 / 4;
    if given != TOKEN_BYTES && encoded.bytes().all(is_base64url) {
        return Err(FormError::Length { wanted: TOKEN_BYTES, given }.into());
    }
    let bytes = BASE64URL_NOPAD.decode(encoded.as_bytes()).map_err(|_| TextError::Character)?;
    Ok(Token::from_bytes(&bytes)?)
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests;
