//! Calls to providers: what they are told, and what becomes of it when they fail in every way they can.

use std::time::Duration;

use base::{Time, config};
use till::fakes::{
    BTCPAY_KEY, BTCPAY_SECRET, BTCPAY_STORE, FakeBtcpay, FakeStripe, Fault, STRIPE_KEY, STRIPE_SECRET,
};
use till::pay::{Order, Pay, PayRefusal, Trouble, WebhookRefusal, What};
use till::{Price, Provider};

const ID: &str = "0198a6b2-7e5c-7d11-a3f4-0123456789ab";
const PATIENCE: Duration = Duration::from_millis(400);

fn now() -> Time {
    Time::from_millis(1_795_000_000_000)
}

fn price() -> Price {
    Price::new("EUR", 500).expect("a price")
}

fn order(price: &Price) -> Order<'_> {
    Order {
        purchase: ID,
        price,
        description: "Support of a newsroom, 1 month & more",
        paid_at: "https://agency.example/en/plus/paid",
        cancelled_at: "https://agency.example/en/plus",
    }
}

struct House {
    stripe: FakeStripe,
    btcpay: FakeBtcpay,
    pay: Pay,
}

async fn house() -> House {
    let (stripe, btcpay) = (FakeStripe::start().await, FakeBtcpay::start().await);
    let pay = Pay::new(&settings(&stripe, &btcpay), PATIENCE);
    House { stripe, btcpay, pay }
}

fn settings(stripe: &FakeStripe, btcpay: &FakeBtcpay) -> config::Till {
    config::Till {
        stripe_address: stripe.address.clone(),
        stripe_key: STRIPE_KEY.into(),
        stripe_webhook_secret: STRIPE_SECRET.into(),
        btcpay_address: btcpay.address.clone(),
        btcpay_store: BTCPAY_STORE.into(),
        btcpay_key: BTCPAY_KEY.into(),
        btcpay_webhook_secret: BTCPAY_SECRET.into(),
        ..config::Till::default()
    }
}

#[tokio::test]
async fn an_order_leads_to_the_providers_own_page() {
    let House { stripe, btcpay, pay } = house().await;
    let price = price();
    let at_stripe = pay.begin(Provider::Stripe, &order(&price)).await;
    assert_eq!(at_stripe, Ok("https://checkout.example/c/pay/cs_test_1#fid".into()));
    assert_eq!(stripe.sessions()[0].purchase(), ID);
    assert_eq!(stripe.sessions()[0].key, ID);
    let at_btcpay = pay.begin(Provider::Btcpay, &order(&price)).await;
    assert_eq!(at_btcpay, Ok("https://btcpay.example/i/HVAxkVnTaGmVgWR0".into()));
    assert_eq!(btcpay.invoices()[0].purchase(), ID);
}

#[tokio::test]
async fn an_order_asked_for_twice_is_one_session() {
    let House { stripe, pay, .. } = house().await;
    let price = price();
    let first = pay.begin(Provider::Stripe, &order(&price)).await;
    assert_eq!(pay.begin(Provider::Stripe, &order(&price)).await, first);
    assert_eq!(stripe.sessions().len(), 1);
}

#[tokio::test]
async fn an_answer_that_is_lost_is_asked_for_again_and_makes_no_second_session() {
    let House { stripe, pay, .. } = house().await;
    let price = price();
    stripe.set_fault(Fault::Lost);
    assert!(pay.begin(Provider::Stripe, &order(&price)).await.is_ok());
    assert_eq!(stripe.sessions().len(), 1);
}

#[tokio::test]
async fn who_is_busy_for_a_moment_is_asked_again() {
    for status in [409, 429, 502, 503, 504] {
        let House { stripe, btcpay, pay } = house().await;
        let price = price();
        stripe.set_fault(Fault::Once(status));
        btcpay.set_fault(Fault::Once(status));
        assert!(pay.begin(Provider::Stripe, &order(&price)).await.is_ok(), "{status}");
        assert!(pay.begin(Provider::Btcpay, &order(&price)).await.is_ok(), "{status}");
    }
}

#[tokio::test]
async fn every_fault_ends_in_time_and_says_what_is_wrong() {
    let price = price();
    let hold = std::sync::Arc::new(tokio::sync::Notify::new());
    let faults = [
        (Fault::Status(500), Trouble::Failing(500)),
        (Fault::Status(503), Trouble::Failing(503)),
        (Fault::Status(401), Trouble::Key(401)),
        (Fault::Status(403), Trouble::Key(403)),
        (Fault::Status(400), Trouble::Refused { status: 400, code: String::new() }),
        (Fault::Status(429), Trouble::Refused { status: 429, code: String::new() }),
        (Fault::Silence, Trouble::Slow),
        (Fault::Slow(Duration::from_secs(5)), Trouble::Slow),
        (Fault::Hold(hold), Trouble::Slow),
        (Fault::Garbage, Trouble::NotUnderstood),
        (Fault::Endless, Trouble::TooLong),
        (Fault::Redirect, Trouble::Redirect(307)),
    ];
    for (fault, trouble) in faults {
        let House { stripe, btcpay, pay } = house().await;
        stripe.set_fault(fault.clone());
        btcpay.set_fault(fault.clone());
        for provider in Provider::ALL {
            let began = tokio::time::Instant::now();
            let answer = pay.begin(provider, &order(&price)).await;
            assert_eq!(answer, Err(PayRefusal::Trouble(trouble.clone())), "{provider} {fault:?}");
            assert!(began.elapsed() < PATIENCE * 2 + Duration::from_secs(3), "{provider} {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_said_so() {
    let House { stripe, btcpay, .. } = house().await;
    // A port that nobody listens on: the system gave it out and took it back.
    let free =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port is free");
    let settings = config::Till { stripe_address: format!("http://{free}"), ..settings(&stripe, &btcpay) };
    let answer = Pay::new(&settings, PATIENCE).begin(Provider::Stripe, &order(&price())).await;
    assert_eq!(answer, Err(PayRefusal::Trouble(Trouble::Unreachable)));
}

#[tokio::test]
async fn a_wrong_key_a_wrong_shop_and_a_wrong_address_are_told_apart() {
    let House { stripe, btcpay, .. } = house().await;
    let right = settings(&stripe, &btcpay);
    let price = price();
    for (settings, provider, trouble) in [
        (
            config::Till { stripe_key: "sk_other".into(), ..right.clone() },
            Provider::Stripe,
            Trouble::Key(401),
        ),
        (config::Till { btcpay_key: "other".into(), ..right.clone() }, Provider::Btcpay, Trouble::Key(401)),
        (
            config::Till { btcpay_store: "other".into(), ..right.clone() },
            Provider::Btcpay,
            Trouble::Refused { status: 404, code: "store-not-found".into() },
        ),
        (
            config::Till { stripe_address: format!("{}/wrong", stripe.address), ..right.clone() },
            Provider::Stripe,
            Trouble::Refused { status: 404, code: "resource_missing".into() },
        ),
    ] {
        let answer = Pay::new(&settings, PATIENCE).begin(provider, &order(&price)).await;
        assert_eq!(answer, Err(PayRefusal::Trouble(trouble)));
    }
}

#[tokio::test]
async fn a_way_to_pay_that_is_off_takes_no_order_and_hears_nothing() {
    let pay = Pay::new(&config::Till::default(), PATIENCE);
    for provider in Provider::ALL {
        assert_eq!(pay.begin(provider, &order(&price())).await, Err(PayRefusal::Off));
        let heard = pay.hear(provider, &http::HeaderMap::new(), b"{}", now()).await;
        assert_eq!(heard, Err(WebhookRefusal::Off));
    }
}

#[tokio::test]
async fn a_webhook_of_a_btcpay_server_is_a_hint_and_the_server_says_the_truth() {
    let House { btcpay, pay, .. } = house().await;
    pay.begin(Provider::Btcpay, &order(&price())).await.expect("the invoice is made");
    let invoice = btcpay.invoices().remove(0);
    let what = async |kind: &str| {
        let webhook = invoice.webhook(kind, false, now());
        let heard = pay.hear(Provider::Btcpay, &webhook.headers, &webhook.body, now()).await;
        heard.map(|news| news.map(|news| news.what))
    };
    assert_eq!(what("InvoiceSettled").await, Ok(None), "it is not settled, whatever the webhook says");
    btcpay.set_status(&invoice.id, "Settled", "None");
    assert_eq!(what("InvoiceExpired").await, Ok(Some(What::Paid(price()))), "it is settled");
    btcpay.change(&invoice.id, |invoice| invoice.asked["amount"] = "0.05".into());
    assert_eq!(what("InvoiceSettled").await, Ok(Some(What::Paid(Price::new("EUR", 5).expect("a price")))));
}

#[tokio::test]
async fn a_btcpay_server_that_does_not_answer_is_asked_when_it_sends_the_webhook_again() {
    let House { btcpay, pay, .. } = house().await;
    pay.begin(Provider::Btcpay, &order(&price())).await.expect("the invoice is made");
    let invoice = btcpay.invoices().remove(0);
    btcpay.set_status(&invoice.id, "Settled", "None");
    btcpay.set_fault(Fault::Silence);
    let webhook = invoice.webhook("InvoiceSettled", false, now());
    let refused = pay.hear(Provider::Btcpay, &webhook.headers, &webhook.body, now()).await.unwrap_err();
    assert_eq!((refused.status(), refused.trouble()), (503, Some(Trouble::Slow)));
    btcpay.set_fault(Fault::None);
    let again = invoice.webhook("InvoiceSettled", true, now());
    let later = now().plus_hours(24);
    let heard = pay.hear(Provider::Btcpay, &again.headers, &again.body, later).await;
    assert_eq!(heard.map(|news| news.map(|news| news.what)), Ok(Some(What::Paid(price()))));
}

#[tokio::test]
async fn a_webhook_too_long_is_not_read() {
    let House { pay, .. } = house().await;
    let body = vec![b' '; till::pay::MOST_WEBHOOK_BYTES + 1];
    let refused = pay.hear(Provider::Stripe, &http::HeaderMap::new(), &body, now()).await.unwrap_err();
    assert_eq!(refused.status(), 413);
}

#[tokio::test]
async fn keys_are_sent_to_their_owner_only() {
    let House { stripe, btcpay, pay } = house().await;
    for provider in Provider::ALL {
        pay.begin(provider, &order(&price())).await.expect("it is taken");
    }
    let has = |seen: &[u8], word: &str| seen.windows(word.len()).any(|part| part == word.as_bytes());
    let (at_stripe, at_btcpay) = (stripe.seen(), btcpay.seen());
    assert!(has(&at_stripe, STRIPE_KEY) && has(&at_btcpay, BTCPAY_KEY), "the control");
    for secret in [BTCPAY_KEY, BTCPAY_SECRET, STRIPE_SECRET, BTCPAY_STORE] {
        assert!(!has(&at_stripe, secret), "{secret}");
    }
    for secret in [STRIPE_KEY, STRIPE_SECRET, BTCPAY_SECRET] {
        assert!(!has(&at_btcpay, secret), "{secret}");
    }
}
