//! An alert: a story in somebody's saved topic, with as much as tells what it is.

use serde_json::{Value, json};

use crate::item::{Extent, Item};

/// The document of a webhook.
pub(super) fn document(topic: &str, item: &Item) -> Value {
    let mut said = json!({
        "topic": topic,
        "uri": item.id,
        "version": item.version().to_string(),
        "language": item.language.as_str(),
        "headline": item.headline,
        "deck": item.deck,
        "code": item.code,
        "url": item.short_url,
        "representationType": if item.extent == Extent::Full { "full" } else { "partial" },
    });
    if let Some(until) = item.embargoed_until {
        said["embargoedUntil"] = json!(until.to_string());
    }
    said
}
