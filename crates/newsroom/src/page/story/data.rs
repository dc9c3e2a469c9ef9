//! What the editor's script is given: `#story-data`, the contract of `frontend/`.

use base::Language;
use content::history::Working;
use content::lifecycle::UNDO_MS;
use serde_json::{Value, json};
use store::Read;

use super::view::Choices;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::rights::Right;
use crate::story::Story;

/// The editor's words: its keys, each of which is a message `editor-KEY` here.
const WORDS: &str = include_str!("../../../../../frontend/words.json");

/// The story as the script edits it, as JSON in which no `<` stands.
pub(super) async fn json(
    desk: &Desk,
    db: &mut Read,
    story: &Story,
    working: &Working,
    choices: &Choices,
) -> Answer<String> {
    let (me, m, id) = (desk.me()?, &working.manuscript, &story.line.id);
    let named = |all: &[(String, String)]| -> Vec<Value> {
        all.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect()
    };
    let languages = desk.newsroom.config.languages.iter();
    let languages: Vec<Value> = languages.map(|l| json!({ "tag": l.tag.as_str(), "name": l.name })).collect();
    let may = story.may;
    let data = json!({
        "id": id,
        "revision": working.revision,
        "language": m.language.as_str(),
        "dir": direction(&m.language),
        "state": m.state.name(),
        "document": m.document,
        "slug": m.slug.as_ref().map(ToString::to_string),
        "number": m.number,
        "published_revision": working.published_revision,
        "rights": { "edit": may.edit, "publish": may.publish, "kill": may.kill },
        "me": { "id": me.id, "name": me.name },
        "choices": {
            "sections": named(&choices.sections),
            "topics": named(&choices.topics),
            "people": named(&choices.people),
            "languages": languages,
        },
        "versions": versions(desk, db, story).await?,
        "words": words(desk)?,
        "undo_ms": UNDO_MS,
        "zone": desk.newsroom.config.agency.time_zone.name(),
        "urls": urls(id),
    });
    Ok(in_a_page(&data))
}

/// Every address that the script asks.
fn urls(id: &str) -> Value {
    let of = |what: &str| format!("/desk/story/{id}{what}");
    json!({
        "story": of(""),
        "save": of("/revisions"),
        "head": of("/head"),
        "presence": of("/presence"),
        "slug": of("/slug"),
        "preview": of("/preview"),
        "revisions": of("/revisions"),
        "live": "/desk/live",
        "pictures": "/desk/pictures",
        "picture_search": "/desk/pictures.json",
        "topics": "/desk/topics",
        "sign_in": format!("/desk/sign-in?to=/desk/story/{id}"),
        "desk": "/desk",
    })
}

/// The story's other language versions that whoever asks may know of.
async fn versions(desk: &Desk, db: &mut Read, story: &Story) -> Answer<Vec<Value>> {
    let versions = crate::story::versions(db, &story.line.group).await?;
    let versions = content::desk::lines_of(db, &versions, desk.now).await?;
    let (me, sees) = (&desk.me()?.id, desk.may(Right::See));
    let others = versions.into_iter().filter(|line| line.id != story.line.id && (sees || line.author == *me));
    let shown = others.map(|line| {
        json!({
            "id": line.id,
            "language": line.language.as_str(),
            "state": line.state.name(),
            "headline": line.headline,
        })
    });
    Ok(shown.collect())
}

/// `editor-KEY` for each key of the list that the editor keeps.
fn words(desk: &Desk) -> Answer<serde_json::Map<String, Value>> {
    let keys: serde_json::Map<String, Value> =
        serde_json::from_str(WORDS).map_err(|error| Failure::Broken(format!("words.json: {error}")))?;
    let known = |key: String, english: Value| {
        let id = format!("editor-{}", key.replace(['.', '_'], "-"));
        let text = if desk.locale.has(&id) { Value::from(desk.say(&id)) } else { english };
        (key, text)
    };
    Ok(keys.into_iter().map(|(key, english)| known(key, english)).collect())
}

/// JSON as it may stand in a page's `<script type="application/json">`: nothing in it ends the element.
pub(super) fn in_a_page(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Which way a language's usual script runs.
pub(super) fn direction(language: &Language) -> &'static str {
    const FROM_RIGHT: [&str; 8] = ["ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"];
    if FROM_RIGHT.contains(&language.primary()) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests;
