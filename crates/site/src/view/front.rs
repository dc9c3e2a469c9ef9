//! The front page of a language: `/{language}/`.

use serde::Serialize;

use super::{Entry, Frame, Page, Sheet, json_ld, samples};

/// The front page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrontPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The story of the hour, with deck and picture if it has them. `None` before the first publication.
    pub lead: Option<Entry>,
    /// What else matters, new to old, with decks; grouped by day where the day changes. Without the lead.
    pub entries: Vec<Entry>,
    /// A look into each section.
    pub sections: Vec<SectionOverview>,
}

/// A section and its newest stories.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionOverview {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Its newest stories, new to old; three are enough.
    pub entries: Vec<Entry>,
}

impl Page for FrontPage {
    const TEMPLATE: &'static str = "front.html";
    const SHEET: Sheet = Sheet::Lists;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn json_ld(&self) -> Option<serde_json::Value> {
        Some(json_ld::front(self))
    }

    fn samples() -> Vec<FrontPage> {
        let overview = |name: &str, entries| SectionOverview {
            name: name.into(),
            url: format!("/en/section/{}", name.to_lowercase()),
            entries,
        };
        let mut lead = samples::entry(0);
        lead.deck = samples::DECK.into();
        lead.picture = Some(samples::picture());
        let usual = FrontPage {
            frame: samples::frame("/en/", ""),
            lead: Some(lead),
            entries: (1..16).map(samples::entry_with_deck).collect(),
            sections: vec![
                overview("Politics", (1..4).map(samples::entry).collect()),
                overview("Economy", (4..7).map(samples::entry).collect()),
                overview("Society", (5..8).map(samples::entry).collect()),
                overview("Culture", (7..10).map(samples::entry).collect()),
            ],
        };
        let extreme = FrontPage {
            frame: samples::extreme_frame("/ar/"),
            lead: Some(samples::extreme_entry()),
            entries: vec![samples::extreme_entry()],
            sections: vec![overview("Sport", vec![samples::extreme_entry()]), overview("Empty", vec![])],
        };
        let first_day =
            FrontPage { frame: samples::empty_frame("/en/"), lead: None, entries: vec![], sections: vec![] };
        vec![usual, extreme, first_day]
    }
}
