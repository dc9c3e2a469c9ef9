//! 404: nothing stands at this address.

use serde::Serialize;

use super::{Frame, Page, Sheet, samples};

/// The page for addresses where nothing stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotFound {
    /// What stands on every page.
    pub frame: Frame,
}

impl Page for NotFound {
    const TEMPLATE: &'static str = "not_found.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<NotFound> {
        let frame = |path| samples::no_page(samples::frame(path, "Not found"));
        vec![
            NotFound { frame: frame("/en/nowhere") },
            NotFound { frame: samples::no_page(samples::extreme_frame("/ar/nowhere")) },
        ]
    }
}
