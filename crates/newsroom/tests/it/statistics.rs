//! How often pages were read, on a page.

use content::reads::{Ledger, Of, Subject, write_down};
use newsroom::rights::Role::{Editor, Inside, Reporter};

use crate::kit::{House, in_a_newsroom, noon};

async fn were_read(house: &House, of: Of, reads: u64) {
    let zone = &house.newsroom.config.agency.time_zone;
    let mut ledger = Ledger::new(10);
    ledger.enter(Subject { language: "en".parse().unwrap(), of }, reads, noon(), zone);
    let mut tx = house.newsroom.store.write().await.unwrap();
    write_down(&mut tx, &ledger.release(noon(), zone)).await.unwrap();
    write_down(&mut tx, &ledger.release(noon().plus_hours(24), zone)).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn the_newsroom_sees_what_crowds_read() {
    in_a_newsroom(|house| async move {
        let page = house.get(Reporter, "/desk/statistics").await.text;
        assert!(page.contains("No page was read 10 times in a day yet."), "{page}");
        were_read(&house, Of::Story("nobody-knows".into()), 1234).await;
        were_read(&house, Of::Section("economy".into()), 77).await;
        let page = house.get(Reporter, "/desk/statistics?days=1").await.text;
        assert!(page.contains("<td>1234</td>") && page.contains("<td>77</td>"), "{page}");
        assert!(page.contains("<td>1311</td>"), "the language has both: {page}");
        assert!(page.contains("12:00") && !page.contains("What went out"), "{page}");
        let page = house.get(Editor, "/desk/statistics?days=30&language=en").await.text;
        assert!(page.contains("<td>1234</td>"), "{page}");
        assert_eq!(house.get(Inside, "/desk/statistics").await.status, 403);
        let odd = house.get(Editor, "/desk/statistics?days=-5&language=%3Cb%3E").await;
        assert_eq!(odd.status, 200);
    });
}

#[test]
fn an_editor_sees_how_letters_stand_by_their_way() {
    in_a_newsroom(|house| async move {
        let mut tx = house.newsroom.store.write().await.unwrap();
        for story in ["a", "b"] {
            store::jobs::send(&mut tx, "call-websub", story, noon()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = house.get(Editor, "/desk/statistics").await.text;
        assert!(page.contains("/desk/deliveries?kind=call-websub"), "{page}");
        for (state, count) in [("Done", 0), ("Waiting", 2), ("To be tried again", 0), ("Given up", 0)] {
            assert!(page.contains(&format!("<td data-head=\"{state}\">{count}</td>")), "{state}: {page}");
        }
    });
}
