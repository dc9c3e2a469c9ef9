//! Clients over real machines: who gets what when, what is told of corrections and kills, and that nothing is lost.

mod faults;
pub(crate) mod files;
pub(crate) mod letters;
mod reach;

use std::sync::Arc;

use base::Clock;
use base::config::Wire;
use content::access::{Access, Level, Step, When};
use content::body::Block;
use content::{Manuscript, lifecycle};
use distribution::clients::{Courier, send_letters};
use site::Edition;
use store::Store;
use wire::destination::{self, Kind, Target};
use wire::{Contract, Networks, Seal, State, client};

use crate::kit::{Site, noon, story};
use crate::receiver::{Receiver, SECRET};

const PAID: &str = "What only payers read.";

/// A site, its clients' machines, and who brings the one to the other.
struct House {
    site: Site,
    edition: Arc<Edition>,
    receiver: Receiver,
    seal: Seal,
}

pub(crate) fn contract() -> Contract {
    Contract {
        state: State::Active,
        begins_at: noon().plus_hours(-1_000),
        ends_at: None,
        languages: vec![],
        sections: vec![],
        early: false,
        plus: false,
        networks: Networks::default(),
    }
}

impl House {
    async fn new(store: Store) -> House {
        House::with_mail(store, Default::default()).await
    }

    async fn with_mail(store: Store, mail: base::config::Mail) -> House {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        let mut config = (*site.edition.config).clone();
        config.mail = mail;
        config.wire = Wire { private_hosts: vec!["127.0.0.1".into()], ..Wire::default() };
        let edition = crate::told_otherwise(&site.edition, config);
        let house = House { site, edition, receiver: Receiver::start().await, seal: Seal::of(&[7; 32]) };
        house.follow().await;
        house
    }

    fn clock(&self) -> Clock {
        self.site.clock.clone()
    }

    fn courier(&self) -> Courier {
        Courier::new(Arc::clone(&self.edition), self.seal.clone(), self.clock())
    }

    async fn client(&self, name: &str, contract: &Contract) -> String {
        let mut tx = self.edition.store.write().await.unwrap();
        let id = client::add(&mut tx, name, "", contract, self.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A machine of a client's that takes calls at `/name`; its id.
    async fn machine(&self, client: &str, name: &str, format: &str) -> String {
        let target = Target {
            name: name.into(),
            kind: Kind::Http,
            address: format!("{}/{name}", self.receiver.address),
            account: String::new(),
            mark: String::new(),
            format: format.into(),
        };
        assert_eq!(target.check(SECRET), Ok(()));
        let mut tx = self.edition.store.write().await.unwrap();
        let id =
            destination::add(&mut tx, &self.seal, client, &target, SECRET, self.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A client with a machine of its name.
    async fn firm(&self, name: &str, contract: &Contract) -> String {
        let client = self.client(name, contract).await;
        self.machine(&client, name, "ninjs-3.1").await;
        client
    }

    async fn follow(&self) -> usize {
        send_letters(&self.edition, self.clock().now()).await.unwrap()
    }

    /// Everything that is due is worked off.
    async fn settle(&self) {
        self.follow().await;
        self.courier().run_once().await.unwrap();
    }

    async fn pass(&self, hours: i64) {
        self.clock().set(self.clock().now().plus_hours(hours));
        self.settle().await;
    }

    async fn correct(&self, id: &str, note: &str) {
        let mut tx = self.edition.store.write().await.unwrap();
        lifecycle::correct(&mut tx, id, 1, note, "test", self.clock().now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    async fn kill(&self, id: &str) {
        let mut tx = self.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, id, "It was wrong.", "", "test", self.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The events that a machine was told, and a word of each body: whether the paid part is there.
    fn told(&self, name: &str) -> Vec<String> {
        let parcels = self.receiver.parcels(&format!("/{name}"));
        let one = |parcel: &crate::receiver::Parcel| {
            let paid = if parcel.body.contains(PAID) { " whole" } else { "" };
            let held = if parcel.body.contains("embargoedUntil") { " held" } else { "" };
            format!("{}{paid}{held}", parcel.event)
        };
        parcels.iter().map(one).collect()
    }
}

/// For clients for two hours, then for payers for a day, then open.
fn held(id: &str) -> Manuscript {
    let mut story = story(id, "en", &format!("The {id} ferry"), noon());
    let step = |hours, level| Step { when: When::AfterHours(hours), level };
    story.document.access =
        Access(vec![step(0, Level::Clients), step(2, Level::Plus), step(26, Level::Open)]);
    story.document.body.blocks.push(Block::Plus(vec![Block::paragraph(PAID)]));
    story
}
