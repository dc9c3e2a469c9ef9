//! Saving: nothing is lost, and nothing is written twice.

use super::life::{draft, saved, say, titled};
use super::*;
use crate::merge::Place;
use crate::save::{Clash, Saved};
use crate::{draft as drafts, history};

fn said(headline: &str, paragraphs: &[&str]) -> Document {
    Document { body: body(paragraphs), ..titled(headline) }
}

async fn opened(store: &Store, document: Document) -> String {
    say!(store, drafts::open, draft(document), "r", hour(1))
}

async fn head(store: &Store, story: &str) -> (i64, Document) {
    #[expect(clippy::disallowed_methods, reason = "the test stands for the newsroom")]
    let admission = Admission::grant(crate::admission::Ground::Staff);
    let mut db = store.read().await.unwrap();
    let working = history::working(&mut db, story, &admission).await.unwrap().unwrap();
    (working.revision, working.manuscript.document)
}

#[test]
fn a_save_sent_twice_is_one_revision() {
    on_both(|store| async move {
        let id = opened(&store, titled("A")).await;
        assert_eq!(saved(&store, &id, 1, titled("B"), "r", hour(2)).await, Saved::Saved { revision: 2 });
        assert_eq!(saved(&store, &id, 1, titled("B"), "r", hour(2)).await, Saved::Same { revision: 2 });
        saved(&store, &id, 2, titled("C"), "s", hour(2)).await;
        let again = saved(&store, &id, 1, titled("B"), "r", hour(3)).await;
        assert_eq!(again, Saved::Same { revision: 2 }, "the answer was lost, others have saved since");
        let back = saved(&store, &id, 3, titled("B"), "r", hour(3)).await;
        assert_eq!(back, Saved::Saved { revision: 4 }, "said anew on purpose: an old document restored");
        assert_eq!(saved(&store, "nobody", 1, titled("B"), "r", hour(2)).await, Saved::NoSuchStory);
    });
}

#[test]
fn two_people_in_two_paragraphs_get_a_merge() {
    on_both(|store| async move {
        let id = opened(&store, said("A", &["The first one stands.", "The second one stands."])).await;
        saved(&store, &id, 1, said("A", &["The first one falls.", "The second one stands."]), "r", hour(2))
            .await;
        let mine = said("B", &["The first one stands.", "The second one fell."]);
        let merged = said("B", &["The first one falls.", "The second one fell."]);
        let answer = saved(&store, &id, 1, mine.clone(), "s", hour(2)).await;
        assert_eq!(answer, Saved::Merged { revision: 3, document: Box::new(merged.clone()) });
        let again = saved(&store, &id, 1, mine, "s", hour(2)).await;
        assert_eq!(again, Saved::Merged { revision: 3, document: Box::new(merged) }, "sent again");
        assert_eq!(head(&store, &id).await.0, 3);
    });
}

#[test]
fn a_clash_is_kept_beside_the_head_and_asks_for_a_choice() {
    on_both(|store| async move {
        let id = opened(&store, titled("Ferry")).await;
        saved(&store, &id, 1, titled("Ferry sold"), "r", hour(2)).await;
        let clash = |answer: Saved| match answer {
            Saved::Clash(clash) => *clash,
            other => panic!("{other:?}"),
        };
        let mine = titled("Boat bought");
        let answer = clash(saved(&store, &id, 1, mine.clone(), "s", hour(2)).await);
        let Clash { head: 2, head_author, document, merged, places, aside: 3 } = answer else {
            panic!("{answer:?}")
        };
        assert_eq!((head_author.as_str(), document.headline.as_str()), ("r", "Ferry sold"));
        assert_eq!(merged.headline, "Boat bought");
        assert!(matches!(&places[..], [Place::Field { name: "headline", .. }]), "{places:?}");
        assert_eq!(clash(saved(&store, &id, 1, mine.clone(), "s", hour(3)).await).aside, 3, "sent again");
        assert_eq!(head(&store, &id).await, (2, titled("Ferry sold")));
        assert_eq!(saved(&store, &id, 2, mine.clone(), "s", hour(4)).await, Saved::Saved { revision: 4 });
        let lines = history::revisions(&mut store.read().await.unwrap(), &id).await.unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.number, line.aside)).collect();
        assert_eq!(told, [(4, false), (3, true), (2, false), (1, false)]);
    });
}

#[test]
fn an_old_revision_is_restored_by_saving_it_again() {
    on_both(|store| async move {
        let mut first = titled("Ferry");
        first.access = Access::plus();
        first.body.blocks.push(Block::Plus(vec![Block::paragraph(SECRET)]));
        let id = opened(&store, first.clone()).await;
        saved(&store, &id, 1, titled("Something else"), "r", hour(2)).await;
        #[expect(clippy::disallowed_methods, reason = "the test stands for the newsroom")]
        let admission = Admission::grant(crate::admission::Ground::Staff);
        let mut db = store.read().await.unwrap();
        let old = history::document(&mut db, &id, 1, &admission).await.unwrap().unwrap();
        drop(db);
        assert_eq!(old, first);
        assert_eq!(saved(&store, &id, 2, old, "e", hour(3)).await, Saved::Saved { revision: 3 });
        assert_eq!(head(&store, &id).await, (3, first));
    });
}

#[test]
fn a_document_that_cannot_stand_is_refused() {
    on_both(|store| async move {
        let id = opened(&store, titled("A")).await;
        let refused = saved(&store, &id, 1, titled(&"x".repeat(401)), "r", hour(2)).await;
        assert!(matches!(refused, Saved::Refused(ManuscriptError::TooLong { .. })), "{refused:?}");
    });
}

#[test]
fn people_who_save_at_the_same_time_lose_nothing() {
    on_both(|store| async move {
        let paragraphs: Vec<String> = (0..8).map(|n| format!("Paragraph {n} as it was at first.")).collect();
        let text = |changed: Option<usize>| {
            let mut paragraphs = paragraphs.clone();
            if let Some(n) = changed {
                paragraphs[n] = format!("Paragraph {n} as it was at last.");
            }
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            said("A", &paragraphs)
        };
        let id = opened(&store, text(None)).await;
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let (store, id, document) = (store.clone(), id.clone(), text(Some(n)));
                tokio::spawn(async move { saved(&store, &id, 1, document, &format!("p{n}"), hour(2)).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let (revision, document) = head(&store, &id).await;
        assert_eq!(revision, 9);
        assert_eq!(format!("{:?}", document.body).matches("at last").count(), 8);
    });
}
