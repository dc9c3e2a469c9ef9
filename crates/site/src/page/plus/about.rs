//! What the paid tier is: `/{lang}/plus`.

use web::{Loaded, Visit};

use super::{frame, places, plans_key, shop};
use crate::edition::{Edition, Failed};
use crate::view::{PlusPage, Shop};

/// Loads and renders the page. Stale when a plan changes.
pub async fn about(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if !edition.has_plus() {
        return Ok(Loaded::Missing);
    }
    let tier = edition.settings(reading.language()).tier.clone();
    let mut frame = frame(&mut reading, "", tier.clone()).await?;
    frame.description = reading.text_with("plus-deck", &[("tier", &tier), ("agency", &reading.agency())]);
    let shop = match &edition.till {
        Some(till) => shop(&mut reading, till).await?,
        None => Shop::default(),
    };
    let view = PlusPage { places: places(reading.language()), shop, frame };
    Ok(reading.rendered(&view)?.depends_on([plans_key()]).into())
}
