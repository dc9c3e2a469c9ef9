//! A till with both providers' stand-ins, on each database.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};

use base::{Language, Time, config};
use passes::ReaderCode;
use store::StoreUrl;
use store::testing::{drop_postgres, empty_postgres};
use till::fakes::{
    BTCPAY_KEY, BTCPAY_SECRET, BTCPAY_STORE, FakeBtcpay, FakeStripe, Invoice, STRIPE_KEY, STRIPE_SECRET,
    Session, Webhook,
};
use till::{Begun, BuyRefusal, BuyRequest, Heard, Plan, PlanOffer, Price, Provider, Till, WebhookRefusal};

/// Where readers come back to.
pub const PAID_AT: &str = "https://agency.example/en/plus/paid";
const CANCELLED_AT: &str = "https://agency.example/en/plus";

/// A till that sells one plan, `month` for 5.00 EUR, through both stand-ins.
pub struct Shop {
    pub till: Till,
    pub stripe: FakeStripe,
    pub btcpay: FakeBtcpay,
    pub folder: PathBuf,
    url: StoreUrl,
    chance: AtomicU8,
}

/// Runs a test in an empty shop on each database.
pub fn in_a_shop<F: Future<Output = ()>>(test: impl Fn(Shop) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let url = StoreUrl::Sqlite(folder.path().join("till.db"));
        test(Shop::open(url, folder.path().to_owned()).await).await;
        if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
            let folder = tempfile::tempdir().expect("a folder for the test");
            let (url, name) = empty_postgres(&server).await;
            test(Shop::open(url, folder.path().to_owned()).await).await;
            drop_postgres(&server, &name).await;
        }
    });
}

impl Shop {
    async fn open(url: StoreUrl, folder: PathBuf) -> Shop {
        let (stripe, btcpay) = (FakeStripe::start().await, FakeBtcpay::start().await);
        let till = till(&url, &folder, &stripe, &btcpay).await;
        let offer = PlanOffer { name: "A month of Kropka Plus".into(), price: five_euros() };
        let plan = Plan {
            id: "month".into(),
            position: 1,
            months: 1,
            is_on: true,
            offers: [(english(), offer)].into_iter().collect(),
        };
        till.set_plan(&plan).await.expect("the database takes it").expect("it is a plan");
        Shop { till, stripe, btcpay, folder, url, chance: AtomicU8::new(1) }
    }

    /// Another process with the same database and secret.
    pub async fn another_node(&self) -> Till {
        till(&self.url, &self.folder, &self.stripe, &self.btcpay).await
    }

    /// Whether the database is a file, and which.
    pub fn file(&self) -> Option<&Path> {
        match &self.url {
            StoreUrl::Sqlite(file) => Some(file),
            StoreUrl::Postgres(_) => None,
        }
    }

    /// Begins to buy a month.
    pub async fn buy(
        &self,
        provider: Provider,
        code: Option<&ReaderCode>,
        now: Time,
    ) -> Result<Begun, BuyRefusal> {
        let request = BuyRequest {
            plan: "month",
            provider,
            language: &english(),
            code: code.cloned(),
            paid_at: PAID_AT,
            cancelled_at: CANCELLED_AT,
        };
        let chance = [self.chance.fetch_add(1, Ordering::Relaxed); 32];
        self.till.buy(&request, chance, now).await.expect("the database answers")
    }

    /// Begins to buy a month at Stripe.
    pub async fn at_stripe(&self, now: Time) -> (ReaderCode, Session) {
        let begun = self.buy(Provider::Stripe, None, now).await.expect("it begins");
        (begun.code, self.stripe.sessions().pop().expect("a session was made"))
    }

    /// Begins to buy a month at the BTCPay Server.
    pub async fn at_btcpay(&self, now: Time) -> (ReaderCode, Invoice) {
        let begun = self.buy(Provider::Btcpay, None, now).await.expect("it begins");
        (begun.code, self.btcpay.invoices().pop().expect("an invoice was made"))
    }

    pub async fn hear(
        &self,
        provider: Provider,
        webhook: &Webhook,
        now: Time,
    ) -> Result<Heard, WebhookRefusal> {
        let heard = self.till.webhook(provider, &webhook.headers, &webhook.body, now).await;
        heard.expect("the database answers")
    }

    /// What a code is good for: `unknown`, or months, the last month paid, and whether a payment is under way.
    pub async fn standing(&self, code: &ReaderCode, now: Time) -> String {
        match self.till.standing(code, now).await.expect("the database answers") {
            None => "unknown".into(),
            Some(standing) => {
                let until = standing.paid_until.map_or("-".into(), |until| until.to_string());
                let waiting = if standing.waiting { " waiting" } else { "" };
                format!("{} {until}{waiting}", standing.months)
            }
        }
    }

    /// The last trouble with a way to pay.
    pub async fn trouble(&self, provider: Provider) -> String {
        let records = self.till.provider_records().await.expect("the database answers");
        let record = records.into_iter().find(|record| record.provider == provider).expect("all are there");
        record.trouble.map_or(String::new(), |(sentence, _)| sentence)
    }
}

async fn till(url: &StoreUrl, folder: &Path, stripe: &FakeStripe, btcpay: &FakeBtcpay) -> Till {
    let settings = config::Till {
        stripe_address: stripe.address.clone(),
        stripe_key: STRIPE_KEY.into(),
        stripe_webhook_secret: STRIPE_SECRET.into(),
        btcpay_address: btcpay.address.clone(),
        btcpay_store: BTCPAY_STORE.into(),
        btcpay_key: BTCPAY_KEY.into(),
        btcpay_webhook_secret: BTCPAY_SECRET.into(),
        ..config::Till::default()
    };
    Till::open(url, folder, "plus", settings, [7; 32]).await.expect("the till opens")
}

pub fn five_euros() -> Price {
    Price::new("EUR", 500).expect("a price")
}

fn english() -> Language {
    Language::parse("en").expect("a language")
}

/// Noon of a day, in UTC.
pub fn noon(day: &str) -> Time {
    Time::parse_rfc3339(&format!("{day}T12:00:00Z")).expect("a day")
}
