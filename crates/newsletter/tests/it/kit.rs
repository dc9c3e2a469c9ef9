//! A press with an agency around it.

use std::sync::Arc;
use std::time::Duration;

use base::config::{Config, LanguageSettings};
use base::{Clock, Language, Locales, Time};
use content::body::{Block, Body};
use content::lifecycle;
use content::manuscript::Document;
use content::{Access, Manuscript, State, file_all};
use mail::testing::{Sink, Taken};
use newsletter::{Begun, Issue, List, Press, PrivateKey, SignedUp, issue};
use store::{Store, values};
use zeroize::Zeroizing;

/// Wednesday, 16 December 2026, noon.
pub fn noon() -> Time {
    Time::parse_rfc3339("2026-12-16T12:00:00Z").expect("a time")
}

pub fn key() -> PrivateKey {
    PrivateKey::from_chance(Zeroizing::new([7; 32]))
}

pub struct House {
    pub store: Store,
    pub press: Press,
    pub sink: Sink,
    pub clock: Clock,
    pub config: Arc<Config>,
}

impl House {
    pub async fn new(store: Store) -> House {
        House::with(store, Sink::start().await, |_| {}).await
    }

    pub async fn with(store: Store, sink: Sink, change: impl FnOnce(&mut Config)) -> House {
        let mut config = Config { mail: sink.settings(), ..Config::default() };
        config.newsletter.key = key().public().text();
        config.server.address = "https://kropka.example".into();
        config.languages = [("en", "English"), ("be", "Беларуская")]
            .map(|(tag, name)| LanguageSettings {
                agency: if tag == "en" { "Kropka".into() } else { "Кропка".into() },
                tier: "Plus".into(),
                ..LanguageSettings::new(tag.parse().expect("a tag"), name)
            })
            .to_vec();
        change(&mut config);
        let (config, clock) = (Arc::new(config), Clock::fixed(noon()));
        let press = press(&store, &config);
        House { store, press, sink, clock, config }
    }

    /// The process has died and is there again.
    pub fn reborn(self) -> House {
        House { press: press(&self.store, &self.config), ..self }
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Somebody subscribes and confirms; the mail that asked is taken out of the sink's count by the caller.
    pub async fn subscribe(&self, address: &str, language: &str, lists: &[List]) {
        assert_eq!(self.sign_up(address, language, lists).await, SignedUp::Asked);
        let token = self.confirm_token(address);
        assert!(self.press.confirm(&token).await.expect("it is confirmed"), "the token is good");
    }

    pub async fn sign_up(&self, address: &str, language: &str, lists: &[List]) -> SignedUp {
        // So that nobody waits for the pace.
        self.clock.set(self.now().plus_millis(600_000));
        let language: Language = language.parse().expect("a tag");
        self.press.sign_up(address, &language, lists, self.now()).await.expect("the database answers")
    }

    /// The token in the last mail to an address that asks for confirmation.
    pub fn confirm_token(&self, address: &str) -> String {
        let taken = self.sink.taken();
        let mail = taken.iter().rev().find(|taken| taken.to.eq_ignore_ascii_case(address)).expect("a mail");
        token(mail, "/newsletter/confirm/")
    }

    pub async fn file(&self, stories: Vec<Manuscript>) {
        stories.iter().for_each(|story| story.check().expect("a good manuscript"));
        let mut tx = self.store.write().await.expect("a transaction");
        file_all(&mut tx, stories, "test", self.now()).await.expect("they are filed");
        tx.commit().await.expect("committed");
    }

    pub async fn kill(&self, id: &str, notice: &str) {
        let mut tx = self.store.write().await.expect("a transaction");
        let killed = lifecycle::kill(&mut tx, id, notice, "", "test", self.now()).await.expect("an answer");
        assert_eq!(killed, lifecycle::Killed::Done);
        tx.commit().await.expect("committed");
    }

    pub async fn correct(&self, id: &str, note: &str) {
        let mut tx = self.store.write().await.expect("a transaction");
        lifecycle::correct(&mut tx, id, 1, note, "test", self.now())
            .await
            .expect("an answer")
            .expect("it is corrected");
        tx.commit().await.expect("committed");
    }

    /// An alert about a story, ready to be sent.
    pub async fn alert(&self, language: &str, story: &str, headline: &str) -> String {
        let language: Language = language.parse().expect("a tag");
        let mut tx = self.store.write().await.expect("a transaction");
        let id = newsletter::draft::alert(&mut tx, &language, story, headline, self.now()).await;
        tx.commit().await.expect("committed");
        id.expect("an answer").expect("it is new")
    }

    pub async fn issue(&self, id: &str) -> Issue {
        let mut db = self.store.read().await.expect("a snapshot");
        issue::find(&mut db, id).await.expect("an answer").expect("the issue")
    }

    pub async fn issues(&self) -> Vec<Issue> {
        issue::newest(&mut self.store.read().await.expect("a snapshot"), 100).await.expect("an answer")
    }

    /// Sends an issue and waits until the run is over.
    pub async fn send(&self, id: &str) -> Issue {
        assert_eq!(self.begin(id).await, Begun::Sending);
        self.wait(id).await
    }

    pub async fn begin(&self, id: &str) -> Begun {
        self.press.send(id, &key().text(), &self.clock).await.expect("an answer")
    }

    pub async fn wait(&self, id: &str) -> Issue {
        while self.press.is_running(id) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        self.issue(id).await
    }

    /// The copies that were taken, without those mails that ask for confirmation.
    pub fn copies(&self) -> Vec<Taken> {
        self.sink.taken().into_iter().filter(|taken| head(taken).contains("List-Id: ")).collect()
    }

    pub async fn rows(&self, table: &str) -> i64 {
        let sql = format!("select count(*) as n from {table}");
        let mut db = self.store.read().await.expect("a snapshot");
        db.row(&sql, values![]).await.expect("an answer").expect("a row").int("n").expect("a number")
    }
}

fn press(store: &Store, config: &Arc<Config>) -> Press {
    let locales = Arc::new(Locales::load(None).expect("the words"));
    Press::new(store.clone(), Arc::clone(config), locales).impatient()
}

pub fn text(taken: &Taken) -> String {
    String::from_utf8(taken.message.clone()).expect("ASCII")
}

pub fn head(taken: &Taken) -> String {
    text(taken).split("\r\n\r\n").next().unwrap_or_default().to_owned()
}

/// The token behind a part of an address in a mail, soft line breaks aside.
pub fn token(taken: &Taken, before: &str) -> String {
    let whole = text(taken).replace("=\r\n", "");
    let at = whole.find(before).unwrap_or_else(|| panic!("{before} is in {whole}")) + before.len();
    whole[at..at + 32].to_owned()
}

pub fn story(id: &str, language: &str, headline: &str, published: Time) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: String::new(),
        language: language.parse().expect("a tag"),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(published),
        updated_at: None,
        document: Document {
            headline: headline.into(),
            deck: format!("Deck of {headline}"),
            urgency: 5,
            body: Body { blocks: vec![Block::paragraph("Words of the body.")] },
            access: Access::default(),
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}
