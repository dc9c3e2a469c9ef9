//! A second node of the till that is not killed: it sells, and looks at what is on record.

use std::path::Path;
use std::process::Command;

use base::{Clock, Language, Time, config};
use passes::batch::{self, Pending};
use passes::{Batch, Epoch, ReaderCode, SignedBatch, Token, Wallet};
use store::StoreUrl;
use store::testing::{drop_postgres, empty_postgres};
use till::fakes::{FakeStripe, STRIPE_KEY, STRIPE_SECRET, Webhook};
use till::{BuyRequest, Plan, PlanOffer, Price, Provider, Till};
use tokio::runtime::Runtime;

use super::server::Server;

/// Where things are sold.
pub struct Counter {
    runtime: Runtime,
    stripe: FakeStripe,
    till: Till,
}

impl Counter {
    /// Runs a drill on each database, each time with a server and a counter over the same till.
    pub fn on_each_database(drill: impl Fn(Counter, Server)) {
        once("", "", &drill);
        if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
            let runtime = Runtime::new().expect("a runtime");
            let [till, gate] = [0, 1].map(|_| runtime.block_on(empty_postgres(&server)));
            once(address(&till.0), address(&gate.0), &drill);
            runtime.block_on(drop_postgres(&server, &till.1));
            runtime.block_on(drop_postgres(&server, &gate.1));
        }
    }

    /// Begins a purchase of a month; answers its code, and how its provider tells that it is paid.
    pub fn pay(&self) -> (ReaderCode, Webhook) {
        let now = Clock::system().now();
        let request = BuyRequest {
            plan: "month",
            provider: Provider::Stripe,
            language: &english(),
            code: None,
            paid_at: "https://agency.example/en/plus/paid",
            cancelled_at: "https://agency.example/en/plus",
        };
        let begun = self.runtime.block_on(self.till.buy(&request, base::id::chance(), now));
        let code = begun.expect("the database answers").expect("it begins").code;
        let session = self.stripe.sessions().pop().expect("a session was made");
        (code, session.webhook("checkout.session.completed", "paid", now))
    }

    /// Whether a code pays for this month, and for no more than one purchase of a month does.
    pub fn is_paid(&self, code: &ReaderCode) -> bool {
        let now = Clock::system().now();
        let standing = self.runtime.block_on(self.till.standing(code, now)).expect("the database answers");
        let until = standing.and_then(|standing| standing.paid_until);
        // From the 15th on the rest of a month is free, and the next is the paid one.
        until.is_some_and(|until| until == Epoch::at(now) || until == Epoch::at(now).next())
    }

    /// How many purchases the totals count.
    pub fn purchases(&self) -> u64 {
        let totals = self.runtime.block_on(self.till.totals(2)).expect("the database answers");
        totals.iter().map(|totals| totals.purchases).sum()
    }

    /// This month's batch of the wallet of these numbers.
    pub fn batch(&self, number: u8, other: u8) -> (Batch, Pending) {
        let now = Clock::system().now();
        let directory = self.runtime.block_on(self.till.directory(now)).expect("the database answers");
        let epoch = Epoch::at(now);
        let key = directory.key_of(epoch).expect("this month has a key");
        let mut entropy = [number; 16];
        entropy[0] = other;
        let wallet = Wallet::from_entropy(entropy);
        batch::prepare(&wallet, epoch, key, self.till.challenge()).expect("the batch is made")
    }

    /// The passes of a batch that was answered.
    pub fn passes(&self, pending: &Pending, answer: &SignedBatch) -> Vec<Token> {
        let now = Clock::system().now();
        let directory = self.runtime.block_on(self.till.directory(now)).expect("the database answers");
        let key = directory.key_of(Epoch::at(now)).expect("this month has a key");
        pending.finish(key, answer).expect("the answer is the till's").to_vec()
    }

    /// The database is in order.
    pub fn complaints(&self) {
        let complaints = self.runtime.block_on(self.till.complaints()).expect("the database answers");
        assert_eq!(complaints, None);
    }
}

fn once(till_url: &str, gate_url: &str, drill: &impl Fn(Counter, Server)) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let data = folder.path().join("data");
    let made = Command::new(env!("CARGO_BIN_EXE_vestka")).args(["init", "--data"]).arg(&data).output();
    assert!(made.expect("the binary runs").status.success(), "vestka init");
    let runtime = Runtime::new().expect("a runtime");
    let stripe = runtime.block_on(FakeStripe::start());
    let settings = config::Till {
        url: till_url.to_owned(),
        stripe_address: stripe.address.clone(),
        stripe_key: STRIPE_KEY.into(),
        stripe_webhook_secret: STRIPE_SECRET.into(),
        ..config::Till::default()
    };
    let environment = [
        ("VESTKA_TILL_URL", till_url),
        ("VESTKA_GATE_URL", gate_url),
        ("VESTKA_TILL_STRIPE_ADDRESS", &stripe.address),
        ("VESTKA_TILL_STRIPE_KEY", STRIPE_KEY),
        ("VESTKA_TILL_STRIPE_WEBHOOK_SECRET", STRIPE_SECRET),
    ];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let till = runtime.block_on(open(&data, settings));
    let server = Server::new(data, environment);
    drill(Counter { runtime, stripe, till }, server);
}

/// Opens the till, with all its keys and a plan.
async fn open(data: &Path, settings: config::Till) -> Till {
    let folder = data.join("till");
    let url = Till::url(&settings.url, &folder).expect("the address is one");
    let issuer = config::Plus::default().issuer;
    let till =
        Till::open(&url, &folder, &issuer, settings, base::id::chance()).await.expect("the till opens");
    let now: Time = Clock::system().now();
    till.make_keys(till::KEYS_AHEAD, base::id::chance(), now).await.expect("keys are made");
    let offer = PlanOffer { name: "A month".into(), price: Price::new("EUR", 500).expect("a price") };
    let offers = [(english(), offer)].into_iter().collect();
    let plan = Plan { id: "month".into(), position: 1, months: 1, is_on: true, offers };
    till.set_plan(&plan).await.expect("the database takes it").expect("it is a plan");
    till
}

fn english() -> Language {
    Language::parse("en").expect("a language")
}

fn address(url: &StoreUrl) -> &str {
    match url {
        StoreUrl::Postgres(address) => address,
        StoreUrl::Sqlite(_) => "",
    }
}
