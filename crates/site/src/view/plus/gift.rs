//! Giving a code away: `/{language}/plus/gift`, and the sheet to be printed.

use serde::Serialize;

use super::{CodeField, PlusPlaces, ShownCode, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// How to give; in the answer to its form, the sheet. Nobody keeps the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GiftPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The form.
    pub field: CodeField,
    /// The sheet, if a code was sent.
    pub sheet: Option<ShownCode>,
    /// Where whoever gets it enters it: the address of the page for codes, without its scheme.
    pub address: String,
}

impl Page for GiftPage {
    const TEMPLATE: &'static str = "plus_gift.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<GiftPage> {
        let page = |frame, field, sheet| GiftPage {
            frame,
            places: samples::places(),
            field,
            sheet,
            address: "kropka.example/en/plus/code".into(),
        };
        let frame = || usual::frame("/en/plus/gift", "Give a code away");
        let mut pages = vec![
            page(frame(), CodeField::default(), None),
            page(frame(), CodeField::default(), Some(samples::code())),
            page(usual::extreme_frame("/ar/plus/gift"), CodeField::default(), Some(samples::code())),
        ];
        pages.extend(samples::faults().map(|field| page(frame(), field, None)));
        pages
    }
}
