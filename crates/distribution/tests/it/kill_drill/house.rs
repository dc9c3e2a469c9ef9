//! A house with every channel that there is: readers' programs by a hub, Telegram, clients' machines of all kinds, mail to
//! their people, newsletters; and one who has the story by each of the ways in which clients come by one.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::Time;
use base::config::{Channel, Telegram, Wire};
use distribution::clients::{self, Courier};
use distribution::telegram::{self, Bot, Worked};
use distribution::{follow, websub};
use mail::testing::{Manner, Sink};
use newsletter::{List, Press, PrivateKey, SignedUp};
use passes::Token;
use site::Edition;
use store::jobs::{self, Job};
use store::{Store, values};
use wire::destination::{self, Kind, Target};
use wire::interest::{self, Alert, Query};
use wire::{Contract, How, Seal, State, Taken, client, seat, taken};
use zeroize::Zeroizing;

use super::bucket::Bucket;
use crate::bot::{BotApi, TOKEN};
use crate::clients::contract;
use crate::clients::files::Sshd;
use crate::hub::Hub;
use crate::kit::{Site, noon};
use crate::receiver::{Fault, Receiver, SECRET};
use crate::signed::passes;

pub const CHAT: &str = "@kropka_en";

/// The clients, by the way in which each comes by the story: its machine is called; the same, and its contract pauses then;
/// its program asks; it has files brought, to a folder and to a bucket; its topics tell, by mail and by a call; somebody
/// saves it by hand.
pub const CLIENTS: [&str; 6] = ["called", "paused", "pulling", "files", "told", "saving"];

/// Where notices are mailed to: at the first and the fifth somebody has a seat, the others have an address of their own.
pub const MAILED: [&str; 7] = [
    "alerts@told.example",
    "desk@files.example",
    "desk@paused.example",
    "desk@pulling.example",
    "desk@saving.example",
    "seat@called.example",
    "seat@told.example",
];

/// Those who get newsletters, all lists in English.
pub const READERS: [&str; 2] = ["ann@reader.example", "jan@reader.example"];

/// What can be away for an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    Nothing,
    Hub,
    Telegram,
    Machines,
    Files,
    Mail,
}

pub struct House {
    pub site: Site,
    pub edition: Arc<Edition>,
    pub hub: Hub,
    pub api: BotApi,
    pub receiver: Receiver,
    pub sshd: Sshd,
    pub bucket: Bucket,
    pub sink: Sink,
    pub press: Press,
    pub clients: Vec<String>,
    /// A reader's, for the surfaces behind the wall.
    pub passes: Mutex<Vec<Token>>,
    bot: Bot,
    seal: Seal,
    courier: Courier,
    _folder: tempfile::TempDir,
}

pub fn key() -> PrivateKey {
    PrivateKey::from_chance(Zeroizing::new([7; 32]))
}

impl House {
    /// It stands half an hour before midnight of a Sunday: what was published just now is in the digests of both the day and
    /// the week.
    pub async fn new(store: Store) -> House {
        let site = Site::with_everything(store).await;
        crate::feeds::concepts(&site).await;
        site.clock.set(noon().plus_millis(690 * 60_000));
        let (hub, receiver, sink) = (Hub::start().await, Receiver::start().await, Sink::start().await);
        let (bucket, folder) = (Bucket::start().await, tempfile::tempdir().unwrap());
        let sshd = Sshd::start(folder.path()).await;
        let api = BotApi::start(site.clock.clone(), &[CHAT]).await;
        let mut config = (*site.edition.config).clone();
        config.mail = sink.settings();
        config.newsletter.key = key().public().text();
        config.wire = Wire {
            websub_hub: hub.address.clone(),
            private_hosts: vec!["127.0.0.1".into()],
            ..Wire::default()
        };
        let channel = Channel {
            chat: CHAT.into(),
            language: "en".parse().unwrap(),
            sections: vec![],
            template: String::new(),
        };
        config.telegram = Telegram {
            api: api.address.clone(),
            token: TOKEN.into(),
            channels: vec![channel],
            ..Telegram::default()
        };
        let edition = crate::told_otherwise(&site.edition, config);
        let (store, locales) = (edition.store.clone(), Arc::clone(&edition.locales));
        let press = Press::new(store, Arc::clone(&edition.config), locales).impatient();
        let bot = Bot::with_patience(&edition.config, Duration::from_millis(250));
        let seal = Seal::of(&[7; 32]);
        let courier = Courier::new(Arc::clone(&edition), seal.clone(), site.clock.clone());
        let mut house = House {
            site,
            edition,
            hub,
            api,
            receiver,
            sshd,
            bucket,
            sink,
            press,
            clients: Vec::new(),
            passes: Mutex::new(passes("2025-12", 1)),
            bot,
            seal,
            courier,
            _folder: folder,
        };
        for name in CLIENTS {
            let client = house.client(name).await;
            house.clients.push(client);
        }
        for reader in READERS {
            house.subscribe(reader).await;
        }
        house.work().await;
        house
    }

    async fn client(&self, name: &str) -> String {
        let contract = Contract { plus: true, ..contract() };
        let has_seat = ["called", "told"].contains(&name);
        let own = if has_seat { String::new() } else { format!("desk@{name}.example") };
        let (seal, now) = (&self.seal, noon());
        let mut tx = self.edition.store.write().await.unwrap();
        let id = client::add(&mut tx, name, &own, &contract, now).await.unwrap();
        let english = "en".parse().unwrap();
        if has_seat {
            let address = format!("seat@{name}.example");
            let seat = seat::add(&mut tx, &id, "Jan", &address, &english, now).await.unwrap().unwrap();
            if name == "told" {
                let mail = Alert::Mail("alerts@told.example".into());
                let webhook = Alert::Webhook(format!("{}/told", self.receiver.address));
                for alert in [mail, webhook] {
                    let query = Query { words: "ferry".into(), ..Query::default() };
                    let (_, secret) =
                        interest::add(&mut tx, seal, &seat, "Ferries", &query, &alert, now).await.unwrap();
                    secret.iter().for_each(|secret| self.receiver.sign_with("/told", secret));
                }
            }
        }
        let http = Target {
            name: name.into(),
            kind: Kind::Http,
            address: format!("{}/{name}", self.receiver.address),
            account: String::new(),
            mark: String::new(),
            format: "ninjs-3.1".into(),
        };
        let s3 = Target {
            kind: Kind::S3,
            address: format!("{}/news/in", self.bucket.address),
            account: "key".into(),
            mark: "us-east-1".into(),
            format: "newsml-g2".into(),
            ..http.clone()
        };
        let targets = match name {
            "called" | "paused" => vec![(http, SECRET)],
            "files" => vec![(s3, "secret"), (self.sshd.target(), self.sshd.key.as_str())],
            _ => vec![],
        };
        for (target, secret) in targets {
            destination::add(&mut tx, seal, &id, &target, secret, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    async fn subscribe(&self, reader: &str) {
        let english = "en".parse().unwrap();
        let asked = self.press.sign_up(reader, &english, &List::ALL, self.now()).await.unwrap();
        assert_eq!(asked, SignedUp::Asked);
        let mail = String::from_utf8(self.sink.taken().pop().unwrap().message).unwrap().replace("=\r\n", "");
        let token = mail.split("/newsletter/confirm/").nth(1).unwrap()[..32].to_owned();
        assert!(self.press.confirm(&token).await.unwrap());
    }

    pub fn now(&self) -> Time {
        self.site.clock.now()
    }

    /// Everything that is due now is worked off, as the house does it.
    pub async fn work(&self) {
        let (edition, now) = (&self.edition, self.now());
        follow::send_letters(edition, now).await.unwrap();
        telegram::send_letters(edition, now).await.unwrap();
        clients::send_letters(edition, now).await.unwrap();
        while let Some(job) = jobs::take_call(&edition.store, self.now()).await.unwrap() {
            match job.kind.as_str() {
                websub::PING => {
                    let told = websub::ping(edition, &job.content).await.map_err(|error| error.to_string());
                    self.file(&job, told).await;
                }
                telegram::CALL => self.post(&job).await,
                other => panic!("nobody drives {other} in this drill"),
            }
        }
        self.courier.run_once().await.unwrap();
    }

    async fn post(&self, job: &Job) {
        let (store, clock) = (&self.edition.store, &self.site.clock);
        match telegram::work(&self.edition, &self.bot, job, clock).await.unwrap() {
            Worked::Done => self.file(job, Ok(())).await,
            Worked::Later(due) => jobs::put_off(store, job, due).await.unwrap(),
            Worked::Failed(reason) => self.file(job, Err(reason.to_string())).await,
            Worked::Buried(_) => {}
        }
    }

    async fn file(&self, job: &Job, outcome: Result<(), String>) {
        let store = &self.edition.store;
        match outcome {
            Ok(()) => jobs::done(store, job, self.now()).await.unwrap(),
            Err(why) => jobs::failed(store, job, &why.as_str().into(), self.now()).await.unwrap(),
        }
    }

    /// From one moment at which a letter is due to the next, a minute at least and five at most.
    pub async fn go_on(&self, minutes: i64) {
        const MINUTE_MS: i64 = 60_000;
        let end = self.now().plus_millis(minutes * MINUTE_MS);
        while self.now() < end {
            let (soonest, latest) =
                (self.now().plus_millis(MINUTE_MS), self.now().plus_millis(5 * MINUTE_MS));
            let next = self.next_due().await.unwrap_or(latest).clamp(soonest, latest).min(end);
            self.site.clock.set(next);
            self.work().await;
        }
    }

    async fn next_due(&self) -> Option<Time> {
        let sql = "select min(due_at) as due from job where state = 'waiting' and kind like 'call-%'";
        let row = self.edition.store.read().await.unwrap().row(sql, values![]).await.unwrap();
        row.unwrap().time_or_none("due").unwrap()
    }

    pub async fn set_away(&self, away: Away, is_away: bool) {
        let calls = if is_away { 10_000 } else { 0 };
        match away {
            Away::Nothing => {}
            Away::Hub => self.hub.fail(calls, Fault::Status(503)),
            Away::Telegram => self.api.faults(vec![Some(crate::bot::Fault::Wait(60)); calls]),
            Away::Machines => {
                for path in ["/called", "/paused", "/told"] {
                    self.receiver.fail(path, calls, Fault::Close);
                }
            }
            Away::Files => {
                self.sshd.set_away(is_away).await;
                self.bucket.set_away(is_away);
            }
            Away::Mail if is_away => self.sink.behave(|_| Manner::RefuseSender(421)),
            Away::Mail => self.sink.behave(|_| Manner::Take),
        }
    }

    /// One client's program asks for the story, somebody of another saves it, and a third one's contract pauses then.
    pub async fn take_by_hand(&self, story: &str) {
        let of = |client: usize, how, format: &str| Taken {
            client: self.clients[client].clone(),
            story: story.into(),
            version: self.now(),
            how,
            format: format.into(),
            who: "somebody".into(),
            at: self.now(),
        };
        let mut tx = self.edition.store.write().await.unwrap();
        let takings = [of(2, How::Pulled, "nitf"), of(5, How::Downloaded, "html")];
        taken::record(&mut tx, &takings).await.unwrap();
        client::set_state(&mut tx, &self.clients[1], State::Paused).await.unwrap();
        tx.commit().await.unwrap();
    }
}
