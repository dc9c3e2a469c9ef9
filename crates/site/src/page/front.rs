//! The front page of a language: `/{lang}/`.

use content::listing::{self, ALL, Item, Query, shelf_name};
use content::reads::Of;
use content::{ConceptKind, concept};
use web::{Loaded, Visit};

use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{FrontPage, SectionOverview};

/// Stories under the lead.
const LENGTH: usize = 20;

/// Stories in a look into a section.
const A_SECTION: usize = 3;

/// A lead may be so old; after that the newest story leads.
const LEAD_HOURS: i64 = 12;

/// Loads and renders the front page.
pub async fn front(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let mut items = newest(&mut reading, ALL, LENGTH + 1).await?;
    let lead = (!items.is_empty()).then(|| items.remove(lead_of(&items)));
    let sections = sections(&mut reading).await?;
    let home = reading.home();
    let mut frame = reading.frame(&home).await?;
    frame.title = reading.agency();
    frame.description = frame.tagline.clone();
    reading.alternate_everywhere(&mut frame, address::front);
    let view = FrontPage {
        lead: lead.map(|item| reading.entry_with_picture(&item)),
        entries: reading.entries(&items),
        sections,
        frame,
    };
    Ok(reading.counted(&view, Of::Front)?.into())
}

/// The most urgent story of the last hours leads; among equals the newest.
fn lead_of(items: &[Item]) -> usize {
    let newest = items[0].public_from;
    let recent = items.iter().take_while(|item| item.public_from.plus_hours(LEAD_HOURS) >= newest);
    recent.enumerate().min_by_key(|(place, item)| (item.urgency, *place)).map_or(0, |(place, _)| place)
}

async fn newest(reading: &mut Reading<'_>, shelf: &str, limit: usize) -> Result<Vec<Item>, Failed> {
    let (language, now) = (reading.language().clone(), reading.now());
    let query = Query { shelf, language: &language, before: None, limit, now };
    Ok(listing::stretch(reading.db(), query).await?.items)
}

async fn sections(reading: &mut Reading<'_>) -> Result<Vec<SectionOverview>, Failed> {
    let mut overviews = Vec::new();
    for section in concept::all(reading.db(), ConceptKind::Section).await? {
        let items = newest(reading, &shelf_name(ConceptKind::Section, &section.id), A_SECTION).await?;
        if !items.is_empty() {
            overviews.push(SectionOverview {
                name: section.name(reading.language()).to_owned(),
                url: address::list(reading.language(), "section", &section.id),
                entries: reading.entries(&items),
            });
        }
    }
    Ok(overviews)
}
