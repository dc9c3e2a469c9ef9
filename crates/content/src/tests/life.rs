//! From a draft to a published, corrected, taken back, killed story.

use store::{Write, jobs, values};

use super::*;
use crate::draft::{self, Draft, SlugSet};
use crate::history;
use crate::lifecycle::{
    Due, Moved, PUBLISH_SCHEDULED, Published, Refusal, TakenBack, UNDO_MS, correct, kill, move_to, publish,
    publish_due, schedule, take_back, unschedule,
};
use crate::save::{Save, Saved, save};

pub fn draft(document: Document) -> Draft {
    Draft { language: language("en"), group: None, translates: None, updates: None, document }
}

pub fn titled(headline: &str) -> Document {
    Document { headline: headline.into(), urgency: 5, body: body(&["All of it."]), ..Document::default() }
}

/// Says a verb and commits.
macro_rules! say {
    ($store:expr, $verb:path $(, $argument:expr)*) => {{
        let mut tx = $store.write().await.unwrap();
        let answer = $verb(&mut tx $(, $argument)*).await.unwrap();
        tx.commit().await.unwrap();
        answer
    }};
}
pub(super) use say;

pub async fn saved(store: &Store, story: &str, base: i64, document: Document, by: &str, now: Time) -> Saved {
    say!(store, save, &Save { story: story.into(), base, document }, by, now)
}

async fn rows(store: &Store, sql: &str) -> Vec<String> {
    let rows = store.read().await.unwrap().rows(sql, vec![]).await.unwrap();
    rows.iter().map(|row| row.text("t").unwrap()).collect()
}

#[test]
fn a_draft_may_be_empty_has_no_address_and_gets_its_slug_when_it_goes_out() {
    on_both(|store| async move {
        let id =
            say!(store, draft::open, draft(Document { urgency: 5, ..Document::default() }), "r", hour(1));
        assert!(rows(&store, "select slug as t from address").await.is_empty());
        let refused = say!(store, publish, &id, 1, "e", hour(2));
        assert_eq!(refused, Err(Refusal::Document(ManuscriptError::NoHeadline)));
        saved(&store, &id, 1, titled("A working title"), "r", hour(2)).await;
        saved(&store, &id, 2, titled("Ferry sold"), "r", hour(3)).await;
        let published = say!(store, publish, &id, 3, "e", hour(4)).unwrap();
        assert_eq!((published.slug.as_str(), published.first, published.number), ("ferry-sold", true, 1));
        assert_eq!(rows(&store, "select slug as t from address").await, ["ferry-sold"]);
        assert_eq!(read(&store, "ferry-sold", hour(5)).await.public_from, hour(4));
        assert_eq!(say!(store, publish, &id, 3, "e", hour(5)), Err(Refusal::Same));
    });
}

#[test]
fn a_slug_set_by_hand_is_kept_and_never_taken_from_another() {
    on_both(|store| async move {
        file(&store, vec![story("a", hour(1))]).await;
        let id = say!(store, draft::open, draft(titled("Ferry a resumes")), "r", hour(1));
        let slug = |text: &str| -> base::script::Slug { text.parse().unwrap() };
        let taken = say!(store, draft::set_slug, &id, Some(&slug("ferry-a-resumes")), hour(2));
        assert_eq!(taken, SlugSet::Taken);
        assert_eq!(say!(store, draft::set_slug, &id, Some(&slug("boat")), hour(2)), SlugSet::Done);
        let published = say!(store, publish, &id, 1, "e", hour(3)).unwrap();
        assert_eq!(published.slug, "boat");
        assert_eq!(say!(store, draft::set_slug, &id, Some(&slug("big-boat")), hour(4)), SlugSet::Done);
        assert_eq!(found(&store, "en", "boat", hour(5)).await, Found::Moved { slug: "big-boat".into() });
    });
}

#[test]
fn readers_keep_what_was_published_until_the_next_publication() {
    on_both(|store| async move {
        file(&store, vec![plus("a", hour(1))]).await;
        let mut document = plus("a", hour(1)).document;
        document.headline = "Ferry sold".into();
        assert_eq!(saved(&store, "a", 1, document, "r", hour(2)).await, Saved::Saved { revision: 2 });
        assert_eq!(read(&store, "ferry-a-resumes", hour(3)).await.headline, "Ferry a resumes");
        let published = say!(store, publish, "a", 2, "e", hour(4)).unwrap();
        assert_eq!((published.first, published.slug.as_str()), (false, "ferry-a-resumes"));
        let now = read(&store, "ferry-a-resumes", hour(5)).await;
        assert_eq!(
            (now.headline.as_str(), now.changed_at, now.public_from),
            ("Ferry sold", hour(4), hour(1))
        );
        assert!(!format!("{now:?}").contains(SECRET));
        assert_eq!(latest(&store, None, 5, hour(5)).await.items[0].headline, "Ferry sold");
    });
}

#[test]
fn filing_again_what_the_desk_made_changes_nothing() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Ferry sold")), "r", hour(1));
        let other =
            say!(store, draft::open, draft(Document { urgency: 5, ..Document::default() }), "r", hour(1));
        saved(&store, &other, 1, titled("Working"), "r", hour(2)).await;
        say!(store, publish, &id, 1, "e", hour(2)).unwrap();
        say!(store, correct, &id, 1, "Bought, not sold.", "e", hour(3)).unwrap();
        #[expect(clippy::disallowed_methods, reason = "the test stands for an operator")]
        let admission = Admission::grant(crate::admission::Ground::Operator);
        let all = full::after(&mut store.read().await.unwrap(), 0, 10, &admission).await.unwrap();
        assert_eq!(all[1].manuscript().document.headline, "Working");
        let all: Vec<Manuscript> = all.iter().map(|story| story.manuscript().clone()).collect();
        assert_eq!(file(&store, all).await, [Outcome::Same, Outcome::Same]);
    });
}

#[test]
fn each_change_of_state_is_a_row_with_author_and_time() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Ferry sold")), "r", hour(1));
        assert_eq!(say!(store, move_to, &id, State::InEdit, "please", "r", hour(2)), Moved::Done);
        assert_eq!(say!(store, move_to, &id, State::InEdit, "", "r", hour(2)), Moved::Same);
        assert_eq!(
            say!(store, move_to, &id, State::Published, "", "r", hour(2)),
            Moved::Refused(State::InEdit)
        );
        say!(store, publish, &id, 1, "e", hour(3)).unwrap();
        assert_eq!(
            say!(store, move_to, &id, State::Draft, "", "r", hour(4)),
            Moved::Refused(State::Published)
        );
        say!(store, kill, &id, "Gone.", "A hoax.", "e", hour(5));
        let states = history::states(&mut store.read().await.unwrap(), &id).await.unwrap();
        let told: Vec<_> =
            states.iter().map(|s| (s.state.name(), s.author.as_str(), s.at, s.reason.as_str())).collect();
        let expected = [
            ("killed", "e", hour(5), "A hoax."),
            ("published", "e", hour(3), ""),
            ("in_edit", "r", hour(2), "please"),
            ("draft", "r", hour(1), ""),
        ];
        assert_eq!(told, expected);
        assert_eq!(saved(&store, &id, 1, titled("No"), "r", hour(6)).await, Saved::Killed);
        assert_eq!(say!(store, publish, &id, 1, "e", hour(6)), Err(Refusal::Killed));
    });
}

#[test]
fn a_first_publication_taken_back_leaves_nothing_at_its_address() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Fery sold")), "r", hour(1));
        say!(store, publish, &id, 1, "e", hour(2)).unwrap();
        let soon = hour(2).plus_millis(UNDO_MS);
        assert_eq!(say!(store, take_back, &id, "e", soon.plus_millis(1)), TakenBack::TooLate);
        assert_eq!(say!(store, take_back, &id, "e", soon), TakenBack::Withdrawn);
        assert_eq!(found(&store, "en", "fery-sold", hour(3)).await, Found::Nothing);
        assert!(latest(&store, None, 5, hour(3)).await.items.is_empty());
        assert_eq!(say!(store, take_back, &id, "e", soon), TakenBack::NothingPublished);
        saved(&store, &id, 1, titled("Ferry sold"), "r", hour(3)).await;
        assert_eq!(say!(store, publish, &id, 2, "e", hour(3)).unwrap().slug, "ferry-sold");
        assert_eq!(
            found(&store, "en", "fery-sold", hour(4)).await,
            Found::Moved { slug: "ferry-sold".into() }
        );
    });
}

#[test]
fn a_later_publication_taken_back_gives_readers_what_they_had() {
    on_both(|store| async move {
        file(&store, vec![story("a", hour(1))]).await;
        saved(&store, "a", 1, titled("Wrong"), "r", hour(2)).await;
        say!(store, correct, "a", 2, "We were wrong.", "e", hour(3)).unwrap();
        let restored = say!(store, take_back, "a", "e", hour(3).plus_millis(5));
        assert_eq!(restored, TakenBack::Restored { revision: 1 });
        let story = read(&store, "ferry-a-resumes", hour(4)).await;
        assert_eq!((story.headline.as_str(), story.changed_at), ("Ferry a resumes", hour(1)));
        assert_eq!(story.corrections, []);
        assert_eq!(say!(store, take_back, "a", "e", hour(3).plus_millis(6)), TakenBack::NothingPublished);
    });
}

async fn letters(store: &Store, now: Time) -> Vec<String> {
    let mut letters = Vec::new();
    while let Some(job) = jobs::take(store, now).await.unwrap() {
        assert_eq!(job.kind, PUBLISH_SCHEDULED);
        jobs::done(store, &job, now).await.unwrap();
        letters.push(job.content);
    }
    letters
}

#[test]
fn what_is_scheduled_goes_out_once_at_its_last_time() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Ferry sold")), "r", hour(1));
        assert_eq!(say!(store, schedule, &id, 1, hour(0), "e", hour(1)), Err(Refusal::Past));
        say!(store, schedule, &id, 1, hour(5), "e", hour(1)).unwrap();
        say!(store, schedule, &id, 1, hour(8), "e", hour(1)).unwrap();
        saved(&store, &id, 1, titled("Half a thought"), "r", hour(2)).await;
        let old = letters(&store, hour(5)).await;
        assert_eq!(say!(store, publish_due, &old[0], hour(5)), Due::Nothing);
        let due = letters(&store, hour(8)).await;
        assert_eq!((old.len(), due.len()), (1, 1));
        let published = say!(store, publish_due, &due[0], hour(8));
        assert!(matches!(published, Due::Published(Published { first: true, .. })), "{published:?}");
        assert_eq!(say!(store, publish_due, &due[0], hour(8)), Due::Nothing);
        assert_eq!(read(&store, "ferry-sold", hour(9)).await.headline, "Ferry sold");
        let states = history::states(&mut store.read().await.unwrap(), &id).await.unwrap();
        assert_eq!((states[0].state, states[0].author.as_str()), (State::Published, "e"));
    });
}

#[test]
fn two_nodes_with_one_letter_publish_once() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Ferry sold")), "r", hour(1));
        say!(store, schedule, &id, 1, hour(5), "e", hour(1)).unwrap();
        let letter = letters(&store, hour(5)).await.remove(0);
        let node = |store: Store, letter: String| async move {
            let mut tx: Write = store.write().await.unwrap();
            let due = publish_due(&mut tx, &letter, hour(5)).await.unwrap();
            tokio::task::yield_now().await;
            tx.commit().await.unwrap();
            due
        };
        let nodes: Vec<_> = (0..4).map(|_| tokio::spawn(node(store.clone(), letter.clone()))).collect();
        let mut published = 0;
        for node in nodes {
            published += usize::from(matches!(node.await.unwrap(), Due::Published(_)));
        }
        assert_eq!(published, 1);
    });
}

#[test]
fn what_is_no_longer_scheduled_does_not_go_out() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(titled("Ferry sold")), "r", hour(1));
        say!(store, schedule, &id, 1, hour(5), "e", hour(1)).unwrap();
        say!(store, unschedule, &id, "e", hour(2)).unwrap();
        let due = letters(&store, hour(5)).await.remove(0);
        assert_eq!(say!(store, publish_due, &due, hour(5)), Due::Nothing);
        assert_eq!(found(&store, "en", "ferry-sold", hour(9)).await, Found::Nothing);
    });
}

#[test]
fn a_kill_takes_the_pictures_of_every_revision_that_nobody_else_uses() {
    on_both(|store| async move {
        let with = |file: &str| {
            let alt = "A ferry".to_owned();
            let picture = crate::body::Picture { file: file.into(), alt, ..Default::default() };
            let mut document = titled("Ferry sold");
            document.body.blocks.push(Block::Picture(picture));
            document
        };
        let id = say!(store, draft::open, draft(with("p1.jpg")), "r", hour(1));
        say!(store, publish, &id, 1, "e", hour(2)).unwrap();
        saved(&store, &id, 1, with("p2.jpg"), "r", hour(3)).await;
        let used = "select picture as t from picture_use order by picture";
        assert_eq!(rows(&store, used).await, ["p1", "p2"], "what readers see and what the desk has");
        say!(store, publish, &id, 2, "e", hour(4)).unwrap();
        assert_eq!(rows(&store, used).await, ["p2"]);
        say!(store, kill, &id, "Gone.", "", "e", hour(5));
        let mut db = store.read().await.unwrap();
        assert_eq!(picture::only_used_by(&mut db, &id).await.unwrap(), ["p1", "p2"]);
        let head = db.row("select revision as n from story", values![]).await.unwrap().unwrap();
        assert_eq!(head.int("n").unwrap(), 2, "a kill writes no new document");
    });
}
