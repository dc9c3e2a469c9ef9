//! `/{lang}/corrections.json`: corrections and withdrawals for whoever holds copies of stories: mirrors, other media,
//! archives. The format is in docs/wire.md.

use content::errata::{self, Corrected, Withdrawn};
use serde_json::{Value, json};
use site::edition::Reading;
use site::{Edition, Failed, address};
use web::{Loaded, Rendered, Visit};

use crate::feed::for_everybody;
use crate::item::urn;

/// Lines in each list: who looks once a week misses nothing.
const LENGTH: usize = 1_000;

/// Writes it.
pub async fn errata(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let (language, now) = (reading.language(), reading.now());
    let corrected = errata::corrected(reading.db(), language, LENGTH, now).await?;
    let withdrawn = errata::withdrawn(reading.db(), language, LENGTH, now).await?;
    let document = json!({
        "language": language.as_str(),
        "agency": reading.agency(),
        "page": reading.absolute(&address::corrections(language)),
        "corrections": corrected.iter().map(|one| correction(&reading, one)).collect::<Vec<_>>(),
        "withdrawn": withdrawn.iter().map(|one| withdrawal(&reading, one)).collect::<Vec<_>>(),
    });
    let text = serde_json::to_vec(&document).expect("plain data");
    let rendered = Rendered::new("application/json", text).depends_on(reading.keys());
    Ok(for_everybody(rendered).into())
}

fn correction(reading: &Reading<'_>, one: &Corrected) -> Value {
    json!({
        "id": urn(&one.id),
        "url": reading.absolute(&address::story(reading.language(), &one.slug)),
        "short_url": reading.short(one.number).url,
        "headline": one.headline,
        "corrected": one.at.to_string(),
        "note": one.note,
    })
}

fn withdrawal(reading: &Reading<'_>, one: &Withdrawn) -> Value {
    json!({
        "id": urn(&one.id),
        "short_url": reading.short(one.number).url,
        "withdrawn": one.at.to_string(),
        "notice": one.notice,
    })
}
