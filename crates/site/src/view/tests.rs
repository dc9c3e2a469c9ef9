//! Structured data, and the ways of scripts.

use base::Language;
use serde_json::json;

use super::{Direction, FrontPage, Page, StoryPage};

fn direction(tag: &str) -> Direction {
    Direction::of(&Language::parse(tag).unwrap())
}

#[test]
fn a_script_runs_its_way() {
    for tag in ["ar", "he", "fa-AF", "uz-Arab", "az-arab-IR"] {
        assert_eq!(direction(tag), Direction::Rtl, "{tag}");
    }
    for tag in ["en", "be", "be-tarask", "ru", "az", "ar-Latn", "ku-Latn-TR", "de-1901"] {
        assert_eq!(direction(tag), Direction::Ltr, "{tag}");
    }
}

#[test]
fn an_open_story_is_free_and_signed() {
    let [open, ..] = &StoryPage::samples()[..] else { panic!("samples") };
    let data = open.json_ld().unwrap();
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["isAccessibleForFree"], true);
    assert_eq!(data.get("hasPart"), None);
    assert_eq!(data["datePublished"], "2025-12-14T09:30:00Z");
    assert_eq!(data["dateModified"], "2025-12-14T16:12:00Z");
    assert_eq!(data["dateline"], "Novaja Prystań, December 14, Kropka.");
    assert_eq!(data["articleSection"], json!(["Economy", "Society"]));
    assert_eq!(data["author"][1]["@type"], "Person");
    assert_eq!(data["author"][1]["url"], "https://kropka.example/en/person/x");
    assert_eq!(data["image"], json!(["https://kropka.example/media/port-1600.jpg"]));
    assert_eq!(data["correction"][0]["@type"], "CorrectionComment");
}

#[test]
fn a_plus_story_says_where_its_paid_part_is_and_nothing_of_it() {
    let samples = StoryPage::samples();
    let data = samples[1].json_ld().unwrap();
    assert_eq!(data["isAccessibleForFree"], false);
    assert_eq!(data["hasPart"]["cssSelector"], ".plus");
    assert_eq!(data["author"][0]["@type"], "Organization");
    assert_eq!(data.get("articleBody"), None);
    let bare = samples[2].json_ld().unwrap();
    assert_eq!(bare["author"][0]["name"], "Kropka", "nobody signs: the agency does");
    assert_eq!(bare.get("image"), None, "what there is not is not said");
}

#[test]
fn the_front_page_says_who_publishes() {
    let data = FrontPage::samples()[0].json_ld().unwrap();
    assert_eq!(data["@type"], "NewsMediaOrganization");
    assert_eq!(data["url"], "https://kropka.example/en/");
}
