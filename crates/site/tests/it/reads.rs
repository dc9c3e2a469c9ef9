//! How often pages are read: what is counted, and what is never on the disk.

use content::reads::{self, Period};
use content::{Concept, ConceptKind, concept};
use store::testing::on_both;

use crate::kit::{Site, noon, story};

async fn read(site: &Site, path: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(site.get(path).await.status, 200, "{path}");
    }
}

async fn release(site: &Site, now: base::Time) {
    site.edition.reads.release(&site.edition.store, now, site.edition.zone()).await.unwrap();
}

/// Of what, and how often.
async fn said(site: &Site, what: &str) -> Vec<(String, i64)> {
    let (mut db, period) =
        (site.edition.store.read().await.unwrap(), Period::last_days(1, noon(), site.edition.zone()));
    let read = match what {
        "stories" => reads::stories(&mut db, &period, "", 9).await,
        "sections" => reads::sections(&mut db, &period, "").await,
        _ => reads::languages(&mut db, &period).await,
    };
    read.unwrap().into_iter().map(|one| (one.id, one.reads)).collect()
}

#[test]
fn pages_are_counted_and_what_is_no_page_is_not() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        let economy = Concept {
            kind: ConceptKind::Section,
            id: "economy".into(),
            position: 0,
            names: [("en".parse().unwrap(), "Economy".into())].into(),
            role: None,
            hidden: false,
        };
        let mut tx = site.edition.store.write().await.unwrap();
        concept::file(&mut tx, &[economy]).await.unwrap();
        tx.commit().await.unwrap();
        read(&site, "/en/story/ferry-sails", 30).await;
        read(&site, "/en/section/economy", 12).await;
        read(&site, "/en/latest", 10).await;
        read(&site, "/robots.txt", 40).await;
        for _ in 0..40 {
            assert_eq!(site.get("/en/story/no-such-story").await.status, 404);
        }
        release(&site, noon()).await;
        assert_eq!(said(&site, "stories").await, [("a".to_owned(), 30)]);
        assert_eq!(said(&site, "sections").await, [("economy".to_owned(), 42)], "its list and its story");
        assert_eq!(said(&site, "languages").await, [("en".to_owned(), 52)]);
    });
}

#[test]
fn a_page_goes_on_counting_when_it_is_rendered_anew() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        read(&site, "/en/story/ferry-sails", 6).await;
        site.file(vec![story("b", "en", "Bridge closed", noon())]).await;
        read(&site, "/en/story/ferry-sails", 6).await;
        release(&site, noon()).await;
        assert_eq!(said(&site, "stories").await, [("a".to_owned(), 12)]);
    });
}

#[test]
fn nine_readings_are_in_no_table() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        read(&site, "/en/story/ferry-sails", 9).await;
        for day in 0..3 {
            release(&site, noon().plus_hours(day * 24)).await;
        }
        let mut db = site.edition.store.read().await.unwrap();
        for table in ["read_day", "read_hour"] {
            let sql = format!("select * from {table}");
            assert!(db.row(&sql, vec![]).await.unwrap().is_none(), "{table}");
        }
    });
}
