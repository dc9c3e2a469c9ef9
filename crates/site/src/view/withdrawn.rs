//! 410: a story stood here and was killed.

use serde::Serialize;

use super::{Frame, Moment, Page, Sheet, samples};

/// The page in the place of a killed story. Neither its headline nor anything else of it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Withdrawn {
    /// What stands on every page.
    pub frame: Frame,
    /// What the agency tells its readers; may be empty.
    pub notice: String,
    /// Since when, day and time.
    pub at: Moment,
}

impl Page for Withdrawn {
    const TEMPLATE: &'static str = "withdrawn.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<Withdrawn> {
        let usual = Withdrawn {
            frame: samples::no_page(samples::frame("/en/story/gone", "Withdrawn")),
            notice: "The agency withdrew this story: the document it rested on turned out to be forged."
                .into(),
            at: Moment::new("14 December 2025, 18:05", "2025-12-14T18:05:00Z"),
        };
        let extreme = Withdrawn {
            frame: samples::no_page(samples::extreme_frame("/ar/story/gone")),
            notice: String::new(),
            ..usual.clone()
        };
        vec![usual, extreme]
    }
}
