//! Stripe's Checkout, as <https://docs.stripe.com/api/checkout/sessions/create> has it, and its webhooks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base::Time;
use serde_json::{Value, json};

use super::server::{Asked, Desk, Fault, locked, refusal, serve};
use super::{PAYER, Webhook, hmac, webhook};

/// The key that the stand-in takes.
pub const STRIPE_KEY: &str = "sk_test_canary51H";
/// The secret that it signs webhooks with.
pub const STRIPE_SECRET: &str = "whsec_canary7Yd";

/// Parameters that it knows, with `*` for a number or a name of one's own.
const KNOWN: [&str; 18] = [
    "mode",
    "success_url",
    "cancel_url",
    "client_reference_id",
    "customer_email",
    "customer_creation",
    "locale",
    "expires_at",
    "payment_method_types[*]",
    "adaptive_pricing[enabled]",
    "metadata[*]",
    "payment_intent_data[metadata][*]",
    "payment_intent_data[description]",
    "line_items[*][price]",
    "line_items[*][quantity]",
    "line_items[*][price_data][currency]",
    "line_items[*][price_data][unit_amount]",
    "line_items[*][price_data][product_data][name]",
];

/// A stand-in for Stripe.
#[derive(Clone)]
pub struct FakeStripe {
    /// Its address, for `till.stripe_address`.
    pub address: String,
    desk: Arc<Desk>,
    sessions: Arc<Mutex<Vec<Session>>>,
}

/// A checkout session that was made.
#[derive(Clone, Debug)]
pub struct Session {
    /// Stripe's id of it.
    pub id: String,
    /// The idempotency key that it was made with.
    pub key: String,
    /// What was asked for, by parameter.
    pub fields: BTreeMap<String, String>,
}

impl FakeStripe {
    /// Starts one.
    pub async fn start() -> FakeStripe {
        let (desk, sessions) = (Arc::new(Desk::default()), Arc::new(Mutex::new(Vec::new())));
        let made = sessions.clone();
        let address = serve(desk.clone(), Arc::new(move |asked| answer(&made, &asked))).await;
        FakeStripe { address, desk, sessions }
    }

    /// What goes wrong from now on.
    pub fn set_fault(&self, fault: Fault) {
        self.desk.set_fault(fault);
    }

    /// All sessions made so far.
    pub fn sessions(&self) -> Vec<Session> {
        locked(&self.sessions).clone()
    }

    /// Every byte that it was sent.
    pub fn seen(&self) -> Vec<u8> {
        self.desk.seen()
    }
}

impl Session {
    /// The purchase's id, as it stands in the session.
    pub fn purchase(&self) -> &str {
        &self.fields["client_reference_id"]
    }

    /// The webhook of an event of the session, such as `checkout.session.completed`, signed now.
    pub fn webhook(&self, kind: &str, payment_status: &str, now: Time) -> Webhook {
        sign_stripe(&stripe_event(kind, self.object(payment_status)), STRIPE_SECRET, now)
    }

    /// The webhook that says that the charge was refunded, wholly or in part.
    pub fn refund(&self, is_whole: bool, now: Time) -> Webhook {
        let amount = self.amount();
        let refunded = if is_whole { amount } else { amount / 2 };
        let charge = json!({
            "id": "ch_3Q", "object": "charge", "amount": amount, "amount_refunded": refunded, "refunded": is_whole,
            "currency": self.currency(), "metadata": { "vestka_purchase": self.purchase() },
            "billing_details": { "name": PAYER[0], "email": PAYER[1] },
            "payment_method_details": { "card": { "last4": PAYER[2] } },
        });
        sign_stripe(&stripe_event("charge.refunded", charge), STRIPE_SECRET, now)
    }

    /// The session as Stripe shows it.
    pub fn object(&self, payment_status: &str) -> Value {
        json!({
            "id": self.id, "object": "checkout.session", "mode": "payment", "payment_status": payment_status,
            "amount_subtotal": self.amount(), "amount_total": self.amount(), "currency": self.currency(),
            "client_reference_id": self.purchase(), "metadata": { "vestka_purchase": self.purchase() },
            "customer": null, "customer_details": { "name": PAYER[0], "email": PAYER[1] },
            "customer_email": null, "livemode": false, "payment_intent": "pi_3Q", "presentment_details": null,
        })
    }

    fn amount(&self) -> i64 {
        self.fields["line_items[0][price_data][unit_amount]"].parse().expect("it was a number")
    }

    fn currency(&self) -> &str {
        &self.fields["line_items[0][price_data][currency]"]
    }
}

/// An event around an object.
pub fn stripe_event(kind: &str, object: Value) -> Value {
    json!({
        "id": "evt_1Q", "object": "event", "api_version": "2026-08-26.dahlia", "created": 1_700_000_000, "type": kind,
        "livemode": false, "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null },
        "data": { "object": object },
    })
}

/// An event as a webhook that is signed with this secret at this time.
pub fn sign_stripe(event: &Value, secret: &str, at: Time) -> Webhook {
    let body = event.to_string().into_bytes();
    let seconds = (at.millis() / 1_000).to_string();
    let signature = hmac(secret, &[seconds.as_bytes(), b".", &body]);
    let old_scheme = "0".repeat(64);
    webhook("stripe-signature", &format!("t={seconds},v1={signature},v0={old_scheme}"), body)
}

fn answer(sessions: &Mutex<Vec<Session>>, asked: &Asked) -> (u16, Value) {
    if asked.path != "/v1/checkout/sessions" || asked.method != http::Method::POST {
        return refusal(404, "resource_missing", "Unrecognized request URL");
    }
    if asked.header("authorization") != format!("Bearer {STRIPE_KEY}") {
        return refusal(401, "api_key_invalid", "Invalid API Key provided");
    }
    if let Err(refused) = headers(asked) {
        return refused;
    }
    let fields = match fields(&asked.body) {
        Ok(fields) => fields,
        Err((code, name)) => return refusal(400, code, &format!("Received a wrong parameter: {name}")),
    };
    let key = asked.header("idempotency-key").to_owned();
    let mut sessions = locked(sessions);
    if let Some(session) = sessions.iter().find(|session| session.key == key) {
        return match session.fields == fields {
            true => (200, shown(session)),
            false => refusal(400, "idempotency_error", "Keys can only be used with the same parameters"),
        };
    }
    let session = Session { id: format!("cs_test_{}", sessions.len() + 1), key, fields };
    let shown = shown(&session);
    sessions.push(session);
    (200, shown)
}

fn headers(asked: &Asked) -> Result<(), (u16, Value)> {
    let version = asked.header("stripe-version");
    let is_version = version.len() >= 10
        && version[..10].chars().zip("0000-00-00".chars()).all(|(c, shape)| match shape {
            '-' => c == '-',
            _ => c.is_ascii_digit(),
        });
    let key = asked.header("idempotency-key");
    match () {
        () if !is_version => Err(refusal(400, "version_invalid", "Invalid Stripe API version")),
        () if key.is_empty() || key.len() > 255 => Err(refusal(400, "idempotency_key_missing", "No key")),
        () if asked.header("content-type") != "application/x-www-form-urlencoded" => {
            Err(refusal(400, "content_type", "Not a form"))
        }
        () => Ok(()),
    }
}

type Wrong = (&'static str, String);

fn fields(body: &[u8]) -> Result<BTreeMap<String, String>, Wrong> {
    let text = std::str::from_utf8(body).map_err(|_| ("form_invalid", String::new()))?;
    let pairs: Option<Vec<(String, String)>> = text.split('&').map(pair).collect();
    let pairs = pairs.ok_or(("form_invalid", String::new()))?;
    let fields: BTreeMap<String, String> = pairs.iter().cloned().collect();
    if fields.len() != pairs.len() {
        return Err(("parameter_twice", String::new()));
    }
    for (name, value) in &fields {
        if !KNOWN.iter().any(|known| is_one(known, name)) {
            return Err(("parameter_unknown", name.clone()));
        }
        if !is_valid(name, value) {
            return Err(("parameter_invalid", name.clone()));
        }
    }
    let needed = ["mode", "success_url", "line_items[0][quantity]"];
    match needed.iter().find(|name| !fields.contains_key(**name)) {
        Some(name) => Err(("parameter_missing", (*name).to_owned())),
        None => Ok(fields),
    }
}

fn pair(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    Some((plain(name)?, plain(value)?))
}

fn plain(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    Some(percent_encoding::percent_decode_str(&text).decode_utf8().ok()?.into_owned())
}

/// Whether a name is of a pattern, in which `*` stands for what has no bracket.
fn is_one(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let end = rest.find(']').unwrap_or(rest.len());
            end > 0 && rest[end..] == *after
        }),
    }
}

fn is_valid(name: &str, value: &str) -> bool {
    let is_address = || value.starts_with("https://") || value.starts_with("http://");
    match name {
        "mode" => value == "payment",
        "success_url" | "cancel_url" => is_address() && value.len() <= 2_048,
        "client_reference_id" => {
            (1..=200).contains(&value.len())
                && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        }
        "adaptive_pricing[enabled]" => matches!(value, "true" | "false"),
        _ if name.ends_with("[currency]") => {
            value.len() == 3 && value.bytes().all(|b| b.is_ascii_lowercase())
        }
        _ if name.ends_with("[unit_amount]") => value.parse::<u32>().is_ok_and(|units| units <= 99_999_999),
        _ if name.ends_with("[quantity]") => value == "1",
        _ if name.contains("metadata[") => value.len() <= 500 && name.len() <= 70,
        _ => !value.is_empty() && value.len() <= 500,
    }
}

fn shown(session: &Session) -> Value {
    let mut object = session.object("unpaid");
    object["status"] = json!("open");
    object["customer_details"] = Value::Null;
    object["url"] = json!(format!("https://checkout.example/c/pay/{}#fid", session.id));
    object
}
