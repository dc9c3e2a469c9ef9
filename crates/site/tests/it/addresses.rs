//! Addresses: languages, redirects, what is refused.

use content::{Concept, ConceptKind, concept};
use store::testing::on_both;

use crate::kit::{Site, noon, story};

#[test]
fn the_root_leads_to_the_language_that_the_browser_asks_for() {
    on_both(|store| async move {
        let site = Site::new(store);
        for (accepted, front) in [
            ("be", "/be/"),
            ("ru-RU,ru;q=0.9,en;q=0.8", "/ru/"),
            ("de,be;q=0.3,en;q=0.2", "/be/"),
            ("de", "/en/"),
            ("", "/en/"),
            ("be;q=0, *", "/en/"),
            (";;q=x,,", "/en/"),
        ] {
            let got = site.ask("/", &[("accept-language", accepted)]).await;
            assert_eq!((got.status, got.location.as_str()), (302, front), "{accepted}");
        }
    });
}

#[test]
fn a_former_slug_and_a_short_address_lead_to_the_story() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "be", "Łodka płyvie", noon())]).await;
        let mut renamed = story("a", "be", "Łodka płyvie", noon());
        renamed.slug = Some("paplyla".parse().unwrap());
        site.file(vec![renamed]).await;
        let old = site.get("/be/story/lodka-plyvie").await;
        assert_eq!((old.status, old.location.as_str()), (301, "/be/story/paplyla"));
        let short = site.get("/s/1").await;
        assert_eq!((short.status, short.location.as_str()), (301, "/be/story/paplyla"));
        assert_eq!(site.get("/be/story/paplyla").await.status, 200);
        assert_eq!(site.get("/en/story/paplyla").await.status, 404);
    });
}

#[test]
fn what_is_not_there_is_404_in_the_language_of_its_address() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        let paths = [
            "/be/story/none",
            "/be/section/none",
            "/be/latest/before/zzz",
            "/be/latest/before/0-0",
            "/be/archive/2025/13",
            "/be/archive/2025/1",
            "/be/archive/2025/02/30",
            "/be/archive/99999/01",
            "/be/archive/-001/01",
            "/be/secret",
            "/be/..%5cx",
            "/s/none!",
            "/s/zzzzzzzzzzzzzzzzzz",
            "/media/none.jpg",
            "/media/..",
            "/sitemap/en-99.xml",
            "/sitemap/en-00.xml",
            "/sitemap/xx-0.xml",
            "/news-sitemap/xx.xml",
            "/de/",
            "/assets/none.css",
        ];
        for path in paths {
            let got = site.get(path).await;
            assert!(matches!(got.status, 404 | 400), "{path}: {}", got.status);
            if path.starts_with("/be/") && got.status == 404 {
                assert!(got.text.contains("lang=\"be\""), "{path}");
            }
        }
    });
}

#[test]
fn a_topic_that_went_into_another_leads_there() {
    on_both(|store| async move {
        let site = Site::new(store);
        let topic = |id: &str, name: &str| Concept {
            kind: ConceptKind::Topic,
            id: id.into(),
            position: 0,
            names: [("en".parse().unwrap(), name.to_owned())].into(),
            role: None,
            hidden: false,
        };
        let mut tx = site.edition.store.write().await.unwrap();
        concept::file(&mut tx, &[topic("ferry", "Ferry"), topic("ferries", "Ferries")]).await.unwrap();
        tx.commit().await.unwrap();
        let mut about = story("a", "en", "Ferry sails", noon());
        about.document.topics = vec!["ferry".into()];
        site.file(vec![about]).await;
        assert!(site.get("/en/topic/ferry").await.text.contains("Ferry sails"));
        assert!(site.get("/en/story/ferry-sails").await.text.contains("/en/topic/ferry\""));
        let mut tx = site.edition.store.write().await.unwrap();
        concept::merge(&mut tx, "ferry", "ferries").await.unwrap();
        tx.commit().await.unwrap();
        let got = site.get("/en/topic/ferry").await;
        assert_eq!((got.status, got.location.as_str()), (301, "/en/topic/ferries"));
        let got = site.get("/be/topic/ferry/before/1-1").await;
        assert_eq!((got.status, got.location.as_str()), (301, "/be/topic/ferries/before/1-1"));
        assert!(site.get("/en/topic/ferries").await.text.contains("Ferry sails"));
        let page = site.get("/en/story/ferry-sails").await.text;
        assert!(page.contains("/en/topic/ferries\"") && !page.contains("/en/topic/ferry\""), "{page}");
    });
}

#[test]
fn a_page_in_markdown_cannot_bring_scripts() {
    on_both(|store| async move {
        let site = Site::new(store);
        let got = site.get("/en/about").await;
        assert_eq!(got.status, 200);
        assert!(!got.text.contains("<script>") && !got.text.contains("javascript:"), "{}", got.text);
        assert!(got.text.contains("<h1") && got.text.contains("About"));
    });
}

#[test]
fn the_sitemap_names_public_stories_only_in_their_language() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![
            story("a", "en", "Ferry sails", noon()),
            story("b", "en", "Later", noon().plus_hours(5)),
            story("c", "ru", "Паром", noon()),
        ])
        .await;
        assert!(site.get("/sitemap.xml").await.text.contains("https://news.example/sitemap/en-0.xml"));
        let text = site.get("/sitemap/en-0.xml").await.text;
        assert!(text.contains("<loc>https://news.example/en/story/ferry-sails</loc>"), "{text}");
        assert!(!text.contains("later") && !text.contains("/ru/story"));
        let news = site.get("/news-sitemap/en.xml").await.text;
        assert!(news.contains("<news:title>Ferry sails</news:title>"));
        site.clock.set(noon().plus_hours(49));
        assert!(!site.get("/news-sitemap/en.xml").await.text.contains("Ferry sails"), "two days have passed");
        assert!(site.get("/robots.txt").await.text.contains("Sitemap: https://news.example/sitemap.xml"));
    });
}
