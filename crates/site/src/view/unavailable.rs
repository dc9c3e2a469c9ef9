//! 503: the page cannot be made right now.

use serde::Serialize;

use super::{Frame, Page, Sheet, samples};

/// The page for when the database does not answer and no copy is left. Its frame comes from the configuration alone:
/// no latest list, no sections.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unavailable {
    /// What stands on every page, as far as it is known.
    pub frame: Frame,
}

impl Page for Unavailable {
    const TEMPLATE: &'static str = "unavailable.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<Unavailable> {
        vec![
            Unavailable { frame: samples::no_page(samples::empty_frame("/en/latest")) },
            Unavailable { frame: samples::no_page(samples::extreme_frame("/ar/latest")) },
        ]
    }
}
