//! `POST /till/stripe` and `/till/btcpay`: what providers tell. An answer of 200 means that it is committed; anything
//! else, and they tell it again.

use http::StatusCode;
use till::Provider;
use web::{Answer, Posted, Rendered};

use crate::edition::{Edition, Failed};

/// What Stripe tells.
pub async fn stripe(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    hear(edition, Provider::Stripe, posted).await
}

/// What a BTCPay Server tells.
pub async fn btcpay(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    hear(edition, Provider::Btcpay, posted).await
}

async fn hear(edition: &Edition, provider: Provider, posted: Posted) -> Result<Answer, Failed> {
    let Some(till) = &edition.till else { return Ok(Answer::Missing) };
    let (status, text) = match till.webhook(provider, &posted.headers, &posted.body, posted.now).await? {
        Ok(_) => (StatusCode::OK, "heard\n".to_owned()),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, format!("{refusal}\n"))
        }
    };
    Ok(Answer::Page(Box::new(Rendered::new("text/plain; charset=utf-8", text).status(status))))
}
