//! What the agency got wrong: corrections, and stories that were withdrawn.

use serde::Serialize;

use super::{Frame, Link, Moment, Page, Sheet, samples};

/// The public record of errors in a language. Both lists may be empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrectionsPage {
    /// What stands on every page.
    pub frame: Frame,
    /// Corrections, new to old.
    pub corrections: Vec<CorrectedStory>,
    /// Withdrawn stories, new to old.
    pub withdrawn: Vec<WithdrawnStory>,
    /// The same for machines.
    pub json: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectedStory {
    /// When it was set right, day and time.
    pub at: Moment,
    /// The story: its headline leads to it.
    pub story: Link,
    /// What was wrong, and what is right.
    pub note: String,
}

/// A withdrawn story: nothing of what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawnStory {
    /// When it was withdrawn, day and time.
    pub at: Moment,
    /// Its short address, which leads to the notice.
    pub short: Link,
    /// What readers are told; may be empty.
    pub notice: String,
}

impl Page for CorrectionsPage {
    const TEMPLATE: &'static str = "corrections.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<CorrectionsPage> {
        let at = Moment::new("14 December 2025, 18:05", "2025-12-14T18:05:00Z");
        let corrected = |headline: &str, note: &str| CorrectedStory {
            at: at.clone(),
            story: Link::new(headline, "/en/story/a-story"),
            note: note.into(),
        };
        let withdrawn = |notice: &str| WithdrawnStory {
            at: at.clone(),
            short: Link::new("krp.example/s/1f3", "https://krp.example/s/1f3"),
            notice: notice.into(),
        };
        let usual = CorrectionsPage {
            frame: samples::frame("/en/corrections", "Corrections and withdrawals"),
            corrections: vec![
                corrected("Two bridges over the Čaratoŭka close", "The bridges close in May, not in March."),
                corrected(samples::LONG_WORD, samples::LONG_WORD),
            ],
            withdrawn: vec![withdrawn("The document it rested on turned out to be forged."), withdrawn("")],
            json: "/en/corrections.json".into(),
        };
        let empty = CorrectionsPage {
            frame: samples::extreme_frame("/ar/corrections"),
            corrections: vec![],
            withdrawn: vec![],
            ..usual.clone()
        };
        vec![usual, empty]
    }
}
