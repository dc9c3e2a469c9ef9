//! Clients and what they take, on both databases.

use base::{Language, Time};
use content::access::{Access, Level, Step, When};
use content::body::{Block, Body};
use content::clients::Cursor;
use content::lifecycle::{self, Killed};
use content::{Concept, ConceptKind, Document, Manuscript, concept, file_all};
use store::Store;
use store::testing::on_both;

use crate::client::{self, Client, State};
use crate::contract::{Contract, Hold, Part};
use crate::interest::{self, Alert, Query};
use crate::list::{self, Change, Page, Wanted};
use crate::notice::{self, Kind, Notice};
use crate::seal::Seal;
use crate::story::{self, Loaded, Text};
use crate::taken::{self, How, Taken};
use crate::{destination, seat, session, token};

mod access;
mod taking;
mod telling;

const PAID: &str = "what only payers read";

fn hour(n: i64) -> Time {
    Time::from_millis(1_765_670_400_000).plus_hours(n)
}

fn be() -> Language {
    "be".parse().unwrap()
}

fn contract() -> Contract {
    Contract {
        state: State::Active,
        begins_at: hour(0),
        ends_at: None,
        languages: vec![],
        sections: vec![],
        early: false,
        plus: false,
        networks: Default::default(),
    }
}

fn manuscript(id: &str, published: Time) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: id.into(),
        language: "en".parse().unwrap(),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: content::State::Published,
        published_at: Some(published),
        updated_at: None,
        document: Document {
            headline: format!("Ferry {id} resumes"),
            sections: vec!["economy".into()],
            urgency: 5,
            body: Body { blocks: vec![Block::paragraph("All of it.")] },
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}

/// With a paid part, and so many hours for clients before that.
fn held_then_plus(id: &str, published: Time, hours: u32) -> Manuscript {
    let mut story = manuscript(id, published);
    let step = |hours, level| Step { when: When::AfterHours(hours), level };
    story.document.access = Access(vec![step(0, Level::Clients), step(hours, Level::Plus)]);
    story.document.body.blocks.push(Block::Plus(vec![Block::paragraph(PAID)]));
    story
}

async fn file(store: &Store, stories: Vec<Manuscript>) {
    let mut tx = store.write().await.unwrap();
    let section = |id: &str| Concept {
        kind: ConceptKind::Section,
        id: id.into(),
        position: 0,
        names: [("en".parse().unwrap(), id.to_uppercase())].into(),
        role: None,
        hidden: false,
    };
    concept::file(&mut tx, &[section("economy"), section("sport")]).await.unwrap();
    file_all(&mut tx, stories, "test", hour(0)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn client(store: &Store, contract: Contract) -> Client {
    let mut tx = store.write().await.unwrap();
    let id = client::add(&mut tx, "Kurjer", "desk@kurjer.example", &contract, hour(0)).await.unwrap();
    tx.commit().await.unwrap();
    client::find(&mut store.read().await.unwrap(), &id).await.unwrap().unwrap()
}

async fn listed(store: &Store, client: &Client, query: &Query, before: Option<Cursor>, now: Time) -> Page {
    let served = ["en".parse().unwrap(), be()];
    let wanted = Wanted { served: &served, query, before, limit: 2, now };
    list::list(&mut store.read().await.unwrap(), client, &wanted).await.unwrap()
}

async fn ids(store: &Store, client: &Client, query: &Query, now: Time) -> Vec<String> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = listed(store, client, query, before, now).await;
        all.extend(page.stories.into_iter().map(|listed| listed.line.id));
        match page.older {
            Some(older) => before = Some(older),
            None => return all,
        }
    }
}

async fn load(store: &Store, client: &Client, id: &str, now: Time) -> Loaded {
    story::load(&mut store.read().await.unwrap(), client, id, now).await.unwrap()
}

async fn take(store: &Store, client: &Client, id: &str, how: How, now: Time) {
    let Loaded::Story(story) = load(store, client, id, now).await else { panic!("{id} is not covered") };
    let taken = Taken {
        client: client.id.clone(),
        story: id.into(),
        version: story.version,
        how,
        format: "text".into(),
        who: "somebody".into(),
        at: now,
    };
    let mut tx = store.write().await.unwrap();
    taken::record(&mut tx, &[taken.clone(), taken]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn tell(store: &Store, now: Time) -> Vec<Notice> {
    let mut tx = store.write().await.unwrap();
    let new = notice::notices(&mut tx, None, hour(0), now).await.unwrap();
    tx.commit().await.unwrap();
    new
}
