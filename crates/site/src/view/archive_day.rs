//! A day of the archive: `/{language}/archive/{yyyy}/{mm}/{dd}`.

use serde::Serialize;

use super::{Entry, Frame, Link, Moment, Page, Sheet, samples};

/// All stories of a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchiveDay {
    /// What stands on every page.
    pub frame: Frame,
    /// The day: "Sunday, 14 December 2025" or as the language writes it.
    pub day: Moment,
    /// The month it belongs to.
    pub month: Link,
    /// Its stories, new to old.
    pub entries: Vec<Entry>,
    /// The nearest newer day with stories.
    pub newer: Option<Link>,
    /// The nearest older day with stories.
    pub older: Option<Link>,
}

impl Page for ArchiveDay {
    const TEMPLATE: &'static str = "archive_day.html";
    const SHEET: Sheet = Sheet::Lists;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<ArchiveDay> {
        let usual = ArchiveDay {
            frame: samples::frame("/en/archive/2025/12/14", "14 December 2025"),
            day: Moment::new("14 December 2025", "2025-12-14"),
            month: Link::new("December 2025", "/en/archive/2025/12"),
            entries: (0..9).map(samples::entry).collect(),
            newer: Some(Link::new("15 December 2025", "/en/archive/2025/12/15")),
            older: Some(Link::new("12 December 2025", "/en/archive/2025/12/12")),
        };
        let extreme = ArchiveDay {
            frame: samples::extreme_frame("/ar/archive/2025/12/14"),
            entries: vec![samples::extreme_entry()],
            newer: None,
            older: None,
            ..usual.clone()
        };
        vec![usual, extreme]
    }
}
