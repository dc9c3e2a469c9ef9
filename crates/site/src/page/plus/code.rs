//! A code: `/{lang}/plus/code`. It is sent in a form and answered at once; no address, log or cookie holds it.

use ::passes::{Epoch, ReaderCode};
use base::Time;
use http::StatusCode;
use web::{Answer, Loaded, Posted, Visit};

use super::{answer, answer_frame, fault, frame, month, places, shop, shown};
use crate::edition::{Edition, Failed, Reading};
use crate::view::{CodeFault, CodeField, CodePage, Shop, Standing};

/// The form.
pub async fn form(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if edition.till.is_none() {
        return Ok(Loaded::Missing);
    }
    let title = reading.text("plus-code");
    let mut frame = frame(&mut reading, "/code", title).await?;
    frame.description = reading.text("plus-code-deck");
    reading.page(&page(frame, &reading, CodeField::default()))
}

/// What the code is good for.
pub async fn standing(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(till) = &edition.till else { return Ok(Answer::Missing) };
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    let fields = posted.fields();
    let typed = fields.get("code");
    let code = match ReaderCode::parse(typed) {
        Ok(code) => code,
        Err(error) => return wrong(&mut reading, typed, fault(error)).await,
    };
    let Some(found) = till.standing(&code, posted.now).await? else {
        return wrong(&mut reading, typed, CodeFault { kind: "unknown", number: 0 }).await;
    };
    let title = match (found.pays(Epoch::at(posted.now), posted.now), found.waiting) {
        (true, _) => "plus-good",
        (false, true) => "plus-waiting",
        (false, false) => "plus-not-good",
    };
    let title = reading.text(title);
    let frame = answer_frame(&mut reading, "/code", title).await?;
    let view = CodePage {
        standing: Some(stand(&reading, &code, &found, posted.now)),
        shop: shop(&mut reading, till).await?,
        ..page(frame, &reading, CodeField::default())
    };
    answer(&reading, &view, StatusCode::OK)
}

/// The form again, with what was typed and what is wrong with it.
pub(super) async fn wrong(
    reading: &mut Reading<'_>,
    typed: &str,
    fault: CodeFault,
) -> Result<Answer, Failed> {
    let title = reading.text("plus-code");
    let frame = answer_frame(reading, "/code", title).await?;
    let field = CodeField { typed: typed.to_owned(), fault: Some(fault) };
    answer(reading, &page(frame, reading, field), StatusCode::UNPROCESSABLE_ENTITY)
}

fn page(frame: crate::view::Frame, reading: &Reading<'_>, field: CodeField) -> CodePage {
    CodePage { frame, places: places(reading.language()), field, standing: None, shop: Shop::default() }
}

fn stand(reading: &Reading<'_>, code: &ReaderCode, found: &till::Standing, now: Time) -> Standing {
    let current = Epoch::at(now);
    Standing {
        code: shown(code),
        is_good: found.pays(current, now) || found.drawn.contains(&current),
        waiting: found.waiting,
        paid_until: found.paid_until.map(|epoch| month(reading, epoch)),
        months: found.months,
        drawn: found.drawn.iter().map(|epoch| month(reading, *epoch)).collect(),
        is_drawn_now: found.drawn.contains(&current),
    }
}
