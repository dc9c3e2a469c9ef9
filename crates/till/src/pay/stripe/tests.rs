use super::{Event, News, fields, read, units};
use crate::Price;
use crate::pay::{Order, WebhookRefusal, What};
use proptest::prelude::*;
use serde_json::{Value, json};

const ID: &str = "0198a6b2-7e5c-7d11-a3f4-0123456789ab";

fn said(kind: &str, object: Value) -> Result<Option<News>, WebhookRefusal> {
    let event = json!({ "id": "evt_1", "object": "event", "type": kind, "data": { "object": object } });
    serde_json::from_value::<Event>(event).map_or(Err(WebhookRefusal::NotUnderstood), read)
}

fn session(status: &str) -> Value {
    json!({
        "object": "checkout.session", "payment_status": status, "amount_total": 500, "currency": "eur",
        "metadata": { "vestka_purchase": ID, "more": "x" }, "customer_details": { "email": "ada@payer.example" },
    })
}

fn euros(cents: i64) -> Price {
    Price::new("EUR", cents).expect("a price")
}

#[test]
fn each_event_says_what_its_documentation_says() {
    let what = |kind: &str, object: Value| said(kind, object).map(|news| news.map(|news| news.what));
    assert_eq!(what("checkout.session.completed", session("paid")), Ok(Some(What::Paid(euros(500)))));
    assert_eq!(what("checkout.session.completed", session("unpaid")), Ok(Some(What::UnderWay)));
    let succeeded = what("checkout.session.async_payment_succeeded", session("paid"));
    assert_eq!(succeeded, Ok(Some(What::Paid(euros(500)))));
    assert_eq!(what("checkout.session.async_payment_failed", session("unpaid")), Ok(Some(What::Failed)));
    assert_eq!(what("checkout.session.expired", session("unpaid")), Ok(Some(What::Expired)));
    let charge =
        |refunded| json!({ "refunded": refunded, "amount": 500, "metadata": { "vestka_purchase": ID } });
    assert_eq!(what("charge.refunded", charge(true)), Ok(Some(What::Refunded)));
    assert_eq!(what("charge.refunded", charge(false)), Ok(Some(What::PartlyRefunded)));
    assert_eq!(what("payment_intent.created", session("unpaid")), Ok(None));
}

#[test]
fn what_is_not_about_a_purchase_of_ours_is_nothing() {
    for metadata in [json!({}), json!({ "vestka_purchase": "" }), json!({ "vestka_purchase": "WOO 17" })] {
        let mut object = session("paid");
        object["metadata"] = metadata;
        assert_eq!(said("checkout.session.completed", object), Ok(None));
    }
    let mut none = session("paid");
    none.as_object_mut().expect("an object").remove("metadata");
    assert_eq!(said("checkout.session.completed", none), Ok(None));
}

#[test]
fn a_payment_without_an_amount_is_not_understood() {
    for name in ["amount_total", "currency"] {
        let mut object = session("paid");
        object[name] = Value::Null;
        assert_eq!(said("checkout.session.completed", object), Err(WebhookRefusal::NotUnderstood), "{name}");
    }
}

#[test]
fn a_sum_that_is_no_price_is_odd() {
    for (amount, currency) in [
        (json!(0), "eur"),
        (json!(-5), "eur"),
        (json!(i64::MAX), "eur"),
        (json!(5), "euro"),
        (json!(150), "ugx"),
    ] {
        let mut object = session("no_payment_required");
        (object["amount_total"], object["currency"]) = (amount.clone(), json!(currency));
        let news = said("checkout.session.completed", object).expect("it is understood").expect("it is ours");
        assert_eq!(news.what, What::PaidOddly, "{amount} {currency}");
    }
}

#[test]
fn a_currency_that_stripe_counts_in_hundredths_is_counted_so() {
    let price = Price::new("UGX", 7_000).expect("a price");
    assert_eq!(units(&price), 700_000);
    let mut object = session("paid");
    (object["amount_total"], object["currency"]) = (json!(700_000), json!("ugx"));
    let news = said("checkout.session.completed", object).expect("it is understood").expect("it is ours");
    assert_eq!(news.what, What::Paid(price));
}

#[test]
fn stripe_is_told_the_id_the_price_the_description_and_where_to_return_and_nothing_else() {
    let price = euros(450);
    let order = Order {
        purchase: ID,
        price: &price,
        description: "Support",
        paid_at: "https://a.example/en/plus/paid",
        cancelled_at: "https://a.example/en/plus",
    };
    let mut fields = fields(&order);
    fields.sort();
    let text: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let id = ID;
    assert_eq!(
        text,
        [
            "adaptive_pricing[enabled]=false".to_owned(),
            "cancel_url=https://a.example/en/plus".to_owned(),
            format!("client_reference_id={id}"),
            "line_items[0][price_data][currency]=eur".to_owned(),
            "line_items[0][price_data][product_data][name]=Support".to_owned(),
            "line_items[0][price_data][unit_amount]=450".to_owned(),
            "line_items[0][quantity]=1".to_owned(),
            format!("metadata[vestka_purchase]={id}"),
            "mode=payment".to_owned(),
            format!("payment_intent_data[metadata][vestka_purchase]={id}"),
            "success_url=https://a.example/en/plus/paid".to_owned(),
        ]
    );
}

proptest! {
    #[test]
    fn whatever_is_signed_is_read_without_harm(text in "\\PC{0,200}", number: i64) {
        let kinds = ["checkout.session.completed", "charge.refunded", &text];
        for kind in kinds {
            for object in [json!(text), json!(number), json!([text]), json!({ "metadata": text }), json!({ "amount_total": text })] {
                let _ = said(kind, object);
            }
            let mut object = session(&text);
            object["amount_total"] = json!(number);
            if let Ok(Some(news)) = said(kind, object) {
                prop_assert_eq!(news.purchase, ID);
            }
        }
    }
}
