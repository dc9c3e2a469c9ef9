//! When a page changes: with the next request after a publication, a correction, a kill, or the hour.

use content::access::{Access, Level, Step, When};
use content::body::{Block, Body};
use content::{lifecycle, visibility};
use store::testing::on_both;

use crate::kit::{Site, noon, story};

#[test]
fn a_publication_is_on_the_next_answer_of_every_page() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        let pages = [
            "/en/",
            "/en/latest",
            "/en/section/economy",
            "/en/story/ferry-sails",
            "/en/archive",
            "/en/none",
            "/en/about",
        ];
        for path in pages {
            assert!(!site.get(path).await.text.contains("Bridge closed"), "{path}");
        }
        site.file(vec![story("b", "en", "Bridge closed", noon())]).await;
        for path in pages {
            assert!(site.get(path).await.text.contains("Bridge closed"), "{path} is old");
        }
        assert!(!site.get("/be/").await.text.contains("Bridge closed"));
    });
}

#[test]
fn a_kill_empties_every_page_at_once_and_leaves_the_notice() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon()), story("b", "en", "Bridge closed", noon())])
            .await;
        let pages = [
            "/en/",
            "/en/latest",
            "/en/section/economy",
            "/en/story/bridge-closed",
            "/en/archive/2025/12/14",
            "/sitemap/en-0.xml",
            "/news-sitemap/en.xml",
        ];
        for path in pages {
            let text = site.get(path).await.text;
            assert!(text.contains("Ferry sails") || text.contains("ferry-sails"), "{path}");
        }
        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "a", "We were deceived.", "A hoax.", "editor", noon()).await.unwrap();
        tx.commit().await.unwrap();
        for path in pages {
            let text = site.get(path).await.text;
            assert!(!text.contains("Ferry sails") && !text.contains("ferry-sails"), "{path} still has it");
        }
        let gone = site.get("/en/story/ferry-sails").await;
        assert_eq!(gone.status, 410);
        assert!(gone.text.contains("We were deceived."));
        let short = site.get("/s/1").await;
        assert_eq!(
            (short.status, short.location.as_str()),
            (410, ""),
            "its other address tells the headline"
        );
        assert!(short.text.contains("We were deceived.") && !short.text.contains("ferry-sails"));
    });
}

#[test]
fn a_correction_and_a_hidden_byline_are_seen_at_once() {
    on_both(|store| async move {
        let site = Site::new(store);
        let mut tx = site.edition.store.write().await.unwrap();
        let person = content::Concept {
            kind: content::ConceptKind::Person,
            id: "a-reporter".into(),
            position: 0,
            names: [("en".parse().unwrap(), "Alena Reporter".to_owned())].into(),
            role: Some(content::Role::Named),
            hidden: false,
        };
        content::concept::file(&mut tx, &[person]).await.unwrap();
        tx.commit().await.unwrap();
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        assert!(site.get("/en/story/ferry-sails").await.text.contains("Alena Reporter"));
        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::correct(&mut tx, "a", 1, "It sails at nine.", "editor", noon()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert!(site.get("/en/story/ferry-sails").await.text.contains("It sails at nine."));
        let mut tx = site.edition.store.write().await.unwrap();
        visibility::hide(&mut tx, "a-reporter", true).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!site.get("/en/story/ferry-sails").await.text.contains("Alena Reporter"));
        assert_eq!(site.get("/en/person/a-reporter").await.status, 404);
    });
}

#[test]
fn a_story_opens_and_closes_on_its_hour_though_nobody_publishes() {
    on_both(|store| async move {
        let site = Site::new(store);
        let mut held = story("a", "en", "Ferry sails", noon());
        held.document.body = Body { blocks: vec![Block::paragraph("All of it.")] };
        let step = |hours, level| Step { when: When::AfterHours(hours), level };
        held.document.access = Access(vec![step(0, Level::Plus), step(2, Level::Open), step(4, Level::Plus)]);
        site.file(vec![held]).await;
        let mut seen = Vec::new();
        for hours in [0, 1, 2, 3, 4, 5] {
            site.clock.set(noon().plus_hours(hours));
            seen.push(site.get("/en/story/ferry-sails").await.text.contains("All of it."));
        }
        assert_eq!(seen, [false, false, true, true, false, false]);
    });
}

#[test]
fn pages_stay_readable_while_the_database_is_away() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        assert_eq!(site.get("/en/story/ferry-sails").await.status, 200);
        site.edition.store.close().await;
        assert_eq!(site.get("/en/story/ferry-sails").await.status, 200, "it is kept");
        let unknown = site.get("/be/latest").await;
        assert_eq!(unknown.status, 503);
        assert!(unknown.text.contains("lang=\"be\""), "{}", unknown.text);
    });
}
