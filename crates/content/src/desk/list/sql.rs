//! The statement for a query. Each filter alone is a range of one index, in the list's order, so that a page costs the
//! same however many stories there are; where several values are asked for (states, urgencies), each has its range and
//! the ranges are merged. Further filters are looked at line by line.

use store::Value;

use super::{COLUMNS, Cursor, ORDER, Query};
use crate::desk::folding::key;
use crate::manuscript::State;

/// Words of a text filter that count.
const MOST_WORDS: usize = 6;

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
}

impl Statement {
    pub(super) fn of(query: &Query) -> Statement {
        let mut statement = Statement { sql: String::new(), values: Vec::new() };
        let limit = statement.bind(query.limit as i64 + 1);
        let filters = statement.filters(query);
        let ranges: Vec<String> = ranges(query)
            .into_iter()
            .enumerate()
            .map(|(n, range)| statement.range(n, range, query.before, &filters, &limit))
            .collect();
        statement.sql = format!(
            "select {COLUMNS}
            from ({}) d
            left join listing l on l.story = d.story
            {ORDER}
            limit {limit}",
            ranges.join(" union all ")
        );
        statement
    }

    /// Adds a parameter; answers its name.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn filters(&mut self, query: &Query) -> String {
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
        for author in query.author.iter().chain(&query.visible_to) {
            filters += &format!(" and d.author = {}", self.bind(author));
        }
        if let Some(section) = query.section.as_deref().filter(|_| !walks_section(query)) {
            let section = self.bind(section);
            filters += &format!(
                " and exists (select 1 from desk_section y where y.story = d.story and y.section = {section})"
            );
        }
        for word in words(query) {
            filters += &format!(" and d.folded like {} escape '!'", self.bind(word));
        }
        filters
    }

    fn range(
        &mut self,
        n: usize,
        range: Range,
        before: Option<Cursor>,
        filters: &str,
        limit: &str,
    ) -> String {
        let mut from = "desk_line d";
        let mut place = "d";
        let condition = match range {
            Range::All => "1 = 1".to_owned(),
            Range::Section(section) => {
                (from, place) = ("desk_section x join desk_line d on d.story = x.story", "x");
                format!("x.section = {}", self.bind(section))
            }
            Range::State(state) => format!("d.state = {}", self.bind(state.name())),
            Range::Urgency(urgency) => format!("d.urgency = {}", self.bind(urgency)),
        };
        let older = before.map_or_else(String::new, |cursor| {
            let (sort_at, number) = (self.bind(cursor.sort_at), self.bind(cursor.number));
            format!(" and ({place}.sort_at, {place}.number) < ({sort_at}, {number})")
        });
        format!(
            "select * from (
              select d.*
              from {from}
              where {condition}{filters}{older}
              order by {place}.sort_at desc, {place}.number desc
              limit {limit}) r{n}"
        )
    }
}

/// The narrowest range first: stories that are not out are few.
fn ranges(query: &Query) -> Vec<Range> {
    let mut states = query.states.clone();
    states.sort_by_key(|state| state.name());
    states.dedup();
    if !states.is_empty() && !states.contains(&State::Published) {
        return states.into_iter().map(Range::State).collect();
    }
    if let Some(section) = &query.section {
        return vec![Range::Section(section.clone())];
    }
    match query.urgency_at_most {
        Some(urgency @ 1..=4) if query.author.is_none() && query.visible_to.is_none() => {
            (1..=urgency).map(Range::Urgency).collect()
        }
        _ if !states.is_empty() && query.author.is_none() && query.visible_to.is_none() => {
            states.into_iter().map(Range::State).collect()
        }
        _ => vec![Range::All],
    }
}

fn walks_section(query: &Query) -> bool {
    matches!(ranges(query)[..], [Range::Section(_)])
}

/// The filter's words as patterns.
fn words(query: &Query) -> Vec<String> {
    let text = key(query.text.as_deref().unwrap_or_default());
    let escaped = |word: &str| word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    text.split_whitespace().take(MOST_WORDS).map(|word| format!("%{}%", escaped(word))).collect()
}
