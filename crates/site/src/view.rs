//! What the templates may say: one plain struct for each page type, filled by the loaders.
//!
//! Everything is ready to print: dates come in the page's language beside their RFC 3339, addresses are ready to link.
//! Unless a field says otherwise addresses are site-relative ("/en/latest"), so that a copy of the site on another
//! host works; what search engines and other sites read (canonical, alternates, OpenGraph) is absolute.
//!
//! Each type has samples, with the extremes that a newsroom will meet. A theme is accepted only when it renders all of
//! them in all languages (see [`crate::theme`]).

mod archive_day;
mod archive_month;
mod archive_months;
mod corrections;
mod entry;
mod frame;
mod front;
mod json_ld;
mod list;
mod markdown;
mod newsletter;
mod not_found;
mod picture;
mod plus;
mod samples;
mod story;
mod unavailable;
mod wallet;
mod withdrawn;

use serde::Serialize;

pub use archive_day::ArchiveDay;
pub use archive_month::{ArchiveMonth, CalendarDay, Weekday};
pub use archive_months::{ArchiveMonths, MonthLink, Year};
pub use corrections::{CorrectedStory, CorrectionsPage, WithdrawnStory};
pub use entry::Entry;
pub use frame::{Alternate, Direction, FeedLink, Frame, LanguageLink, NavSection, OpenGraph, OpenGraphKind};
pub use front::{FrontPage, SectionOverview};
pub use list::{ListKind, ListPage};
pub use markdown::MarkdownPage;
pub use newsletter::{NewsletterForm, NewsletterList, NewsletterPage, NewsletterStep};
pub use not_found::NotFound;
pub use picture::Picture;
pub use plus::{
    Begun, BuyPage, BuyRefused, CodeFault, CodeField, CodePage, CodePicture, EnterPage, FeedPassword,
    FeedsPage, GiftPage, Hidden, PaidPage, PassFault, PassesPage, PlanLine, PlusPage, PlusPlaces, PoolLeft,
    PoolPage, PoolState, PoolWait, ProtectionPage, ReadyPass, Shop, ShownCode, Standing,
};
pub use story::{Byline, Correction, LetIn, PlusNotice, Source, StoryPage, Version};
pub use unavailable::Unavailable;
pub use wallet::Wallet;
pub use withdrawn::Withdrawn;

/// A page type: which template renders it, and what every page carries.
pub trait Page: Serialize + Sized {
    /// The template's file name in the theme.
    const TEMPLATE: &'static str;

    /// Which style sheet its pages hold.
    const SHEET: Sheet;

    /// What stands on every page.
    fn frame(&self) -> &Frame;

    /// The same, to be filled in.
    fn frame_mut(&mut self) -> &mut Frame;

    /// What schema.org calls this page, for search engines; `None` where there is nothing to say.
    fn json_ld(&self) -> Option<serde_json::Value> {
        None
    }

    /// The wallet, on the few pages that carry its scripts; their policy lets those run.
    fn wallet(&self) -> Option<&Wallet> {
        None
    }

    /// Pages as they may come, the extremes among them. The words are in whatever language; the theme is tried with
    /// each sample in each of the agency's languages.
    fn samples() -> Vec<Self>;
}

/// Pages of three kinds have three style sheets, so that no reader pays for rules that the page does not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Pages that list stories: `style.css` and `lists.css`.
    Lists,
    /// Pages that are read: `style.css` and `text.css`.
    Text,
    /// The paid tier's pages: `style.css` and `plus.css`.
    Plus,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub url: String,
}

impl Link {
    /// Words that lead to an address.
    pub fn new(text: impl Into<String>, url: impl Into<String>) -> Link {
        Link { text: text.into(), url: url.into() }
    }
}

/// A moment or a day, for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// As the page's language writes it: "14 December 2025, 09:30", "09:30" or "14 December".
    pub text: String,
    /// The `datetime` of a `<time>`: RFC 3339 ("2025-12-14T09:30:00Z"), or a day ("2025-12-14") or month ("2025-12").
    pub machine: String,
}

impl Moment {
    /// A moment as people and as machines read it.
    pub fn new(text: impl Into<String>, machine: impl ToString) -> Moment {
        Moment { text: text.into(), machine: machine.to_string() }
    }
}

#[cfg(test)]
mod tests;
