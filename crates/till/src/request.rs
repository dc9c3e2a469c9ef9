//! What is sent to draw: the code's line and the batch in base64url (RFC 4648, section 5, without padding), with a line
//! feed between; and the answer, the signed batch in base64url.

use data_encoding::BASE64URL_NOPAD;
use passes::batch::BatchError;
use passes::code::CodeError;
use passes::token::FormError;
use passes::{Batch, ReaderCode, SignedBatch};

/// The longest request: a code with a few signs between its groups, and a batch.
pub const MOST_REQUEST_BYTES: usize = 4_096;

/// A request to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRequest {
    /// Who pays.
    pub code: ReaderCode,
    /// What is to be signed.
    pub batch: Batch,
}

/// Bytes that are no request to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not a line with a code and a line with a batch.
    #[error("write the code, a line feed, and the batch in base64url")]
    Form,
    /// The first line is not a code.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// The second line is not a batch.
    #[error("the batch: {0}")]
    Batch(#[from] BatchError),
}

impl DrawRequest {
    /// Reads what was sent. A line feed may follow.
    pub fn parse(bytes: &[u8]) -> Result<DrawRequest, RequestError> {
        let text = str::from_utf8(bytes).map_err(|_| RequestError::Form)?;
        let (code, batch) = text.split_once('\n').ok_or(RequestError::Form)?;
        let code = ReaderCode::parse(code)?;
        let bytes = BASE64URL_NOPAD.decode(batch.trim_end().as_bytes()).map_err(|_| RequestError::Form)?;
        Ok(DrawRequest { code, batch: Batch::from_bytes(&bytes)? })
    }

    /// The request as it is sent.
    pub fn to_text(&self) -> String {
        format!("{}\n{}", self.code, BASE64URL_NOPAD.encode(&self.batch.to_bytes()))
    }
}

/// The answer as it is sent.
pub fn write_answer(signed: &SignedBatch) -> String {
    BASE64URL_NOPAD.encode(&signed.to_bytes())
}

/// Reads an answer; white space around it means nothing.
pub fn read_answer(text: &str) -> Result<SignedBatch, FormError> {
    let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).unwrap_or_default();
    SignedBatch::from_bytes(&bytes)
}

#[cfg(test)]
mod tests;
