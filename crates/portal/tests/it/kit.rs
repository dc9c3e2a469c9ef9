//! A portal over a site with a few stories, firms with a seat and a token each, and requests to it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use base::config::{Config, LanguageSettings};
use base::{Clock, Locales, Time};
use content::access::{Access, Level, Step, When};
use content::body::{Block, Body as Text};
use content::{Concept, ConceptKind, Document, Manuscript, State, concept, file_all};
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use media::Library;
use portal::{Portal, router};
use site::Edition;
use site::theme::{Source, ThemeHandle};
use store::Store;
use store::testing::on_both;
use tower_service::Service;
use wire::token::Scope;
use wire::{Contract, Seal, client, seat, session, token};

/// What only payers read.
pub const PAID: &str = "The minister sold the ferry himself";
/// What the public does not know of yet.
pub const HELD: &str = "Harbour to be closed";

/// The portal under test. Its clock stands at noon of December 14, 2025, until a test moves it.
pub struct House {
    pub portal: Arc<Portal>,
    pub clock: Clock,
    router: axum::Router,
    _folder: tempfile::TempDir,
}

/// A client, and what its people and programs ask with.
#[derive(Clone)]
pub struct Firm {
    pub id: String,
    pub seat: String,
    pub cookie: String,
    pub token: String,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

pub fn noon() -> Time {
    Time::parse_rfc3339("2025-12-14T12:00:00Z").unwrap()
}

/// Runs a test on each database.
pub fn in_a_portal<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    on_both(|store| async { test(House::new(store).await).await });
}

pub fn contract() -> Contract {
    Contract {
        state: wire::State::Active,
        begins_at: noon().plus_hours(-100),
        ends_at: None,
        languages: vec![],
        sections: vec![],
        early: false,
        plus: false,
        networks: Default::default(),
    }
}

pub fn story(id: &str, language: &str, headline: &str) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: id.into(),
        language: language.parse().unwrap(),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(noon().plus_hours(-2)),
        updated_at: None,
        document: Document {
            headline: headline.into(),
            deck: "In a sentence.".into(),
            sections: vec!["economy".into()],
            urgency: 5,
            body: Text { blocks: vec![Block::paragraph("What everybody reads.")] },
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}

fn stories() -> Vec<Manuscript> {
    let step = |hours, level| Step { when: When::AfterHours(hours), level };
    let paid = || Block::Plus(vec![Block::paragraph(PAID)]);
    let mut plus = story("plus", "en", "Ferry sold");
    plus.document.access = Access::plus();
    plus.document.body.blocks.push(paid());
    let mut held = story("held", "en", HELD);
    held.document.access = Access(vec![step(0, Level::Clients), step(5, Level::Plus)]);
    held.document.body.blocks.push(paid());
    let mut walled = story("walled", "en", "A wall around all of it");
    walled.document.access = Access(vec![step(0, Level::Clients), step(6, Level::Plus)]);
    walled.document.headline = format!("{HELD} too");
    walled.document.body = Text { blocks: vec![Block::paragraph(PAID)] };
    let belarusian = story("be", "be", "Паром прададзены");
    vec![story("open", "en", "Ferry resumes"), plus, held, walled, belarusian]
}

impl House {
    async fn new(store: Store) -> House {
        House::told(store, |_| {}).await
    }

    /// The same with other settings.
    pub async fn told(store: Store, change: impl FnOnce(&mut Config)) -> House {
        let folder = tempfile::tempdir().unwrap();
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
        let locales = Arc::new(Locales::load(None).unwrap());
        let languages = config.languages.iter().map(|l| l.tag.clone()).collect();
        let (theme, _) = ThemeHandle::open(Source::Builtin, Arc::clone(&locales), languages).unwrap();
        let config = Arc::new(config);
        let press = newsletter::Press::new(store.clone(), Arc::clone(&config), Arc::clone(&locales));
        let edition = Arc::new(Edition {
            reads: site::edition::Reads::new(&config.statistics),
            config,
            store,
            library: Library::open(folder.path().join("media")).unwrap(),
            locales,
            theme: Arc::new(theme),
            pages: folder.path().join("pages"),
            staleness: Default::default(),
            totals: Default::default(),
            press,
            till: None,
            gate: None,
        });
        let clock = Clock::fixed(noon());
        let portal = Arc::new(Portal {
            edition,
            clock: clock.clone(),
            words: Arc::new(Locales::load_desk(None).unwrap()),
            templates: portal::templates(),
            seal: Seal::of(&[7; 32]),
            door: Default::default(),
            proxies: "127.0.0.1".parse().unwrap(),
        });
        let router = router(&portal);
        let house = House { portal, clock, router, _folder: folder };
        let mut tx = house.store().write().await.unwrap();
        let section = |id: &str| Concept {
            kind: ConceptKind::Section,
            id: id.into(),
            position: 0,
            names: [("en".parse().unwrap(), id.to_uppercase())].into(),
            role: None,
            hidden: false,
        };
        concept::file(&mut tx, &[section("economy"), section("sport")]).await.unwrap();
        tx.commit().await.unwrap();
        house.file(stories()).await;
        house
    }

    pub fn store(&self) -> &Store {
        &self.portal.edition.store
    }

    pub async fn file(&self, stories: Vec<Manuscript>) {
        let mut tx = self.store().write().await.unwrap();
        file_all(&mut tx, stories, "test", self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A client of that name with somebody signed in and a token that may do everything.
    pub async fn firm(&self, name: &str, contract: Contract) -> Firm {
        let now = self.clock.now();
        let mut tx = self.store().write().await.unwrap();
        let id = client::add(&mut tx, name, "", &contract, now).await.unwrap();
        let email = format!("{}@firm.example", base::id::digest(name));
        let english = "en".parse().unwrap();
        let seat = seat::add(&mut tx, &id, name, &email, &english, now).await.unwrap().unwrap();
        let cookie = session::begin(&mut tx, &seat, now).await.unwrap();
        let token = token::make(&mut tx, &id, name, &Scope::ALL, None, &seat, now).await.unwrap();
        tx.commit().await.unwrap();
        Firm { id, seat, cookie, token }
    }

    pub async fn set_state(&self, firm: &Firm, state: wire::State) {
        let mut tx = self.store().write().await.unwrap();
        client::set_state(&mut tx, &firm.id, state).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A page as somebody of the firm sees it.
    pub async fn get(&self, firm: &Firm, path: &str) -> Got {
        self.send(self.here_asks(Method::GET, path, Some(&firm.cookie)).body(Body::empty()).unwrap()).await
    }

    /// A form sent from a page of the portal.
    pub async fn post(&self, firm: &Firm, path: &str, fields: &[(&str, &str)]) -> Got {
        self.form(Some(&firm.cookie), path, fields).await
    }

    /// The same with any cookie, or none.
    pub async fn form(&self, cookie: Option<&str>, path: &str, fields: &[(&str, &str)]) -> Got {
        let form: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", percent(v))).collect();
        let request = self
            .here_asks(Method::POST, path, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.join("&"))).unwrap()).await
    }

    pub fn here_asks(&self, method: Method, path: &str, cookie: Option<&str>) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "news.example");
        let request = request.header("sec-fetch-site", "same-origin");
        match cookie {
            Some(cookie) => request.header(header::COOKIE, format!("__Secure-wire={cookie}")),
            None => request,
        }
    }

    /// What a program of the firm is answered.
    pub async fn api(&self, firm: &Firm, path: &str) -> Got {
        self.program(Method::GET, &firm.token, path, None).await
    }

    /// The same from some address.
    pub async fn program(&self, method: Method, token: &str, path: &str, from: Option<&str>) -> Got {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "news.example");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let mut request = request.body(Body::empty()).unwrap();
        if let Some(from) = from {
            request.extensions_mut().insert(web::Peer(from.parse::<IpAddr>().unwrap()));
        }
        self.send(request).await
    }

    pub async fn send(&self, request: Request<Body>) -> Got {
        let Ok(response) = self.router.clone().call(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Got { status: parts.status, headers: parts.headers, text }
    }
}

impl Got {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap()).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Everything that leaves the house.
    pub fn everything(&self) -> String {
        format!("{:?}\n{}", self.headers, self.text)
    }
}

pub fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
