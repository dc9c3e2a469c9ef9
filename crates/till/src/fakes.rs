//! Stand-ins for the providers: servers on 127.0.0.1 that are built from the providers' published contracts and are
//! stricter than they are. For tests and for `vestka drill`, which alone starts them.

mod btcpay;
mod server;
mod stripe;

pub use btcpay::{BTCPAY_KEY, BTCPAY_SECRET, BTCPAY_STORE, FakeBtcpay, Invoice, btcpay_event, sign_btcpay};
pub use server::Fault;
pub use stripe::{FakeStripe, STRIPE_KEY, STRIPE_SECRET, Session, sign_stripe, stripe_event};

use http::HeaderMap;

/// A webhook as it comes: its headers and its body.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

/// What a payer tells a provider. None of it may be found anywhere at the till.
pub const PAYER: [&str; 3] = ["Ada Canary", "ada.canary@payer.example", "4242"];

fn webhook(name: &'static str, signature: &str, body: Vec<u8>) -> Webhook {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "application/json".parse().expect("a header"));
    headers.insert(name, signature.parse().expect("a header"));
    Webhook { headers, body }
}

/// HMAC-SHA-256 of the parts put together, in hexadecimal.
pub fn hmac(secret: &str, parts: &[&[u8]]) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    data_encoding::HEXLOWER.encode(ring::hmac::sign(&key, &parts.concat()).as_ref())
}
