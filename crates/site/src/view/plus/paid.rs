//! Back from paying: `/{language}/plus/paid`, the same for everybody, whether they paid or not.

use serde::Serialize;

use super::{CodeField, PlusPlaces, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// What to do after paying.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaidPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The form for a code.
    pub field: CodeField,
}

impl Page for PaidPage {
    const TEMPLATE: &'static str = "plus_paid.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<PaidPage> {
        let page = |frame| PaidPage { frame, places: samples::places(), field: CodeField::default() };
        vec![
            page(usual::frame("/en/plus/paid", "Back from paying")),
            page(usual::extreme_frame("/ar/plus/paid")),
        ]
    }
}
