//! Whole stories in a feed reader: `/{lang}/plus/feeds`. Who has been let in sees the password, which is the week's cookie:
//! the same for everybody, so neither it nor the feeds' addresses name the reader.

use base::Language;
use content::{ConceptKind, concept};
use gate::Admitted;
use web::{Loaded, Rendered, Ticket, Visit};

use super::{frame, places, unlisted};
use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{FeedPassword, FeedsPage, Link};

/// What a feed reader is given as the name. Any would do; some want one.
const NAME: &str = "plus";

/// Loads and renders the page for everybody.
pub async fn feeds(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    Ok(match page(edition, &visit, None).await? {
        Some(rendered) => rendered.open_part().into(),
        None => Loaded::Missing,
    })
}

/// The same for those who have been let in.
pub async fn whole(edition: &Edition, visit: Visit, ticket: Ticket) -> Result<Loaded, Failed> {
    let Some(admitted) = ticket.shows::<Admitted>() else { return Ok(Loaded::Missing) };
    Ok(match page(edition, &visit, Some(admitted)).await? {
        Some(rendered) => rendered.until(Some(admitted.until())).into(),
        None => Loaded::Missing,
    })
}

async fn page(
    edition: &Edition,
    visit: &Visit,
    admitted: Option<&Admitted>,
) -> Result<Option<Rendered>, Failed> {
    let Some(mut reading) = edition.reading(visit).await?.filter(|_| edition.gate.is_some()) else {
        return Ok(None);
    };
    let title = reading.text("plus-feeds");
    let frame = frame(&mut reading, "/feeds", title).await?;
    let password = admitted.map(|admitted| FeedPassword {
        name: NAME,
        password: admitted.shown().to_owned(),
        until: reading.moment(admitted.until()),
    });
    let view = FeedsPage {
        places: places(reading.language()),
        feeds: all(&mut reading).await?,
        frame: if password.is_some() { unlisted(frame) } else { frame },
        password,
    };
    Ok(Some(reading.rendered(&view)?))
}

async fn all(reading: &mut Reading<'_>) -> Result<Vec<Link>, Failed> {
    let language: Language = reading.language().clone();
    let link = |reading: &Reading<'_>, text: String, list: &str| Link {
        text,
        url: reading.absolute(&address::whole_feed(list, "rss.xml")),
    };
    let mut feeds = vec![link(reading, reading.agency(), &reading.home())];
    for section in concept::all(reading.db(), ConceptKind::Section).await? {
        let list = address::list(&language, ConceptKind::Section.name(), &section.id);
        feeds.push(link(reading, section.name(&language).to_owned(), &list));
    }
    Ok(feeds)
}
