//! Whole stories in a feed reader: `/{language}/plus/feeds`.

use serde::Serialize;

use super::{PlusPlaces, samples};
use crate::view::samples::LONG_WORD;
use crate::view::{Frame, Link, Moment, Page, Sheet, samples as usual};

/// The page that says how a feed reader gets whole stories.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedsPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The feeds, absolute: all stories, then each section's.
    pub feeds: Vec<Link>,
    /// What the feed reader is told, for those who have been let in.
    pub password: Option<FeedPassword>,
}

/// What a feed reader asks for. It is the same for everybody with this week's cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedPassword {
    /// Any would do.
    pub name: &'static str,
    /// The value of the week's cookie.
    pub password: String,
    /// Until when it is good.
    pub until: Moment,
}

impl Page for FeedsPage {
    const TEMPLATE: &'static str = "plus_feeds.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<FeedsPage> {
        let link = |text: &str, url: &str| Link { text: text.into(), url: url.into() };
        let feeds = vec![
            link("Kropka", "https://kropka.example/en/whole-feed/rss.xml"),
            link("Economy", "https://kropka.example/en/section/economy/whole-feed/rss.xml"),
        ];
        let password = FeedPassword {
            name: "plus",
            password: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA".into(),
            until: Moment::new("22 December 2025, 02:00", "2025-12-22T00:00:00Z"),
        };
        let page = |frame, feeds, password| FeedsPage { frame, places: samples::places(), feeds, password };
        let frame = || usual::frame("/en/plus/feeds", "Whole stories in a feed reader");
        vec![
            page(frame(), feeds.clone(), None),
            page(frame(), feeds, Some(password.clone())),
            page(
                usual::extreme_frame("/ar/plus/feeds"),
                vec![link(LONG_WORD, LONG_WORD); 30],
                Some(password),
            ),
        ]
    }
}
