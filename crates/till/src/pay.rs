//! The ways to pay, each switched on by its keys. A way to pay is told a random purchase id, an amount, a neutral description
//! and where to come back to; it says later, by a webhook, that the purchase is paid. Nothing else of what it says is looked
//! at, and nothing is kept but the purchase's state. Codes are no business of it, nor is anybody's name.

mod btcpay;
mod call;
mod news;
mod secret;
mod signature;
mod stripe;

use std::time::Duration;

use base::Time;
use base::config;
use http::HeaderMap;

pub use call::{MOST_ANSWER_BYTES, Trouble};
pub use news::{News, Remark, State, Step, What, step, step_unknown};
pub use signature::SignatureError;

use crate::{Price, Provider};
use btcpay::Btcpay;
use call::Caller;
use secret::Secret;
use stripe::Stripe;

/// How long a provider may take to answer, while a reader waits.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The longest webhook that is read.
pub const MOST_WEBHOOK_BYTES: usize = 256 * 1024;

/// What a provider is told.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The purchase's random id.
    pub purchase: &'a str,
    /// What it costs.
    pub price: &'a Price,
    /// What the payer reads on the provider's page. Neutral: it may end up in a mail or on a statement.
    pub description: &'a str,
    /// Where to come back to after paying; the same for everybody.
    pub paid_at: &'a str,
    /// Where to come back to without having paid; the same for everybody.
    pub cancelled_at: &'a str,
}

/// Why there is nowhere to pay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayRefusal {
    /// Not switched on.
    #[error("this way to pay is not offered; nothing was charged; choose another")]
    Off,
    /// Trouble with the provider; the newsroom is told which.
    #[error("the way to pay does not answer; nothing was charged; try again or choose another")]
    Trouble(Trouble),
}

/// Why a webhook is refused. All but the last are final: the provider may send it as often as it likes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    /// This way to pay is not switched on.
    #[error("no such webhook is expected here")]
    Off,
    /// Longer than any webhook.
    #[error("the webhook is too long")]
    TooLong,
    /// Not signed, or not rightly.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// About a purchase of long ago.
    #[error("the webhook is too old")]
    Old,
    /// Signed, and not what the provider's documentation says.
    #[error("the webhook is not understood")]
    NotUnderstood,
    /// The provider, asked for the truth, did not give it. To be sent again.
    #[error("the payment could not be looked up; send the webhook again")]
    NotAnswered(Trouble),
}

/// The ways to pay of this process.
#[derive(Clone, Debug)]
pub struct Pay {
    caller: Caller,
    stripe: Option<Stripe>,
    btcpay: Option<Btcpay>,
}

impl Pay {
    /// The ways to pay that the settings switch on; `patience` is how long a provider may take ([`PATIENCE`]).
    pub fn new(settings: &config::Till, patience: Duration) -> Pay {
        Pay { caller: Caller::new(patience), stripe: stripe(settings), btcpay: btcpay(settings) }
    }

    /// Whether this one is switched on.
    pub fn offers(&self, provider: Provider) -> bool {
        match provider {
            Provider::Stripe => self.stripe.is_some(),
            Provider::Btcpay => self.btcpay.is_some(),
        }
    }

    /// Asks a provider to take an order; answers the address where the reader pays. The purchase must be on record before:
    /// its webhook may come sooner than the answer.
    pub async fn begin(&self, provider: Provider, order: &Order<'_>) -> Result<String, PayRefusal> {
        let answer = match (provider, &self.stripe, &self.btcpay) {
            (Provider::Stripe, Some(stripe), _) => stripe.begin(&self.caller, order).await,
            (Provider::Btcpay, _, Some(btcpay)) => btcpay.begin(&self.caller, order).await,
            _ => return Err(PayRefusal::Off),
        };
        answer.map_err(PayRefusal::Trouble)
    }

    /// What a webhook says: news of a purchase, or nothing that matters here. Whoever answers 2xx to it must have committed
    /// what follows.
    pub async fn hear(
        &self,
        provider: Provider,
        headers: &HeaderMap,
        body: &[u8],
        now: Time,
    ) -> Result<Option<News>, WebhookRefusal> {
        if body.len() > MOST_WEBHOOK_BYTES {
            return Err(WebhookRefusal::TooLong);
        }
        match (provider, &self.stripe, &self.btcpay) {
            (Provider::Stripe, Some(stripe), _) => stripe.hear(headers, body, now),
            (Provider::Btcpay, _, Some(btcpay)) => btcpay.hear(&self.caller, headers, body, now).await,
            _ => Err(WebhookRefusal::Off),
        }
    }
}

impl WebhookRefusal {
    /// The status to answer with.
    pub fn status(&self) -> u16 {
        match self {
            WebhookRefusal::Off => 404,
            WebhookRefusal::TooLong => 413,
            WebhookRefusal::Signature(_) | WebhookRefusal::Old | WebhookRefusal::NotUnderstood => 400,
            WebhookRefusal::NotAnswered(_) => 503,
        }
    }

    /// What the newsroom should know of it, if anything.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            WebhookRefusal::Signature(SignatureError::Wrong) => Some(Trouble::Signature),
            WebhookRefusal::NotUnderstood => Some(Trouble::Webhook),
            WebhookRefusal::NotAnswered(trouble) => Some(trouble.clone()),
            WebhookRefusal::Off
            | WebhookRefusal::TooLong
            | WebhookRefusal::Old
            | WebhookRefusal::Signature(SignatureError::Missing | SignatureError::Old) => None,
        }
    }
}

/// Whether a text can be a purchase's id: what others put into the same field of their own orders mostly cannot.
fn is_purchase(id: &str) -> bool {
    (16..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn stripe(settings: &config::Till) -> Option<Stripe> {
    let secret = Secret::from_setting;
    Some(Stripe {
        address: address(&settings.stripe_address)?,
        key: secret(&settings.stripe_key)?,
        webhook_secret: secret(&settings.stripe_webhook_secret)?,
    })
}

fn btcpay(settings: &config::Till) -> Option<Btcpay> {
    let secret = Secret::from_setting;
    Some(Btcpay {
        address: address(&settings.btcpay_address)?,
        store: Some(settings.btcpay_store.trim().to_owned()).filter(|store| !store.is_empty())?,
        key: secret(&settings.btcpay_key)?,
        webhook_secret: secret(&settings.btcpay_webhook_secret)?,
    })
}

fn address(setting: &str) -> Option<String> {
    Some(setting.trim().trim_end_matches('/').to_owned()).filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests;
