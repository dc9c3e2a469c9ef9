//! Purchases: begun before the provider is asked, good once it says so. The provider gets a purchase's id and nothing
//! else; the till gets 'paid' and not by whom.

use base::{Language, Time};
use http::HeaderMap;
use passes::ReaderCode;

use crate::{Provider, Till, TillError};

/// What a reader wants to buy.
#[derive(Clone, Debug)]
pub struct BuyRequest<'a> {
    /// The plan's id.
    pub plan: &'a str,
    /// How they want to pay.
    pub provider: Provider,
    /// The language of their page, which decides the price.
    pub language: &'a Language,
    /// A code to extend; none for a new one.
    pub code: Option<ReaderCode>,
    /// The address of the page to come back to after paying, `https://…`; the same for everybody.
    pub paid_at: &'a str,
    /// The address of the page to come back to without having paid; the same for everybody.
    pub cancelled_at: &'a str,
}

/// A purchase that waits to be paid.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What will be good: show it before the reader leaves to pay.
    pub code: ReaderCode,
    /// Where to pay.
    pub pay_at: String,
}

/// Why nothing can be bought.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuyRefusal {
    /// Not for sale, in this language or at all.
    #[error("this is not for sale: choose one of the plans on the page")]
    Plan,
    /// Switched off, or not set up whole.
    #[error("this way to pay is not open: choose another")]
    Provider,
    /// The provider did not answer as it should; the operator's log says how.
    #[error("{0} does not answer as it should: try again in a while, or pay another way. Nothing was paid")]
    Failed(Provider),
}

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    /// The provider is switched off.
    #[error("this way to pay is not open")]
    Off,
    /// Not signed with the secret of the settings, or too long ago.
    #[error("the signature is not right")]
    Signature,
    /// Signed, but not in the form that is understood.
    #[error("the message cannot be read")]
    Form,
}

/// What came of a webhook. All of these are answered with 200: told again, the provider could say nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The code is good for what was bought.
    Credited,
    /// The months were taken back.
    TakenBack,
    /// Nothing that changes what a code is good for.
    Nothing,
}

impl Till {
    /// Begins a purchase: it is on record before the provider is asked. A new code is made of `chance`; the code is good
    /// when the provider says that it is paid.
    pub async fn buy(
        &self,
        request: &BuyRequest<'_>,
        _chance: [u8; 32],
        _now: Time,
    ) -> Result<Result<Begun, BuyRefusal>, TillError> {
        let offers = self.plans(request.language).await?;
        if !offers.iter().any(|offer| offer.plan == request.plan) {
            return Ok(Err(BuyRefusal::Plan));
        }
        // No provider's protocol is built in yet.
        Ok(Err(BuyRefusal::Provider))
    }

    /// Does what a provider tells, once. When this returns, it is committed.
    pub async fn webhook(
        &self,
        provider: Provider,
        _headers: &HeaderMap,
        _body: &[u8],
        _now: Time,
    ) -> Result<Result<Heard, WebhookRefusal>, TillError> {
        tracing::debug!(%provider, "a webhook for a way to pay that is not built in yet");
        Ok(Err(WebhookRefusal::Off))
    }
}
