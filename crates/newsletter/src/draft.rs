//! What drafts itself: a digest of each day and week and language, and the notice to those who were sent a story that was
//! withdrawn since. Sending is for people: it needs the key.

use base::config::Config;
use base::{Date, Language, Locale, Locales, Time};
use content::{errata, listing};
use store::{Store, StoreError, Write};

use crate::List;
use crate::issue::{self, Issue, Kind, New};

/// Stories in a digest at most; the newest stay.
const MOST_STORIES: usize = 60;
/// Withdrawals that are looked at.
const WITHDRAWALS: usize = 200;

const HOUR_MS: i64 = 3_600_000;

/// Drafts what is due, once each. Safe to be called as often as one likes, by several processes. Answers how many are new.
pub async fn draft(
    store: &Store,
    config: &Config,
    locales: &Locales,
    now: Time,
) -> Result<usize, StoreError> {
    let mut new = 0;
    for settings in &config.languages {
        let language = &settings.tag;
        for span in [day_before(config, now), week_before(config, now)].into_iter().flatten() {
            new += usize::from(digest(store, config, locales, language, span, now).await?.is_some());
        }
        new += withdrawals(store, locales, config, language, now).await?;
    }
    let mut tx = store.write().await?;
    issue::discard_old(&mut tx, List::Daily, now.plus_hours(-60)).await?;
    issue::discard_old(&mut tx, List::Weekly, now.plus_hours(-9 * 24)).await?;
    tx.commit().await?;
    Ok(new)
}

/// A stretch of time that a digest is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    list: List,
    first: Date,
    from: Time,
    until: Time,
}

/// Yesterday, by the agency's clock.
fn day_before(config: &Config, now: Time) -> Option<Span> {
    let zone = &config.agency.time_zone;
    let today = zone.date(now);
    let first = today.yesterday().ok()?;
    Some(Span { list: List::Daily, first, from: zone.start_of(first), until: zone.start_of(today) })
}

/// The last week from Monday to Sunday.
fn week_before(config: &Config, now: Time) -> Option<Span> {
    let zone = &config.agency.time_zone;
    let mut monday = zone.date(now);
    while monday.weekday().to_monday_zero_offset() > 0 {
        monday = monday.yesterday().ok()?;
    }
    let first = (0..7).try_fold(monday, |date, _| date.yesterday().ok())?;
    Some(Span { list: List::Weekly, first, from: zone.start_of(first), until: zone.start_of(monday) })
}

async fn digest(
    store: &Store,
    config: &Config,
    locales: &Locales,
    language: &Language,
    span: Span,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let mut db = store.read().await?;
    let period = span.first.to_string();
    if issue::is_drafted(&mut db, language, span.list, &period).await? {
        return Ok(None);
    }
    let items = listing::between(&mut db, language, span.from, span.until, now).await?;
    drop(db);
    if items.is_empty() {
        return Ok(None);
    }
    // By weight, then new to old: what the desk called urgent stands first.
    let mut items: Vec<_> = items.into_iter().rev().take(MOST_STORIES).collect();
    items.sort_by_key(|item| item.urgency);
    let stories: Vec<String> = items.into_iter().map(|item| item.id).collect();
    let subject = subject_of(config, &locales.get(language), language, span.list, span.first);
    let new = New {
        language,
        kind: Kind::Usual,
        list: span.list,
        period: &period,
        from: span.from,
        until: span.until,
        subject: &subject,
        intro: "",
        stories: &stories,
    };
    let mut tx = store.write().await?;
    let id = issue::add(&mut tx, &new, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The subject that a digest drafts itself with.
pub(crate) fn subject(config: &Config, locale: &Locale, issue: &Issue) -> String {
    let first = config.agency.time_zone.date(issue.from);
    subject_of(config, locale, &issue.language, issue.list, first)
}

fn subject_of(config: &Config, locale: &Locale, language: &Language, list: List, first: Date) -> String {
    let agency = config.language(language.as_str()).map_or(&config.agency.name, |it| &it.agency);
    let day = locale.day(first);
    let subject = format!("newsletter-subject-{}", list.name());
    locale.text(&subject, &[("agency", agency.into()), ("day", (&day).into())])
}

/// Drafts a breaking alert about a story; the id of the one that there is already where there is one.
pub async fn alert(
    tx: &mut Write,
    language: &Language,
    story: &str,
    headline: &str,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let new = New {
        language,
        kind: Kind::Usual,
        list: List::Breaking,
        period: story,
        // A single story's corrections stand on its own page.
        from: now,
        until: now,
        subject: headline,
        intro: "",
        stories: &[story.to_owned()],
    };
    issue::add(tx, &new, now).await
}

/// Drafts the notices that stories were withdrawn after they had been sent.
async fn withdrawals(
    store: &Store,
    locales: &Locales,
    config: &Config,
    language: &Language,
    now: Time,
) -> Result<usize, StoreError> {
    let mut db = store.read().await?;
    let withdrawn = errata::withdrawn(&mut db, language, WITHDRAWALS, now).await?;
    let ids: Vec<String> = withdrawn.iter().map(|one| one.id.clone()).collect();
    let told = issue::told_of(&mut db, &ids).await?;
    drop(db);
    let locale = locales.get(language);
    let agency = config.language(language.as_str()).map_or(&config.agency.name, |it| &it.agency);
    let mut new = 0;
    for (sent, story) in told {
        let Some(at) = withdrawn.iter().find(|one| one.id == story).map(|one| one.at) else { continue };
        // Whoever began after the withdrawal sent it to nobody.
        if sent.language != *language || sent.started_at.is_none_or(|started| started > at) {
            continue;
        }
        let notice = New {
            language,
            kind: Kind::Withdrawal,
            list: sent.list,
            period: &format!("{story} {}", at.millis() / HOUR_MS),
            from: at,
            until: at,
            subject: &locale.text("newsletter-subject-withdrawal", &[("agency", agency.into())]),
            intro: &locale.text("newsletter-intro-withdrawal", &[]),
            stories: &[story],
        };
        let mut tx = store.write().await?;
        new += usize::from(issue::add(&mut tx, &notice, now).await?.is_some());
        tx.commit().await?;
    }
    Ok(new)
}

#[cfg(test)]
mod tests {
    use base::Time;
    use base::config::Config;

    use super::{day_before, week_before};

    #[test]
    fn yesterday_and_last_week_by_the_agencys_clock() {
        let mut config = Config::default();
        config.agency.time_zone = "Europe/Vilnius".parse().expect("a zone");
        // A Monday, half past midnight in Vilnius, still Sunday in UTC.
        let now = Time::parse_rfc3339("2026-11-22T22:30:00Z").expect("a time");
        let day = day_before(&config, now).expect("there was a yesterday");
        assert_eq!(day.first.to_string(), "2026-11-22");
        assert_eq!(day.until, Time::parse_rfc3339("2026-11-22T22:00:00Z").expect("a time"));
        let week = week_before(&config, now).expect("there was a week");
        assert_eq!((week.first.to_string(), week.until), ("2026-11-16".to_owned(), day.until));
        let sunday = week_before(&config, now.plus_hours(-1)).expect("there was a week");
        assert_eq!(sunday.first.to_string(), "2026-11-09");
    }
}
