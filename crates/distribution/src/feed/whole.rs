//! The same feeds with whole stories, for those who have been let in: their feed reader shows the week's cookie, as a
//! cookie or as a password (RFC 7617). It is the same for everybody, so neither the address nor what is shown names a
//! reader. A hub never hears of these feeds: its copy would be everybody's.

use content::{ConceptKind, full};
use gate::Admitted;
use http::StatusCode;
use http::header::{self, HeaderValue};
use site::{Edition, Failed, address};
use web::{Loaded, Rendered, Ticket, Visit};

use super::{Found, List, feed, find, moved, stories, writer};
use crate::item::Item;

/// `/{lang}/whole-feed/{feed}` for those who have not been let in.
pub async fn ask_latest(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    ask(edition, visit, None).await
}

/// `/{lang}/section/{id}/whole-feed/{feed}` for them.
pub async fn ask_section(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    ask(edition, visit, Some(ConceptKind::Section)).await
}

/// `/{lang}/topic/{id}/whole-feed/{feed}` for them.
pub async fn ask_topic(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    ask(edition, visit, Some(ConceptKind::Topic)).await
}

/// `/{lang}/person/{id}/whole-feed/{feed}` for them.
pub async fn ask_person(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    ask(edition, visit, Some(ConceptKind::Person)).await
}

/// `/{lang}/whole-feed/{feed}`.
pub async fn latest(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    give(edition, visit, ticket, None).await
}

/// `/{lang}/section/{id}/whole-feed/{feed}`.
pub async fn section(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    give(edition, visit, ticket, Some(ConceptKind::Section)).await
}

/// `/{lang}/topic/{id}/whole-feed/{feed}`.
pub async fn topic(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    give(edition, visit, ticket, Some(ConceptKind::Topic)).await
}

/// `/{lang}/person/{id}/whole-feed/{feed}`.
pub async fn person(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    give(edition, visit, ticket, Some(ConceptKind::Person)).await
}

/// Asks for the password, and says where it is to be had.
async fn ask(edition: &Edition, visit: Visit, of: Option<ConceptKind>) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await?.filter(|_| edition.gate.is_some()) else {
        return Ok(Loaded::Missing);
    };
    let file = visit.params.get("feed");
    match find(edition, &mut reading, &visit, of).await? {
        Found::List(_) if writer(file).is_some() => {}
        Found::Moved(list) => return Ok(moved(&reading, &address::whole_feed(&list, file))),
        Found::List(_) | Found::Nothing => return Ok(Loaded::Missing),
    }
    let where_to = reading.absolute(&address::plus(reading.language(), "/feeds"));
    let text = reading.text_with("whole-feed-needs-pass", &[("url", &where_to)]);
    let realm = HeaderValue::from_static("Basic realm=\"plus\", charset=\"UTF-8\"");
    let asking = Rendered::new("text/plain; charset=utf-8", text + "\n")
        .status(StatusCode::UNAUTHORIZED)
        .header(header::WWW_AUTHENTICATE, realm)
        .depends_on(reading.keys());
    Ok(asking.open_part().into())
}

async fn give(
    edition: &Edition,
    visit: Visit,
    ticket: Ticket,
    of: Option<ConceptKind>,
) -> Result<Loaded, Failed> {
    let Some(admitted) = ticket.shows::<Admitted>() else { return Ok(Loaded::Missing) };
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let Some((content_type, writer)) = writer(visit.params.get("feed")) else { return Ok(Loaded::Missing) };
    let Found::List(list) = find(edition, &mut reading, &visit, of).await? else {
        return Ok(Loaded::Missing);
    };
    let public = stories(&mut reading, &list.shelf).await?;
    let changes = public.iter().filter_map(|story| story.next_change);
    let until = changes.min().map_or(admitted.until(), |change| change.min(admitted.until()));
    let whole = full::of_all(reading.db(), &public, admitted.admission()).await?;
    let mut items = Item::several(&mut reading, &whole).await?;
    items.sort_by_key(|item| std::cmp::Reverse(item.first_published));
    let feed = feed(&reading, &visit, List { hub: None, ..list }, items);
    Ok(Rendered::new(content_type, writer(&feed)).depends_on(reading.keys()).until(Some(until)).into())
}
