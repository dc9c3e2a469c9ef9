//! A site with a clock that stands, in a folder that goes with the test.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use base::config::{Config, LanguageSettings, Security};
use base::{Clock, Language, Locales, Time};
use bytes::Bytes;
use content::body::{Block, Body};
use content::{Document, Manuscript, State, file_all};
use gate::Gate;
use http_body_util::BodyExt as _;
use media::Library;
use newsletter::Press;
use passes::Directory;
use site::theme::{Source, ThemeHandle};
use site::{Edition, reactions};
use store::Store;
use till::{Plan, PlanOffer, Price, Till};
use web::{App, Settings, Staleness};

use crate::signed;

/// A site and what it stands on.
pub struct Site {
    pub app: Arc<App>,
    pub edition: Arc<Edition>,
    pub clock: Clock,
    /// The data folder, held so that it goes with the test.
    _folder: tempfile::TempDir,
}

/// What a reader gets.
pub struct Got {
    pub status: u16,
    pub location: String,
    /// The cookie that is set, or empty.
    pub cookie: String,
    /// Headers and body as bytes: everything that leaves the house.
    pub raw: Vec<u8>,
    /// The body, out of its packing: what a reader sees.
    pub unpacked: Vec<u8>,
    pub text: String,
}

/// Noon of the fourteenth of December 2025, the time at which tests begin.
pub fn noon() -> Time {
    Time::parse_rfc3339("2025-12-14T12:00:00Z").unwrap()
}

/// Newsletters are on; no mail server listens where the settings say.
fn newsletters(config: &mut Config) {
    config.mail.server = "127.0.0.1".into();
    config.mail.port = 1;
    config.mail.security = Security::None;
    config.mail.from = "news@news.example".into();
    config.newsletter.key = "4a".repeat(32);
}

impl Site {
    /// A site in English, Belarusian and Russian, with nothing in it.
    pub fn new(store: Store) -> Site {
        Site::over(store, tempfile::tempdir().unwrap(), None, None)
    }

    /// The same with a till that has keys, and a gate that has learned them.
    pub async fn with_till(store: Store) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let till = stocked(folder.path()).await;
        let gate = gate(folder.path(), till.issuer(), &till.directory(noon()).await.unwrap()).await;
        Site::told(store, folder, Some(till), Some(gate), newsletters)
    }

    /// The same with a gate that has learned the keys of [`signed`].
    pub async fn with_gate(store: Store) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let gate = gate(folder.path(), signed::ISSUER, &signed::directory()).await;
        Site::over(store, folder, None, Some(gate))
    }

    /// The same with every address that there is: a till beside it.
    pub async fn with_everything(store: Store) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let till = stocked(folder.path()).await;
        let gate = gate(folder.path(), signed::ISSUER, &signed::directory()).await;
        Site::told(store, folder, Some(till), Some(gate), newsletters)
    }

    fn over(store: Store, folder: tempfile::TempDir, till: Option<Till>, gate: Option<Gate>) -> Site {
        Site::told(store, folder, till, gate, |_| {})
    }

    /// A site with other settings.
    pub fn told(
        store: Store,
        folder: tempfile::TempDir,
        till: Option<Till>,
        gate: Option<Gate>,
        change: impl FnOnce(&mut Config),
    ) -> Site {
        let locales = Arc::new(Locales::load(None).unwrap());
        let mut config = Config::default();
        config.server.address = "https://news.example".into();
        config.languages = [("en", "English"), ("be", "Беларуская"), ("ru", "Русский")]
            .map(|(tag, name)| LanguageSettings {
                agency: "Kropka".into(),
                tier: "Plus".into(),
                ..LanguageSettings::new(tag.parse().unwrap(), name)
            })
            .to_vec();
        change(&mut config);
        let config = Arc::new(config);
        let press = Press::new(store.clone(), Arc::clone(&config), Arc::clone(&locales));
        let languages = config.languages.iter().map(|l| l.tag.clone()).collect();
        let (theme, refused) = ThemeHandle::open(Source::Builtin, Arc::clone(&locales), languages).unwrap();
        assert_eq!(refused, None);
        std::fs::create_dir_all(folder.path().join("pages/en")).unwrap();
        std::fs::write(
            folder.path().join("pages/en/about.md"),
            "# About\n\nWords <script>alert(1)</script> [x](javascript:1)\n",
        )
        .unwrap();
        let edition = Arc::new(Edition {
            reads: site::edition::Reads::new(&config.statistics),
            press,
            config,
            store: store.clone(),
            library: Library::open(folder.path().join("media")).unwrap(),
            locales,
            theme: Arc::new(theme),
            pages: folder.path().join("pages"),
            staleness: Arc::new(Staleness::default()),
            totals: Default::default(),
            till,
            gate,
        });
        let ear = Arc::downgrade(&edition);
        store.listen(Arc::new(move |news| {
            ear.upgrade().into_iter().for_each(|edition| reactions::heard(&edition, news))
        }));
        let clock = Clock::fixed(noon());
        let settings = Settings { polish: false, ..Settings::default() };
        let policy = site::policy(&edition.config);
        let app =
            App::new(crate::table(&edition), policy, Arc::clone(&edition.staleness), clock.clone(), settings);
        Site { app, edition, clock, _folder: folder }
    }

    /// Files stories; they are visible when this returns.
    pub async fn file(&self, stories: Vec<Manuscript>) {
        stories.iter().for_each(|story| story.check().unwrap());
        let mut tx = self.edition.store.write().await.unwrap();
        file_all(&mut tx, stories, "test", self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Asks for a path as a browser does.
    pub async fn get(&self, path: &str) -> Got {
        self.ask(path, &[]).await
    }

    /// The same with headers.
    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut request = http::Request::builder().uri(path).header("host", "news.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        Got::of(self.app.respond(&parts, false, 4096).await).await
    }

    /// Sends a form as a browser does from a page of ours, with more headers.
    pub async fn post(&self, path: &str, body: impl Into<Bytes>, headers: &[(&str, &str)]) -> Got {
        let mut request = http::Request::builder().method("POST").uri(path).header("host", "news.example");
        let usual =
            [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let is_said = |name: &str| headers.iter().any(|(said, _)| *said == name);
        for (name, value) in usual.iter().filter(|(name, _)| !is_said(name)).chain(headers) {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        Got::of(self.app.receive(parts, body.into()).await).await
    }
}

/// A till with keys, plans and a pool.
async fn stocked(folder: &Path) -> Till {
    let folder = folder.join("till");
    let till = till::testing::open(&Till::url("", &folder).unwrap(), &folder, Default::default()).await;
    till::testing::keys(&till, noon()).await;
    plans(&till).await;
    till.make_pool("Readers in Vilnia", 40, POOL.to_be_bytes()).await.unwrap().unwrap();
    till
}

async fn gate(folder: &Path, issuer: &str, directory: &Directory) -> Gate {
    let folder = folder.join("gate");
    let url = Gate::url("", &folder).unwrap();
    let gate = Gate::open(&url, &folder, issuer, [1; 32], noon()).await.unwrap();
    gate.learn(directory, noon()).await.unwrap();
    gate
}

impl Got {
    async fn of(response: http::Response<web::Body>) -> Got {
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let mut raw = format!("{:?}", head.headers).into_bytes();
        raw.extend_from_slice(&body);
        Got {
            status: head.status.as_u16(),
            location: text(&head.headers, "location"),
            cookie: text(&head.headers, "set-cookie"),
            raw,
            unpacked: unpacked(&text(&head.headers, "content-encoding"), &body),
            text: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

fn unpacked(encoding: &str, body: &[u8]) -> Vec<u8> {
    let mut packed: Box<dyn Read + '_> = match encoding {
        "" => Box::new(body),
        "gzip" => Box::new(flate2::read::GzDecoder::new(body)),
        "br" => Box::new(brotli::Decompressor::new(body, 4096)),
        other => panic!("nobody asked for {other}"),
    };
    let mut bytes = Vec::new();
    packed.read_to_end(&mut bytes).unwrap();
    bytes
}

fn text(headers: &http::HeaderMap, name: &str) -> String {
    headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The address of the pool that a site with a till has, as a number.
pub const POOL: u64 = 35;

/// A month and a year, with prices in each language.
async fn plans(till: &Till) {
    let offer = |name: &str, currency, amount| PlanOffer {
        name: name.into(),
        price: Price::new(currency, amount).unwrap(),
    };
    let plan = |id: &str, position, months, offers: [PlanOffer; 3]| Plan {
        id: id.into(),
        position,
        months,
        is_on: true,
        offers: ["en", "be", "ru"].map(|tag| tag.parse().unwrap()).into_iter().zip(offers).collect(),
    };
    let month = [offer("A month", "EUR", 450), offer("Месяц", "EUR", 450), offer("Месяц", "USD", 500)];
    let year = [offer("A year", "EUR", 4000), offer("Год", "EUR", 4000), offer("Год", "USD", 4500)];
    for plan in [plan("month", 1, 1, month), plan("year", 2, 12, year)] {
        till.set_plan(&plan).await.unwrap().unwrap();
    }
}

/// An open story of one paragraph.
pub fn story(id: &str, language: &str, headline: &str, published: Time) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: String::new(),
        language: language.parse::<Language>().unwrap(),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(published),
        updated_at: None,
        document: Document {
            headline: headline.into(),
            urgency: 5,
            sections: vec!["economy".into()],
            topics: vec!["ferries".into()],
            bylines: vec!["a-reporter".into()],
            body: Body { blocks: vec![Block::paragraph("Open words.")] },
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}
