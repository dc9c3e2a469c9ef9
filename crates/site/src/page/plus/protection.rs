//! Against whom what holds: `/{lang}/plus/protection`, with the number among whom one hides.

use base::Time;
use web::{Loaded, Visit};

use super::{frame, places};
use crate::edition::{Edition, Failed};
use crate::view::{Hidden, ProtectionPage};

const DAY_MS: i64 = 24 * 3_600_000;

/// Loads and renders the page. The number is looked at once a day: were it fresh, whoever asked for the page again and
/// again would see single readers draw.
pub async fn protection(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if !edition.has_plus() {
        return Ok(Loaded::Missing);
    }
    let title = reading.text("protection");
    let mut frame = frame(&mut reading, "/protection", title).await?;
    frame.description = reading.text("protection-deck");
    let hidden = match &edition.till {
        Some(till) => Some(Hidden::among(till.hidden_among(visit.now).await?)),
        None => None,
    };
    let refund_days = edition.config.till.refund_days;
    let view = ProtectionPage { places: places(reading.language()), hidden, refund_days, frame };
    Ok(reading.rendered(&view)?.until(Some(next_day(visit.now))).into())
}

/// The first moment of the next day in UTC.
fn next_day(now: Time) -> Time {
    Time::from_millis((now.millis().div_euclid(DAY_MS) + 1) * DAY_MS)
}
