//! `/desk/story/{id}/recipients`: which clients have the story, by which ways; which notices went to them, and who has
//! confirmed. Clients are firms; of readers nothing of the kind exists.

use std::collections::HashMap;

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use wire::notice::{self, Notice, Sent};
use wire::taken;
use wire::{Client, Seat, client, seat};

use super::revisions::{self, Head};
use crate::desk::Desk;
use crate::failure::Answer;
use crate::page::clients::standing;
use crate::rights::Right;
use crate::routes::{Need, Route, get};
use crate::story::{self, Moment};

pub(super) fn routes() -> Vec<Route> {
    vec![get("recipients", "/desk/story/{id}/recipients", Need::Right(Right::Deliveries), show)]
}

#[derive(Serialize)]
struct View {
    head: Head,
    recipients: Vec<Recipient>,
    /// Notices that nobody has confirmed yet.
    waiting: usize,
}

#[derive(Serialize)]
struct Recipient {
    client: String,
    name: String,
    standing: &'static str,
    takings: Vec<Taking>,
    notices: Vec<Told>,
}

#[derive(Serialize)]
struct Taking {
    how: &'static str,
    format: String,
    at: Moment,
}

#[derive(Serialize)]
struct Told {
    kind: &'static str,
    at: Moment,
    /// The ways by which it went out: `mail`, `push`, and what else is on record.
    ways: Vec<(String, Moment)>,
    /// Who has confirmed, and when; `program` for a program of the client's.
    confirmed: Option<(String, Moment)>,
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer<Response> {
    let mut db = desk.read().await?;
    let story = story::find(&desk, &mut db, &id).await?;
    let taken = taken::of_story(&mut db, &story.line.id).await?;
    let notices = notice::of_story(&mut db, &story.line.id).await?;
    let sent = notice::sent_of_story(&mut db, &story.line.id).await?;
    let mut ids: Vec<&String> =
        taken.iter().map(|one| &one.client).chain(notices.iter().map(|one| &one.client)).collect();
    ids.sort();
    ids.dedup();
    let mut recipients = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(client) = client::find(&mut db, id).await? else { continue };
        let seats = seat::of(&mut db, id).await?;
        let takings = taken.iter().filter(|one| one.client == *id);
        let takings = takings.map(|one| Taking {
            how: one.how.name(),
            format: one.format.clone(),
            at: desk.moment(one.at),
        });
        let told = notices.iter().filter(|one| one.client == *id);
        let told = told.map(|notice| told_of(&desk, notice, &sent, &seats));
        recipients.push(recipient(&desk, client, takings.collect(), told.collect()));
    }
    drop(db);
    recipients.sort_by(|one, other| one.name.cmp(&other.name));
    let waiting = notices.iter().filter(|notice| notice.confirmed_at.is_none()).count();
    desk.page("story/recipients.html", &View { head: revisions::head(&story), recipients, waiting })
}

fn recipient(desk: &Desk, client: Client, takings: Vec<Taking>, notices: Vec<Told>) -> Recipient {
    let standing = standing(&client.contract, desk.now);
    Recipient { client: client.id, name: client.name, standing, takings, notices }
}

fn told_of(desk: &Desk, notice: &Notice, sent: &[Sent], seats: &[Seat]) -> Told {
    let names: HashMap<&str, &str> =
        seats.iter().map(|seat| (seat.id.as_str(), seat.name.as_str())).collect();
    let ways = sent.iter().filter(|sent| sent.notice == notice.id);
    let way = |sent: &Sent| (sent.way.split(' ').next().unwrap_or_default().to_owned(), desk.moment(sent.at));
    let who = |by: &str| names.get(by).map_or_else(|| "program".to_owned(), |name| (*name).to_owned());
    let confirmed = notice.confirmed_by.as_deref().zip(notice.confirmed_at);
    Told {
        kind: notice.kind.name(),
        at: desk.moment(notice.at),
        ways: ways.map(way).collect(),
        confirmed: confirmed.map(|(by, at)| (who(by), desk.moment(at))),
    }
}
