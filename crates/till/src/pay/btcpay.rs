//! BTCPay Server, one's own or a friend's: one invoice a purchase. Its webhooks name an invoice and say no amount, so a
//! signed webhook is taken as a hint that it is worth asking, and what the server then says of the invoice is the truth:
//! a webhook that comes twice, late, out of order or again after months changes nothing by itself.
//!
//! The Greenfield API: <https://docs.btcpayserver.org/API/Greenfield/v1/>

use base::Time;
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Caller, Trouble, is_link};
use super::signature::check_btcpay;
use super::{News, Order, Secret, WebhookRefusal, What, is_purchase};
use crate::Price;

/// How long a reader has to pay before the price in coins is computed anew, in minutes.
const EXPIRATION_MINUTES: u32 = 60;
/// Older than any purchase that is still known: not worth asking, in seconds.
const OLDEST_SECONDS: i64 = 400 * 86_400;

/// How a BTCPay Server is spoken to.
#[derive(Clone, Debug)]
pub(crate) struct Btcpay {
    pub(crate) address: String,
    pub(crate) store: String,
    pub(crate) key: Secret,
    pub(crate) webhook_secret: Secret,
}

impl Btcpay {
    /// Makes an invoice; answers where the reader pays. The API knows no idempotency: an invoice whose answer was lost stays
    /// unseen and expires.
    pub(crate) async fn begin(&self, caller: &Caller, order: &Order<'_>) -> Result<String, Trouble> {
        #[derive(Deserialize)]
        struct Made {
            #[serde(rename = "checkoutLink")]
            checkout_link: String,
        }
        let invoice = invoice(order).to_string();
        let made: Made = caller
            .ask(true, |client| {
                client
                    .post(self.invoices())
                    .header("authorization", self.authorization())
                    .header("content-type", "application/json")
                    .body(invoice.clone())
            })
            .await?;
        Some(made.checkout_link).filter(|link| is_link(link, &self.address)).ok_or(Trouble::NotUnderstood)
    }

    /// What a webhook says, if it is signed and about a purchase of ours: asks the server.
    pub(crate) async fn hear(
        &self,
        caller: &Caller,
        headers: &HeaderMap,
        body: &[u8],
        now: Time,
    ) -> Result<Option<News>, WebhookRefusal> {
        check_btcpay(&self.webhook_secret, headers, body)?;
        let Some(invoice) = self.hint(body, now)? else { return Ok(None) };
        let invoice: Invoice = caller
            .ask(true, |client| {
                client
                    .get(format!("{}/{invoice}", self.invoices()))
                    .header("authorization", self.authorization())
            })
            .await
            .map_err(WebhookRefusal::NotAnswered)?;
        read(invoice)
    }

    /// The invoice that is worth asking for.
    fn hint(&self, body: &[u8], now: Time) -> Result<Option<String>, WebhookRefusal> {
        let event: Event = serde_json::from_slice(body).map_err(|_| WebhookRefusal::NotUnderstood)?;
        let is_of_interest = matches!(
            event.kind.as_str(),
            "InvoiceSettled"
                | "InvoiceProcessing"
                | "InvoiceExpired"
                | "InvoiceInvalid"
                | "InvoicePaymentSettled"
        );
        if !is_of_interest || event.store_id.as_deref() != Some(&self.store) {
            return Ok(None);
        }
        if event
            .timestamp
            .is_some_and(|seconds| (now.millis() / 1_000).saturating_sub(seconds) > OLDEST_SECONDS)
        {
            return Err(WebhookRefusal::Old);
        }
        let is_id =
            |id: &String| (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        event.invoice_id.filter(is_id).map(Some).ok_or(WebhookRefusal::NotUnderstood)
    }

    fn invoices(&self) -> String {
        format!("{}/api/v1/stores/{}/invoices", self.address, self.store)
    }

    fn authorization(&self) -> String {
        format!("token {}", self.key.text())
    }
}

fn invoice(order: &Order<'_>) -> Value {
    json!({
        "amount": order.price.number(),
        "currency": order.price.currency(),
        "metadata": { "orderId": order.purchase, "itemDesc": order.description },
        "checkout": {
            "expirationMinutes": EXPIRATION_MINUTES,
            "redirectURL": order.paid_at,
            "redirectAutomatically": false,
        },
        // A receipt is a public page about one payment; nobody needs it.
        "receipt": { "enabled": false },
    })
}

/// A webhook as far as it is looked at.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "storeId")]
    store_id: Option<String>,
    #[serde(rename = "invoiceId")]
    invoice_id: Option<String>,
    timestamp: Option<i64>,
}

/// An invoice as far as it is looked at.
#[derive(Deserialize)]
struct Invoice {
    status: String,
    #[serde(rename = "additionalStatus", default)]
    additional_status: String,
    amount: String,
    currency: String,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    /// Whatever somebody else's invoice may have there.
    #[serde(rename = "orderId", default)]
    order_id: Value,
}

fn read(invoice: Invoice) -> Result<Option<News>, WebhookRefusal> {
    let Some(purchase) = invoice.metadata.order_id.as_str().filter(|id| is_purchase(id)) else {
        return Ok(None);
    };
    let what = match (invoice.status.as_str(), invoice.additional_status.as_str()) {
        ("Settled", _) => invoice.price().map_or(What::PaidOddly, What::Paid),
        ("Processing", _) => What::UnderWay,
        ("Expired", "PaidPartial" | "PaidLate") => What::ExpiredWithMoney,
        ("Expired", _) => What::Expired,
        ("Invalid", _) => What::Failed,
        _ => return Ok(None),
    };
    Ok(Some(News { purchase: purchase.to_owned(), what }))
}

impl Invoice {
    /// Its price; zeroes at the end of an amount say nothing.
    fn price(&self) -> Option<Price> {
        let amount = match self.amount.split_once('.') {
            Some((whole, part)) => format!("{whole}.{}", part.trim_end_matches('0')),
            None => self.amount.clone(),
        };
        Price::parse(&self.currency, &amount).ok()
    }
}

#[cfg(test)]
mod tests;
