//! The public record of errors, for people and for machines.

use content::lifecycle::{self, Killed};
use serde_json::Value;
use store::testing::on_both;

use crate::kit::{Site, noon, story};

async fn correct(site: &Site, id: &str, note: &str) {
    let mut tx = site.edition.store.write().await.unwrap();
    let sql = "select published_revision as n from story where id = $1";
    let row = tx.reading().row(sql, store::values![id]).await.unwrap().unwrap();
    let revision = row.int("n").unwrap();
    lifecycle::correct(&mut tx, id, revision, note, "test", site.clock.now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

async fn kill(site: &Site, id: &str, notice: &str) {
    let mut tx = site.edition.store.write().await.unwrap();
    let killed = lifecycle::kill(&mut tx, id, notice, "", "test", site.clock.now()).await.unwrap();
    assert_eq!(killed, Killed::Done);
    tx.commit().await.unwrap();
}

async fn json(site: &Site, language: &str) -> Value {
    let got = site.get(&format!("/{language}/corrections.json")).await;
    assert_eq!(got.status, 200);
    serde_json::from_str(&got.text).unwrap()
}

#[test]
fn what_was_set_right_and_what_was_withdrawn_is_there_for_everybody() {
    on_both(|store| async move {
        let site = Site::new(store);
        let empty = site.get("/en/corrections").await;
        assert!(empty.text.contains("No story has needed a correction yet."));
        assert!(json(&site, "en").await["corrections"].as_array().unwrap().is_empty());
        let all = ["one", "two", "three"].map(|id| story(id, "en", &format!("The {id} ferry"), noon()));
        site.file(all.to_vec()).await;
        site.file(vec![story("adzin", "be", "Паром", noon())]).await;
        site.clock.set(noon().plus_hours(1));
        correct(&site, "one", "It left at <two>.").await;
        site.clock.set(noon().plus_hours(2));
        correct(&site, "two", "It has three decks.").await;
        kill(&site, "three", "There is no such ferry.").await;
        let page = site.get("/en/corrections").await.text;
        let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page"));
        assert!(place("It has three decks.") < place("It left at &lt;two&gt;."), "the newest first");
        assert!(page.contains("There is no such ferry.") && !page.contains("The three ferry"));
        let said = json(&site, "en").await;
        assert_eq!(said["corrections"][1]["note"], "It left at <two>.");
        assert_eq!(said["corrections"][1]["corrected"], "2025-12-14T13:00:00Z");
        assert_eq!(said["corrections"][1]["url"], "https://news.example/en/story/the-one-ferry");
        let withdrawn = &said["withdrawn"][0];
        assert_eq!(withdrawn["notice"], "There is no such ferry.");
        assert_eq!(withdrawn["withdrawn"], "2025-12-14T14:00:00Z");
        // The same id that feeds had, and an address that leads to the notice.
        let feed: Value = serde_json::from_str(&site.get("/en/feed/feed.json").await.text).unwrap();
        assert!(withdrawn["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(feed["items"].as_array().unwrap().iter().all(|item| item["id"] != withdrawn["id"]));
        let short = withdrawn["short_url"].as_str().unwrap().strip_prefix("https://news.example").unwrap();
        assert_eq!(site.get(short).await.status, 410);
        assert!(!said.to_string().contains("three-ferry"), "its slug is its headline");
        let other = json(&site, "be").await;
        assert_eq!(
            [&other["corrections"], &other["withdrawn"]].map(|list| list.as_array().unwrap().len()),
            [0, 0]
        );
    });
}

#[test]
fn a_corrected_story_that_is_withdrawn_is_no_correction_any_more() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("one", "en", "The ferry", noon())]).await;
        correct(&site, "one", "It left at two.").await;
        kill(&site, "one", "").await;
        let page = site.get("/en/corrections").await.text;
        assert!(!page.contains("It left at two."));
        assert!(page.contains("Kropka has withdrawn this story."));
    });
}
