//! JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde_json::Value;

use super::{Said, html};

pub fn check(said: &mut Said, text: &str, url: &str) {
    let feed: Value = match serde_json::from_str(text) {
        Ok(feed) => feed,
        Err(fault) => return said.0.push(format!("no JSON: {fault}")),
    };
    let known = ["version", "title", "home_page_url", "feed_url", "language", "authors", "hubs", "items"];
    check_keys(said, "the feed", &feed, &known);
    said.unless(feed["version"] == "https://jsonfeed.org/version/1.1", || "another version".into());
    said.words("the title", word(&feed, "title"));
    said.address("home_page_url", word(&feed, "home_page_url"));
    said.unless(feed["feed_url"] == url, || "the feed does not name its own address".into());
    said.language("language", word(&feed, "language"));
    check_authors(said, &feed);
    for hub in list(&feed, "hubs") {
        said.unless(hub["type"] == "WebSub", || "a hub of an unknown kind".into());
        said.address("a hub", word(hub, "url"));
    }
    said.unless(feed["items"].is_array(), || "no items".into());
    list(&feed, "items").iter().for_each(|item| check_item(said, item));
    said.unique("id", list(&feed, "items").iter().map(|item| word(item, "id")));
}

fn check_item(said: &mut Said, item: &Value) {
    let known = [
        "id",
        "url",
        "title",
        "content_html",
        "summary",
        "image",
        "date_published",
        "date_modified",
        "authors",
        "tags",
    ];
    check_keys(said, "an item", item, &known);
    said.urn("id", word(item, "id"));
    said.address("url", word(item, "url"));
    said.words("a title", word(item, "title"));
    said.unless(item["content_html"].is_string(), || "an item without content".into());
    html::check(said, "content_html", word(item, "content_html"));
    said.rfc3339("date_published", word(item, "date_published"));
    said.rfc3339("date_modified", word(item, "date_modified"));
    if !item["image"].is_null() {
        said.address("image", word(item, "image"));
    }
    if !item["summary"].is_null() {
        said.words("summary", word(item, "summary"));
    }
    said.unless(item["tags"].is_array(), || "no tags".into());
    list(item, "tags").iter().for_each(|tag| said.words("a tag", tag.as_str().unwrap_or_default()));
    if !item["authors"].is_null() {
        check_authors(said, item);
    }
}

fn check_authors(said: &mut Said, of: &Value) {
    said.unless(!list(of, "authors").is_empty(), || "an empty list of authors".into());
    list(of, "authors").iter().for_each(|author| said.words("an author", word(author, "name")));
}

fn check_keys(said: &mut Said, what: &str, value: &Value, known: &[&str]) {
    let Some(object) = value.as_object() else { return said.0.push(format!("{what} is no object")) };
    object.keys().for_each(|key| said.unless(known.contains(&key.as_str()), || format!("{what} has {key}")));
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
