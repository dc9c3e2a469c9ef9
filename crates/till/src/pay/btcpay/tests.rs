use super::{Btcpay, Invoice, invoice, read};
use crate::Price;
use crate::pay::{News, Order, Secret, WebhookRefusal, What};
use base::Time;
use proptest::prelude::*;
use serde_json::{Value, json};

const ID: &str = "0198a6b2-7e5c-7d11-a3f4-0123456789ab";

fn server() -> Btcpay {
    let secret = || Secret::from_setting("secret").expect("it is not empty");
    Btcpay {
        address: "https://pay.example".into(),
        store: "shop".into(),
        key: secret(),
        webhook_secret: secret(),
    }
}

fn at(seconds: i64) -> Time {
    Time::from_millis(seconds.saturating_mul(1_000))
}

fn shown(status: &str, additional: &str, amount: &str) -> Value {
    json!({
        "id": "Hv", "status": status, "additionalStatus": additional, "amount": amount, "currency": "EUR",
        "metadata": { "orderId": ID, "buyerEmail": "ada@payer.example" },
    })
}

fn said(invoice: Value) -> Result<Option<News>, WebhookRefusal> {
    serde_json::from_value::<Invoice>(invoice).map_or(Err(WebhookRefusal::NotUnderstood), read)
}

#[test]
fn each_status_of_an_invoice_says_what_its_documentation_says() {
    let five = || What::Paid(Price::new("EUR", 500).expect("a price"));
    for (status, additional, expected) in [
        ("New", "None", None),
        ("Processing", "None", Some(What::UnderWay)),
        ("Settled", "None", Some(five())),
        ("Settled", "PaidOver", Some(five())),
        ("Settled", "Marked", Some(five())),
        ("Expired", "None", Some(What::Expired)),
        ("Expired", "PaidPartial", Some(What::ExpiredWithMoney)),
        ("Expired", "PaidLate", Some(What::ExpiredWithMoney)),
        ("Invalid", "Marked", Some(What::Failed)),
        ("Something", "New", None),
    ] {
        let news = said(shown(status, additional, "5.00")).expect("it is understood");
        assert_eq!(news.map(|news| news.what), expected, "{status} {additional}");
    }
}

#[test]
fn zeroes_at_the_end_of_an_amount_say_nothing() {
    for amount in ["5", "5.0", "5.00", "5.00000000"] {
        let news = said(shown("Settled", "None", amount)).expect("it is understood").expect("it is ours");
        assert_eq!(news.what, What::Paid(Price::new("EUR", 500).expect("a price")), "{amount}");
    }
    for amount in ["0", "0.00", "5.001", "", "five", "-5"] {
        let news = said(shown("Settled", "None", amount)).expect("it is understood").expect("it is ours");
        assert_eq!(news.what, What::PaidOddly, "{amount}");
    }
}

#[test]
fn somebody_elses_invoice_is_nothing() {
    for order in [json!(null), json!(17), json!("WOO 17"), json!({ "a": 1 })] {
        let mut invoice = shown("Settled", "None", "5.00");
        invoice["metadata"]["orderId"] = order;
        assert_eq!(said(invoice), Ok(None));
    }
}

#[test]
fn a_hint_is_taken_when_it_is_about_an_invoice_of_this_shop_that_may_still_matter() {
    let hint = |kind: &str, store: &str, invoice: &str, now: i64| {
        let event =
            json!({ "type": kind, "storeId": store, "invoiceId": invoice, "timestamp": 1_700_000_000 });
        server().hint(event.to_string().as_bytes(), at(now))
    };
    let now = 1_700_000_000;
    assert_eq!(hint("InvoiceSettled", "shop", "Hv1", now), Ok(Some("Hv1".into())));
    assert_eq!(
        hint("InvoiceSettled", "shop", "Hv1", now + 30 * 86_400),
        Ok(Some("Hv1".into())),
        "sent again by hand"
    );
    assert_eq!(hint("InvoiceSettled", "shop", "Hv1", now + 500 * 86_400), Err(WebhookRefusal::Old));
    assert_eq!(hint("InvoiceCreated", "shop", "Hv1", now), Ok(None));
    assert_eq!(hint("PayoutApproved", "shop", "Hv1", now), Ok(None));
    assert_eq!(hint("InvoiceSettled", "another", "Hv1", now), Ok(None));
    for id in ["", "../../server", "a/b", "a?b", &"a".repeat(65)] {
        assert_eq!(hint("InvoiceSettled", "shop", id, now), Err(WebhookRefusal::NotUnderstood), "{id}");
    }
}

#[test]
fn the_server_is_told_the_id_the_price_the_description_and_where_to_return_and_nothing_else() {
    let price = Price::new("EUR", 450).expect("a price");
    let order = Order {
        purchase: ID,
        price: &price,
        description: "Support",
        paid_at: "https://a.example/en/plus/paid",
        cancelled_at: "https://a.example/en/plus",
    };
    let expected = json!({
        "amount": "4.50", "currency": "EUR", "metadata": { "orderId": ID, "itemDesc": "Support" },
        "checkout": {
            "expirationMinutes": 60, "redirectURL": "https://a.example/en/plus/paid", "redirectAutomatically": false,
        },
        "receipt": { "enabled": false },
    });
    assert_eq!(invoice(&order), expected);
}

proptest! {
    #[test]
    fn whatever_is_signed_is_read_without_harm(text in "\\PC{0,100}", number: i64, body: Vec<u8>) {
        let _ = server().hint(&body, at(number));
        for value in [json!(text), json!(number), json!([text]), json!({ "a": text })] {
            for name in ["type", "storeId", "invoiceId", "timestamp"] {
                let mut event = json!({ "type": "InvoiceSettled", "storeId": "shop", "invoiceId": "Hv1", "timestamp": 1 });
                event[name] = value.clone();
                let _ = server().hint(event.to_string().as_bytes(), at(number));
            }
            let mut invoice = shown(&text, &text, &text);
            invoice["metadata"]["orderId"] = value;
            let _ = said(invoice);
        }
    }
}
