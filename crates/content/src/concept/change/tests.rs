use base::Language;
use store::Store;
use store::testing::on_both;

use super::{Shift, add, free_id, named_so, rename, shift};
use crate::concept::{self, Concept, ConceptKind, Role, all};

fn names(name: &str) -> std::collections::BTreeMap<Language, String> {
    [("be".parse().unwrap(), name.to_owned())].into()
}

async fn added(store: &Store, kind: ConceptKind, name: &str) -> String {
    let mut tx = store.write().await.unwrap();
    let id = add(&mut tx, kind, names(name), &"be".parse().unwrap(), None).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn order(store: &Store) -> Vec<String> {
    let all = all(&mut store.read().await.unwrap(), ConceptKind::Section).await.unwrap();
    all.into_iter().map(|concept| concept.id).collect()
}

async fn moved(store: &Store, id: &str, by: Shift) -> bool {
    let mut tx = store.write().await.unwrap();
    let moved = shift(&mut tx, ConceptKind::Section, id, by).await.unwrap();
    tx.commit().await.unwrap();
    moved
}

#[test]
fn what_is_added_gets_an_id_of_its_own_at_the_end() {
    on_both(|store| async move {
        assert_eq!(added(&store, ConceptKind::Section, "Эканоміка").await, "ekanomika");
        assert_eq!(added(&store, ConceptKind::Section, "Эканоміка").await, "ekanomika-2");
        assert_eq!(added(&store, ConceptKind::Topic, "Эканоміка").await, "ekanomika", "another kind");
        assert_eq!(order(&store).await, ["ekanomika", "ekanomika-2"]);
    });
}

#[test]
fn an_id_is_never_longer_than_stories_may_point_to() {
    let long = "a".repeat(80);
    let first = free_id(&long, &[]);
    assert_eq!(first.len(), 64);
    assert!(free_id(&long, &[first]).len() <= 64);
}

#[test]
fn sections_move_by_one_place_even_where_an_import_put_all_at_one() {
    on_both(|store| async move {
        let section = |id: &str| Concept {
            kind: ConceptKind::Section,
            id: id.into(),
            position: 0,
            names: names(id),
            role: None,
            hidden: false,
        };
        let mut tx = store.write().await.unwrap();
        concept::file(&mut tx, &["a", "b", "c"].map(section)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(moved(&store, "c", Shift::Up).await);
        assert_eq!(order(&store).await, ["a", "c", "b"]);
        assert!(!moved(&store, "a", Shift::Up).await);
        assert!(!moved(&store, "b", Shift::Down).await);
        assert!(!moved(&store, "none", Shift::Down).await);
        assert!(moved(&store, "a", Shift::Down).await);
        assert_eq!(order(&store).await, ["c", "a", "b"]);
    });
}

#[test]
fn a_rename_leaves_a_hidden_person_hidden() {
    on_both(|store| async move {
        let id = added(&store, ConceptKind::Person, "Імя").await;
        let mut tx = store.write().await.unwrap();
        crate::visibility::hide(&mut tx, &id, true).await.unwrap();
        let role = Some(Role::Pseudonym);
        assert!(rename(&mut tx, ConceptKind::Person, &id, &names("Іншае"), role).await.unwrap());
        assert!(!rename(&mut tx, ConceptKind::Person, "none", &names("x"), role).await.unwrap());
        let person = concept::find(tx.reading(), ConceptKind::Person, &id).await.unwrap().unwrap();
        assert!(person.hidden);
        assert_eq!((person.role, person.names), (role, names("Іншае")));
    });
}

#[test]
fn a_name_is_known_in_any_case() {
    let topic = Concept {
        kind: ConceptKind::Topic,
        id: "x".into(),
        position: 0,
        names: names("Łukašenka"),
        role: None,
        hidden: false,
    };
    let topics = [topic];
    assert!(named_so(&topics, " LUKASENKA").is_some());
    assert!(named_so(&topics, "Lukas").is_none());
}
