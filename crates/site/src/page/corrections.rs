//! `/{lang}/corrections`: what the agency got wrong and set right, and what it withdrew.

use content::errata::{self, Corrected, Withdrawn};
use web::{Loaded, Visit};

use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{CorrectedStory, CorrectionsPage, FeedLink, Link, WithdrawnStory};

/// Lines in each list of the page; the list for machines is longer.
const LENGTH: usize = 100;

/// Loads and renders the page.
pub async fn corrections(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let (language, now) = (reading.language(), reading.now());
    let mut frame = reading.frame(&address::corrections(language)).await?;
    frame.title = reading.text("corrections-page");
    frame.description = reading.text_with("corrections-lead", &[("agency", &reading.agency())]);
    reading.alternate_everywhere(&mut frame, address::corrections);
    let json = address::corrections_json(language);
    frame.feeds.push(FeedLink {
        kind: "application/json".into(),
        title: frame.title.clone(),
        url: json.clone(),
    });
    let corrected = errata::corrected(reading.db(), language, LENGTH, now).await?;
    let withdrawn = errata::withdrawn(reading.db(), language, LENGTH, now).await?;
    let view = CorrectionsPage {
        corrections: corrected.into_iter().map(|one| corrected_line(&reading, one)).collect(),
        withdrawn: withdrawn.into_iter().map(|one| withdrawn_line(&reading, one)).collect(),
        json,
        frame,
    };
    reading.page(&view)
}

fn corrected_line(reading: &Reading<'_>, one: Corrected) -> CorrectedStory {
    let story = Link::new(one.headline, address::story(reading.language(), &one.slug));
    CorrectedStory { at: reading.moment(one.at), story, note: one.note }
}

fn withdrawn_line(reading: &Reading<'_>, one: Withdrawn) -> WithdrawnStory {
    WithdrawnStory { at: reading.moment(one.at), short: reading.short(one.number), notice: one.notice }
}
