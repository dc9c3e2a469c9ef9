//! Notices reach whoever has a story, once.

use super::*;

async fn correct(store: &Store, story: &str, now: Time) {
    let mut tx = store.write().await.unwrap();
    lifecycle::correct(&mut tx, story, 1, "The fare was wrong.", "e", now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn every_client_that_has_a_story_by_any_way_is_told_once_whatever_became_of_its_contract() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1)), manuscript("b", hour(1))]).await;
        let mut by_way = Vec::new();
        for how in How::ALL {
            let client = client(&store, contract()).await;
            take(&store, &client, "a", how, hour(2)).await;
            by_way.push(client);
        }
        let without = client(&store, contract()).await;
        take(&store, &without, "b", How::Pulled, hour(2)).await;
        let mut tx = store.write().await.unwrap();
        client::set_state(&mut tx, &by_way[0].id, State::Paused).await.unwrap();
        client::set_state(&mut tx, &by_way[1].id, State::Ended).await.unwrap();
        tx.commit().await.unwrap();
        assert!(tell(&store, hour(3)).await.is_empty());
        correct(&store, "a", hour(4)).await;
        let mut told: Vec<String> =
            tell(&store, hour(5)).await.into_iter().map(|notice| notice.client).collect();
        told.sort();
        let mut expected: Vec<String> = by_way.iter().map(|client| client.id.clone()).collect();
        expected.sort();
        assert_eq!(told, expected);
        assert!(tell(&store, hour(6)).await.is_empty(), "nobody is told twice");
        let mut tx = store.write().await.unwrap();
        lifecycle::kill(&mut tx, "a", "It was wrong.", "", "e", hour(7)).await.unwrap();
        tx.commit().await.unwrap();
        let killed = tell(&store, hour(8)).await;
        assert_eq!(killed.len(), expected.len());
        assert!(
            killed.iter().all(|n| (n.kind, n.at, n.said.as_str()) == (Kind::Kill, hour(7), "It was wrong."))
        );
        assert!(tell(&store, hour(9)).await.is_empty());
    });
}

#[test]
fn who_took_the_corrected_version_needs_no_notice_of_it() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1))]).await;
        let client = client(&store, contract()).await;
        correct(&store, "a", hour(2)).await;
        take(&store, &client, "a", How::Pulled, hour(3)).await;
        assert!(tell(&store, hour(4)).await.is_empty());
        correct(&store, "a", hour(5)).await;
        let told = tell(&store, hour(6)).await;
        assert_eq!(told.iter().map(|notice| notice.at).collect::<Vec<_>>(), [hour(5)]);
    });
}

#[test]
fn of_a_killed_story_no_correction_is_told_any_more() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1))]).await;
        let client = client(&store, contract()).await;
        take(&store, &client, "a", How::Pulled, hour(2)).await;
        correct(&store, "a", hour(3)).await;
        tell(&store, hour(4)).await;
        let told = async || {
            let mut db = store.read().await.unwrap();
            let all = notice::of_client(&mut db, &client.id, 9).await.unwrap();
            all.into_iter().map(|one| (one.kind, one.said, one.is_over)).collect::<Vec<_>>()
        };
        assert_eq!(told().await, [(Kind::Correction, "The fare was wrong.".to_owned(), false)]);
        let mut tx = store.write().await.unwrap();
        lifecycle::kill(&mut tx, "a", "It was wrong.", "", "e", hour(5)).await.unwrap();
        tx.commit().await.unwrap();
        tell(&store, hour(6)).await;
        let kill = (Kind::Kill, "It was wrong.".to_owned(), false);
        assert_eq!(told().await, [kill, (Kind::Correction, String::new(), true)]);
    });
}

#[test]
fn a_notice_is_confirmed_by_its_own_client_once_and_its_ways_are_on_record() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1))]).await;
        let (one, other) = (client(&store, contract()).await, client(&store, contract()).await);
        take(&store, &one, "a", How::Pulled, hour(2)).await;
        correct(&store, "a", hour(3)).await;
        let told = tell(&store, hour(4)).await.pop().unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(notice::sent(&mut tx, &told.id, "mail", hour(4)).await.unwrap());
        assert!(!notice::sent(&mut tx, &told.id, "mail", hour(5)).await.unwrap());
        assert!(!notice::confirm(&mut tx, &other.id, &told.id, "them", hour(5)).await.unwrap());
        assert_eq!(notice::waiting(tx.reading(), &one.id).await.unwrap(), 1);
        assert!(notice::confirm(&mut tx, &one.id, &told.id, "her", hour(6)).await.unwrap());
        assert!(!notice::confirm(&mut tx, &one.id, &told.id, "him", hour(7)).await.unwrap());
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        let of_story = notice::of_story(&mut db, "a").await.unwrap().pop().unwrap();
        assert_eq!((of_story.confirmed_by.as_deref(), of_story.confirmed_at), (Some("her"), Some(hour(6))));
        assert_eq!(notice::sent_of_story(&mut db, "a").await.unwrap()[0].way, "mail");
        assert_eq!(notice::waiting(&mut db, &one.id).await.unwrap(), 0);
    });
}
