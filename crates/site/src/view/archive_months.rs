//! The archive's months: `/{language}/archive`.

use serde::Serialize;

use super::{Frame, Page, Sheet, samples};

/// All months in which the agency published in this language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchiveMonths {
    /// What stands on every page.
    pub frame: Frame,
    /// The years, new to old; may be empty.
    pub years: Vec<Year>,
}

/// A year of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// "2025".
    pub name: String,
    /// Its months with stories, new to old.
    pub months: Vec<MonthLink>,
}

/// A month of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthLink {
    /// The month without its year, as a heading writes it: "December", "снежань".
    pub name: String,
    /// Its page.
    pub url: String,
    /// How many stories it has.
    pub count: u64,
}

impl Page for ArchiveMonths {
    const TEMPLATE: &'static str = "archive_months.html";
    const SHEET: Sheet = Sheet::Lists;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<ArchiveMonths> {
        let month = |name: &str, number: u8, count| MonthLink {
            name: name.into(),
            url: format!("/en/archive/2025/{number:02}"),
            count,
        };
        let usual = ArchiveMonths {
            frame: samples::frame("/en/archive", "Archive"),
            years: vec![
                Year {
                    name: "2025".into(),
                    months: vec![
                        month("December", 12, 31),
                        month("November", 11, 212),
                        month("October", 10, 1),
                    ],
                },
                Year { name: "2024".into(), months: vec![month("July", 7, 10_432)] },
            ],
        };
        let empty = ArchiveMonths { frame: samples::extreme_frame("/ar/archive"), years: vec![] };
        vec![usual, empty]
    }
}
