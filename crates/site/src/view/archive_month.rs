//! A month of the archive as a calendar: `/{language}/archive/{yyyy}/{mm}`.

use serde::Serialize;

use super::{Frame, Link, Page, Sheet, samples};

/// A month: its days, with how many stories each has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchiveMonth {
    /// What stands on every page.
    pub frame: Frame,
    /// The month with its year, as a heading writes it: "December 2025".
    pub name: String,
    /// How many stories it has.
    pub count: u64,
    /// The seven weekdays in the order of the language's week.
    pub weekdays: Vec<Weekday>,
    /// Its weeks, seven places each; `None` where a day belongs to the month before or after.
    pub weeks: Vec<Vec<Option<CalendarDay>>>,
    /// The nearest newer month with stories.
    pub newer: Option<Link>,
    /// The nearest older month with stories.
    pub older: Option<Link>,
}

/// A column of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weekday {
    /// "Monday".
    pub name: String,
    /// "Mon", for narrow columns.
    pub short: String,
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    /// 1 to 31.
    pub number: u8,
    /// The day in words: "14 December 2025".
    pub name: String,
    /// "2025-12-14".
    pub machine: String,
    /// Its page; linked only when there are stories.
    pub url: String,
    /// How many stories it has.
    pub count: u64,
}

impl Page for ArchiveMonth {
    const TEMPLATE: &'static str = "archive_month.html";
    const SHEET: Sheet = Sheet::Lists;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<ArchiveMonth> {
        let day = |number: u8| CalendarDay {
            number,
            name: format!("{number} December 2025"),
            machine: format!("2025-12-{number:02}"),
            url: format!("/en/archive/2025/12/{number:02}"),
            count: u64::from(number) * 7 % 23,
        };
        let week = |week: u8| (1..=7).map(|n| Some(week * 7 + n).filter(|n| *n <= 31).map(day)).collect();
        let weekday = |name: &str| Weekday { name: name.into(), short: name[..3].into() };
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let usual = ArchiveMonth {
            frame: samples::frame("/en/archive/2025/12", "December 2025"),
            name: "December 2025".into(),
            count: 310,
            weekdays: names.map(weekday).into(),
            weeks: (0..5).map(week).collect(),
            newer: None,
            older: Some(Link::new("November 2025", "/en/archive/2025/11")),
        };
        let newer = Some(Link::new(samples::LONG_WORD, "/ar/archive/2026/01"));
        let extreme =
            ArchiveMonth { frame: samples::extreme_frame("/ar/archive/2025/12"), newer, ..usual.clone() };
        vec![usual, extreme]
    }
}
