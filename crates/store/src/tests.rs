use std::sync::{Arc, Mutex};

use base::Time;

use crate::testing::on_both;
use crate::{Announcement, MIGRATIONS, Store, StoreError, StoreUrl, jobs, migrate_to, values};

fn announcement(content: &str) -> Announcement {
    Announcement { topic: "test".into(), content: content.into() }
}

#[test]
fn what_is_committed_stays_and_what_is_dropped_does_not() {
    on_both(|store| async move {
        let insert =
            "insert into job (id, kind, content, due_at, attempts, state) values ($1, $2, $3, $4, $5, $6)";
        for (id, keep) in [("kept", true), ("dropped", false)] {
            let mut tx = store.write().await.unwrap();
            tx.execute(insert, values![id, "k", "Łukaš і вестка", 1_i64, 0_i64, "waiting"]).await.unwrap();
            if keep {
                tx.commit().await.unwrap();
            }
        }
        let rows = store
            .read()
            .await
            .unwrap()
            .rows("select id, content, last_error from job", values![])
            .await
            .unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].text("content").unwrap(), "Łukaš і вестка");
        assert_eq!(rows[0].text_or_none("last_error").unwrap(), None);
        assert!(matches!(rows[0].int("content"), Err(StoreError::Damaged(_))));
    });
}

#[test]
fn parameters_bind_by_their_number_and_many_rows_go_in_at_once() {
    on_both(|store| async move {
        let mut tx = store.write().await.unwrap();
        let row = tx
            .reading()
            .row("select cast($2 as text) as b, cast($1 as bigint) as a", values![7_i64, "x"])
            .await
            .unwrap()
            .unwrap();
        assert_eq!((row.int("a").unwrap(), row.text("b").unwrap()), (7, "x".to_owned()));
        let rows = (0..5_000_i64).map(|n| values![n, n.to_string()]).collect();
        tx.insert("outbox (version, announcements)", "", rows).await.unwrap();
        let count = tx.reading().row("select count(*) as n from outbox", values![]).await.unwrap().unwrap();
        assert_eq!(count.int("n").unwrap(), 5_000);
    });
}

#[test]
fn a_second_row_with_the_same_key_is_called_a_duplicate() {
    on_both(|store| async move {
        let mut tx = store.write().await.unwrap();
        let row = || vec![values![1_i64, "[]"]];
        tx.insert("outbox (version, announcements)", "", row()).await.unwrap();
        let again = tx.insert("outbox (version, announcements)", "", row()).await;
        assert!(matches!(again, Err(StoreError::Duplicate(_))), "{again:?}");
    });
}

#[test]
fn listeners_hear_of_a_commit_before_it_returns_and_never_of_one_that_failed() {
    on_both(|store| async move {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = heard.clone();
        store.listen(Arc::new(move |news| ear.lock().unwrap().extend(news.to_vec())));
        let mut tx = store.write().await.unwrap();
        tx.announce(announcement("dropped"));
        drop(tx);
        let mut tx = store.write().await.unwrap();
        tx.announce(announcement("kept"));
        tx.commit().await.unwrap();
        assert_eq!(*heard.lock().unwrap(), vec![announcement("kept")]);
        assert_eq!(store.edition_version().await.unwrap(), 1);
    });
}

#[test]
fn another_process_hears_every_announcement_in_order() {
    on_both(|store| async move {
        let other = Store::open(store.url(), MIGRATIONS).await.unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = heard.clone();
        other
            .listen(Arc::new(move |news| ear.lock().unwrap().extend(news.iter().map(|a| a.content.clone()))));
        let following = {
            let other = other.clone();
            tokio::spawn(async move { other.follow_others().await })
        };
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        for n in 0..20 {
            let mut tx = store.write().await.unwrap();
            tx.announce(announcement(&n.to_string()));
            tx.commit().await.unwrap();
        }
        for _ in 0..200 {
            if heard.lock().unwrap().len() == 20 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        following.abort();
        let _ = following.await;
        other.close().await;
        assert_eq!(*heard.lock().unwrap(), (0..20).map(|n| n.to_string()).collect::<Vec<_>>());
    });
}

#[test]
fn what_was_committed_reaches_the_databases_file_while_it_is_in_use() {
    on_both(|store| async move {
        let StoreUrl::Sqlite(file) = store.url().clone() else { return };
        let is_in_file = || {
            let bytes = std::fs::read(&file).unwrap();
            bytes.windows(16).any(|window| window == b"folded by a task")
        };
        let mut tx = store.write().await.unwrap();
        jobs::send(&mut tx, "k", "folded by a task", Time::from_millis(1)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_in_file(), "a commit writes to the log alone");
        let folding = {
            let store = store.clone();
            tokio::spawn(async move { store.fold_log().await })
        };
        for _ in 0..400 {
            if is_in_file() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        folding.abort();
        assert!(is_in_file());
    });
}

#[test]
fn publications_at_the_same_time_take_turns() {
    on_both(|store| async move {
        let publish = |store: Store| async move {
            let mut tx = store.write().await.unwrap();
            tx.take_turn().await.unwrap();
            let n = tx
                .reading()
                .row("select coalesce(max(due_at), 0) as n from job", values![])
                .await
                .unwrap()
                .unwrap()
                .int("n")
                .unwrap();
            tokio::task::yield_now().await;
            jobs::send(&mut tx, "turn", &n.to_string(), Time::from_millis(n + 1)).await.unwrap();
            tx.commit().await.unwrap();
        };
        let tasks: Vec<_> = (0..12).map(|_| tokio::spawn(publish(store.clone()))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let row = store
            .read()
            .await
            .unwrap()
            .row("select count(*) as n, max(due_at) as top from job", values![])
            .await
            .unwrap()
            .unwrap();
        assert_eq!((row.int("n").unwrap(), row.int("top").unwrap()), (12, 12));
    });
}

#[test]
fn a_letter_is_taken_by_one_worker_tried_again_later_and_at_last_laid_aside() {
    on_both(|store| async move {
        let mut tx = store.write().await.unwrap();
        let mut now = Time::from_millis(1_000);
        jobs::send(&mut tx, "k", "{}", now).await.unwrap();
        jobs::send(&mut tx, "k", "{}", now).await.unwrap();
        tx.commit().await.unwrap();
        for attempt in 1..=jobs::ATTEMPTS {
            let job = jobs::take(&store, now).await.unwrap().expect("it is due");
            assert_eq!(job.attempts, attempt);
            assert_eq!(jobs::take(&store, now).await.unwrap(), None, "it is taken");
            jobs::failed(&store, &job, &"the other side is away".into(), now).await.unwrap();
            assert_eq!(jobs::take(&store, now).await.unwrap(), None, "not at once");
            now = now.plus_hours(2);
        }
        assert_eq!(jobs::take(&store, now).await.unwrap(), None, "it is dead");
        let row = store
            .read()
            .await
            .unwrap()
            .row("select state, last_error from job", values![])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (row.text("state").unwrap(), row.text("last_error").unwrap()),
            ("dead".into(), "the other side is away".into())
        );
    });
}

#[test]
fn migrations_run_forward_from_every_version_and_refuse_the_future() {
    on_both(|store| async move {
        migrate_to(&store, MIGRATIONS).await.expect("a second run finds nothing to do");
        let older = migrate_to(&store, &MIGRATIONS[..1]).await;
        assert!(matches!(older, Err(StoreError::FromTheFuture { known: 1, .. })), "{older:?}");
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        for from in 0..=MIGRATIONS.len() {
            let url = StoreUrl::Sqlite(folder.path().join(format!("{from}.db")));
            Store::open(&url, &MIGRATIONS[..from]).await.unwrap().close().await;
            let store = Store::open(&url, MIGRATIONS).await.unwrap();
            assert_eq!(store.complaints().await.unwrap(), None);
            store.close().await;
        }
    });
}

#[test]
fn an_address_that_is_not_understood_says_which_are() {
    let error = StoreUrl::from_setting("mysql://x", std::path::Path::new(".")).unwrap_err();
    assert!(error.to_string().contains("postgres://"), "{error}");
}

#[test]
fn a_letter_is_put_off_without_using_up_a_try_hurried_by_news_and_buried_at_once() {
    on_both(|store| async move {
        let mut tx = store.write().await.unwrap();
        let mut now = Time::from_millis(1_000);
        jobs::send(&mut tx, "k", "one", now).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..3 * jobs::ATTEMPTS {
            let job = jobs::take(&store, now).await.unwrap().expect("it is due");
            assert_eq!(job.attempts, 1);
            now = now.plus_millis(5_000);
            jobs::put_off(&store, &job, now).await.unwrap();
            assert_eq!(jobs::take(&store, now.plus_millis(-1)).await.unwrap(), None, "not before its time");
        }
        let mut tx = store.write().await.unwrap();
        jobs::hurry(&mut tx, "k", "another", Time::from_millis(2_000)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(jobs::take(&store, Time::from_millis(2_000)).await.unwrap(), None, "another's news");
        let mut tx = store.write().await.unwrap();
        jobs::hurry(&mut tx, "k", "one", Time::from_millis(2_000)).await.unwrap();
        tx.commit().await.unwrap();
        let job = jobs::take(&store, Time::from_millis(2_000)).await.unwrap().expect("it was hurried");
        assert_eq!(job.attempts, 1);
        let mut tx = store.write().await.unwrap();
        jobs::bury(&mut tx, &job, &"look\0 at it".into(), now).await.unwrap();
        drop(tx);
        let of = |id: String| {
            let store = store.clone();
            async move { jobs::find(&mut store.read().await.unwrap(), &id, now).await.unwrap().unwrap() }
        };
        assert_eq!(of(job.id.clone()).await.state, jobs::State::UnderWay, "it is buried with the commit");
        let mut tx = store.write().await.unwrap();
        jobs::bury(&mut tx, &job, &"look\0 at it".into(), now).await.unwrap();
        tx.commit().await.unwrap();
        let letter = of(job.id.clone()).await;
        assert_eq!((letter.state, letter.reason), (jobs::State::Dead, Some("look at it".into())));
        let mut tx = store.write().await.unwrap();
        assert!(jobs::repeat(&mut tx, &job.id, now).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(jobs::take(&store, now).await.unwrap().map(|again| again.id), Some(job.id));
    });
}

#[test]
fn a_worker_that_was_thought_dead_cannot_unsettle_what_another_has_settled() {
    on_both(|store| async move {
        let mut tx = store.write().await.unwrap();
        let now = Time::from_millis(1_000);
        jobs::send(&mut tx, "k", "one", now).await.unwrap();
        tx.commit().await.unwrap();
        let slow = jobs::take(&store, now).await.unwrap().expect("it is due");
        let later = now.plus_hours(1);
        let other = jobs::take(&store, later).await.unwrap().expect("its worker is thought dead");
        jobs::done(&store, &slow, later).await.unwrap();
        let mut tx = store.write().await.unwrap();
        jobs::bury(&mut tx, &other, &"look at it".into(), later).await.unwrap();
        tx.commit().await.unwrap();
        jobs::failed(&store, &slow, &"too late".into(), later).await.unwrap();
        jobs::put_off(&store, &slow, later).await.unwrap();
        let letter = jobs::find(&mut store.read().await.unwrap(), &slow.id, later).await.unwrap().unwrap();
        assert_eq!((letter.state, letter.reason), (jobs::State::Dead, Some("look at it".into())));
    });
}
