//! Purchases: begun before the provider is asked, good once it says so. The provider gets a purchase's id and nothing
//! else; the till gets 'paid' and not by whom.

use base::{Language, Time};
use data_encoding::HEXLOWER;
use passes::{ReaderCode, chance};
use rand_core::Rng;
use store::values;

use crate::open::day;
use crate::pay::{Order, PayRefusal, State};
use crate::{Offer, Provider, Till, TillError};

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
    /// The provider did not answer as it should; the newsroom is told how.
    #[error("{0} does not answer as it should: try again in a while, or pay another way. Nothing was paid")]
    Failed(Provider),
}

impl Till {
    /// Begins a purchase: it is on record before the provider is asked, because its webhook may come before its answer. A
    /// new code is made of `chance`; the code is good when the provider says that it is paid.
    pub async fn buy(
        &self,
        request: &BuyRequest<'_>,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Result<Begun, BuyRefusal>, TillError> {
        let offers = self.plans(request.language).await?;
        let Some(offer) = offers.into_iter().find(|offer| offer.plan == request.plan) else {
            return Ok(Err(BuyRefusal::Plan));
        };
        if !self.0.pay.offers(request.provider) {
            return Ok(Err(BuyRefusal::Provider));
        }
        let mut rng = chance::from_seed(chance);
        let (mut new, mut id) = ([0; 16], [0; 16]);
        rng.fill_bytes(&mut new);
        rng.fill_bytes(&mut id);
        let code = request.code.clone().unwrap_or_else(|| ReaderCode::from_bytes(new));
        let id = HEXLOWER.encode(&id);
        self.put_on_record(&id, &code, request.provider, &offer, now).await?;
        let order = Order {
            purchase: &id,
            price: &offer.price,
            description: &self.0.settings.description,
            paid_at: request.paid_at,
            cancelled_at: request.cancelled_at,
        };
        match self.0.pay.begin(request.provider, &order).await {
            Ok(pay_at) => Ok(Ok(Begun { code, pay_at })),
            Err(PayRefusal::Off) => Ok(Err(BuyRefusal::Provider)),
            Err(PayRefusal::Trouble(trouble)) => {
                self.forget_unpaid(&id).await?;
                self.record_trouble(request.provider, &trouble.to_string(), now).await?;
                Ok(Err(BuyRefusal::Failed(request.provider)))
            }
        }
    }

    async fn put_on_record(
        &self,
        id: &str,
        code: &ReaderCode,
        provider: Provider,
        offer: &Offer,
        now: Time,
    ) -> Result<(), TillError> {
        let mut tx = self.0.store.write().await?;
        let row = values![
            id,
            self.0.secret.hash(code),
            &offer.plan,
            u64::from(offer.months),
            offer.price.currency(),
            offer.price.amount(),
            provider.as_str(),
            State::Waiting.as_str(),
            0u64,
            day(now).to_string(),
        ];
        let columns = "purchase (id, code, plan, months, currency, amount, provider, state, granted, day)";
        tx.insert(columns, "", vec![row]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Nobody has seen where to pay for it, so nobody will.
    async fn forget_unpaid(&self, id: &str) -> Result<(), TillError> {
        let mut tx = self.0.store.write().await?;
        let sql = "delete from purchase where id = $1 and state = 'waiting'";
        tx.execute(sql, values![id]).await?;
        tx.commit().await?;
        Ok(())
    }
}
