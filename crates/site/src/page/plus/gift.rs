//! Giving a code away: `/{lang}/plus/gift`, and the sheet that is made of one.

use ::passes::ReaderCode;
use http::StatusCode;
use web::{Answer, Loaded, Posted, Visit};

use super::{answer, answer_frame, fault, frame, places, shown};
use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{CodeField, Frame, GiftPage};

/// How to give one.
pub async fn gift(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if edition.till.is_none() {
        return Ok(Loaded::Missing);
    }
    let title = reading.text("plus-gift");
    let mut frame = frame(&mut reading, "/gift", title).await?;
    frame.description = reading.text("plus-gift-deck");
    reading.page(&page(frame, &reading))
}

/// A code as a sheet to be printed. The till is not asked: a sheet is made of any code that is written correctly.
pub async fn sheet(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    if edition.till.is_none() {
        return Ok(Answer::Missing);
    }
    let fields = posted.fields();
    let typed = fields.get("code");
    let title = reading.text("plus-gift");
    let frame = answer_frame(&mut reading, "/gift", title).await?;
    let mut view = page(frame, &reading);
    match ReaderCode::parse(typed) {
        Ok(code) => view.sheet = Some(shown(&code)),
        Err(error) => view.field = CodeField { typed: typed.to_owned(), fault: Some(fault(error)) },
    }
    let status = if view.sheet.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    answer(&reading, &view, status)
}

fn page(frame: Frame, reading: &Reading<'_>) -> GiftPage {
    let address = reading.absolute(&address::plus(reading.language(), "/code"));
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    GiftPage { frame, places: places(reading.language()), field: CodeField::default(), sheet: None, address }
}
