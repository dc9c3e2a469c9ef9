//! ninjs 3.1 (IPTC, News in JSON): a story as other newsrooms' systems take it. All addresses are absolute.

use base::{Language, Time};
use content::{ConceptKind, Level, Named, PublicStory};
use serde_json::{Value, json};
use site::address;
use site::edition::Reading;

use crate::feed::{changed, corrections_html, story_html, urn};

/// How media types name it.
pub const VERSION: &str = "3.1";

/// A story, as everybody may read it: of one of the paid tier `partial`, with the notice as its terms of use.
pub fn story(reading: &Reading<'_>, story: &PublicStory) -> Value {
    let is_open = story.level == Level::Open;
    let mut item = head(&story.id, &story.language, changed(story));
    let mut say = |name: &str, value: Value| item[name] = value;
    say("representationType", json!(if is_open { "full" } else { "partial" }));
    say("pubStatus", json!("usable"));
    say("firstCreated", json!(story.public_from.to_string()));
    say("urgency", json!(story.urgency));
    say("copyrightHolder", json!(reading.agency()));
    if !is_open {
        say("usageTerms", json!(reading.plus_notice()));
    }
    say("title", json!(story.headline));
    say("headlines", json!([text("main", &story.headline)]));
    if !story.deck.is_empty() {
        say("descriptions", json!([text("summary", &story.deck)]));
    }
    say("bodies", bodies(reading, story));
    if !story.bylines.is_empty() {
        let names: Vec<&str> = story.bylines.iter().map(|byline| byline.name.as_str()).collect();
        say("by", json!(names.join(", ")));
    }
    if let Some(place) = &story.place {
        say("located", json!(place));
        say("places", json!([{ "name": place, "rel": "dateline" }]));
    }
    say("subjects", subjects(reading, story));
    say("infoSources", sources(reading, story));
    say("associations", associations(reading, story));
    say("altIds", alternative_ids(reading, story));
    if !story.corrections.is_empty() {
        let notes: Vec<String> = story
            .corrections
            .iter()
            .map(|correction| format!("{}: {}", correction.at, correction.note))
            .collect();
        say("edNote", json!(notes.join("\n")));
    }
    item
}

/// What is left of a story that was killed: whoever has a copy takes it away. `edNote` is what readers are told.
pub fn withdrawn(id: &str, language: &Language, notice: &str, at: Time) -> Value {
    let mut item = head(id, language, at);
    item["pubStatus"] = json!("canceled");
    item["edNote"] = json!(notice);
    item
}

/// `version` grows with every change that readers get: milliseconds since 1970 UTC.
fn head(id: &str, language: &Language, changed: Time) -> Value {
    json!({
        "uri": urn(id),
        "type": "text",
        "language": language.as_str(),
        "version": changed.millis().to_string(),
        "versionCreated": changed.to_string(),
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
fn bodies(reading: &Reading<'_>, story: &PublicStory) -> Value {
    let plain = story.body.plain_text(usize::MAX - 1);
    let (characters, words) = (plain.chars().count(), plain.split_whitespace().count());
    let html = story_html(reading, story) + &corrections_html(reading, story);
    json!([
        { "role": "main", "contentType": "text/html", "charCount": characters, "wordCount": words, "value": html },
        { "role": "plain", "contentType": "text/plain", "charCount": characters, "wordCount": words, "value": plain },
    ])
}

/// Sections, then topics, by the ids that the API filters by.
fn subjects(reading: &Reading<'_>, story: &PublicStory) -> Value {
    let of = |kind: ConceptKind, concepts: &[Named]| -> Vec<Value> {
        let subject = |concept: &Named| {
            let page = reading.absolute(&address::list(&story.language, kind.name(), &concept.id));
            json!({ "name": concept.name, "rel": kind.name(), "uri": page, "literal": concept.id })
        };
        concepts.iter().map(subject).collect()
    };
    let mut subjects = of(ConceptKind::Section, &story.sections);
    subjects.extend(of(ConceptKind::Topic, &story.topics));
    json!(subjects)
}

/// Who signs, then who said so.
fn sources(reading: &Reading<'_>, story: &PublicStory) -> Value {
    let byline = |person: &Named| {
        let page = address::list(&story.language, ConceptKind::Person.name(), &person.id);
        json!({ "name": person.name, "role": "byline", "uri": reading.absolute(&page), "literal": person.id })
    };
    let source = |source: &content::Source| {
        let mut said = json!({ "name": source.name, "role": "source" });
        if !source.address.is_empty() {
            said["uri"] = json!(source.address);
        }
        said
    };
    let signed = story.bylines.iter().map(byline);
    json!(signed.chain(story.sources.iter().map(source)).collect::<Vec<_>>())
}

/// The picture above the story, its other languages, and what it follows.
fn associations(reading: &Reading<'_>, story: &PublicStory) -> Value {
    let picture = story.picture.as_ref().and_then(|lead| reading.picture(lead)).map(|picture| {
        let href = reading.absolute(&picture.src);
        let mut item = json!({
            "name": "mainPicture",
            "rel": "mainPicture",
            "uri": href,
            "type": "picture",
            "descriptions": [text("alt", &picture.alt), text("caption", &picture.caption)],
            "renditions": [{
                "name": "main",
                "href": href,
                "contentType": "image/jpeg",
                "width": picture.width,
                "height": picture.height,
            }],
        });
        if !picture.credit.is_empty() {
            item["by"] = json!(picture.credit);
        }
        item
    });
    let translations = story.versions.iter().filter(|version| version.language != story.language);
    let translations = translations.map(|version| {
        json!({
            "name": version.headline,
            "rel": "translation",
            "uri": reading.absolute(&address::story(&version.language, &version.slug)),
            "type": "text",
            "language": version.language.as_str(),
        })
    });
    let followed = story.follows.as_ref().map(|followed| {
        json!({ "name": followed.headline, "rel": "follows", "uri": urn(&followed.id), "type": "text" })
    });
    json!(picture.into_iter().chain(translations).chain(followed).collect::<Vec<_>>())
}

/// `code` is what the API calls the story by.
fn alternative_ids(reading: &Reading<'_>, story: &PublicStory) -> Value {
    json!([
        { "role": "url", "value": reading.absolute(&address::story(&story.language, &story.slug)) },
        { "role": "shortUrl", "value": reading.short(story.number).url },
        { "role": "code", "value": base::id::short_code(story.number) },
    ])
}
