//! A BTCPay Server's Greenfield API, as far as invoices and their webhooks go, as its OpenAPI description has it.

use std::sync::{Arc, Mutex};

use base::Time;
use http::Method;
use serde_json::{Map, Value, json};

use super::server::{Asked, Desk, Fault, locked, refusal, serve};
use super::{PAYER, Webhook, hmac, webhook};

/// The API key that the stand-in takes.
pub const BTCPAY_KEY: &str = "canary86f7e437";
/// Its only shop.
pub const BTCPAY_STORE: &str = "9CiNzKoANXxmk5ayZngSXrHTiVvvgCrwrpFQd4m2K776";
/// The secret that it signs webhooks with.
pub const BTCPAY_SECRET: &str = "canary3hGb2";

const INVOICE: [&str; 6] = ["metadata", "checkout", "receipt", "amount", "currency", "additionalSearchTerms"];
const CHECKOUT: [&str; 10] = [
    "speedPolicy",
    "paymentMethods",
    "defaultPaymentMethod",
    "lazyPaymentMethods",
    "expirationMinutes",
    "monitoringMinutes",
    "paymentTolerance",
    "redirectURL",
    "redirectAutomatically",
    "defaultLanguage",
];
const RECEIPT: [&str; 3] = ["enabled", "showQR", "showPayments"];

/// A stand-in for a BTCPay Server.
#[derive(Clone)]
pub struct FakeBtcpay {
    /// Its address, for `till.btcpay_address`.
    pub address: String,
    desk: Arc<Desk>,
    invoices: Arc<Mutex<Vec<Invoice>>>,
}

/// An invoice that was made.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// The server's id of it.
    pub id: String,
    /// What was asked for.
    pub asked: Value,
    /// New, Processing, Expired, Invalid or Settled.
    pub status: &'static str,
    /// None, PaidLate, PaidPartial, Marked, Invalid or PaidOver.
    pub additional: &'static str,
}

impl FakeBtcpay {
    /// Starts one.
    pub async fn start() -> FakeBtcpay {
        let (desk, invoices) = (Arc::new(Desk::default()), Arc::new(Mutex::new(Vec::new())));
        let made = invoices.clone();
        let address = serve(desk.clone(), Arc::new(move |asked| answer(&made, &asked))).await;
        FakeBtcpay { address, desk, invoices }
    }

    /// What goes wrong from now on.
    pub fn set_fault(&self, fault: Fault) {
        self.desk.set_fault(fault);
    }

    /// All invoices made so far.
    pub fn invoices(&self) -> Vec<Invoice> {
        locked(&self.invoices).clone()
    }

    /// Every byte that it was sent.
    pub fn seen(&self) -> Vec<u8> {
        self.desk.seen()
    }

    /// What becomes of the invoice with this id.
    pub fn set_status(&self, id: &str, status: &'static str, additional: &'static str) {
        self.change(id, |invoice| (invoice.status, invoice.additional) = (status, additional));
    }

    /// Changes an invoice at the server, as its owner may.
    pub fn change(&self, id: &str, change: impl Fn(&mut Invoice)) {
        locked(&self.invoices).iter_mut().filter(|invoice| invoice.id == id).for_each(change);
    }
}

impl Invoice {
    /// The purchase's id, as it stands in the invoice.
    pub fn purchase(&self) -> &str {
        self.asked["metadata"]["orderId"].as_str().expect("it was a text")
    }

    /// The webhook of an event of the invoice, such as `InvoiceSettled`.
    pub fn webhook(&self, kind: &str, is_redelivery: bool, at: Time) -> Webhook {
        let mut event = btcpay_event(kind, &self.id, at);
        event["isRedelivery"] = json!(is_redelivery);
        event["metadata"] = self.asked["metadata"].clone();
        sign_btcpay(&event, BTCPAY_SECRET)
    }
}

/// An event of an invoice.
pub fn btcpay_event(kind: &str, invoice: &str, at: Time) -> Value {
    json!({
        "deliveryId": "SsEnHRsEbzr4TzQFKA8hWT", "webhookId": "5gZQa2Bp", "originalDeliveryId": "SsEnHRsE",
        "isRedelivery": false, "type": kind, "timestamp": at.millis() / 1_000, "storeId": BTCPAY_STORE,
        "invoiceId": invoice, "manuallyMarked": false, "overPaid": false, "payment": { "destination": PAYER[1] },
    })
}

/// An event as a webhook that is signed with this secret.
pub fn sign_btcpay(event: &Value, secret: &str) -> Webhook {
    let body = event.to_string().into_bytes();
    webhook("btcpay-sig", &format!("sha256={}", hmac(secret, &[&body])), body)
}

fn answer(invoices: &Mutex<Vec<Invoice>>, asked: &Asked) -> (u16, Value) {
    let path = format!("/api/v1/stores/{BTCPAY_STORE}/invoices");
    let Some(rest) = asked.path.strip_prefix(&path) else {
        return refusal(404, "store-not-found", "The store was not found");
    };
    if asked.header("authorization") != format!("token {BTCPAY_KEY}") {
        return refusal(401, "unauthenticated", "Authentication is required for accessing this endpoint");
    }
    let mut invoices = locked(invoices);
    match (&asked.method, rest.strip_prefix('/')) {
        (&Method::POST, None) => match checked(asked) {
            Err(wrong) => (422, json!([{ "path": wrong, "message": "This property is wrong" }])),
            Ok(body) => {
                let id = format!("{}{}", "HVAxkVnTaGmVgWR", invoices.len());
                let invoice = Invoice { id, asked: body, status: "New", additional: "None" };
                let shown = shown(&invoice);
                invoices.push(invoice);
                (200, shown)
            }
        },
        (&Method::GET, Some(id)) => match invoices.iter().find(|invoice| invoice.id == id) {
            Some(invoice) => (200, shown(invoice)),
            None => refusal(404, "invoice-not-found", "The invoice was not found"),
        },
        _ => refusal(405, "method-not-allowed", "Not so"),
    }
}

/// The body, or the name of what is wrong with it.
fn checked(asked: &Asked) -> Result<Value, &'static str> {
    if !asked.header("content-type").starts_with("application/json") {
        return Err("content-type");
    }
    let body: Value = serde_json::from_slice(&asked.body).map_err(|_| "body")?;
    let part = |name: &'static str, known: &[&str]| match body.get(name) {
        None => Ok(()),
        Some(Value::Object(part)) => only(part, known, name),
        Some(_) => Err(name),
    };
    only(body.as_object().ok_or("body")?, &INVOICE, "invoice")?;
    part("checkout", &CHECKOUT)?;
    part("receipt", &RECEIPT)?;
    let amount = body["amount"].as_str().ok_or("amount")?;
    let is_decimal = amount.parse::<f64>().is_ok_and(|amount| amount > 0.0);
    let currency = body["currency"].as_str().ok_or("currency")?;
    let minutes = &body["checkout"]["expirationMinutes"];
    match () {
        () if !is_decimal => Err("amount"),
        () if currency.len() != 3 => Err("currency"),
        () if !minutes.is_null() && !minutes.is_u64() => Err("expirationMinutes"),
        () => Ok(body),
    }
}

fn only(part: &Map<String, Value>, known: &[&str], name: &'static str) -> Result<(), &'static str> {
    if part.keys().all(|key| known.contains(&key.as_str())) { Ok(()) } else { Err(name) }
}

fn shown(invoice: &Invoice) -> Value {
    json!({
        "id": invoice.id, "storeId": BTCPAY_STORE, "type": "Standard", "amount": invoice.asked["amount"],
        "paidAmount": invoice.asked["amount"], "currency": invoice.asked["currency"], "status": invoice.status,
        "additionalStatus": invoice.additional, "metadata": invoice.asked["metadata"], "archived": false,
        "checkoutLink": format!("https://btcpay.example/i/{}", invoice.id), "createdTime": 1_700_000_000,
        "expirationTime": 1_700_003_600, "availableStatusesForManualMarking": ["Settled", "Invalid"],
        "checkout": invoice.asked["checkout"], "receipt": invoice.asked["receipt"],
    })
}
