use base::Time;

use super::{Filter, Letter, State, counts, find, kinds, lay_aside, list, repeat};
use crate::jobs::{self, ATTEMPTS, Reason};
use crate::testing::on_both;
use crate::{Store, values};

fn noon() -> Time {
    Time::from_millis(1_765_713_600_000)
}

async fn send(store: &Store, kind: &str, content: &str) {
    let mut tx = store.write().await.unwrap();
    jobs::send(&mut tx, kind, content, noon()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn all(store: &Store, filter: Filter) -> Vec<Letter> {
    list(&mut store.read().await.unwrap(), &filter, None, noon(), 50).await.unwrap()
}

async fn states(store: &Store) -> Vec<State> {
    all(store, Filter::default()).await.into_iter().map(|letter| letter.state).collect()
}

/// Has the next letter fail until it is dead.
async fn die(store: &Store) {
    let mut now = noon();
    for _ in 0..ATTEMPTS {
        let job = jobs::take(store, now).await.unwrap().expect("it is due");
        jobs::failed(store, &job, &"nobody answers".into(), now).await.unwrap();
        now = now.plus_hours(2);
    }
}

#[test]
fn a_letter_is_seen_in_every_state_it_goes_through() {
    on_both(|store| async move {
        send(&store, "telegram", r#"{"story":"a-story","chat":1}"#).await;
        assert_eq!(states(&store).await, [State::Waiting]);
        let job = jobs::take(&store, noon()).await.unwrap().unwrap();
        assert_eq!(states(&store).await, [State::UnderWay]);
        let away = Reason::word("reason-slow", &[("host", "a \"channel\"")]);
        jobs::failed(&store, &job, &away, noon()).await.unwrap();
        let failing = &all(&store, Filter::default()).await[0];
        assert_eq!(failing.state, State::Failing);
        assert_eq!(failing.reason, Some(away));
        assert_eq!(failing.at.millis() - noon().millis(), 2_000, "its next try");
        assert_eq!(failing.subject, "a-story");
        let later = noon().plus_hours(1);
        let job = jobs::take(&store, later).await.unwrap().unwrap();
        jobs::done(&store, &job, later).await.unwrap();
        let done = &all(&store, Filter::default()).await[0];
        assert_eq!((done.state, done.at, &done.reason), (State::Done, later, &None));
    });
}

#[test]
fn a_dead_letter_is_tried_again_or_laid_aside() {
    on_both(|store| async move {
        send(&store, "k", "one").await;
        die(&store).await;
        assert_eq!(states(&store).await, [State::Dead]);
        let id = all(&store, Filter::default()).await[0].id.clone();
        let mut tx = store.write().await.unwrap();
        assert!(repeat(&mut tx, &id, noon()).await.unwrap());
        assert!(!lay_aside(&mut tx, &id, noon()).await.unwrap(), "it is alive again");
        tx.commit().await.unwrap();
        die(&store).await;
        let mut tx = store.write().await.unwrap();
        assert!(lay_aside(&mut tx, &id, noon()).await.unwrap());
        assert!(!lay_aside(&mut tx, "another", noon()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(
            find(&mut store.read().await.unwrap(), &id, noon()).await.unwrap().unwrap().state,
            State::Aside
        );
        assert_eq!(jobs::take(&store, noon().plus_hours(99)).await.unwrap(), None);
    });
}

#[test]
fn a_letter_that_is_being_worked_off_or_is_done_cannot_be_repeated() {
    on_both(|store| async move {
        send(&store, "k", "one").await;
        let job = jobs::take(&store, noon()).await.unwrap().unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(!repeat(&mut tx, &job.id, noon()).await.unwrap());
        tx.commit().await.unwrap();
        jobs::done(&store, &job, noon()).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(!repeat(&mut tx, &job.id, noon()).await.unwrap());
    });
}

#[test]
fn what_is_sent_while_the_same_is_worked_off_is_another_letter() {
    on_both(|store| async move {
        send(&store, "k", "one").await;
        jobs::take(&store, noon()).await.unwrap().unwrap();
        send(&store, "k", "one").await;
        send(&store, "k", "one").await;
        assert_eq!(all(&store, Filter::default()).await.len(), 2);
        assert!(jobs::take(&store, noon()).await.unwrap().is_some());
    });
}

#[test]
fn letters_are_chosen_by_story_kind_and_state_and_read_on_from_a_place() {
    on_both(|store| async move {
        send(&store, "mail", "a-story").await;
        die(&store).await;
        send(&store, "mail", r#"{"story":"b-story"}"#).await;
        send(&store, "mirror", "Not an id").await;
        let by_story = Filter { subject: Some("b-story".into()), ..Filter::default() };
        assert_eq!(all(&store, by_story).await.len(), 1);
        let by_kind = Filter { kind: Some("mail".into()), state: Some(State::Waiting), ..Filter::default() };
        assert_eq!(all(&store, by_kind).await.len(), 1, "the other is dead");
        let mut db = store.read().await.unwrap();
        assert_eq!(kinds(&mut db).await.unwrap(), ["mail", "mirror"]);
        let counted = counts(&mut db, None, noon()).await.unwrap();
        assert_eq!(counted.iter().map(|(_, n)| n).sum::<i64>(), 3);
        assert!(counted.contains(&(State::Dead, 1)) && counted.contains(&(State::Waiting, 2)));
        let first = list(&mut db, &Filter::default(), None, noon(), 2).await.unwrap();
        let before = (first[1].at, first[1].id.as_str());
        let rest = list(&mut db, &Filter::default(), Some(before), noon(), 2).await.unwrap();
        assert_eq!(rest.len(), 1);
        assert!(!first.contains(&rest[0]));
    });
}

#[test]
fn what_was_done_a_week_ago_is_gone() {
    on_both(|store| async move {
        for (content, hours) in [("one", 0), ("two", 24), ("three", 8 * 24)] {
            send(&store, "k", content).await;
            let now = noon().plus_hours(hours);
            let job = jobs::take(&store, now).await.unwrap().unwrap();
            jobs::done(&store, &job, now).await.unwrap();
        }
        let sql = "select content from job order by due_at";
        let rows = store.read().await.unwrap().rows(sql, values![]).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.text("content").unwrap()).collect::<Vec<_>>(), ["two", "three"]);
    });
}
