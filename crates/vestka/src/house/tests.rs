//! Site and newsroom in one house, through its front door: what the desk does, readers see at once.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use base::config::LanguageSettings;
use base::{Clock, Config, Language};
use content::{Concept, ConceptKind, concept};
use newsroom::rights::Role;
use newsroom::{Newsroom, session, staff};
use web::listener;

/// The house under test, serving.
struct House {
    address: SocketAddr,
    newsroom: Arc<Newsroom>,
    cookie: String,
}

struct Got {
    status: u16,
    location: String,
    text: String,
}

/// Serves an agency in English and Belarusian on each database.
fn in_a_house(test: impl Fn(&House)) {
    on_each_database(|database| run(database, &test));
}

/// With the address of an empty database, as settings have it: SQLite's is empty.
fn on_each_database(test: impl Fn(&str)) {
    test("");
    if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (url, name) = runtime.block_on(store::testing::empty_postgres(&server));
        let store::StoreUrl::Postgres(url) = url else { panic!("{url:?}") };
        test(&url);
        runtime.block_on(store::testing::drop_postgres(&server, &name));
    }
}

fn settings(database: &str) -> Config {
    let mut config = Config::default();
    config.database.url = database.to_owned();
    config.languages = [("en", "English"), ("be", "Беларуская")]
        .map(|(tag, name)| LanguageSettings::new(tag.parse().unwrap(), name))
        .to_vec();
    config
}

fn run(database: &str, test: &impl Fn(&House)) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let house = runtime.block_on(async {
        let bound = listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = bound.local_addr().unwrap();
        let mut config = settings(database);
        config.listen_on(address);
        let edition = super::edition(config, folder.path()).await.unwrap();
        let newsroom = super::newsroom(&edition, folder.path(), &Clock::system()).unwrap();
        let portal = super::portal(&edition, &newsroom, folder.path(), &Clock::system()).unwrap();
        let app = super::app(&edition, &newsroom, &portal, &Clock::system()).unwrap();
        tokio::spawn(listener::serve(bound, app, listener::Limits::default(), std::future::pending()));
        let cookie = furnish(&newsroom).await;
        House { address, newsroom, cookie }
    });
    test(&house);
    runtime.block_on(house.newsroom.store.close());
}

/// An editor, signed in, and something to file stories under.
async fn furnish(newsroom: &Newsroom) -> String {
    let now = Clock::system().now();
    let english: Language = "en".parse().unwrap();
    let mut tx = newsroom.store.write().await.unwrap();
    let named = |kind, id: &str| Concept {
        kind,
        id: id.to_owned(),
        position: 1,
        names: [(english.clone(), id.to_owned())].into(),
        role: None,
        hidden: false,
    };
    let concepts = [
        named(ConceptKind::Section, "economy"),
        named(ConceptKind::Topic, "ferries"),
        named(ConceptKind::Person, "somebody"),
    ];
    concept::file(&mut tx, &concepts).await.unwrap();
    let id = staff::add(&mut tx, "An editor", "editor", Role::Editor, &english, now).await.unwrap();
    let secret = session::begin(&mut tx, &id, "password", now).await.unwrap();
    tx.commit().await.unwrap();
    format!("desk={secret}")
}

impl House {
    fn ask(&self, method: &str, path: &str, kind: &str, body: &str) -> Got {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}",
            self.address, self.cookie
        );
        // A readers' page takes no body and no length of one.
        let request = match path.starts_with("/desk") {
            true => request,
            false => format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address),
        };
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, text) = answer.split_once("\r\n\r\n").unwrap();
        let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Got { status, location: location.to_owned(), text: text.to_owned() }
    }

    fn get(&self, path: &str) -> Got {
        self.ask("GET", path, "", "")
    }

    fn form(&self, path: &str, fields: &str) -> Got {
        self.ask("POST", path, "application/x-www-form-urlencoded", fields)
    }

    /// A story written and published at the desk; its id.
    fn published(&self, headline: &str) -> String {
        let got = self.form("/desk/stories", "language=en");
        let id = got.location.rsplit('/').next().unwrap().to_owned();
        let document = serde_json::json!({
            "headline": headline, "deck": format!("{headline}, in short."), "sections": ["economy"], "topics": ["ferries"],
            "bylines": ["somebody"],
            "body": { "type": "doc", "content": [
                { "type": "paragraph", "content": [{ "type": "text", "text": format!("{headline}, at length.") }] }] },
        });
        let body = serde_json::json!({ "base": 1, "document": document }).to_string();
        let saved = self.ask("POST", &format!("/desk/story/{id}/revisions"), "application/json", &body);
        assert_eq!(saved.status, 200, "{}", saved.text);
        let got = self.form(&format!("/desk/story/{id}/publication"), "revision=2");
        assert!(got.location.ends_with("said=published"), "{}", got.text);
        id
    }

    /// Every address at which readers may meet a story of today.
    fn public_addresses(&self, slug: &str) -> Vec<String> {
        let zone = &self.newsroom.config.agency.time_zone;
        let day = zone.date(self.newsroom.clock.now());
        let archive = format!("/en/archive/{:04}/{:02}", day.year(), day.month());
        let mut all = vec![
            "/en/".to_owned(),
            "/be/".to_owned(),
            "/en/latest".to_owned(),
            "/en/section/economy".to_owned(),
            "/en/topic/ferries".to_owned(),
            "/en/person/somebody".to_owned(),
            format!("{archive}/{:02}", day.day()),
            archive,
            format!("/en/story/{slug}"),
            "/sitemap.xml".to_owned(),
            "/news-sitemap/en.xml".to_owned(),
        ];
        let index = self.get("/sitemap.xml").text;
        let maps = index.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>"));
        all.extend(maps.filter_map(|(url, _)| Some(format!("/{}", url.splitn(4, '/').nth(3)?))));
        all
    }
}

#[test]
fn a_killed_story_is_gone_from_everywhere_at_once() {
    in_a_house(|house| {
        house.published("Something else entirely");
        let id = house.published("Planted headline");
        let all = house.public_addresses("planted-headline");
        assert!(all.iter().any(|path| path.starts_with("/sitemap/")), "{all:?}");
        let shows = |path: &str| {
            let text = house.get(path).text;
            text.contains("Planted") || text.contains("planted-headline")
        };
        // Asked twice: the second answer comes from the cache.
        let shown = all.iter().filter(|path| shows(path) && shows(path)).count();
        assert!(shown >= 8, "{shown} of {all:?}");

        let got =
            house.form(&format!("/desk/story/{id}/kill"), "notice=It+was+untrue.&reason=The+source+lied.");
        assert!(got.location.ends_with("/kill"), "{} {}", got.status, got.text);
        for path in &all {
            let got = house.get(path);
            assert!(!got.text.contains("Planted"), "{path}: {}", got.text);
            assert!(!got.text.contains("The source lied"), "{path}: the desk's own words");
            let is_own = path.ends_with("/planted-headline");
            assert_eq!(got.status == 410, is_own, "{path}: {}", got.status);
            assert_eq!(got.text.contains("It was untrue."), is_own, "{path}");
            assert!(is_own || !got.text.contains("planted-headline"), "{path}");
        }
    });
}

#[test]
fn a_flash_is_on_the_front_page_when_its_form_comes_back_and_can_be_taken_back() {
    in_a_house(|house| {
        assert!(!house.get("/en/").text.contains("The ferry sails"));
        let got = house.form("/desk/flash", "headline=The+ferry+sails&language=en");
        assert_eq!(got.status, 303, "{}", got.text);
        assert!(house.get("/en/").text.contains("The ferry sails"));
        assert_eq!(house.get("/en/story/the-ferry-sails").status, 200);
        let id = got.location.rsplit('=').next().unwrap();
        let got = house.form(&format!("/desk/story/{id}/taking-back"), "");
        assert!(got.location.ends_with("said=taken-back"), "{}", got.text);
        assert!(!house.get("/en/").text.contains("The ferry sails"));
        assert_eq!(house.get("/en/story/the-ferry-sails").status, 404);
    });
}

#[test]
fn a_preview_is_the_themes_own_page_and_stays_at_the_desk() {
    in_a_house(|house| {
        let id = house.form("/desk/stories", "language=en").location.rsplit('/').next().unwrap().to_owned();
        let fields = "base=1&headline=Not+out+yet&body=Only+the+desk+reads+this.";
        house.form(&format!("/desk/story/{id}/revisions"), fields);
        let got = house.get(&format!("/desk/story/{id}/preview/page?reader=open"));
        assert_eq!(got.status, 200, "{}", got.text);
        for part in ["Not out yet", "Only the desk reads this.", "<style>", "noindex"] {
            assert!(got.text.contains(part), "{part}: {}", got.text);
        }
        for path in house.public_addresses("not-out-yet") {
            assert!(!house.get(&path).text.contains("Not out yet"), "{path}");
        }
    });
}

#[test]
fn a_scheduled_story_survives_a_restart_and_goes_out_once_from_two_nodes() {
    on_each_database(|database| {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let clock = Clock::system();
            let first = super::edition(settings(database), folder.path()).await.unwrap();
            let id = scheduled(&first.store, &clock).await;
            first.store.close().await;

            let nodes = [
                super::edition(settings(database), folder.path()).await.unwrap(),
                super::edition(settings(database), folder.path()).await.unwrap(),
            ];
            let workers: Vec<_> = nodes
                .iter()
                .map(|node| tokio::spawn(crate::reactions::work(Arc::clone(node), clock.clone())))
                .collect();
            let mut out = 0;
            for _ in 0..100 {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                let mut db = nodes[0].store.read().await.unwrap();
                let states = content::history::states(&mut db, &id).await.unwrap();
                out = states.iter().filter(|line| line.state == content::State::Published).count();
                if out > 0 {
                    break;
                }
            }
            // Long enough for the other to publish it a second time, if it would.
            tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
            let mut db = nodes[1].store.read().await.unwrap();
            let states = content::history::states(&mut db, &id).await.unwrap();
            let last = states.iter().filter(|line| line.state == content::State::Published).count();
            assert_eq!((out, last), (1, 1));
            drop(db);
            workers.iter().for_each(|worker| worker.abort());
            for node in nodes {
                node.store.close().await;
            }
        });
    });
}

/// A story that is to go out in half a second.
async fn scheduled(store: &store::Store, clock: &Clock) -> String {
    let now = clock.now();
    let document = content::Document { headline: "In a moment".into(), urgency: 5, ..Default::default() };
    let language = "en".parse().unwrap();
    let draft = content::draft::Draft { language, group: None, translates: None, updates: None, document };
    let mut tx = store.write().await.unwrap();
    let id = content::draft::open(&mut tx, draft, "test", now).await.unwrap();
    let at = now.plus_millis(500);
    content::lifecycle::schedule(&mut tx, &id, 1, at, "test", now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

#[test]
fn the_openapi_document_has_every_address_of_the_desk_that_programs_may_ask() {
    let document: serde_json::Value = serde_json::from_str(distribution::api::DOCUMENT).unwrap();
    let mut said = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let needs_key = operation["security"].is_array();
            assert_eq!(needs_key, path.starts_with("/desk"), "{method} {path}");
            if needs_key {
                said.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    let routes = newsroom::routes().into_iter().filter(|route| route.for_programs);
    let served: BTreeSet<String> =
        routes.map(|route| format!("{} {}", route.method, route.pattern)).collect();
    assert_eq!(said, served);
}
