//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::Feed;
use super::entry::Entry;

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language.as_str(),
        "authors": [{ "name": feed.agency }],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    if let Some(hub) = &feed.hub {
        document["hubs"] = json!([{ "type": "WebSub", "url": hub }]);
    }
    serde_json::to_vec(&document).expect("plain data")
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published.to_string(),
        "date_modified": entry.changed.to_string(),
        "tags": entry.tags,
    });
    // What is not there is left out: an empty text would be shown.
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[name] = value;
        }
    };
    add("summary", (!entry.summary.is_empty()).then(|| json!(entry.summary)));
    add("image", entry.picture.as_ref().map(|url| json!(url)));
    let authors: Vec<Value> = entry.authors.iter().map(|name| json!({ "name": name })).collect();
    add("authors", (!authors.is_empty()).then(|| json!(authors)));
    item
}
