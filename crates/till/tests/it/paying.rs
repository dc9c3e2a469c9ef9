//! From the button to a code that is good, and back: what providers tell, in every order, and what becomes of the months.

use std::sync::Arc;

use serde_json::json;
use till::fakes::{BTCPAY_SECRET, Fault, STRIPE_SECRET, Session, Webhook, btcpay_event, stripe_event};
use till::{BuyRefusal, Heard, Provider};

use crate::shop::{Shop, in_a_shop, noon};

const PAID: &str = "checkout.session.completed";

fn paid(session: &Session) -> Webhook {
    session.webhook(PAID, "paid", noon("2026-11-03"))
}

#[test]
fn a_code_is_good_once_its_payment_is_told() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
        assert_eq!(shop.hear(Provider::Stripe, &paid(&session), now).await, Ok(Heard::Credited));
        assert_eq!(shop.standing(&code, now).await, "0 2026-11");
        for _ in 0..3 {
            assert_eq!(
                shop.hear(Provider::Stripe, &paid(&session), now).await,
                Ok(Heard::Nothing),
                "told again"
            );
        }
        assert_eq!(shop.standing(&code, now).await, "0 2026-11");
    });
}

#[test]
fn a_slow_payment_is_waited_for() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        let unpaid = session.webhook(PAID, "unpaid", now);
        assert_eq!(shop.hear(Provider::Stripe, &unpaid, now).await, Ok(Heard::Nothing));
        let later = noon("2026-11-15");
        shop.till.tidy(later).await.expect("the database answers");
        assert_eq!(shop.standing(&code, later).await, "0 - waiting", "a bank's debit takes two weeks");
        let came = session.webhook("checkout.session.async_payment_succeeded", "paid", later);
        assert_eq!(shop.hear(Provider::Stripe, &came, later).await, Ok(Heard::Credited));
        assert_eq!(shop.standing(&code, later).await, "0 2026-12", "the rest of November is free");
    });
}

#[test]
fn an_invoice_of_a_btcpay_server_is_good_once_it_is_settled() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, invoice) = shop.at_btcpay(now).await;
        shop.btcpay.set_status(&invoice.id, "Processing", "None");
        let heard = shop.hear(Provider::Btcpay, &invoice.webhook("InvoiceProcessing", false, now), now).await;
        assert_eq!(heard, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
        shop.btcpay.set_status(&invoice.id, "Settled", "None");
        let settled = invoice.webhook("InvoiceSettled", false, now);
        assert_eq!(shop.hear(Provider::Btcpay, &settled, now).await, Ok(Heard::Credited));
        let again = invoice.webhook("InvoiceSettled", true, now);
        assert_eq!(shop.hear(Provider::Btcpay, &again, now).await, Ok(Heard::Nothing));
        shop.btcpay.set_status(&invoice.id, "Invalid", "Marked");
        let invalid = invoice.webhook("InvoiceInvalid", false, now);
        assert_eq!(shop.hear(Provider::Btcpay, &invalid, now).await, Ok(Heard::TakenBack));
        assert_eq!(shop.standing(&code, now).await, "0 2026-10");
    });
}

#[test]
fn a_payment_told_before_the_reader_knows_where_to_pay_counts() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let hold = Arc::new(tokio::sync::Notify::new());
        shop.stripe.set_fault(Fault::Hold(hold.clone()));
        let buying = shop.buy(Provider::Stripe, None, now);
        let paying = async {
            while shop.stripe.sessions().is_empty() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            let session = shop.stripe.sessions().remove(0);
            let heard = shop.hear(Provider::Stripe, &paid(&session), now).await;
            hold.notify_one();
            heard
        };
        let (begun, heard) = tokio::join!(buying, paying);
        assert_eq!(heard, Ok(Heard::Credited));
        let code = begun.expect("it begins").code;
        assert_eq!(shop.standing(&code, now).await, "0 2026-11");
    });
}

#[test]
fn news_out_of_order_does_no_harm() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        let expired = session.webhook("checkout.session.expired", "unpaid", now);
        assert_eq!(shop.hear(Provider::Stripe, &paid(&session), now).await, Ok(Heard::Credited));
        assert_eq!(shop.hear(Provider::Stripe, &expired, now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 2026-11", "expired after paid");

        let (code, session) = shop.at_stripe(now).await;
        assert_eq!(shop.hear(Provider::Stripe, &session.refund(true, now), now).await, Ok(Heard::Nothing));
        assert_eq!(shop.hear(Provider::Stripe, &paid(&session), now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "unknown", "refunded before paid");
    });
}

#[test]
fn a_refund_takes_the_months_back_once_and_a_part_of_one_takes_none() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        shop.hear(Provider::Stripe, &paid(&session), now).await.expect("it is believed");
        let extended = shop.buy(Provider::Stripe, Some(&code), now).await.expect("it begins");
        assert_eq!(extended.code, code);
        let second = shop.stripe.sessions().pop().expect("a session was made");
        shop.hear(Provider::Stripe, &paid(&second), now).await.expect("it is believed");
        assert_eq!(shop.standing(&code, now).await, "0 2026-12");
        assert_eq!(shop.hear(Provider::Stripe, &second.refund(false, now), now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 2026-12");
        assert_eq!(
            shop.trouble(Provider::Stripe).await,
            "a part of a payment was given back; its months stay"
        );
        assert_eq!(shop.hear(Provider::Stripe, &second.refund(true, now), now).await, Ok(Heard::TakenBack));
        assert_eq!(shop.hear(Provider::Stripe, &second.refund(true, now), now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 2026-11");
    });
}

#[test]
fn what_is_forgotten_is_counted_only() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        shop.hear(Provider::Stripe, &paid(&session), now).await.expect("it is believed");
        let (_, unpaid) = shop.at_stripe(now).await;
        let later = noon("2026-12-10");
        shop.till.tidy(later).await.expect("the database answers");
        assert_eq!(
            shop.hear(Provider::Stripe, &session.refund(true, later), later).await,
            Ok(Heard::Nothing)
        );
        assert_eq!(shop.standing(&code, later).await, "0 2026-11", "its months stay");
        let late = unpaid.webhook(PAID, "paid", later);
        assert_eq!(shop.hear(Provider::Stripe, &late, later).await, Ok(Heard::Nothing));
        let totals = shop.till.totals(12).await.expect("the database answers");
        let december =
            totals.iter().find(|totals| totals.epoch.to_string() == "2026-12").expect("it is there");
        assert_eq!((december.purchases, december.refunds, december.strays), (0, 1, 1));
        assert!(shop.trouble(Provider::Stripe).await.contains("no longer known here"));
    });
}

#[test]
fn another_amount_or_currency_is_not_credited_and_is_remarked_without_a_name() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        for (amount, currency) in [(499, "eur"), (50_000, "eur"), (500, "usd"), (0, "eur")] {
            let (code, session) = shop.at_stripe(now).await;
            let mut object = session.object("paid");
            (object["amount_total"], object["currency"]) = (json!(amount), json!(currency));
            let webhook = till::fakes::sign_stripe(&stripe_event(PAID, object), STRIPE_SECRET, now);
            assert_eq!(shop.hear(Provider::Stripe, &webhook, now).await, Ok(Heard::Nothing));
            assert_eq!(shop.standing(&code, now).await, "0 - waiting", "{amount} {currency}");
            let trouble = shop.trouble(Provider::Stripe).await;
            assert!(trouble.starts_with("a payment came in another amount or currency"), "{trouble}");
            assert!(!trouble.contains(session.purchase()), "{trouble}");
        }
        let (code, invoice) = shop.at_btcpay(now).await;
        shop.btcpay.set_status(&invoice.id, "Settled", "None");
        shop.btcpay.change(&invoice.id, |invoice| invoice.asked["amount"] = json!("0.01"));
        let settled = invoice.webhook("InvoiceSettled", false, now);
        assert_eq!(shop.hear(Provider::Btcpay, &settled, now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
    });
}

#[test]
fn a_purchase_is_paid_at_the_provider_where_it_was_begun() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, invoice) = shop.at_btcpay(now).await;
        let object = json!({
            "payment_status": "paid", "amount_total": 500, "currency": "eur",
            "metadata": { "vestka_purchase": invoice.purchase() },
        });
        let webhook = till::fakes::sign_stripe(&stripe_event(PAID, object), STRIPE_SECRET, now);
        assert_eq!(shop.hear(Provider::Stripe, &webhook, now).await, Ok(Heard::Nothing));
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
    });
}

#[test]
fn who_does_not_know_the_secret_is_not_believed() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        let event = stripe_event(PAID, session.object("paid"));
        let old = noon("2026-11-03").plus_millis(-301_000);
        let forged = [
            till::fakes::sign_stripe(&event, "whsec_other", now),
            till::fakes::sign_stripe(&event, STRIPE_SECRET, old),
            till::fakes::sign_stripe(&event, BTCPAY_SECRET, now),
        ];
        for webhook in &forged {
            let refused = shop.hear(Provider::Stripe, webhook, now).await.unwrap_err();
            assert_eq!(refused.status(), 400);
        }
        let (other, invoice) = shop.at_btcpay(now).await;
        shop.btcpay.set_status(&invoice.id, "Settled", "None");
        let forged = btcpay_event("InvoiceSettled", &invoice.id, now);
        let refused = shop.hear(Provider::Btcpay, &till::fakes::sign_btcpay(&forged, "other"), now).await;
        assert_eq!(refused.unwrap_err().status(), 400);
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
        assert_eq!(shop.standing(&other, now).await, "0 - waiting");
        let trouble = shop.trouble(Provider::Stripe).await;
        assert_eq!(trouble, "a webhook came whose signature is wrong: check the webhook's secret");
    });
}

#[test]
fn the_same_webhook_at_once_and_at_two_nodes_is_credited_once() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (code, session) = shop.at_stripe(now).await;
        let nodes = [shop.till.clone(), shop.another_node().await];
        let webhook = paid(&session);
        let tasks: Vec<_> = (0..16)
            .map(|n| {
                let (node, webhook) = (nodes[n % 2].clone(), webhook.clone());
                tokio::spawn(async move {
                    let heard = node.webhook(Provider::Stripe, &webhook.headers, &webhook.body, now).await;
                    heard.expect("the database answers").expect("it is believed")
                })
            })
            .collect();
        let mut credited = 0;
        for task in tasks {
            credited += u32::from(task.await.expect("it ends") == Heard::Credited);
        }
        assert_eq!(credited, 1);
        assert_eq!(shop.standing(&code, now).await, "0 2026-11");
        let totals = shop.till.totals(1).await.expect("the database answers");
        assert_eq!((totals[0].purchases, totals[0].months), (1, 1));
        nodes[1].close().await;
    });
}

#[test]
fn a_provider_in_trouble_leaves_no_purchase_and_the_newsroom_knows() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        shop.stripe.set_fault(Fault::Status(500));
        let refused = shop.buy(Provider::Stripe, None, now).await.unwrap_err();
        assert_eq!(refused, BuyRefusal::Failed(Provider::Stripe));
        assert!(refused.to_string().contains("Nothing was paid"), "{refused}");
        assert_eq!(shop.trouble(Provider::Stripe).await, "it answers with status 500");
        assert_eq!(shop.trouble(Provider::Btcpay).await, "");
        shop.stripe.set_fault(Fault::None);
        let (code, _) = shop.at_stripe(now).await;
        assert_eq!(shop.standing(&code, now).await, "0 - waiting");
    });
}

#[test]
fn the_newsroom_sees_the_day_of_the_last_webhook_and_nothing_finer() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let before = shop.till.provider_records().await.expect("the database answers");
        assert!(before.iter().all(|record| record.heard.is_none() && record.trouble.is_none()));
        let (_, session) = shop.at_stripe(now).await;
        shop.hear(Provider::Stripe, &paid(&session), now).await.expect("it is believed");
        let records = shop.till.provider_records().await.expect("the database answers");
        let days: Vec<Option<String>> =
            records.iter().map(|record| record.heard.map(|day| day.to_string())).collect();
        assert_eq!(days, [Some("2026-11-03".to_owned()), None]);
    });
}

#[test]
fn providers_are_told_no_code_and_nothing_of_the_payer_stays_here() {
    in_a_shop(|shop| async move {
        let now = noon("2026-11-03");
        let (first, session) = shop.at_stripe(now).await;
        let (second, invoice) = shop.at_btcpay(now).await;
        shop.hear(Provider::Stripe, &paid(&session), now).await.expect("it is believed");
        shop.btcpay.set_status(&invoice.id, "Settled", "None");
        let settled = invoice.webhook("InvoiceSettled", false, now);
        shop.hear(Provider::Btcpay, &settled, now).await.expect("it is believed");
        let told = [shop.stripe.seen(), shop.btcpay.seen()].concat();
        assert!(has(&told, session.purchase().as_bytes()), "the control");
        for code in [&first, &second] {
            let signs = code.to_string();
            for trace in [signs.as_bytes(), signs.replace('-', "").as_bytes(), &code.as_bytes()[..]] {
                assert!(!has(&told, trace), "a provider was told a code");
            }
            assert!(!has(&told, base::id::hex(code.as_bytes()).as_bytes()), "a provider was told a code");
        }
        assert!(!has(&told, b"Kropka"), "a provider was told what is bought");
        assert!(!has(&told, b"email") && !has(&told, b"Email"), "a provider was told to ask for an address");
        nothing_of_the_payer_is_in(&shop, &session).await;
    });
}

async fn nothing_of_the_payer_is_in(shop: &Shop, session: &Session) {
    let Some(file) = shop.file().map(ToOwned::to_owned) else { return };
    let kept = || {
        let files = [file.clone(), file.with_extension("db-wal")];
        files.iter().flat_map(|file| std::fs::read(file).unwrap_or_default()).collect::<Vec<u8>>()
    };
    let bytes = kept();
    assert!(has(&bytes, session.purchase().as_bytes()), "the control");
    for trace in till::fakes::PAYER.iter().chain(["cs_test_", "pi_3Q", "evt_1Q", "HVAxkVnTaGmVgWR"].iter()) {
        assert!(!has(&bytes, trace.as_bytes()), "{trace} is in the database");
    }
    shop.till.tidy(noon("2026-12-10")).await.expect("the database answers");
    assert!(!has(&kept(), session.purchase().as_bytes()), "the purchase is forgotten, on the disk too");
}

fn has(bytes: &[u8], trace: &[u8]) -> bool {
    bytes.windows(trace.len()).any(|part| part == trace)
}
