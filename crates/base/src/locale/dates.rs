//! Dates as a language writes them. The order and the words are the language's (`day-pattern`, `month-12-of`
//! and so on in its file); only the numbers come from here.

use super::{Arg, Locale};
use crate::time::{Date, Time};
use crate::zone::{Wall, Zone};

impl Locale {
    /// 'December 14, Pozirk.', or with a place 'Vilnius, December 14, Pozirk.': how a story of an agency begins.
    pub fn dateline(&self, date: Date, place: Option<&str>, agency: &str) -> String {
        let day = self.short_day(date);
        let (date, agency) = (("date", Arg::Text(&day)), ("agency", Arg::Text(agency)));
        match place {
            Some(place) => self.text("dateline-place", &[("place", Arg::Text(place)), date, agency]),
            None => self.text("dateline", &[date, agency]),
        }
    }

    /// 'December 14, 2025'.
    pub fn day(&self, date: Date) -> String {
        self.day_by("day-pattern", date)
    }

    /// 'December 14'.
    pub fn short_day(&self, date: Date) -> String {
        self.day_by("day-pattern-short", date)
    }

    /// 'Sunday, December 14, 2025'.
    pub fn weekday_and_day(&self, date: Date) -> String {
        let weekday = self.weekday(date);
        let day = self.day(date);
        self.text("day-pattern-weekday", &[("weekday", Arg::Text(&weekday)), ("date", Arg::Text(&day))])
    }

    /// 'Sunday'.
    pub fn weekday(&self, date: Date) -> String {
        self.text(&format!("weekday-{}", date.weekday().to_monday_one_offset()), &[])
    }

    /// 'Sun', for the heads of columns.
    pub fn short_weekday(&self, date: Date) -> String {
        self.text(&format!("weekday-short-{}", date.weekday().to_monday_one_offset()), &[])
    }

    /// 'December 2025'; `month` is 1 to 12.
    pub fn month(&self, year: i16, month: i8) -> String {
        let name = self.month_name(month);
        self.text("month-pattern", &[("month", Arg::Text(&name)), ("year", Arg::Text(&four_digits(year)))])
    }

    /// 'December', standing alone; `month` is 1 to 12.
    pub fn month_name(&self, month: i8) -> String {
        self.text(&format!("month-{month}"), &[])
    }

    /// '09:30'.
    pub fn time(&self, hour: u8, minute: u8) -> String {
        let (hour, minute) = (format!("{hour:02}"), format!("{minute:02}"));
        self.text("time-pattern", &[("hour", Arg::Text(&hour)), ("minute", Arg::Text(&minute))])
    }

    /// 'December 14, 2025, 09:30': the moment as the clocks of `zone` show it.
    pub fn moment(&self, time: Time, zone: &Zone) -> String {
        let Wall { date, hour, minute } = zone.wall(time);
        let (day, time) = (self.day(date), self.time(hour, minute));
        self.text("moment-pattern", &[("date", Arg::Text(&day)), ("time", Arg::Text(&time))])
    }

    fn day_by(&self, pattern: &str, date: Date) -> String {
        let day = date.day().to_string();
        let month = self.text(&format!("month-{}-of", date.month()), &[]);
        let year = four_digits(date.year());
        let args = [("day", Arg::Text(&day)), ("month", Arg::Text(&month)), ("year", Arg::Text(&year))];
        self.text(pattern, &args)
    }
}

fn four_digits(year: i16) -> String {
    format!("{year:04}")
}
