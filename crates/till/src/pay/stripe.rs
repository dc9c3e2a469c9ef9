//! Stripe Checkout: one session a purchase, on Stripe's own page. What Stripe gets of us is the purchase's random id, the
//! amount, a neutral description and two return addresses that are the same for everybody.
//!
//! <https://docs.stripe.com/api/checkout/sessions/create>, <https://docs.stripe.com/webhooks/signature>

use base::Time;
use http::HeaderMap;
use serde::Deserialize;

use super::call::{Caller, Trouble, is_link};
use super::signature::check_stripe;
use super::{News, Order, Secret, WebhookRefusal, What, is_purchase};
use crate::Price;

/// The version of Stripe's API that is spoken. Webhooks may come in the account's own version: what is read of them has
/// been the same in all.
const VERSION: &str = "2026-08-26.dahlia";
/// The name under which a session, and the charge that follows from it, hold the purchase's id.
const PURCHASE: &str = "vestka_purchase";
/// A currency without a smaller unit that Stripe counts in hundredths all the same.
const HUNDREDFOLD: [&str; 1] = ["UGX"];

/// How Stripe is spoken to.
#[derive(Clone, Debug)]
pub(crate) struct Stripe {
    pub(crate) address: String,
    pub(crate) key: Secret,
    pub(crate) webhook_secret: Secret,
}

impl Stripe {
    /// Makes a session; answers where the reader pays. Made once, however often it is asked for: the purchase's id is the
    /// idempotency key.
    pub(crate) async fn begin(&self, caller: &Caller, order: &Order<'_>) -> Result<String, Trouble> {
        #[derive(Deserialize)]
        struct Session {
            url: String,
        }
        let fields = fields(order);
        let session: Session = caller
            .ask(true, |client| {
                client
                    .post(format!("{}/v1/checkout/sessions", self.address))
                    .bearer_auth(self.key.text())
                    .header("stripe-version", VERSION)
                    .header("idempotency-key", order.purchase)
                    .form(&fields)
            })
            .await?;
        Some(session.url).filter(|url| is_link(url, &self.address)).ok_or(Trouble::NotUnderstood)
    }

    /// What a webhook says, if it is signed, fresh and about a purchase of ours.
    pub(crate) fn hear(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Time,
    ) -> Result<Option<News>, WebhookRefusal> {
        check_stripe(&self.webhook_secret, headers, body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| WebhookRefusal::NotUnderstood)?;
        read(event)
    }
}

fn fields(order: &Order<'_>) -> Vec<(String, String)> {
    let currency = order.price.currency().to_ascii_lowercase();
    let fields: [(&str, &str); 11] = [
        ("mode", "payment"),
        ("client_reference_id", order.purchase),
        (&format!("metadata[{PURCHASE}]"), order.purchase),
        // Copied to the charge when the payment is confirmed, so that a refund can be told whose it is.
        (&format!("payment_intent_data[metadata][{PURCHASE}]"), order.purchase),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", &currency),
        ("line_items[0][price_data][unit_amount]", &units(order.price).to_string()),
        ("line_items[0][price_data][product_data][name]", order.description),
        ("success_url", order.paid_at),
        ("cancel_url", order.cancelled_at),
        // What comes is to be what was asked, in the same currency.
        ("adaptive_pricing[enabled]", "false"),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

/// An event as far as it is looked at; the rest, a payer's name among it, is not even kept in memory.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    data: Option<Data>,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

/// A checkout session or a charge.
#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    metadata: Metadata,
    amount_total: Option<i64>,
    currency: Option<String>,
    payment_status: Option<String>,
    refunded: Option<bool>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    vestka_purchase: Option<String>,
}

fn read(event: Event) -> Result<Option<News>, WebhookRefusal> {
    let Some(object) = event.data.map(|data| data.object) else { return Ok(None) };
    let Some(purchase) = object.metadata.vestka_purchase.clone().filter(|id| is_purchase(id)) else {
        return Ok(None);
    };
    let what = match event.kind.as_str() {
        "checkout.session.completed" if object.payment_status.as_deref() == Some("unpaid") => What::UnderWay,
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => object.paid()?,
        "checkout.session.async_payment_failed" => What::Failed,
        "checkout.session.expired" => What::Expired,
        "charge.refunded" if object.refunded == Some(true) => What::Refunded,
        "charge.refunded" => What::PartlyRefunded,
        _ => return Ok(None),
    };
    Ok(Some(News { purchase, what }))
}

impl Object {
    fn paid(&self) -> Result<What, WebhookRefusal> {
        let (Some(currency), Some(units)) = (&self.currency, self.amount_total) else {
            return Err(WebhookRefusal::NotUnderstood);
        };
        let factor = factor(&currency.to_ascii_uppercase());
        let price = Price::new(currency, units / factor).ok().filter(|_| units % factor == 0);
        Ok(price.map_or(What::PaidOddly, What::Paid))
    }
}

/// The price as Stripe counts it.
fn units(price: &Price) -> i64 {
    price.amount().saturating_mul(factor(price.currency()))
}

fn factor(currency: &str) -> i64 {
    if HUNDREDFOLD.contains(&currency) { 100 } else { 1 }
}

#[cfg(test)]
mod tests;
