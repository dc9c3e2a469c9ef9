//! What comes to the till's webhooks: from strangers unsigned, from providers signed.

use std::time::Duration;

use base::{Time, config};
use http::{HeaderMap, HeaderValue};
use till::Provider;
use till::fakes::{BTCPAY_SECRET, STRIPE_SECRET, hmac};
use till::pay::{News, Pay, WebhookRefusal, What};
use tokio::runtime::Builder;

use crate::target::Target;

/// A moment that the signatures below are made at.
const NOW_SECONDS: i64 = 1_795_000_000;

/// A stranger is never believed; what a provider signs is news of a purchase of ours, nothing, or a refusal.
pub fn webhook() -> Target {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let pay = Pay::new(&settings(), Duration::from_millis(200));
    Target {
        name: "webhook",
        corpora: &[],
        made: beginnings,
        words: &[
            "\"type\":\"checkout.session.completed\"",
            "\"type\":\"charge.refunded\"",
            "\"payment_status\":\"paid\"",
            "\"amount_total\":-1",
            "\"currency\":\"ugx\"",
            "\"metadata\":{\"vestka_purchase\":\"0198a6b2-7e5c-7d11-a3f4-0123456789ab\"}",
            "\"type\":\"InvoiceSettled\"",
            "\"storeId\":\"shop\"",
            "\"invoiceId\":\"../..\"",
            "\"timestamp\":-9223372036854775808",
            "t=1795000000,",
            "v1=",
            "sha256=",
            "\"data\":{\"object\":",
            "null",
            "[[[[[[[[",
            "18446744073709551616",
            "1e400",
        ],
        longest: 16 << 10,
        take: Box::new(move |bytes| {
            let hear = |provider, headers: HeaderMap, body: &[u8]| {
                runtime.block_on(pay.hear(provider, &headers, body, Time::from_millis(NOW_SECONDS * 1_000)))
            };
            for provider in Provider::ALL {
                let (header, body) = stranger(bytes);
                assert!(
                    hear(provider, headers(provider, header), body).is_err(),
                    "a stranger is not believed"
                );
            }
            let signed =
                Provider::ALL.map(|provider| said(hear(provider, signature(provider, bytes), bytes)));
            signed.join("; ")
        }),
    }
}

/// A BTCPay Server is asked for the truth; at this address nobody answers.
fn settings() -> config::Till {
    config::Till {
        stripe_key: "key".into(),
        stripe_webhook_secret: STRIPE_SECRET.into(),
        btcpay_address: "http://127.0.0.1:1".into(),
        btcpay_store: "shop".into(),
        btcpay_key: "key".into(),
        btcpay_webhook_secret: BTCPAY_SECRET.into(),
        ..config::Till::default()
    }
}

fn beginnings() -> Vec<Vec<u8>> {
    let id = "0198a6b2-7e5c-7d11-a3f4-0123456789ab";
    let session = |kind: &str| {
        format!(
            "{{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"{kind}\",\"data\":{{\"object\":{{\"payment_status\":\"paid\",\
             \"amount_total\":500,\"currency\":\"eur\",\"refunded\":true,\"metadata\":{{\"vestka_purchase\":\"{id}\"}}}}}}}}"
        )
    };
    let invoice = |kind: &str| {
        format!(
            "{{\"type\":\"{kind}\",\"storeId\":\"shop\",\"invoiceId\":\"Hv1\",\"timestamp\":{NOW_SECONDS}}}"
        )
    };
    let texts = [
        session("checkout.session.completed"),
        session("checkout.session.expired"),
        session("charge.refunded"),
        invoice("InvoiceSettled"),
        invoice("InvoiceCreated"),
        format!("t={NOW_SECONDS},v1={}\n{{}}", "0".repeat(64)),
        format!("sha256={}\n{{}}", "0".repeat(64)),
    ];
    texts.map(String::into_bytes).to_vec()
}

/// A header and a body of somebody who does not know the secret.
fn stranger(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    (&bytes[..end], &bytes[(end + 1).min(bytes.len())..])
}

fn headers(provider: Provider, value: &[u8]) -> HeaderMap {
    let name = match provider {
        Provider::Stripe => "stripe-signature",
        Provider::Btcpay => "btcpay-sig",
    };
    HeaderValue::from_bytes(value)
        .map(|value| HeaderMap::from_iter([(name.parse().expect("a name"), value)]))
        .unwrap_or_default()
}

fn signature(provider: Provider, body: &[u8]) -> HeaderMap {
    let value = match provider {
        Provider::Stripe => {
            let signed = hmac(STRIPE_SECRET, &[NOW_SECONDS.to_string().as_bytes(), b".", body]);
            format!("t={NOW_SECONDS},v1={signed}")
        }
        Provider::Btcpay => format!("sha256={}", hmac(BTCPAY_SECRET, &[body])),
    };
    headers(provider, value.as_bytes())
}

fn said(heard: Result<Option<News>, WebhookRefusal>) -> String {
    match heard {
        Ok(None) => "nothing".to_owned(),
        Ok(Some(News { purchase, what })) => {
            assert!((16..=64).contains(&purchase.len()), "a purchase's id is ours");
            match what {
                What::Paid(price) => {
                    assert!(price.amount() > 0, "a price is more than nothing");
                    "paid".to_owned()
                }
                other => format!("{other:?}"),
            }
        }
        Err(WebhookRefusal::Signature(error)) => panic!("a right signature is not believed: {error}"),
        Err(error) => error.to_string(),
    }
}
