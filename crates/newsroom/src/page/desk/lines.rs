//! The lines of the list as a page shows them, divided into groups.

use std::collections::HashMap;

use content::desk::{self as lines, Line};
use content::{Level, State};
use serde::Serialize;
use store::Read;

use super::filter::{A_PAGE, By, Filter, STATES, state_name, states_name, write_cursor};
use crate::assignment;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::presence;
use crate::rights::Right;
use crate::story::{Moment, Names};

/// Lines of each state where the list is divided by state.
const OF_A_STATE: usize = 15;

/// Some lines under a heading.
#[derive(Serialize)]
pub(super) struct Group {
    /// A name for ids: `draft`, `person-3`; `all` where the list is not divided.
    name: String,
    /// Empty where the list is not divided.
    heading: String,
    /// How many lines stand here.
    count: usize,
    /// There are more, at this address.
    more: Option<String>,
    lines: Vec<LineView>,
}

/// A story in the list.
#[derive(Serialize)]
pub(super) struct LineView {
    id: String,
    headline: String,
    slugline: String,
    state: &'static str,
    state_name: String,
    language: String,
    sections: Vec<String>,
    urgency: u8,
    author: String,
    /// Whoever saved it last, where that is somebody else.
    last_author: Option<String>,
    assigned: Vec<String>,
    /// When it changed, went out or is to go out.
    at: Moment,
    has_unpublished_changes: bool,
    /// Who may read it now: `open`, `plus`, `clients`; empty before it is out.
    access: &'static str,
    /// Who has it open.
    present: Vec<String>,
}

/// What lines take from other tables and from names.
struct Beside {
    names: Names,
    sections: HashMap<String, String>,
    assigned: HashMap<String, Vec<assignment::Assigned>>,
    present: HashMap<String, Vec<presence::Present>>,
}

/// The list in its groups, and where it goes on.
pub(super) async fn groups(
    desk: &Desk,
    db: &mut Read,
    filter: &Filter,
) -> Answer<(Vec<Group>, Option<String>)> {
    if filter.by == By::State && filter.state.is_none() {
        return Ok((by_state(desk, db, filter).await?, None));
    }
    let page = lines::lines(db, &filter.query(desk, None, A_PAGE)).await?;
    let older = page.more.map(|cursor| filter.with("before", &write_cursor(cursor)));
    let beside = Beside::load(desk, db, &page.lines, &filter.sections).await?;
    let groups = match filter.by {
        By::Person => by_person(desk, page.lines, &beside),
        _ => vec![Group::of("all", String::new(), views(desk, page.lines, &beside), None)],
    };
    Ok((groups, older))
}

/// The lines of stories by id, those whose state is wanted.
pub(super) async fn of(
    desk: &Desk,
    db: &mut Read,
    stories: &[String],
    wanted: impl Fn(State) -> bool,
) -> Answer<Vec<LineView>> {
    let found = lines::lines_of(db, stories, desk.now).await?.into_iter();
    let found: Vec<Line> = found.filter(|line| wanted(line.state)).collect();
    let beside = Beside::load(desk, db, &found, &[]).await?;
    Ok(views(desk, found, &beside))
}

async fn by_state(desk: &Desk, db: &mut Read, filter: &Filter) -> Answer<Vec<Group>> {
    let mut groups = Vec::new();
    for state in STATES {
        let page = lines::lines(db, &filter.query(desk, Some(state), OF_A_STATE)).await?;
        if page.lines.is_empty() {
            continue;
        }
        let beside = Beside::load(desk, db, &page.lines, &filter.sections).await?;
        let more = page.more.map(|_| filter.with("state", state.name()));
        let lines = views(desk, page.lines, &beside);
        groups.push(Group::of(state.name(), states_name(desk, state), lines, more));
    }
    Ok(groups)
}

/// By whoever opened the story; people in the order of their newest line.
fn by_person(desk: &Desk, lines: Vec<Line>, beside: &Beside) -> Vec<Group> {
    let mut people: Vec<String> = Vec::new();
    for line in &lines {
        if !people.contains(&line.author) {
            people.push(line.author.clone());
        }
    }
    let mut groups = Vec::new();
    for (place, person) in people.iter().enumerate() {
        let own = lines.iter().filter(|line| line.author == *person).cloned().collect();
        let heading = beside.names.of(person);
        groups.push(Group::of(&format!("person-{place}"), heading, views(desk, own, beside), None));
    }
    groups
}

impl Group {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn of(name: &str, heading: String, lines: Vec<LineView>, more: Option<String>) -> Group {
        Group { name: name.to_owned(), heading, count: lines.len(), more, lines }
    }
}

impl Beside {
    async fn load(
        desk: &Desk,
        db: &mut Read,
        lines: &[Line],
        sections: &[(String, String)],
    ) -> Answer<Beside> {
        let ids: Vec<String> = lines.iter().map(|line| line.id.clone()).collect();
        let sees = desk.may(Right::See);
        let assigned = if sees { assignment::of_each(db, &ids).await? } else { HashMap::new() };
        let present = if sees { presence::at_each(db, &ids, desk.now).await? } else { HashMap::new() };
        let sections = sections.iter().cloned().collect();
        Ok(Beside { names: Names::load(desk, db).await?, sections, assigned, present })
    }
}

fn views(desk: &Desk, lines: Vec<Line>, beside: &Beside) -> Vec<LineView> {
    lines.into_iter().map(|line| view(desk, line, beside)).collect()
}

fn view(desk: &Desk, line: Line, beside: &Beside) -> LineView {
    let section = |id: &String| beside.sections.get(id).cloned().unwrap_or_else(|| id.clone());
    let assigned = beside.assigned.get(&line.id).into_iter().flatten();
    let present = beside.present.get(&line.id).into_iter().flatten();
    let at = match line.state {
        State::Published | State::Scheduled => line.published_at.unwrap_or(line.changed_at),
        _ => line.changed_at,
    };
    LineView {
        headline: line.headline,
        slugline: line.slugline,
        state: line.state.name(),
        state_name: state_name(desk, line.state),
        language: line.language.to_string(),
        sections: line.sections.iter().map(section).collect(),
        urgency: line.urgency,
        last_author: (line.last_author != line.author).then(|| beside.names.of(&line.last_author)),
        author: beside.names.of(&line.author),
        assigned: assigned.map(|assigned| assigned.name.clone()).collect(),
        at: desk.moment(at),
        has_unpublished_changes: line.has_unpublished_changes,
        access: level_name(line.level),
        present: present.map(|present| present.name.clone()).collect(),
        id: line.id,
    }
}

fn level_name(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Open) => "open",
        Some(Level::Plus) => "plus",
        Some(Level::Clients) => "clients",
        None => "",
    }
}
