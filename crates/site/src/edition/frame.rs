//! What stands on every page.

use base::Language;
use content::listing::{self, ALL, Query};
use content::{ConceptKind, concept};

use super::{Edition, Failed, Reading};
use crate::address;
use crate::page::markdown;
use crate::view::{Alternate, Direction, FeedLink, Frame, LanguageLink, NavSection, OpenGraph};

/// Stories in the list beside every page.
const LATEST: usize = 20;

impl Edition {
    /// A frame made of the configuration alone, for when the database does not answer.
    pub fn bare_frame(&self, language: &Language) -> Frame {
        let settings = self.settings(language);
        Frame {
            language: language.clone(),
            dir: Direction::of(language),
            agency: settings.agency.clone(),
            tagline: settings.tagline.clone(),
            tier: settings.tier.clone(),
            plus_notice: settings.notice(&self.locale(language)),
            site: self.absolute(""),
            path: address::front(language),
            home: address::front(language),
            latest_url: address::latest(language),
            archive_url: address::archive(language),
            corrections_url: address::corrections(language),
            plus_url: self.has_plus().then(|| address::plus(language, "")),
            newsletter_url: self.press.is_on().then(|| address::newsletter(language, "")),
            sections: Vec::new(),
            languages: self
                .config
                .languages
                .iter()
                .map(|other| LanguageLink {
                    language: other.tag.clone(),
                    name: other.name.clone(),
                    url: address::front(&other.tag),
                    current: other.tag == *language,
                })
                .collect(),
            latest: Vec::new(),
            footer: markdown::footer(&self.pages, language),
            title: String::new(),
            description: String::new(),
            canonical: None,
            alternates: Vec::new(),
            feeds: feeds(&address::front(language), &settings.agency),
            og: OpenGraph::default(),
            noindex: false,
        }
    }
}

/// The feeds of a list, in every format.
pub(crate) fn feeds(list: &str, title: &str) -> Vec<FeedLink> {
    let feed = |(file, kind): &(&str, &str)| FeedLink {
        kind: (*kind).to_owned(),
        title: title.to_owned(),
        url: address::feed(list, file),
    };
    address::FEEDS.iter().map(feed).collect()
}

impl Reading<'_> {
    /// The frame of the page at `path`.
    pub async fn frame(&mut self, path: &str) -> Result<Frame, Failed> {
        let mut frame = self.frame_without_news(path).await?;
        let language = self.language();
        let query = Query { shelf: ALL, language, before: None, limit: LATEST, now: self.now() };
        let newest = listing::stretch(self.db(), query).await?;
        frame.latest = newest.items.iter().map(|item| self.latest_entry(item)).collect();
        Ok(frame)
    }

    /// The same without the latest list: for pages on which nothing shall lead away from what they ask.
    pub async fn frame_without_news(&mut self, path: &str) -> Result<Frame, Failed> {
        let language = self.language().clone();
        let mut frame = self.edition.bare_frame(&language);
        let sections = concept::all(self.db(), ConceptKind::Section).await?;
        frame.sections = sections
            .iter()
            .map(|section| NavSection {
                name: section.name(&language).to_owned(),
                url: address::list(&language, "section", &section.id),
                current: false,
            })
            .collect();
        frame.path = path.to_owned();
        frame.canonical = Some(self.absolute(path));
        Ok(frame)
    }

    /// The page exists in every language, at the address that `url` makes.
    pub fn alternate_everywhere(&self, frame: &mut Frame, url: impl Fn(&Language) -> String) {
        self.alternate_where(frame, |_| true, url);
    }

    /// The page exists in the languages for which `exists` says so, at the address that `url` makes.
    pub fn alternate_where(
        &self,
        frame: &mut Frame,
        exists: impl Fn(&Language) -> bool,
        url: impl Fn(&Language) -> String,
    ) {
        for link in frame.languages.iter_mut().filter(|link| exists(&link.language)) {
            link.url = url(&link.language);
        }
        let there: Vec<&Language> = self.edition.languages().filter(|language| exists(language)).collect();
        if there.len() < 2 {
            return;
        }
        let alternate = |hreflang: &str, language: &Language| Alternate {
            hreflang: hreflang.to_owned(),
            url: self.absolute(&url(language)),
        };
        frame.alternates = there.iter().map(|language| alternate(language.as_str(), language)).collect();
        let default =
            there.iter().find(|language| **language == self.default_language()).unwrap_or(&there[0]);
        frame.alternates.push(alternate("x-default", default));
    }
}
