//! The archive: `/{lang}/archive`, its months and its days.

use base::{Date, Language, Time, Zone};
use content::{archive, listing};
use web::{Loaded, Visit};

use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{
    ArchiveDay, ArchiveMonth, ArchiveMonths, CalendarDay, Link, Moment, MonthLink, Weekday, Year,
};

/// Loads and renders the months.
pub async fn months(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let language = reading.language().clone();
    let mut years: Vec<Year> = Vec::new();
    if let Some((oldest, newest)) = archive::span(reading.db(), &language, visit.now).await? {
        let mut month = Month::of(edition.zone().date(newest));
        let first = Month::of(edition.zone().date(oldest));
        while month >= first {
            let (from, until) = month.bounds(edition.zone());
            let count =
                archive::count(reading.db(), &language, from, until.min(visit.now.plus_millis(1))).await?;
            if count > 0 {
                let link = MonthLink {
                    name: reading.locale().month_name(month.month),
                    url: address::month(&language, month.year, month.month),
                    count,
                };
                match years.last_mut().filter(|year| year.name == month.year.to_string()) {
                    Some(year) => year.months.push(link),
                    None => years.push(Year { name: month.year.to_string(), months: vec![link] }),
                }
            }
            month = month.before();
        }
    }
    let mut frame = reading.frame(&address::archive(&language)).await?;
    frame.title = reading.text("archive");
    frame.description = reading.text_with("archive-description", &[("agency", &reading.agency())]);
    reading.alternate_everywhere(&mut frame, address::archive);
    reading.page(&ArchiveMonths { years, frame })
}

/// Loads and renders a month.
pub async fn month(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let Some(month) = Month::read(&visit) else { return Ok(Loaded::Missing) };
    let language = reading.language().clone();
    let (from, until) = month.bounds(edition.zone());
    let items = archive::times(reading.db(), &language, from, until, visit.now).await?;
    if items.is_empty() {
        return Ok(Loaded::Missing);
    }
    let mut counts = [0; 32];
    for time in &items {
        counts[edition.zone().date(*time).day() as usize] += 1;
    }
    let newer =
        nearest(&mut reading, until, Side::Newer).await?.map(|time| Month::of(edition.zone().date(time)));
    let older =
        nearest(&mut reading, from, Side::Older).await?.map(|time| Month::of(edition.zone().date(time)));
    let link = |reading: &Reading<'_>, month: Month| {
        Link::new(
            reading.locale().month(month.year, month.month),
            address::month(&language, month.year, month.month),
        )
    };
    let name = reading.locale().month(month.year, month.month);
    let mut frame = reading.frame(&address::month(&language, month.year, month.month)).await?;
    frame.title = reading.text_with("archive-of-month", &[("month", &name)]);
    frame.description =
        reading.text_with("archive-month-description", &[("agency", &reading.agency()), ("month", &name)]);
    let there = published_in(&mut reading, from, until).await?;
    let url = |language: &Language| address::month(language, month.year, month.month);
    reading.alternate_where(&mut frame, |language| there.contains(language), url);
    let view = ArchiveMonth {
        name,
        count: items.len() as u64,
        weekdays: weekdays(&reading, month),
        weeks: weeks(&reading, month, &counts),
        newer: newer.map(|month| link(&reading, month)),
        older: older.map(|month| link(&reading, month)),
        frame,
    };
    // Another language may come to have stories then, and this page names its page.
    Ok(edition.for_all_languages(reading.rendered(&view)?).into())
}

/// Loads and renders a day.
pub async fn day(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let Some(day) = read_day(&visit) else { return Ok(Loaded::Missing) };
    let language = reading.language().clone();
    let (from, until) = (edition.zone().start_of(day), edition.zone().start_of(next(day)));
    let items = listing::between(reading.db(), &language, from, until, visit.now).await?;
    if items.is_empty() {
        return Ok(Loaded::Missing);
    }
    let newer = nearest(&mut reading, until, Side::Newer).await?.map(|time| edition.zone().date(time));
    let older = nearest(&mut reading, from, Side::Older).await?.map(|time| edition.zone().date(time));
    let link =
        |reading: &Reading<'_>, day: Date| Link::new(reading.locale().day(day), address::day(&language, day));
    let mut frame = reading.frame(&address::day(&language, day)).await?;
    let name = reading.locale().day(day);
    frame.title = reading.text_with("archive-of-day", &[("date", &name)]);
    frame.description =
        reading.text_with("archive-day-description", &[("agency", &reading.agency()), ("date", &name)]);
    let there = published_in(&mut reading, from, until).await?;
    reading.alternate_where(
        &mut frame,
        |language| there.contains(language),
        |language| address::day(language, day),
    );
    let view = ArchiveDay {
        day: Moment::new(reading.locale().weekday_and_day(day), day),
        month: Link::new(
            reading.locale().month(day.year(), day.month()),
            address::month(&language, day.year(), day.month()),
        ),
        entries: reading.entries(&items),
        newer: newer.map(|day| link(&reading, day)),
        older: older.map(|day| link(&reading, day)),
        frame,
    };
    // Another language may come to have stories then, and this page names its page.
    Ok(edition.for_all_languages(reading.rendered(&view)?).into())
}

/// The languages in which stories became public from `from` until before `until`.
async fn published_in(reading: &mut Reading<'_>, from: Time, until: Time) -> Result<Vec<Language>, Failed> {
    let (now, mut there) = (reading.now(), Vec::new());
    for language in reading.languages() {
        let first = archive::first_from(reading.db(), &language, from, now).await?;
        if first.is_some_and(|first| first < until) {
            there.push(language);
        }
    }
    Ok(there)
}

#[derive(Clone, Copy)]
enum Side {
    Newer,
    Older,
}

/// When the nearest story on that side of `edge` became public.
async fn nearest(reading: &mut Reading<'_>, edge: Time, side: Side) -> Result<Option<Time>, Failed> {
    let (language, now) = (reading.language().clone(), reading.now());
    Ok(match side {
        Side::Newer => archive::first_from(reading.db(), &language, edge, now).await?,
        Side::Older => archive::last_before(reading.db(), &language, edge).await?,
    })
}

/// A month of a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Month {
    year: i16,
    month: i8,
}

impl Month {
    fn of(date: Date) -> Month {
        Month { year: date.year(), month: date.month() }
    }

    fn read(visit: &Visit) -> Option<Month> {
        let (year, month) = (number(visit, "year", 4)?, number(visit, "month", 2)?);
        Date::new(year, month.try_into().ok()?, 1).ok().map(Month::of)
    }

    fn before(self) -> Month {
        match self.month {
            1 => Month { year: self.year - 1, month: 12 },
            month => Month { year: self.year, month: month - 1 },
        }
    }

    fn after(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { year: self.year, month: month + 1 },
        }
    }

    fn first(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(Date::MIN)
    }

    fn bounds(self, zone: &Zone) -> (Time, Time) {
        (zone.start_of(self.first()), zone.start_of(self.after().first()))
    }
}

fn read_day(visit: &Visit) -> Option<Date> {
    let month = number(visit, "month", 2)?.try_into().ok()?;
    let day = number(visit, "day", 2)?.try_into().ok()?;
    Date::new(number(visit, "year", 4)?, month, day).ok()
}

/// A part of the address that is a number of just so many digits, so that a day has one address.
fn number(visit: &Visit, part: &str, digits: usize) -> Option<i16> {
    let text = visit.params.get(part);
    let fine = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    fine.then(|| text.parse().ok()).flatten()
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The seven columns, from Monday (ISO 8601).
fn weekdays(reading: &Reading<'_>, month: Month) -> Vec<Weekday> {
    let first = month.first();
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(7);
    let mut days: Vec<Date> = days.collect();
    days.sort_by_key(|day| day.weekday().to_monday_zero_offset());
    days.into_iter()
        .map(|day| Weekday {
            short: reading.locale().short_weekday(day),
            name: reading.locale().weekday(day),
        })
        .collect()
}

fn weeks(reading: &Reading<'_>, month: Month, counts: &[u64; 32]) -> Vec<Vec<Option<CalendarDay>>> {
    let first = month.first();
    let mut places: Vec<Option<CalendarDay>> = vec![None; first.weekday().to_monday_zero_offset() as usize];
    for day in std::iter::successors(Some(first), |day| day.tomorrow().ok()) {
        if Month::of(day) != month {
            break;
        }
        places.push(Some(CalendarDay {
            number: day.day() as u8,
            name: reading.locale().day(day),
            machine: day.to_string(),
            url: address::day(reading.language(), day),
            count: counts[day.day() as usize],
        }));
    }
    places.resize(places.len().div_ceil(7) * 7, None);
    places.chunks(7).map(<[_]>::to_vec).collect()
}
