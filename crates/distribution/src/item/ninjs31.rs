//! ninjs 3.1 (IPTC, News in JSON): a story as other newsrooms' systems take it.

use base::Language;
use serde_json::{Value, json};

use super::{Extent, Item, Name, Shot, Status};

/// How media types name it.
pub const VERSION: &str = "3.1";

/// An item: of a story of the paid tier whose rest is not here `partial`, with the notice as its terms of use; of one that
/// may not be used its name and that alone.
pub fn value(item: &Item) -> Value {
    let mut said = head(item);
    let mut say = |name: &str, value: Value| said[name] = value;
    if let Some(note) = item.editors_note() {
        say("edNote", json!(note));
    }
    if let Some(code) = item.code.as_ref().filter(|_| item.status != Status::Usable) {
        say("altIds", alternative_ids(item, code));
    }
    match item.status {
        Status::Usable => say("pubStatus", json!("usable")),
        Status::Withheld => say("pubStatus", json!("withheld")),
        Status::Canceled { .. } => say("pubStatus", json!("canceled")),
    }
    if item.status != Status::Usable {
        return said;
    }
    say("representationType", json!(if item.extent == Extent::Full { "full" } else { "partial" }));
    say("firstCreated", json!(item.first_published.to_string()));
    say("urgency", json!(item.urgency));
    say("copyrightHolder", json!(item.agency));
    if let Some(until) = item.embargoed_until {
        say("embargoedUntil", json!(until.to_string()));
    }
    if let Extent::Partial { notice } = &item.extent {
        say("usageTerms", json!(notice));
    }
    say("title", json!(item.headline));
    say("headlines", json!([text("main", &item.headline)]));
    if !item.slugline.is_empty() {
        say("slugline", json!(item.slugline));
    }
    if !item.deck.is_empty() {
        say("descriptions", json!([text("summary", &item.deck)]));
    }
    say("bodies", bodies(item));
    if let Some(names) = item.signed() {
        say("by", json!(names));
    }
    if let Some(place) = &item.place {
        say("located", json!(place));
        say("places", json!([{ "name": place, "rel": "dateline" }]));
    }
    say("subjects", subjects(item));
    say("infoSources", sources(item));
    say("associations", associations(item));
    if let Some(code) = &item.code {
        say("altIds", alternative_ids(item, code));
    }
    said
}

fn head(item: &Item) -> Value {
    json!({
        "uri": item.id,
        "type": "text",
        "language": item.language.as_str(),
        "version": item.version().to_string(),
        "versionCreated": item.changed.to_string(),
        "standard": {
            "name": "ninjs",
            "version": VERSION,
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
    })
}

fn text(role: &str, value: &str) -> Value {
    json!({ "role": role, "contentType": "text/plain", "value": value })
}

/// The same text twice: as HTML with dateline and corrections, and plain.
fn bodies(item: &Item) -> Value {
    let plain = item.body.plain_text(usize::MAX - 1);
    let (characters, words) = (plain.chars().count(), plain.split_whitespace().count());
    json!([
        { "role": "main", "contentType": "text/html", "charCount": characters, "wordCount": words, "value": item.text_html() },
        { "role": "plain", "contentType": "text/plain", "charCount": characters, "wordCount": words, "value": plain },
    ])
}

/// Sections, then topics, by the ids that the API filters by.
fn subjects(item: &Item) -> Value {
    let subject = |rel: &'static str| move |name: &Name| json!({ "name": name.name, "rel": rel, "uri": name.url, "literal": name.id });
    let sections = item.sections.iter().map(subject("section"));
    json!(sections.chain(item.topics.iter().map(subject("topic"))).collect::<Vec<_>>())
}

/// Who signs, then who said so.
fn sources(item: &Item) -> Value {
    let byline =
        |name: &Name| json!({ "name": name.name, "role": "byline", "uri": name.url, "literal": name.id });
    let source = |source: &content::Source| {
        let mut said = json!({ "name": source.name, "role": "source" });
        if !source.address.is_empty() {
            said["uri"] = json!(source.address);
        }
        said
    };
    let signed = item.bylines.iter().map(byline);
    json!(signed.chain(item.sources.iter().map(source)).collect::<Vec<_>>())
}

/// The picture above the story, its other languages, and what it follows.
fn associations(item: &Item) -> Value {
    let translation =
        |one: &super::Translation| related(&one.headline, "translation", &one.url, Some(&one.language));
    let picture = item.picture.iter().map(picture);
    let translations = item.translations.iter().map(translation);
    let followed =
        item.follows.iter().map(|followed| related(&followed.headline, "follows", &followed.id, None));
    json!(picture.chain(translations).chain(followed).collect::<Vec<_>>())
}

fn picture(shot: &Shot) -> Value {
    let mut item = json!({
        "name": "mainPicture",
        "rel": "mainPicture",
        "uri": shot.href,
        "type": "picture",
        "descriptions": [text("alt", &shot.alt), text("caption", &shot.caption)],
        "renditions": [{
            "name": "main",
            "href": shot.href,
            "contentType": "image/jpeg",
            "width": shot.width,
            "height": shot.height,
        }],
    });
    if !shot.credit.is_empty() {
        item["by"] = json!(shot.credit);
    }
    item
}

fn related(name: &str, rel: &str, uri: &str, language: Option<&Language>) -> Value {
    let mut item = json!({ "name": name, "rel": rel, "uri": uri, "type": "text" });
    if let Some(language) = language {
        item["language"] = json!(language.as_str());
    }
    item
}

/// `code` is what the API calls the story by.
fn alternative_ids(item: &Item, code: &str) -> Value {
    let url = item.url.iter().map(|url| json!({ "role": "url", "value": url }));
    let short = item.short_url.iter().map(|url| json!({ "role": "shortUrl", "value": url }));
    let code = json!({ "role": "code", "value": code });
    json!(url.chain(short).chain([code]).collect::<Vec<_>>())
}
