//! The statement for a query. Each filter alone is a range of one index, in the list's order, so that a page costs the
//! same however many stories there are; where several values are asked for (states, urgencies), each has its range and
//! the ranges are merged. Further filters are looked at line by line.

use base::Time;
use store::Value;

use super::{COLUMNS, Cursor, ORDER, Query};
use crate::desk::text::pattern;
use crate::manuscript::State;

/// A statement and its parameters.
pub(super) struct Statement {
    pub sql: String,
    pub values: Vec<Value>,
}

/// A range that is walked.
enum Range {
    All,
    Section(String),
    State(State),
    Urgency(u8),
    Author(String),
}

impl Statement {
    /// The first lines of a query without its text.
    pub(super) fn of(query: &Query) -> Statement {
        let mut statement = Statement::empty();
        let limit = statement.bind(query.limit as i64 + 1);
        let ranges = statement.ranges(query, &limit);
        statement.sql = format!("{} {ORDER} limit {limit}", shown(&ranges));
        statement
    }

    /// Those with all of these words among the first `looked_at` lines.
    pub(super) fn with_words(query: &Query, words: &[String], looked_at: usize) -> Statement {
        let mut statement = Statement::empty();
        let limit = statement.bind(query.limit as i64 + 1);
        let most = statement.bind(looked_at as i64);
        let ranges = statement.ranges(query, &most);
        let words: Vec<String> = words
            .iter()
            .map(|word| format!("d.folded like {} escape '!'", statement.bind(pattern(word))))
            .collect();
        statement.sql = format!("{} where {} {ORDER} limit {limit}", shown(&ranges), words.join(" and "));
        statement
    }

    /// The lines at these places.
    pub(super) fn at(places: &[Cursor]) -> Statement {
        let mut statement = Statement::empty();
        let numbers: Vec<String> = places.iter().map(|place| statement.bind(place.number)).collect();
        statement.sql = format!(
            "select {COLUMNS}
            from story s
            join desk_line d on d.story = s.id
            left join listing l on l.story = d.story
            where s.number in ({}) {ORDER}",
            numbers.join(", ")
        );
        statement
    }

    fn empty() -> Statement {
        Statement { sql: String::new(), values: Vec::new() }
    }

    /// Adds a parameter; answers its name.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Every filter but the text and what the range itself sees to.
    fn filters(&mut self, query: &Query, range: &Range) -> String {
        let mut filters = String::new();
        if !query.states.is_empty() {
            let states: Vec<String> = query.states.iter().map(|state| self.bind(state.name())).collect();
            filters += &format!(" and d.state in ({})", states.join(", "));
        }
        if let Some(language) = &query.language {
            filters += &format!(" and d.language = {}", self.bind(language.as_str()));
        }
        if let Some(urgency) = query.urgency_at_most {
            filters += &format!(" and d.urgency <= {}", self.bind(urgency));
        }
        let walked = |author: &&String| matches!(range, Range::Author(walked) if walked == *author);
        for author in query.author.iter().chain(&query.visible_to).filter(|author| !walked(author)) {
            filters += &format!(" and d.author = {}", self.bind(author));
        }
        if let Some(section) = query.section.as_ref().filter(|_| !matches!(range, Range::Section(_))) {
            // The line is at hand; a look into `desk_section` for each would cost more.
            let section = self.bind(pattern(&format!("\"{section}\"")));
            filters += &format!(" and d.sections like {section} escape '!'");
        }
        filters
    }

    fn ranges(&mut self, query: &Query, limit: &str) -> String {
        let ranges = ranges(query).into_iter().enumerate();
        let ranges: Vec<String> = ranges.map(|(n, range)| self.range(n, &range, query, limit)).collect();
        ranges.join(" union all ")
    }

    fn range(&mut self, n: usize, range: &Range, query: &Query, limit: &str) -> String {
        let newest = Cursor { sort_at: Time::LATEST, number: i64::MAX as u64 };
        let before = query.before.unwrap_or(newest);
        let filters = self.filters(query, range);
        let (sort_at, number) = (self.bind(before.sort_at), self.bind(before.number));
        let place = |table: &str| format!("({table}.sort_at, {table}.number) < ({sort_at}, {number})");
        let order = |table: &str| format!("{table}.sort_at desc, {table}.number desc");
        let simple =
            |condition: String| ("desk_line d", format!("{condition} and {}", place("d")), order("d"));
        let (from, condition, order) = match range {
            Range::All => simple("1 = 1".to_owned()),
            Range::State(state) => simple(format!("d.state = {}", self.bind(state.name()))),
            Range::Urgency(urgency) => simple(format!("d.urgency = {}", self.bind(*urgency))),
            Range::Section(section) => {
                let from = "desk_section x join desk_line d on d.story = x.story";
                (from, format!("x.section = {} and {}", self.bind(section), place("x")), order("x"))
            }
            // Said so, no planner walks the whole list for somebody who has opened three stories.
            Range::Author(author) => {
                let author = self.bind(author);
                let place = format!("(d.author, d.sort_at, d.number) < ({author}, {sort_at}, {number})");
                let order = "d.author desc, d.sort_at desc, d.number desc".to_owned();
                ("desk_line d", format!("d.author >= {author} and {place}"), order)
            }
        };
        format!(
            "select * from (
              select d.*
              from {from}
              where {condition}{filters}
              order by {order}
              limit {limit}) r{n}"
        )
    }
}

/// Lines with what the public may read of them.
fn shown(ranges: &str) -> String {
    format!("select {COLUMNS} from ({ranges}) d left join listing l on l.story = d.story")
}

/// The narrowest range first: stories that are not out are few.
fn ranges(query: &Query) -> Vec<Range> {
    let mut states = query.states.clone();
    states.sort_by_key(|state| state.name());
    states.dedup();
    let of_states = |states: Vec<State>| states.into_iter().map(Range::State).collect();
    if !states.is_empty() && !states.contains(&State::Published) {
        return of_states(states);
    }
    if let Some(author) = query.visible_to.as_ref().or(query.author.as_ref()) {
        return vec![Range::Author(author.clone())];
    }
    if let Some(section) = &query.section {
        return vec![Range::Section(section.clone())];
    }
    match query.urgency_at_most {
        Some(urgency @ 1..=4) => (1..=urgency).map(Range::Urgency).collect(),
        _ if !states.is_empty() => of_states(states),
        _ => vec![Range::All],
    }
}
