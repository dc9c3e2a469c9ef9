use crate::access::Access;
use crate::lifecycle;
use crate::public::{Showing, Stand, shown_since, stands, turned_between};

use super::*;

async fn stand(store: &Store, id: &str, now: Time) -> Stand {
    let mut db = store.read().await.unwrap();
    stands(&mut db, &[id.to_owned(), "nobody".to_owned()], now).await.unwrap().remove(0)
}

#[test]
fn whoever_holds_copies_is_told_what_became_of_a_story_and_whether_anything_did() {
    on_both(|store| async move {
        let mut one = story("one", hour(1));
        one.document.sections = vec!["politics".into()];
        one.document.access = Access::plus_then_open(5);
        let mut held = story("held", hour(1));
        held.document.access = Access::embargoed_until(hour(4), Level::Open);
        let mut tx = store.write().await.unwrap();
        file_all(&mut tx, vec![one, held], "test", hour(1)).await.unwrap();
        tx.commit().await.unwrap();
        let first = stand(&store, "one", hour(2)).await;
        assert_eq!(
            (first.sections.clone(), first.showing.clone()),
            (vec!["politics".to_owned()], Showing::Story { from: hour(1) })
        );
        assert_eq!(stand(&store, "one", hour(9)).await, first, "an hour alone changes nothing");
        assert_eq!(stand(&store, "held", hour(2)).await.showing, Showing::Nothing);
        assert_eq!(stand(&store, "held", hour(4)).await.showing, Showing::Story { from: hour(4) });
        let mut db = store.read().await.unwrap();
        assert_eq!(turned_between(&mut db, hour(1), hour(4)).await.unwrap(), ["held"]);
        assert_eq!(turned_between(&mut db, hour(4), hour(6)).await.unwrap(), ["one"]);
        let since = async |db: &mut _, from, now| shown_since(db, &language("en"), from, now).await.unwrap();
        assert_eq!(since(&mut db, hour(0), hour(2)).await, ["one"]);
        assert_eq!(since(&mut db, hour(0), hour(4)).await, ["one", "held"]);
        assert_eq!(since(&mut db, hour(2), hour(4)).await, ["held"]);
        drop(db);
        let mut tx = store.write().await.unwrap();
        lifecycle::correct(&mut tx, "one", 1, "A note.", "test", hour(2)).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let corrected = stand(&store, "one", hour(2)).await;
        assert_ne!(corrected.stamp, first.stamp);
        let mut tx = store.write().await.unwrap();
        lifecycle::kill(&mut tx, "one", "A notice.", "", "test", hour(3)).await.unwrap();
        tx.commit().await.unwrap();
        let killed = stand(&store, "one", hour(3)).await;
        assert_eq!(killed.showing, Showing::Notice { text: "A notice.".into() });
        assert_ne!(killed.stamp, corrected.stamp);
        let mut db = store.read().await.unwrap();
        assert_eq!(since(&mut db, hour(0), hour(4)).await, ["held"]);
    });
}
