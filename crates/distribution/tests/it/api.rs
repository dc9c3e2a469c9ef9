//! The agency's own API.

use content::Manuscript;
use content::access::Access;
use content::lifecycle::{self, Killed};
use serde_json::Value;
use store::testing::on_both;

use crate::kit::{Got, Site, noon, story};

async fn ask(site: &Site, path: &str) -> (Got, Value) {
    let got = site.get(path).await;
    let document =
        serde_json::from_str(&got.text).unwrap_or_else(|error| panic!("{path}: {error}: {}", got.text));
    (got, document)
}

async fn headlines(site: &Site, path: &str) -> Vec<String> {
    let (got, document) = ask(site, path).await;
    assert_eq!(got.status, 200, "{document}");
    let headline = |story: &Value| story["headlines"][0]["value"].as_str().unwrap().to_owned();
    document["stories"].as_array().unwrap().iter().map(headline).collect()
}

fn of_section(id: &str, headline: &str, hours: i64, section: &str) -> Manuscript {
    let mut story = story(id, "en", headline, noon().plus_hours(hours));
    story.document.sections = vec![section.to_owned()];
    story
}

#[test]
fn stories_are_listed_chosen_and_followed_page_by_page() {
    on_both(|store| async move {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        site.clock.set(noon().plus_hours(9));
        site.file(vec![
            of_section("one", "The first", 0, "economy"),
            of_section("two", "The second", 1, "politics"),
            of_section("three", "The third", 2, "economy"),
            story("adzin", "be", "Першы", noon()),
        ])
        .await;
        assert_eq!(headlines(&site, "/api/v1/en/stories").await, ["The third", "The second", "The first"]);
        let economy = "/api/v1/en/stories?section=economy";
        assert_eq!(headlines(&site, economy).await, ["The third", "The first"]);
        let (_, page) = ask(&site, &format!("{economy}&limit=1")).await;
        assert_eq!((&page["total"], page["stories"].as_array().unwrap().len()), (&2.into(), 1));
        let next = page["next"].as_str().unwrap().strip_prefix("https://news.example").unwrap().to_owned();
        assert_eq!(headlines(&site, &next).await, ["The first"]);
        assert!(ask(&site, &next).await.1["next"].is_null());
        let (got, problem) = ask(&site, "/api/v1/en/stories?section=nothing").await;
        assert_eq!((got.status, &problem["status"]), (404, &404.into()));
        let (got, problem) = ask(&site, "/api/v1/xx/stories").await;
        assert_eq!(got.status, 404);
        assert!(problem["detail"].as_str().unwrap().contains("be, "), "{problem}");
    });
}

#[test]
fn who_comes_back_finds_what_has_changed_since_and_nothing_else() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file((0..3).map(|n| story(&format!("s{n}"), "en", &format!("Story {n}"), noon())).collect())
            .await;
        site.clock.set(noon().plus_hours(5));
        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::correct(&mut tx, "s1", 1, "It was nine.", "test", site.clock.now())
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        let since = "/api/v1/en/stories?changed_since=2025-12-14T13:00:00Z";
        assert_eq!(headlines(&site, since).await, ["Story 1"]);
        let (_, all) = ask(&site, since).await;
        let corrected = &all["stories"][0];
        assert!(corrected["edNote"].as_str().unwrap().ends_with("It was nine."), "{corrected}");
        assert!(corrected["bodies"][0]["value"].as_str().unwrap().contains("It was nine."));
        assert_eq!(corrected["versionCreated"], "2025-12-14T17:00:00Z");
    });
}

#[test]
fn a_story_of_the_paid_tier_is_partial_and_a_killed_one_is_canceled() {
    on_both(|store| async move {
        let site = Site::new(store);
        let mut paid = story("paid", "en", "Paid for", noon());
        paid.document.access = Access::plus();
        site.file(vec![paid, story("open", "en", "For all", noon())]).await;
        let (_, all) = ask(&site, "/api/v1/en/stories").await;
        let of = |headline: &str| {
            let all = all["stories"].as_array().unwrap();
            all.iter().find(|story| story["title"] == headline).unwrap().clone()
        };
        assert_eq!(of("Paid for")["representationType"], "partial");
        assert!(!of("Paid for")["usageTerms"].as_str().unwrap().is_empty());
        let open = of("For all");
        assert_eq!(open["representationType"], "full");
        let code = open["altIds"].as_array().unwrap().iter().find(|id| id["role"] == "code").unwrap();
        let path = format!("/api/v1/story/{}", code["value"].as_str().unwrap());
        assert_eq!(ask(&site, &path).await.1, open);
        let mut tx = site.edition.store.write().await.unwrap();
        let killed =
            lifecycle::kill(&mut tx, "open", "It never happened.", "", "test", noon()).await.unwrap();
        assert_eq!(killed, Killed::Done);
        tx.commit().await.unwrap();
        let (got, canceled) = ask(&site, &path).await;
        assert_eq!(got.status, 410);
        assert_eq!((&canceled["pubStatus"], &canceled["uri"]), (&"canceled".into(), &open["uri"]));
        assert_eq!(canceled["edNote"], "It never happened.");
        assert!(!got.text.contains("For all"));
        assert_eq!(headlines(&site, "/api/v1/en/stories").await, ["Paid for"]);
        assert_eq!(ask(&site, "/api/v1/story/zzzz").await.0.status, 404);
    });
}
