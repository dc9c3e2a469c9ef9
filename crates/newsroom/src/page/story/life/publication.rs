//! Publishing now, and taking it back within ten seconds.

use axum::extract::Path;
use axum::response::Response;
use content::history;
use content::lifecycle::{self, TakenBack};
use content::save::{self as saving, Save, Saved};
use store::Write;

use super::{back, wall};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::story::{access, save};
use crate::rights::Right;
use crate::routes::{Need, Route, post};
use crate::story::{self, Names, Story};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Publish);
    vec![
        post("publication", "/desk/story/{id}/publication", need, publish).for_programs(),
        post("taking-back", "/desk/story/{id}/taking-back", need, take_back).for_programs(),
    ]
}

/// Now. What is chosen of access is saved with it.
async fn publish(desk: Desk, Path(id): Path<String>, fields: Fields) -> Answer<Response> {
    let story = story::to_publish(&desk, &mut desk.read().await?, &id).await?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let revision = chosen(&desk, &mut tx, &story, &fields).await?;
    let outcome = lifecycle::publish(&mut tx, &id, revision, me, desk.now).await?;
    if let Err(refusal) = outcome {
        return wall::refused_or_asked(&desk, &story, &fields, &refusal);
    }
    deed::record(&mut tx, me, "published", &id, &format!("revision {revision}"), desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, "published"))
}

/// The revision that is to go out: the newest, unless somebody else has saved since the page was looked at, which
/// nobody publishes unseen. With what the form says of access and wall it becomes a revision of its own.
pub(super) async fn chosen(desk: &Desk, tx: &mut Write, story: &Story, fields: &Fields) -> Answer<i64> {
    let (me, id) = (&desk.me()?.id, &story.line.id);
    tx.take_turn().await?;
    let head = story::head_of(tx.reading(), id).await?;
    let seen = fields.number("revision").unwrap_or(head);
    let since = history::revisions(tx.reading(), id).await?;
    let other = since.iter().find(|line| line.number > seen && !line.aside && line.author != *me);
    if let Some(other) = other {
        let who = Names::load(desk, tx.reading()).await?.of(&other.author);
        return Err(Failure::Refused(desk.locale.text("refused-unseen", &[("who", (&who).into())])));
    }
    if fields.some("access").is_none() && fields.some("wall").is_none() {
        return Ok(head);
    }
    let document = history::document(tx.reading(), id, head, &story.admission(desk)?).await?;
    let mut document = document.ok_or(Failure::Missing)?;
    let access = access::read(desk, fields, &document.access)?;
    let is_other = access.is_some();
    document.access = access.unwrap_or(document.access);
    if !wall::answered(fields, &mut document) && !is_other {
        return Ok(head);
    }
    let save = Save { story: id.clone(), base: head, document };
    match saving::save(tx, &save, me, desk.now).await? {
        Saved::Saved { revision } | Saved::Same { revision } | Saved::Merged { revision, .. } => Ok(revision),
        Saved::Refused(error) => Err(save::refused(desk, &error)),
        Saved::Clash(_) | Saved::Killed | Saved::NoSuchStory => desk.refuse("story-killed"),
    }
}

/// Readers have again what they had before.
async fn take_back(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    story::to_publish(&desk, &mut desk.read().await?, &id).await?;
    let me = &desk.me()?.id;
    let mut tx = desk.write().await?;
    let said = match lifecycle::take_back(&mut tx, &id, me, desk.now).await? {
        TakenBack::Withdrawn => "taken-back",
        TakenBack::Restored { .. } => "restored",
        TakenBack::NoSuchStory => return Err(Failure::Missing),
        TakenBack::NothingPublished => return desk.refuse("refused-nothing-published"),
        TakenBack::TooLate => return desk.refuse("refused-too-late"),
    };
    deed::record(&mut tx, me, "took-back", &id, "", desk.now).await?;
    tx.commit().await?;
    Ok(back(&id, said))
}
