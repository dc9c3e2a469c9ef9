//! A list of stories, new to old: the latest, a section, a topic, a person.

use content::Role;
use serde::Serialize;

use super::{Entry, Frame, Page, Sheet, samples};

/// A stretch of a list. The way backwards is endless, by plain links.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListPage {
    /// What stands on every page.
    pub frame: Frame,
    /// What the list is of.
    pub kind: ListKind,
    /// The name of the section, topic or person; for the latest, what it is called (message `latest`).
    pub name: String,
    /// How somebody signs; only on a person's page.
    pub role: Option<Role>,
    /// The stories of this stretch, new to old; may be empty.
    pub entries: Vec<Entry>,
    /// The stretch with newer stories.
    pub newer: Option<String>,
    /// The stretch with older stories.
    pub older: Option<String>,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// All stories of the language.
    Latest,
    /// The stories of a section.
    Section,
    /// The stories of a topic.
    Topic,
    /// What somebody signed.
    Person,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "list.html";
    const SHEET: Sheet = Sheet::Lists;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<ListPage> {
        let page = |kind, name: &str, path: &str| ListPage {
            frame: samples::frame(path, name),
            kind,
            name: name.into(),
            role: None,
            entries: (0..20).map(samples::entry_with_deck).collect(),
            newer: None,
            older: Some(format!("{path}/before/1a2b")),
        };
        let section = page(ListKind::Section, "Politics", "/en/section/politics");
        let latest = ListPage {
            newer: Some("/en/latest".into()),
            ..page(ListKind::Latest, "Latest", "/en/latest/before/1a2b")
        };
        let person = ListPage {
            role: Some(Role::Pseudonym),
            entries: vec![samples::entry(3)],
            older: None,
            ..page(ListKind::Person, "Vieras", "/en/person/vieras")
        };
        let desk = ListPage { role: Some(Role::Desk), ..person.clone() };
        let extreme = ListPage {
            frame: samples::extreme_frame("/ar/topic/x"),
            entries: vec![samples::extreme_entry()],
            newer: Some("/ar/topic/x".into()),
            ..page(ListKind::Topic, samples::LONG_WORD, "/ar/topic/x")
        };
        let empty =
            ListPage { entries: vec![], older: None, ..page(ListKind::Topic, "Border", "/en/topic/border") };
        vec![section, latest, person, desk, extreme, empty]
    }
}
