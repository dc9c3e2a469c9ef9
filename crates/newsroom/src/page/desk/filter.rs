//! What of the list somebody wants to see: the query of `/desk`, and the form that writes it.

use base::{Language, Time};
use content::desk::{Cursor, Query};
use content::{ConceptKind, State, concept};
use serde::Serialize;
use store::Read;

use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::{Fields, escaped};
use crate::rights::Right;
use crate::staff;

/// Lines on one page.
pub(super) const A_PAGE: usize = 60;

/// All states, as the day runs.
pub(super) const STATES: [State; 6] =
    [State::Draft, State::InEdit, State::Ready, State::Scheduled, State::Published, State::Killed];

/// How the list is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Newest,
    State,
    Person,
}

/// The query, read.
pub(super) struct Filter {
    pub by: By,
    pub state: Option<State>,
    pub person: Option<String>,
    pub section: Option<String>,
    pub language: Option<Language>,
    pub urgency: Option<u8>,
    pub text: Option<String>,
    pub before: Option<Cursor>,
    /// Sees only what is theirs.
    pub visible_to: Option<String>,
    pub sections: Vec<(String, String)>,
    pub people: Vec<(String, String)>,
    asked: Fields,
}

/// The form, filled in.
#[derive(Serialize)]
pub(super) struct View {
    by: Vec<Choice>,
    states: Vec<Choice>,
    people: Vec<Choice>,
    sections: Vec<Choice>,
    languages: Vec<Choice>,
    urgencies: Vec<Choice>,
    q: String,
    /// Whether anything is left out.
    is_narrow: bool,
}

/// One of several things to choose from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

impl Filter {
    pub async fn read(desk: &Desk, db: &mut Read, asked: Fields) -> Answer<Filter> {
        let sees = desk.may(Right::See);
        let me = desk.me()?;
        let sections = concept::all(db, ConceptKind::Section).await?;
        let language = desk.locale.language();
        let sections = sections.iter().map(|c| (c.id.clone(), c.name(language).to_owned())).collect();
        let members = if sees { staff::all(db).await? } else { Vec::new() };
        Ok(Filter {
            by: match asked.text("by") {
                "state" => By::State,
                "person" if sees => By::Person,
                _ => By::Newest,
            },
            state: State::from_name(asked.text("state")),
            person: asked.some("person").filter(|_| sees).map(str::to_owned),
            section: asked.some("section").map(str::to_owned),
            language: asked.some("language").and_then(|tag| tag.parse().ok()),
            urgency: asked.number("urgency").and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 9),
            text: asked.some("q").map(|text| text.chars().take(200).collect()),
            before: asked.some("before").and_then(read_cursor),
            visible_to: (!sees).then(|| me.id.clone()),
            people: members.into_iter().map(|m| (m.id, m.name)).collect(),
            sections,
            asked,
        })
    }

    /// The query for lines in one state, or in all that are asked for.
    pub fn query(&self, desk: &Desk, state: Option<State>, limit: usize) -> Query {
        Query {
            now: desk.now,
            states: state.or(self.state).into_iter().collect(),
            section: self.section.clone(),
            language: self.language.clone(),
            urgency_at_most: self.urgency,
            author: self.person.clone(),
            text: self.text.clone(),
            visible_to: self.visible_to.clone(),
            before: self.before,
            limit,
        }
    }

    /// The address of this list with one thing set.
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self.asked.query_without(name);
        let joint = if kept.is_empty() { "" } else { "&" };
        format!("/desk?{kept}{joint}{name}={}", escaped(value))
    }

    pub fn view(&self, desk: &Desk) -> View {
        let is = |of: &Option<String>, id: &str| of.as_deref() == Some(id);
        let bys = [(By::Newest, "newest"), (By::State, "state"), (By::Person, "person")];
        let named = |pairs: &[(String, String)], of: &Option<String>| -> Vec<Choice> {
            pairs.iter().map(|(id, name)| choice(id, name, is(of, id))).collect()
        };
        View {
            by: bys
                .into_iter()
                .filter(|(by, _)| *by != By::Person || self.visible_to.is_none())
                .map(|(by, name)| choice(name, &desk.say(&format!("by-{name}")), self.by == by))
                .collect(),
            states: STATES
                .into_iter()
                .map(|state| choice(state.name(), &state_name(desk, state), self.state == Some(state)))
                .collect(),
            people: named(&self.people, &self.person),
            sections: named(&self.sections, &self.section),
            languages: languages(desk, self.language.as_ref().map(Language::as_str).unwrap_or_default()),
            urgencies: (1..=9u8)
                .map(|n| choice(&n.to_string(), &n.to_string(), self.urgency == Some(n)))
                .collect(),
            q: self.text.clone().unwrap_or_default(),
            is_narrow: ["state", "person", "section", "language", "urgency", "q", "before"]
                .iter()
                .any(|name| self.asked.some(name).is_some()),
        }
    }
}

/// The languages that the agency publishes in.
pub(crate) fn languages(desk: &Desk, chosen: &str) -> Vec<Choice> {
    let all = desk.newsroom.config.languages.iter();
    all.map(|l| choice(l.tag.as_str(), &l.name, l.tag.as_str() == chosen)).collect()
}

pub(crate) fn choice(value: &str, name: &str, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), name: name.to_owned(), chosen }
}

/// 'In edit'.
pub(crate) fn state_name(desk: &Desk, state: State) -> String {
    desk.say(&format!("state-{}", state.name().replace('_', "-")))
}

/// 'Drafts': the heading above the stories of a state.
pub(super) fn states_name(desk: &Desk, state: State) -> String {
    desk.say(&format!("states-{}", state.name().replace('_', "-")))
}

/// A place in the list as it stands in an address: time and number.
pub(super) fn write_cursor(cursor: Cursor) -> String {
    format!("{}-{}", cursor.sort_at.millis(), cursor.number)
}

fn read_cursor(text: &str) -> Option<Cursor> {
    let (time, number) = text.split_once('-')?;
    Some(Cursor { sort_at: Time::from_millis(time.parse().ok()?), number: number.parse().ok()? })
}
