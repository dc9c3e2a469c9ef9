//! The portal's part of the kill drill: a story that clients list, look for, read, save in every format, pull and are told of is
//! corrected and killed. Afterwards every address of the table is asked as each of them and searched for its words, and each
//! has the notice, whatever way they came by the story and however their contract stands.

use std::sync::Arc;

use content::access::Access;
use content::body::{Block, Body};
use content::save::{self, Save, Saved};
use content::{Manuscript, lifecycle};
use distribution::clients::{Courier, send_letters};
use distribution::item::Format;
use http::{Method, StatusCode};
use mail::testing::Sink;
use portal::{Need, routes};
use serde_json::Value;
use store::testing::on_both;
use wire::interest::{self, Alert, Query};
use wire::{Contract, State, seat};

use crate::kit::{Firm, Got, House, contract, noon, percent, story};
use crate::receiver::Receiver;

const STORY: &str = "0193c3f5-7d5c-7000-8000-000000000001";
/// Words that stand in the headline, the deck, the text, the paid part, the corrected text and the correction's note, and
/// nowhere else.
const WORDS: [&str; 6] =
    ["Zugvogelheadline", "Zugvogeldeck", "Zugvogelopen", "Zugvogelpaid", "Zugvogelmended", "Zugvogelnote"];
/// What stands in each of them, and in the address that is made from the headline.
const STEMS: [&str; 2] = ["Zugvogel", "zugvogel"];
/// What clients look for: a page that repeats it says none of the words.
const SOUGHT: &str = "ogelhead";
/// The same, in the paid part.
const SOUGHT_INSIDE: &str = "ogelpaid";
const NOTICE: &str = "We were deceived.";

fn the_story() -> Manuscript {
    let mut story = story(STORY, "en", &format!("{} ferry", WORDS[0]));
    story.published_at = Some(noon());
    story.document.deck = format!("{} in a sentence.", WORDS[1]);
    story.document.access = Access::plus();
    story.document.body =
        Body { blocks: vec![Block::paragraph(WORDS[2]), Block::Plus(vec![Block::paragraph(WORDS[3])])] };
    story
}

/// An address, and whether programs ask for it.
#[derive(Clone, Debug)]
struct Address {
    path: String,
    is_program: bool,
}

/// Every address that can be read, with the story, lists of every kind, and every format.
async fn addresses(house: &House) -> Vec<Address> {
    let formats = Format::ALL.map(Format::name);
    let mut db = house.store().read().await.unwrap();
    let number = content::public::number_of(&mut db, STORY).await.unwrap().unwrap();
    let names = [STORY.to_owned(), base::id::short_code(number)];
    let narrowed = [SOUGHT, SOUGHT_INSIDE].map(|words| format!("q={words}"));
    let narrowed = [&narrowed[..], &["section=economy".into(), "language=en".into()]].concat();
    let far = "4000000000000";
    let mut all = Vec::new();
    for route in routes().into_iter().filter(|route| route.method == Method::GET) {
        let is_program = matches!(route.need, Need::Token | Need::Scope(_));
        let mut add = |path: String| all.push(Address { path, is_program });
        match route.pattern {
            "/wire" => {
                add("/wire".into());
                narrowed.iter().for_each(|query| add(format!("/wire?{query}")));
                add(format!("/wire?before={far}.0"));
            }
            "/wire/story/{id}" => names.iter().for_each(|name| add(format!("/wire/story/{name}"))),
            "/wire/story/{id}/{format}" => {
                formats.iter().for_each(|format| add(format!("/wire/story/{STORY}/{format}")));
            }
            "/wire/api/stories/{file}" => {
                for name in &names {
                    formats.iter().for_each(|format| add(format!("/wire/api/stories/{name}.{format}")));
                }
            }
            "/wire/api/stories" => {
                let since = format!("changed_since={}", percent("2025-12-01T00:00:00Z"));
                let cursors = [format!("cursor=n{far}.0"), "cursor=c0.0".into()];
                for format in ["ninjs-3.1", "ninjs-2.2", "newsml-g2", "rss"] {
                    let whole = format!("/wire/api/stories?format={format}");
                    let queries = narrowed.iter().chain([&since]).chain(&cursors);
                    queries.for_each(|query| add(format!("{whole}&{query}")));
                    add(whole);
                }
            }
            "/wire/assets/{file}" => add("/wire/assets/portal.css".into()),
            "/wire/invite/{secret}" => add("/wire/invite/none".into()),
            pattern if pattern.contains('{') => panic!("{pattern}: say here what is in its open part"),
            pattern => add(pattern.to_owned()),
        }
    }
    all
}

/// A house with mail, a client's machine, and who has come by the story in which way.
struct Drill {
    house: House,
    sink: Sink,
    receiver: Receiver,
    courier: Courier,
    /// By name.
    firms: Vec<(&'static str, Firm)>,
    addresses: Vec<Address>,
}

/// The ways in which firms come by the story, each its own.
const FIRMS: [&str; 8] = ["saving", "pulling", "mailed", "called", "paused", "ended", "reading", "searching"];
/// Its contract covers another section: it never hears of the story.
const OTHER: &str = "other";

impl Drill {
    async fn new(store: store::Store) -> Drill {
        let (sink, receiver) = (Sink::start().await, Receiver::start().await);
        let house = House::told(store, |config| {
            config.mail = sink.settings();
            config.wire.private_hosts = vec!["127.0.0.1".into()];
        })
        .await;
        let edition = Arc::clone(&house.portal.edition);
        let courier = Courier::new(edition, house.portal.seal.clone(), house.clock.clone());
        let mut firms = Vec::new();
        for name in FIRMS {
            firms.push((name, house.firm(name, Contract { early: true, plus: true, ..contract() }).await));
        }
        firms.push((
            OTHER,
            house.firm(OTHER, Contract { sections: vec!["sport".into()], ..contract() }).await,
        ));
        let drill = Drill { house, sink, receiver, courier, firms, addresses: Vec::new() };
        let webhook = Alert::Webhook(format!("{}/called", drill.receiver.address));
        drill.topic("mailed", Alert::Mail("alerts@firm.example".into())).await;
        drill.topic("called", webhook).await;
        drill.work().await;
        drill
    }

    fn firm(&self, name: &str) -> &Firm {
        &self.firms.iter().find(|(own, _)| *own == name).unwrap().1
    }

    /// Those who have the story.
    fn having(&self) -> impl Iterator<Item = &(&'static str, Firm)> {
        self.firms.iter().filter(|(name, _)| *name != OTHER)
    }

    async fn topic(&self, name: &str, alert: Alert) {
        let (seal, now) = (&self.house.portal.seal, self.house.clock.now());
        let query = Query { words: SOUGHT.into(), ..Query::default() };
        let mut tx = self.house.store().write().await.unwrap();
        let seat = &self.firm(name).seat;
        let (_, secret) = interest::add(&mut tx, seal, seat, "Birds", &query, &alert, now).await.unwrap();
        tx.commit().await.unwrap();
        secret.iter().for_each(|secret| self.receiver.sign_with("/called", secret));
    }

    async fn work(&self) {
        send_letters(&self.house.portal.edition, self.house.clock.now()).await.unwrap();
        self.courier.run_once().await.unwrap();
    }

    async fn ask(&self, firm: &Firm, address: &Address) -> Got {
        match address.is_program {
            true => self.house.api(firm, &address.path).await,
            false => self.house.get(firm, &address.path).await,
        }
    }

    /// The addresses at which a firm is told one of these words.
    async fn found(&self, firm: &Firm, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for address in &self.addresses {
            let said = self.ask(firm, address).await.everything();
            if words.iter().any(|word| said.contains(word)) {
                found.push(address.path.clone());
            }
        }
        found
    }

    /// Each comes by the story in its way.
    async fn take(&self) {
        for name in ["reading", "paused", "ended"] {
            let got = self.house.get(self.firm(name), &format!("/wire/story/{STORY}")).await;
            assert!(got.text.contains(WORDS[3]), "plus is in its contract: {}", got.text);
        }
        for format in Format::ALL.map(Format::name) {
            let got = self.house.get(self.firm("saving"), &format!("/wire/story/{STORY}/{format}")).await;
            assert!(got.text.contains(WORDS[0]) && got.text.contains(WORDS[3]), "{format}: {}", got.text);
        }
        let got = self.house.api(self.firm("pulling"), "/wire/api/stories").await;
        assert!(got.text.contains(WORDS[3]), "{}", got.text);
        self.house.set_state(self.firm("paused"), State::Paused).await;
        self.house.set_state(self.firm("ended"), State::Ended).await;
    }

    async fn correct(&self) {
        let now = self.house.clock.now();
        let mut mended = the_story();
        mended.document.body.blocks[0] = Block::paragraph(WORDS[4]);
        let wanted = Save { story: STORY.into(), base: 1, document: mended.document };
        let mut tx = self.house.store().write().await.unwrap();
        let revision = match save::save(&mut tx, &wanted, "editor", now).await.unwrap() {
            Saved::Saved { revision } => revision,
            other => panic!("{other:?}"),
        };
        lifecycle::correct(&mut tx, STORY, revision, WORDS[5], "editor", now).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    async fn kill(&self) {
        let mut tx = self.house.store().write().await.unwrap();
        let now = self.house.clock.now();
        let killed = lifecycle::kill(&mut tx, STORY, NOTICE, "A hoax.", "editor", now).await.unwrap();
        assert_eq!(killed, lifecycle::Killed::Done);
        tx.commit().await.unwrap();
    }

    /// Every firm that has the story finds on the page of notices and in the list for programs what became of it.
    async fn assert_noticed(&self, kinds: &[(&str, &str)]) {
        for (name, firm) in self.having() {
            let page = self.house.get(firm, "/wire/notices").await;
            let list = self.house.api(firm, "/wire/api/notices").await.json();
            let mut told: Vec<(&str, &str)> = list["notices"]
                .as_array()
                .unwrap()
                .iter()
                .map(|notice| (notice["kind"].as_str().unwrap(), notice["said"].as_str().unwrap()))
                .collect();
            told.sort();
            assert_eq!(told, kinds, "{name}");
            assert!(kinds.iter().all(|(_, said)| page.text.contains(said)), "{name}: {}", page.text);
            assert_eq!(page.text.matches("/confirmation\"").count(), kinds.len(), "{name}");
        }
        let other = self.house.api(self.firm(OTHER), "/wire/api/notices").await.json();
        assert_eq!(other["notices"], Value::Array(vec![]));
    }

    /// What is left at the story's own addresses.
    async fn assert_gone(&self) {
        let of_it = |address: &&Address| address.path.contains("stories/") || address.path.contains(STORY);
        for (name, firm) in &self.firms {
            let runs = !["paused", "ended"].contains(name);
            for address in self.addresses.iter().filter(of_it) {
                let got = self.ask(firm, address).await;
                let is_page = address.path == format!("/wire/story/{STORY}");
                let expected = match () {
                    () if *name == OTHER => StatusCode::NOT_FOUND,
                    () if runs || is_page => StatusCode::GONE,
                    () => StatusCode::FORBIDDEN,
                };
                assert_eq!(got.status, expected, "{name}: {}: {}", address.path, got.text);
                let says = got.status != StatusCode::GONE || got.text.contains(NOTICE);
                assert!(says, "{name}: {}: {}", address.path, got.text);
            }
        }
        let changed = self.house.api(self.firm("pulling"), "/wire/api/stories?cursor=c0.0").await.json();
        let canceled =
            changed["stories"].as_array().unwrap().iter().find(|story| {
                story["uri"].as_str().unwrap().contains(STORY) && story["pubStatus"] == "canceled"
            });
        assert_eq!(canceled.unwrap()["edNote"], NOTICE);
    }

    /// Mails of the kill went to each firm's seat and to the address of the topic, once, and the call to its machine.
    async fn assert_told(&self) {
        let mut expected = vec!["alerts@firm.example".to_owned()];
        for (_, firm) in self.having() {
            let mut db = self.house.store().read().await.unwrap();
            expected.push(seat::find(&mut db, &firm.id, &firm.seat).await.unwrap().unwrap().email);
        }
        expected.sort();
        let said = |mail: &mail::testing::Taken| String::from_utf8(mail.message.clone()).unwrap();
        let mut to: Vec<String> = self
            .sink
            .taken()
            .into_iter()
            .filter(|mail| said(mail).contains(NOTICE))
            .inspect(|mail| assert!(!STEMS.iter().any(|stem| said(mail).contains(stem)), "{}", said(mail)))
            .map(|mail| mail.to)
            .collect();
        to.sort();
        assert_eq!(to, expected, "{:?}", self.sink.faults());
        let calls = self.receiver.parcels("/called");
        let events: Vec<&str> = calls.iter().map(|call| call.event.as_str()).collect();
        assert_eq!(events, ["alert", "notice", "notice"]);
        assert!(calls[0].body.contains(WORDS[0]) && calls[2].body.contains(NOTICE));
        assert!(!STEMS.iter().any(|stem| calls[2].body.contains(stem)), "{}", calls[2].body);
    }
}

#[test]
fn a_kill_leaves_nothing_on_the_portal_but_its_notice_for_whoever_has_the_story() {
    on_both(|store| async move {
        let mut drill = Drill::new(store).await;
        drill.house.file(vec![the_story()]).await;
        drill.addresses = addresses(&drill.house).await;
        drill.work().await;
        drill.take().await;
        let searching = drill.firm("searching").clone();
        let with_story = drill.found(&searching, &[WORDS[0]]).await;
        let silent = |address: &Address| !with_story.contains(&address.path);
        let without: Vec<&str> =
            drill.addresses.iter().filter(|one| silent(one)).map(|one| one.path.as_str()).collect();
        // By its code a story is for programs only.
        let expected = |path: &&str| path.contains("/stor") || path.starts_with("/wire?") || *path == "/wire";
        let missing: Vec<_> = without.iter().filter(|path| expected(path)).collect();
        assert_eq!(missing.len(), 1, "all but the page by its code: {missing:?}");
        let topics = drill.house.get(drill.firm("mailed"), "/wire/topics").await.text;
        let link = topics.split("href=\"").find(|part| part.starts_with("/wire?")).expect("the topic's list");
        let list = drill.house.get(drill.firm("mailed"), link.split('"').next().unwrap()).await.text;
        assert!(list.contains(WORDS[0]) && list.contains(WORDS[1]), "{list}");

        drill.house.clock.set(noon().plus_hours(1));
        drill.correct().await;
        drill.work().await;
        assert_eq!(drill.found(&searching, &[WORDS[2]]).await, [""; 0], "what was corrected");
        let noted = drill.found(&searching, &[WORDS[5]]).await;
        for path in [format!("/wire/story/{STORY}"), format!("/wire/api/stories/{STORY}.ninjs-3.1")] {
            assert!(noted.contains(&path), "{path} says nothing of the correction: {noted:?}");
        }
        drill.assert_noticed(&[("correction", WORDS[5])]).await;

        drill.house.clock.set(noon().plus_hours(2));
        drill.kill().await;
        // Before any letter is worked off, and afterwards.
        for _ in 0..2 {
            for (name, firm) in &drill.firms {
                assert_eq!(drill.found(firm, &STEMS).await, [""; 0], "{name}");
            }
            drill.work().await;
        }
        drill.assert_gone().await;
        drill.assert_noticed(&[("correction", ""), ("kill", NOTICE)]).await;
        drill.assert_told().await;
        let list = drill.house.get(drill.firm("mailed"), "/wire/topics").await.text;
        assert!(list.contains(SOUGHT), "what they look for is theirs");
    });
}
