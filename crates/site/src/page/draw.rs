//! `POST /plus/draw`: the reader's wallet, or `vestka pass`, has a batch signed. Plain text both ways; whose code it is
//! leaves no line anywhere.

use http::StatusCode;
use till::{DrawRequest, request};
use web::{Answer, Posted, Rendered};

use crate::edition::{Edition, Failed};

/// Hands the request to the till.
pub async fn draw(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(till) = &edition.till else { return Ok(Answer::Missing) };
    let asked = match DrawRequest::parse(&posted.body) {
        Ok(asked) => asked,
        Err(error) => return Ok(text(StatusCode::BAD_REQUEST, error.to_string())),
    };
    Ok(match till.draw(&asked.code, &asked.batch, base::id::chance(), posted.now).await? {
        Ok(signed) => text(StatusCode::OK, request::write_answer(&signed)),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
            text(status, refusal.to_string())
        }
    })
}

fn text(status: StatusCode, mut text: String) -> Answer {
    text.push('\n');
    Answer::Page(Box::new(Rendered::new("text/plain; charset=utf-8", text).status(status)))
}
