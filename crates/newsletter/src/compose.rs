//! What a newsletter says, made from what everybody may read at that moment ([`content::PublicStory`], which has no field for a
//! paid body): of a plus story headline, deck and the notice. A story that was withdrawn since the draft is not in it, nor are
//! the words that somebody wrote above the stories: they may speak of it. An alert is nothing without its story.
//!
//! No pictures: whoever serves one learns who opened the mail, and when. Links are the same for everybody.

mod html;

use base::config::Config;
use base::locale::Arg;
use base::{Locale, Locales, Time};
use content::public::{self, Showing};
use content::{Level, PublicStory, errata};
use store::{Read, StoreError};

use crate::issue::{Issue, Kind};
use crate::{List, draft};

/// Corrections that a digest tells at most.
const MOST_CORRECTIONS: usize = 100;

/// A newsletter's words, ready to be set in plain text or HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// The same before it is written out.
struct Parts {
    language: String,
    agency: String,
    subject: String,
    intro: Vec<String>,
    stories: Vec<Entry>,
    corrections: Vec<Entry>,
    corrections_title: String,
    foot: Vec<String>,
    leave: String,
    leave_url: String,
}

/// A story, a correction or a notice.
struct Entry {
    headline: String,
    text: String,
    notice: String,
    url: String,
}

/// Composes an issue as it would be sent at `now`. `leave_url` is the address that takes the reader off, with the token or
/// its seat. `None` if there is nothing to be said any more.
pub async fn compose(
    db: &mut Read,
    config: &Config,
    locales: &Locales,
    issue: &Issue,
    leave_url: &str,
    now: Time,
) -> Result<Option<Composed>, StoreError> {
    let locale = locales.get(&issue.language);
    let stories = match issue.kind {
        Kind::Usual => stories(db, config, &locale, issue, now).await?,
        Kind::Withdrawal => notices(db, config, &locale, issue, now).await?,
    };
    let corrections = match issue.kind {
        Kind::Usual => corrections(db, config, issue, now).await?,
        Kind::Withdrawal => Vec::new(),
    };
    let is_whole = issue.kind == Kind::Withdrawal || stories.len() == issue.stories.len();
    if (stories.is_empty() && corrections.is_empty()) || (!is_whole && issue.list == List::Breaking) {
        return Ok(None);
    }
    let say = |id: &str, args: &[(&str, Arg<'_>)]| locale.text(id, args);
    let agency = agency(config, issue);
    let list = say(&format!("newsletter-{}", issue.list.name()), &[]);
    let parts = Parts {
        language: issue.language.to_string(),
        subject: if is_whole { issue.subject.clone() } else { draft::subject(config, &locale, issue) },
        intro: if is_whole { paragraphs(&issue.intro) } else { Vec::new() },
        stories,
        corrections,
        corrections_title: say("corrections", &[]),
        foot: vec![
            say("newsletter-foot", &[("agency", (&agency).into()), ("list", (&list).into())]),
            say("newsletter-foot-kept", &[]),
        ],
        leave: say("newsletter-leave", &[]),
        leave_url: leave_url.to_owned(),
        agency,
    };
    Ok(Some(Composed { text: text(&parts), html: html::html(&parts), subject: parts.subject }))
}

pub(crate) fn agency(config: &Config, issue: &Issue) -> String {
    config.language(issue.language.as_str()).map_or(&config.agency.name, |language| &language.agency).clone()
}

/// The stories that are public now, in the issue's order.
async fn stories(
    db: &mut Read,
    config: &Config,
    locale: &Locale,
    issue: &Issue,
    now: Time,
) -> Result<Vec<Entry>, StoreError> {
    let stories = public::by_ids(db, &issue.language, &issue.stories, now).await?;
    let settings = config.language(issue.language.as_str());
    let notice = settings.map(|language| language.notice(locale)).unwrap_or_default();
    let entry = |story: PublicStory| Entry {
        url: format!("{}/{}/story/{}", config.server.address, story.language, story.slug),
        notice: if story.level == Level::Open { String::new() } else { notice.clone() },
        headline: story.headline,
        text: story.deck,
    };
    Ok(stories.into_iter().map(entry).collect())
}

/// What stands in the place of withdrawn stories, if it still does: neither headline nor slug, which may be what was wrong.
async fn notices(
    db: &mut Read,
    config: &Config,
    locale: &Locale,
    issue: &Issue,
    now: Time,
) -> Result<Vec<Entry>, StoreError> {
    let stands = public::stands(db, &issue.stories, now).await?;
    let entry = |stand: public::Stand| {
        let Showing::Notice { text } = stand.showing else { return None };
        let url = format!("{}/s/{}", config.server.address, base::id::short_code(stand.number));
        let headline = locale.text("newsletter-withdrawn", &[]);
        Some(Entry { headline, text, notice: String::new(), url })
    };
    Ok(stands.into_iter().filter_map(entry).collect())
}

/// What was set right in the time of a digest. A single story tells its own on its page.
async fn corrections(
    db: &mut Read,
    config: &Config,
    issue: &Issue,
    now: Time,
) -> Result<Vec<Entry>, StoreError> {
    let corrected = errata::corrected(db, &issue.language, MOST_CORRECTIONS, now).await?;
    let is_of_this_time = |at: Time| at >= issue.from && at < issue.until;
    let of_this_time = corrected.into_iter().filter(|one| is_of_this_time(one.at));
    let entry = |one: errata::Corrected| Entry {
        headline: one.headline,
        text: one.note,
        notice: String::new(),
        url: format!("{}/{}/story/{}", config.server.address, issue.language, one.slug),
    };
    Ok(of_this_time.map(entry).collect())
}

fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn text(parts: &Parts) -> String {
    let mut blocks = vec![parts.agency.to_uppercase()];
    blocks.extend(parts.intro.iter().cloned());
    blocks.extend(parts.stories.iter().map(entry));
    if !parts.corrections.is_empty() {
        blocks.push(parts.corrections_title.to_uppercase());
        blocks.extend(parts.corrections.iter().map(entry));
    }
    blocks.push("--".to_owned());
    blocks.extend(parts.foot.iter().cloned());
    blocks.push(format!("{}:\n{}", parts.leave, parts.leave_url));
    blocks.join("\n\n") + "\n"
}

fn entry(entry: &Entry) -> String {
    let lines = [&entry.headline, &entry.text, &entry.notice, &entry.url];
    lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join("\n")
}
