//! What the editor's script is given: `#story-data`, the contract of `frontend/`.

use base::Language;
use content::history::Working;
use content::lifecycle::UNDO_MS;
use serde_json::{Value, json};
use store::Read;

use super::view::Choices;
use crate::desk::Desk;
use crate::editor_words;
use crate::failure::Answer;
use crate::rights::Right;
use crate::story::Story;

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
        "words": editor_words::of(desk, "")?,
        "undo_ms": UNDO_MS,
        "zone": desk.newsroom.config.agency.time_zone.name(),
        "urls": urls(id),
    });
    Ok(editor_words::in_a_page(&data))
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

/// Which way a language's usual script runs.
pub(super) fn direction(language: &Language) -> &'static str {
    const FROM_RIGHT: [&str; 8] = ["ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"];
    if FROM_RIGHT.contains(&language.primary()) { "rtl" } else { "ltr" }
}
