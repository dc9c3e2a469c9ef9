//! A newsroom with one member of each role, and requests to it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use base::config::Config;
use base::{Clock, Locales, Time};
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use media::Library;
use newsroom::live::Live;
use newsroom::rights::Role;
use newsroom::{Newsroom, routes, session, staff};
use store::testing::{drop_postgres, empty_postgres, on_both};
use store::{Store, StoreUrl};
use till::Till;
use tower_service::Service;

/// The newsroom under test. Its clock stands at noon of December 14, 2025, until a test moves it.
pub struct House {
    pub newsroom: Arc<Newsroom>,
    pub clock: Clock,
    router: axum::Router,
    cookies: HashMap<Role, String>,
    ids: HashMap<Role, String>,
    _folder: tempfile::TempDir,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

/// Noon of a December day.
pub fn noon() -> Time {
    Time::parse_rfc3339("2025-12-14T12:00:00Z").unwrap()
}

/// Runs a test in a fresh newsroom on each database.
pub fn in_a_newsroom<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    on_both(|store| async { test(House::new(store, None).await).await });
}

/// The same in a newsroom that has a till, in a database of its own on the same engine.
pub fn in_a_newsroom_with_a_till<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    on_both(|store| async {
        let folder = tempfile::tempdir().unwrap();
        let server = std::env::var("VESTKA_TEST_POSTGRES").unwrap_or_default();
        let (url, database) = match store.url() {
            StoreUrl::Sqlite(_) => (Till::url("", folder.path()).unwrap(), None),
            StoreUrl::Postgres(_) => {
                let (url, name) = empty_postgres(&server).await;
                (url, Some(name))
            }
        };
        let settings = base::config::Till::default();
        let till = Till::open(&url, folder.path(), "kropka plus", settings, [7; 32]).await.unwrap();
        test(House::new(store, Some(till.clone())).await).await;
        till.close().await;
        if let Some(name) = database {
            drop_postgres(&server, &name).await;
        }
    });
}

impl House {
    async fn new(store: Store, till: Option<Till>) -> House {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(noon());
        let newsroom = Arc::new(Newsroom {
            press: newsletter::Press::new(
                store.clone(),
                Arc::new(Config::default()),
                Arc::new(Locales::load(None).unwrap()),
            ),
            store,
            library: Library::open(folder.path().join("media")).unwrap(),
            config: Arc::new(Config::default()),
            clock: clock.clone(),
            words: Arc::new(Locales::load_desk(None).unwrap()),
            templates: newsroom::Templates::load(),
            live: Live::default(),
            preview: Default::default(),
            till,
            door: Default::default(),
        });
        let listening = newsroom.live.clone();
        newsroom.store.listen(Arc::new(move |said| newsroom::heard(&listening, said)));
        let (mut cookies, mut ids) = (HashMap::new(), HashMap::new());
        let mut tx = newsroom.store.write().await.unwrap();
        for role in Role::all() {
            let english = "en".parse().unwrap();
            let name = format!("The {}", role.name());
            let id = staff::add(&mut tx, &name, role.name(), role, &english, noon()).await.unwrap();
            cookies.insert(role, session::begin(&mut tx, &id, "password", noon()).await.unwrap());
            ids.insert(role, id);
        }
        tx.commit().await.unwrap();
        let router = routes::router(&newsroom);
        House { newsroom, clock, router, cookies, ids, _folder: folder }
    }

    /// The folder that goes with the test.
    pub fn folder(&self) -> &std::path::Path {
        self._folder.path()
    }

    /// Asks another router from now on.
    pub fn route(&mut self, router: axum::Router) {
        self.router = router;
    }

    /// The id of the member with a role.
    pub fn id_of(&self, role: Role) -> &str {
        &self.ids[&role]
    }

    /// The session cookie of the member with a role, for requests made by hand.
    pub fn cookie_of(&self, role: Role) -> String {
        format!("desk={}", self.cookies[&role])
    }

    /// A page as somebody sees it; without a role as somebody who is not signed in.
    pub async fn get(&self, by: impl Into<Option<Role>>, path: &str) -> Got {
        let request = self.request(by.into(), Method::GET, path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A form sent from a page of the desk.
    pub async fn post(&self, by: impl Into<Option<Role>>, path: &str, fields: &[(&str, &str)]) -> Got {
        let form: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", percent(v))).collect();
        let request = self
            .request(by.into(), Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.join("&"))).unwrap()).await
    }

    /// JSON sent by a script of the desk.
    pub async fn post_json(&self, by: impl Into<Option<Role>>, path: &str, json: serde_json::Value) -> Got {
        let request =
            self.request(by.into(), Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(json.to_string())).unwrap()).await
    }

    /// The beginning of a request that a browser would send from a page of the desk.
    pub fn request(&self, by: Option<Role>, method: Method, path: &str) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "desk.example");
        let request = request.header("sec-fetch-site", "same-origin");
        match by {
            Some(role) => request.header(header::COOKIE, self.cookie_of(role)),
            None => request,
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Got {
        let Ok(response) = self.router.clone().call(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Got { status: parts.status, headers: parts.headers, text }
    }
}

impl Got {
    /// Where a redirect leads; empty when it is none.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap()).unwrap_or_default()
    }
}

/// A form's value as it is sent.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
