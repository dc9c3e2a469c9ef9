//! Telegram's channels against a strict Bot API: every story once, or visibly among the dead letters; every correction and
//! every kill where the story is. The clock is the test's own.

mod examined;
mod faults;
mod life;
mod pictures;
mod settled;

use std::sync::Arc;
use std::time::Duration;

use base::config::{Channel, Telegram};
use base::{Clock, Time};
use content::lifecycle;
use content::{Level, Manuscript};
use distribution::telegram::{self, Bot, Worked, send_letters};
use site::Edition;
use store::Store;
use store::jobs::{self, Filter, Job, Letter, Reason, State};

use crate::bot::{BotApi, TOKEN};
use crate::kit::{Site, noon, story};

/// Three channels: one for English, one for Belarusian, one for the economy in English.
const ENGLISH: &str = "@kropka_en";
const BELARUSIAN: &str = "@kropka_be";
const ECONOMY: &str = "-1001234567890";

/// A site that speaks to a Bot API.
struct House {
    site: Site,
    edition: Arc<Edition>,
    api: BotApi,
    bot: Bot,
}

impl House {
    async fn new(store: Store) -> House {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        let api = BotApi::start(site.clock.clone(), &[ENGLISH, BELARUSIAN, ECONOMY]).await;
        let settings = Telegram {
            api: api.address.clone(),
            token: TOKEN.into(),
            channels: vec![
                channel(ENGLISH, "en", &[]),
                channel(BELARUSIAN, "be", &[]),
                channel(ECONOMY, "en", &["economy"]),
            ],
            ..Telegram::default()
        };
        let edition = with(&site, settings);
        let bot = Bot::with_patience(&edition.config, Duration::from_millis(250));
        // The channels are named, and get what comes from now on.
        assert_eq!(send_letters(&edition, site.clock.now()).await.unwrap(), 0);
        House { site, edition, api, bot }
    }

    /// The same with other settings.
    fn with_settings(self, change: impl FnOnce(&mut Telegram)) -> House {
        let mut settings = self.edition.config.telegram.clone();
        change(&mut settings);
        let edition = with(&self.site, settings);
        let bot = Bot::with_patience(&edition.config, Duration::from_millis(250));
        House { edition, bot, ..self }
    }

    fn clock(&self) -> &Clock {
        &self.site.clock
    }

    fn pass(&self, millis: i64) {
        self.clock().set(self.clock().now().plus_millis(millis));
    }

    /// A story is out now.
    async fn publish(&self, story: Manuscript) {
        self.site.file(vec![story]).await;
        self.follow().await;
    }

    /// The letters for what is new.
    async fn follow(&self) -> usize {
        send_letters(&self.edition, self.clock().now()).await.unwrap()
    }

    async fn correct(&self, id: &str, note: &str) {
        let mut tx = self.edition.store.write().await.unwrap();
        lifecycle::correct(&mut tx, id, 1, note, "test", self.clock().now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        self.follow().await;
    }

    async fn kill(&self, id: &str, notice: &str) {
        let mut tx = self.edition.store.write().await.unwrap();
        let killed = lifecycle::kill(&mut tx, id, notice, "", "test", self.clock().now()).await.unwrap();
        assert_eq!(killed, lifecycle::Killed::Done);
        tx.commit().await.unwrap();
        self.follow().await;
    }

    /// Works off a letter that is due, as the house does; false if none is.
    async fn step(&self) -> bool {
        let Some(job) = jobs::take_call(&self.edition.store, self.clock().now()).await.unwrap() else {
            return false;
        };
        let worked = telegram::work(&self.edition, &self.bot, &job, self.clock()).await.unwrap();
        self.file(&job, worked).await;
        true
    }

    async fn file(&self, job: &Job, worked: Worked) {
        let (store, now) = (&self.edition.store, self.clock().now());
        match worked {
            Worked::Done => jobs::done(store, job, now).await.unwrap(),
            Worked::Later(due) => {
                assert!(due > now, "it would be taken again at once");
                jobs::put_off(store, job, due).await.unwrap();
            }
            Worked::Failed(reason) => jobs::failed(store, job, &reason, now).await.unwrap(),
            Worked::Buried(_) => {}
        }
    }

    /// Works until no letter waits any more, the clock going on; how many milliseconds that took.
    async fn settle(&self) -> i64 {
        let begin = self.clock().now();
        for _ in 0..20_000 {
            if self.step().await {
                continue;
            }
            let Some(next) = self.next_due().await else {
                return self.clock().now().millis() - begin.millis();
            };
            self.clock().set(next.max(self.clock().now().plus_millis(1)));
        }
        panic!("it never settles: {:?}", self.letters().await);
    }

    async fn next_due(&self) -> Option<Time> {
        let open =
            |letter: &Letter| matches!(letter.state, State::Waiting | State::Failing | State::UnderWay);
        self.letters().await.into_iter().filter(open).map(|letter| letter.at).min()
    }

    async fn letters(&self) -> Vec<Letter> {
        let mut db = self.edition.store.read().await.unwrap();
        let filter = Filter { kind: Some(telegram::CALL.into()), ..Filter::default() };
        jobs::list(&mut db, &filter, None, self.clock().now(), 10_000).await.unwrap()
    }

    /// The stories whose letters are dead, and why.
    async fn dead(&self) -> Vec<(String, String)> {
        let dead = self.letters().await.into_iter().filter(|letter| letter.state == State::Dead);
        let mut dead: Vec<(String, String)> =
            dead.map(|letter| (letter.subject, why(letter.reason))).collect();
        dead.sort();
        dead
    }

    /// Somebody at the desk has a dead letter tried again.
    async fn repeat(&self, story: &str) {
        let letters = self.letters().await;
        let dead =
            letters.iter().find(|letter| letter.subject == story && letter.state == State::Dead).unwrap();
        let mut tx = self.edition.store.write().await.unwrap();
        assert!(jobs::repeat(&mut tx, &dead.id, self.clock().now()).await.unwrap());
        tx.commit().await.unwrap();
    }
}

fn why(reason: Option<Reason>) -> String {
    match reason {
        Some(Reason::Word(word)) => word.word,
        Some(Reason::Text(text)) => text,
        None => String::new(),
    }
}

fn channel(chat: &str, language: &str, sections: &[&str]) -> Channel {
    Channel {
        chat: chat.into(),
        language: language.parse().unwrap(),
        sections: sections.iter().map(|section| (*section).into()).collect(),
        template: String::new(),
    }
}

/// The same site with channels.
fn with(site: &Site, settings: Telegram) -> Arc<Edition> {
    let own = &site.edition;
    let mut config = (*own.config).clone();
    config.telegram = settings;
    config.wire.private_hosts = vec!["127.0.0.1".into()];
    crate::told_otherwise(own, config)
}

/// A story of no section that a channel asks for.
fn elsewhere(id: &str, headline: &str, at: Time) -> Manuscript {
    let mut story = story(id, "en", headline, at);
    story.document.sections.clear();
    story
}

/// One of the paid tier.
fn plus(id: &str, headline: &str, access: content::Access) -> Manuscript {
    let mut story = story(id, "en", headline, noon());
    story.document.access = access;
    story
        .document
        .body
        .blocks
        .push(content::body::Block::Plus(vec![content::body::Block::paragraph("Only for payers.")]));
    assert!(story.document.access.0.iter().any(|step| step.level == Level::Plus));
    story
}
