//! What stands on every page: the masthead, the navigation, the latest list, the footer and the page's head.

use base::Language;
use serde::Serialize;

use super::{Entry, Link, Picture};

/// The frame of a page. A 503 page has it with empty lists: every list may be empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// The page's language.
    pub language: Language,
    /// The way its script runs.
    pub dir: Direction,
    /// The agency's name in this language.
    pub agency: String,
    /// What it says of itself; may be empty.
    pub tagline: String,
    /// What the paid tier is called.
    pub tier: String,
    /// What readers are told beside a plus story, `[[language]] plus_notice`.
    pub plus_notice: String,
    /// Public base address without a slash at its end, "https://kropka.example".
    pub site: String,
    /// This page's own address.
    pub path: String,
    /// The front page in this language.
    pub home: String,
    /// The endless list of the latest.
    pub latest_url: String,
    /// The archive's months.
    pub archive_url: String,
    /// What the agency got wrong: corrections and withdrawals.
    pub corrections_url: String,
    /// What the paid tier is, in this language; none where there is none.
    pub plus_url: Option<String>,
    /// Where newsletters can be had, in this language; none where there are none.
    pub newsletter_url: Option<String>,
    /// The sections of the navigation, in the agency's order.
    pub sections: Vec<NavSection>,
    /// All languages of the site, this one included, in the configuration's order.
    pub languages: Vec<LanguageLink>,
    /// The twenty newest stories in this language, new to old.
    pub latest: Vec<Entry>,
    /// About, contact, privacy and whatever else the agency wrote.
    pub footer: Vec<Link>,
    /// The page's title: the headline, or what the page is. The theme adds the agency's name. On the front page it is
    /// empty or the agency's name, and the theme adds the tagline.
    pub title: String,
    /// One or two sentences for search results and previews; only what everybody may read. May be empty.
    pub description: String,
    /// The one address by which this page should be known, absolute. `None` on pages that are none: 404, 410, 503.
    pub canonical: Option<String>,
    /// All language versions, this one included, and `x-default`. Empty when there is but one.
    pub alternates: Vec<Alternate>,
    /// The feeds of what the page lists, or of everything in its language.
    pub feeds: Vec<FeedLink>,
    /// What previews on other sites show.
    pub og: OpenGraph,
    /// Search engines shall leave this page out.
    pub noindex: bool,
}

/// The way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// By the tag's script where it names one, else by the script that the language is usually written in
    /// (CLDR, `characterOrder`).
    pub fn of(language: &Language) -> Direction {
        const SCRIPTS: [&str; 9] = ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"];
        const LANGUAGES: [&str; 12] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];
        let script = language.as_str().split('-').skip(1).find(|part| part.len() == 4 && part.is_ascii());
        let from_right = match script.filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic())) {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&language.primary()),
        };
        if from_right { Direction::Rtl } else { Direction::Ltr }
    }
}

/// A section in the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavSection {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// The page shows this section or a story of it.
    pub current: bool,
}

/// Another language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub language: Language,
    /// Its own name for itself, "Беларуская".
    pub name: String,
    /// This page in that language, or else that language's front page.
    pub url: String,
    /// It is the language of this page.
    pub current: bool,
}

/// A language version of the page, for search engines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// A language tag, or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub url: String,
}

/// A feed, for feed readers that are given the page's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// Its media type, `application/rss+xml`.
    pub kind: String,
    /// What it is a feed of.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// What previews on other sites show beside title, description and address.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OpenGraph {
    /// What the page is.
    pub kind: OpenGraphKind,
    /// The picture above the story.
    pub picture: Option<Picture>,
}

/// The `og:type` of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OpenGraphKind {
    /// Any page but a story.
    #[default]
    Website,
    /// A story.
    Article,
}
