//! What schema.org calls our pages (<https://schema.org/NewsArticle>), for search engines. It is made from the same
//! page that the reader sees, so it cannot say more: nothing of a paid text, no hidden person.

use content::Role;
use serde_json::{Map, Value, json};

use super::{Byline, Correction, Frame, FrontPage, StoryPage};

/// Where the paid part begins on the page; Google asks for a class selector, nothing more specific.
const PAID_PART: &str = ".plus";

/// The front page: who publishes here.
pub(super) fn front(page: &FrontPage) -> Value {
    let mut agency = publisher(&page.frame);
    agency["@context"] = json!("https://schema.org");
    agency["logo"] = json!(absolute(&page.frame, "/favicon.svg"));
    if !page.frame.tagline.is_empty() {
        agency["slogan"] = json!(page.frame.tagline);
    }
    agency
}

/// A story.
pub(super) fn story(page: &StoryPage) -> Value {
    let frame = &page.frame;
    let modified = page.updated.as_ref().unwrap_or(&page.published);
    let mut article = Map::new();
    let mut say = |name: &str, value: Value| {
        if !is_empty(&value) {
            article.insert(name.into(), value);
        }
    };
    say("@context", json!("https://schema.org"));
    say("@type", json!("NewsArticle"));
    say("mainEntityOfPage", json!(frame.canonical));
    say("headline", json!(page.headline));
    say("description", json!(frame.description));
    say("inLanguage", json!(frame.language));
    say("dateline", json!(page.dateline));
    say("datePublished", json!(page.published.machine));
    say("dateModified", json!(modified.machine));
    say("articleSection", page.sections.iter().map(|section| json!(section.text)).collect());
    say("keywords", page.topics.iter().map(|topic| json!(topic.text)).collect());
    say("author", authors(page));
    say("publisher", publisher(frame));
    say("image", page.picture.iter().map(|picture| json!(absolute(frame, &picture.src))).collect());
    say("correction", page.corrections.iter().map(correction).collect());
    say("isAccessibleForFree", json!(page.plus.is_none()));
    if page.plus.is_some() {
        say("hasPart", paid_part());
    }
    Value::Object(article)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// Those who sign; the agency where nobody does.
fn authors(page: &StoryPage) -> Value {
    match page.bylines.as_slice() {
        [] => json!([publisher(&page.frame)]),
        bylines => bylines.iter().map(|byline| author(byline, &page.frame)).collect(),
    }
}

/// A desk is no person. A pseudonym is one: whether the name is another's is nobody's business here.
fn author(byline: &Byline, frame: &Frame) -> Value {
    let kind = match byline.role {
        Role::Named | Role::Pseudonym => "Person",
        Role::Desk => "Organization",
    };
    json!({ "@type": kind, "name": byline.name, "url": absolute(frame, &byline.url) })
}

fn publisher(frame: &Frame) -> Value {
    json!({ "@type": "NewsMediaOrganization", "name": frame.agency, "url": absolute(frame, &frame.home) })
}

fn correction(correction: &Correction) -> Value {
    json!({ "@type": "CorrectionComment", "text": correction.note, "datePublished": correction.at.machine })
}

fn paid_part() -> Value {
    json!({ "@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": PAID_PART })
}

/// Addresses in structured data are absolute; other sites read them.
fn absolute(frame: &Frame, url: &str) -> String {
    if url.starts_with('/') { format!("{}{url}", frame.site) } else { url.to_owned() }
}
