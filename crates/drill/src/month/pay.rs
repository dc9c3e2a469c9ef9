//! The providers: stand-ins for Stripe and a BTCPay Server, which tell of payments with all that they know of a payer.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, ensure};
use base::{Clock, Time};
use serde_json::{Value, json};
use till::Provider;
use till::fakes::{self, FakeBtcpay, FakeStripe, Webhook};
use tokio::runtime::Handle;

use crate::canary::{Aviary, Kind};
use crate::http::{self, Request};

/// Both stand-ins, for as long as the runtime lives.
pub struct Shop {
    stripe: FakeStripe,
    btcpay: FakeBtcpay,
}

/// Who pays, as a provider knows them: planted.
struct Payer {
    name: String,
    email: String,
    card: String,
}

/// A payment that can still be taken back.
pub struct Paid(fakes::Session);

impl Shop {
    /// Starts them.
    pub fn open(runtime: &Handle) -> Shop {
        runtime
            .block_on(async { Shop { stripe: FakeStripe::start().await, btcpay: FakeBtcpay::start().await } })
    }

    /// The settings by which a server knows them.
    pub fn environment(&self) -> Vec<(String, String)> {
        let pairs = [
            ("VESTKA_TILL_STRIPE_ADDRESS", self.stripe.address.as_str()),
            ("VESTKA_TILL_STRIPE_KEY", fakes::STRIPE_KEY),
            ("VESTKA_TILL_STRIPE_WEBHOOK_SECRET", fakes::STRIPE_SECRET),
            ("VESTKA_TILL_BTCPAY_ADDRESS", &self.btcpay.address),
            ("VESTKA_TILL_BTCPAY_STORE", fakes::BTCPAY_STORE),
            ("VESTKA_TILL_BTCPAY_KEY", fakes::BTCPAY_KEY),
            ("VESTKA_TILL_BTCPAY_WEBHOOK_SECRET", fakes::BTCPAY_SECRET),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    /// Tells the till that the purchase begun last is paid: first with a signature that is wrong and with something that
    /// is not understood, then rightly, and once more.
    ///
    /// # Errors
    /// When the till does not answer as it should.
    pub fn tell(
        &self,
        way: Provider,
        aviary: &mut Aviary,
        server: SocketAddr,
        clock: &Clock,
    ) -> anyhow::Result<Option<Paid>> {
        let now = clock.now();
        let payer = Payer::new(aviary);
        let sign: fn(&Value, &str, Time) -> Webhook = match way {
            Provider::Stripe => fakes::sign_stripe,
            Provider::Btcpay => |event, secret, _| fakes::sign_btcpay(event, secret),
        };
        let secret = match way {
            Provider::Stripe => fakes::STRIPE_SECRET,
            Provider::Btcpay => fakes::BTCPAY_SECRET,
        };
        let (event, paid) = match way {
            Provider::Stripe => {
                let session = self.stripe.sessions().pop().context("no session was made")?;
                (payer.checkout("checkout.session.completed", &session), Some(Paid(session)))
            }
            Provider::Btcpay => (payer.settled(&self.btcpay, now)?, None),
        };
        let unknown = json!({ "type": "customer.created", "name": payer.name, "email": payer.email });
        let send = |webhook: Webhook| tell(server, way, webhook);
        ensure!(send(sign(&event, "another", now))? == 400, "a webhook that is not signed rightly is taken");
        send(sign(&unknown, secret, now))?;
        for _ in 0..2 {
            let status = send(sign(&event, secret, now))?;
            ensure!(status == 200, "a webhook of {way} is answered {status}");
        }
        Ok(paid)
    }

    /// Tells the till that a payment was taken back.
    ///
    /// # Errors
    /// When the till does not answer as it should.
    pub fn take_back(
        &self,
        paid: &Paid,
        aviary: &mut Aviary,
        server: SocketAddr,
        clock: &Clock,
    ) -> anyhow::Result<()> {
        let event = Payer::new(aviary).refunded(&paid.0);
        let webhook = fakes::sign_stripe(&event, fakes::STRIPE_SECRET, clock.now());
        let status = tell(server, Provider::Stripe, webhook)?;
        ensure!(status == 200, "a refund is answered {status}");
        Ok(())
    }
}

/// Sends a webhook; the status of the answer.
fn tell(server: SocketAddr, way: Provider, webhook: Webhook) -> anyhow::Result<u16> {
    let target = format!("/till/{}", way.as_str());
    let mut request = Request { method: "POST".into(), target, ..Request::default() }.bearing(webhook.body);
    for (name, value) in &webhook.headers {
        request = request.with(name.as_str(), value.to_str()?);
    }
    Ok(http::ask(Ipv4Addr::LOCALHOST, server, &request)?.status)
}

impl Payer {
    fn new(aviary: &mut Aviary) -> Payer {
        Payer {
            name: aviary.dressed(Kind::Payer, |word| format!("Ada {word}")),
            email: aviary.dressed(Kind::Payer, |word| format!("{word}@payer.example")),
            card: aviary.word(Kind::Payer),
        }
    }

    fn details(&self) -> Value {
        json!({ "name": self.name, "email": self.email, "phone": null, "address": { "country": "BY" } })
    }

    fn checkout(&self, kind: &str, session: &fakes::Session) -> Value {
        let mut object = session.object("paid");
        object["customer_details"] = self.details();
        object["customer_email"] = json!(self.email);
        object["payment_method_details"] = json!({ "card": { "last4": self.card } });
        fakes::stripe_event(kind, object)
    }

    fn refunded(&self, session: &fakes::Session) -> Value {
        let object = session.object("paid");
        let amount = &object["amount_total"];
        let charge = json!({
            "id": "ch_3Q", "object": "charge", "amount": amount, "amount_refunded": amount, "refunded": true,
            "currency": object["currency"], "metadata": object["metadata"], "billing_details": self.details(),
            "payment_method_details": { "card": { "last4": self.card } },
        });
        fakes::stripe_event("charge.refunded", charge)
    }

    /// The newest invoice is settled: at the server, which is asked, and in its webhook.
    fn settled(&self, btcpay: &FakeBtcpay, now: Time) -> anyhow::Result<Value> {
        let invoice = btcpay.invoices().pop().context("no invoice was made")?;
        btcpay.set_status(&invoice.id, "Settled", "None");
        let mut event = fakes::btcpay_event("InvoiceSettled", &invoice.id, now);
        event["metadata"] = invoice.asked["metadata"].clone();
        event["metadata"]["buyerName"] = json!(self.name);
        event["metadata"]["buyerEmail"] = json!(self.email);
        event["payment"] = json!({ "destination": self.card });
        Ok(event)
    }
}
