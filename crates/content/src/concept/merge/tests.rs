use base::{Language, Time};
use store::Store;
use store::testing::on_both;

use super::{Merged, merge, merged_into, of_name};
use crate::concept::{self, Concept, ConceptKind, all, count_published, find, named};
use crate::manuscript::{Document, Manuscript, State};
use crate::{Outcome, file_all, full};

fn english() -> Language {
    "en".parse().unwrap()
}

fn noon() -> Time {
    Time::parse_rfc3339("2025-12-14T12:00:00Z").unwrap()
}

fn topic(id: &str, name: &str) -> Concept {
    let names = [(english(), name.to_owned())].into();
    Concept { kind: ConceptKind::Topic, id: id.into(), position: 0, names, role: None, hidden: false }
}

fn story(id: &str, state: State, topics: &[&str]) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: id.into(),
        language: english(),
        slug: None,
        former_slugs: vec![],
        number: None,
        state,
        published_at: (state == State::Published).then(noon),
        updated_at: None,
        document: Document {
            headline: format!("Headline {id}"),
            topics: topics.iter().map(ToString::to_string).collect(),
            urgency: 5,
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}

/// Three topics; stories of the first, of the first and second, and a draft of the first.
async fn filed(store: &Store) -> Vec<Outcome> {
    let mut tx = store.write().await.unwrap();
    let topics = [topic("ferry", "Ferry"), topic("ferries", "Ferries"), topic("boats", "Boats")];
    concept::file(&mut tx, &topics).await.unwrap();
    let stories = vec![
        story("one", State::Published, &["ferry"]),
        story("both", State::Published, &["ferry", "ferries"]),
        story("draft", State::Draft, &["ferry", "boats"]),
    ];
    let outcomes = file_all(&mut tx, stories, "test", noon()).await.unwrap();
    tx.commit().await.unwrap();
    outcomes
}

async fn merged(store: &Store, from: &str, into: &str) -> Merged {
    let mut tx = store.write().await.unwrap();
    let merged = merge(&mut tx, from, into).await.unwrap();
    tx.commit().await.unwrap();
    merged
}

async fn stories_of(store: &Store, id: &str) -> i64 {
    let mut db = store.read().await.unwrap();
    count_published(&mut db, ConceptKind::Topic, &[id.to_owned()], 99).await.unwrap()[id]
}

async fn topics_of(store: &Store, story: &str) -> Vec<String> {
    full::load(&mut store.read().await.unwrap(), story).await.unwrap().unwrap().document.topics
}

#[test]
fn stories_names_and_addresses_follow_a_topic_into_another() {
    on_both(|store| async move {
        filed(&store).await;
        assert_eq!(merged(&store, "ferry", "ferries").await, Merged::Done);
        assert_eq!((stories_of(&store, "ferry").await, stories_of(&store, "ferries").await), (0, 2));
        assert_eq!(topics_of(&store, "both").await, ["ferries"], "each once");
        assert_eq!(topics_of(&store, "draft").await, ["ferries", "boats"]);
        let mut db = store.read().await.unwrap();
        let ids: Vec<String> =
            all(&mut db, ConceptKind::Topic).await.unwrap().into_iter().map(|t| t.id).collect();
        assert_eq!(ids, ["boats", "ferries"]);
        assert_eq!(find(&mut db, ConceptKind::Topic, "ferry").await.unwrap(), None);
        assert_eq!(merged_into(&mut db, "ferry").await.unwrap().as_deref(), Some("ferries"));
        assert_eq!(merged_into(&mut db, "ferries").await.unwrap(), None);
        let asked = ["ferry".to_owned(), "boats".to_owned(), "ferries".to_owned()];
        let named = named(&mut db, ConceptKind::Topic, &asked, &english()).await.unwrap();
        let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
        assert_eq!(names, ["Ferries", "Boats"]);
        let old = of_name(&mut db, ConceptKind::Topic, "FERRY").await.unwrap();
        assert_eq!(old.unwrap().id, "ferries", "the old name means the other topic");
    });
}

#[test]
fn what_was_merged_stays_merged_through_an_old_file_and_a_second_merger() {
    on_both(|store| async move {
        assert_eq!(filed(&store).await, [Outcome::New; 3]);
        merged(&store, "ferry", "ferries").await;
        assert_eq!(merged(&store, "ferries", "boats").await, Merged::Done);
        assert_eq!(topics_of(&store, "draft").await, ["boats"]);
        filed(&store).await;
        assert_eq!((stories_of(&store, "ferry").await, stories_of(&store, "boats").await), (0, 2));
        let mut db = store.read().await.unwrap();
        assert_eq!(all(&mut db, ConceptKind::Topic).await.unwrap().len(), 1);
        assert_eq!(merged_into(&mut db, "ferry").await.unwrap().as_deref(), Some("boats"));
    });
}

#[test]
fn what_is_exported_after_a_merger_comes_back_as_it_is() {
    on_both(|store| async move {
        filed(&store).await;
        merged(&store, "ferry", "ferries").await;
        let ids = ["one", "both", "draft"].map(str::to_owned);
        let stories = full::load_all(&mut store.read().await.unwrap(), &ids).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert_eq!(file_all(&mut tx, stories, "test", noon()).await.unwrap(), [Outcome::Same; 3]);
    });
}

#[test]
fn a_topic_does_not_go_into_itself_or_into_none() {
    on_both(|store| async move {
        filed(&store).await;
        for (from, into, came) in [
            ("ferry", "ferry", Merged::Same),
            ("ferry", "none", Merged::Unknown),
            ("none", "ferry", Merged::Unknown),
        ] {
            assert_eq!(merged(&store, from, into).await, came, "{from} {into}");
        }
        merged(&store, "ferry", "ferries").await;
        assert_eq!(merged(&store, "boats", "ferry").await, Merged::Unknown, "it is gone");
        assert_eq!(stories_of(&store, "ferries").await, 2);
    });
}
