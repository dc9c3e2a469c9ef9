//! Reading the desk's list.

mod sql;

use base::{Language, Time};
use store::{Read, Row, StoreError, Value};

use super::folding::key;
use super::rows::{CORRECTED, UNPUBLISHED_CHANGES, UPDATE};
use super::text;
use crate::access::{Level, Timeline};
use crate::concept::in_list;
use crate::history::state;
use crate::manuscript::State;
use crate::public::{json, language};
use sql::Statement;

/// A story in the desk's list: as its newest revision has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The story's id.
    pub id: String,
    /// Its number.
    pub number: u64,
    /// Its translation group.
    pub group: String,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub state: State,
    /// Its headline; may be empty before it is out.
    pub headline: String,
    /// The desk's own name for it.
    pub slugline: String,
    /// Ids of its sections, in the editor's order.
    pub sections: Vec<String>,
    /// 1 (a flash) to 9.
    pub urgency: u8,
    /// Who opened it.
    pub author: String,
    /// Who saved it last.
    pub last_author: String,
    /// When something last happened to it.
    pub changed_at: Time,
    /// Its place in the list; moves with changes of state, and with saves only now and then.
    pub sort_at: Time,
    /// When it went out, or is to go out.
    pub published_at: Option<Time>,
    /// The desk has words that readers have not.
    pub has_unpublished_changes: bool,
    /// It carries a public note on an error.
    pub corrected: bool,
    /// It follows another story.
    pub follows: bool,
    /// Who may read it whole now; none when the public has nothing of it.
    pub level: Option<Level>,
}

/// A place in the list, which runs from new to old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// [`Line::sort_at`] of the line at this place.
    pub sort_at: Time,
    /// Its number, for lines of the same millisecond.
    pub number: u64,
}

/// What to show. What is empty or missing does not restrict.
#[derive(Clone, Debug)]
pub struct Query {
    /// Stories in one of these states.
    pub states: Vec<State>,
    /// Those of a section.
    pub section: Option<String>,
    /// Those in a language.
    pub language: Option<Language>,
    /// Those as urgent as this or more.
    pub urgency_at_most: Option<u8>,
    /// Those that somebody opened.
    pub author: Option<String>,
    /// Those with all of these words, or parts of words, in headline or slugline.
    pub text: Option<String>,
    /// For somebody who sees none but their own: those that they opened.
    pub visible_to: Option<String>,
    /// Those older than this place; from the newest on when missing.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
    /// The time of asking.
    pub now: Time,
}

impl Query {
    /// Everything, from the newest on.
    pub fn all(limit: usize, now: Time) -> Query {
        Query {
            states: Vec::new(),
            section: None,
            language: None,
            urgency_at_most: None,
            author: None,
            text: None,
            visible_to: None,
            before: None,
            limit,
            now,
        }
    }

    /// Whether a line passes all filters but the text.
    fn shows(&self, line: &Line) -> bool {
        let is = |wanted: &Option<String>| wanted.as_ref().is_none_or(|author| *author == line.author);
        (self.states.is_empty() || self.states.contains(&line.state))
            && self.section.as_ref().is_none_or(|section| line.sections.contains(section))
            && self.language.as_ref().is_none_or(|language| *language == line.language)
            && self.urgency_at_most.is_none_or(|urgency| line.urgency <= urgency)
            && is(&self.author)
            && is(&self.visible_to)
    }
}

/// A stretch of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// New to old.
    pub lines: Vec<Line>,
    /// Where the next stretch begins, if there is more.
    pub more: Option<Cursor>,
}

/// Reads a stretch of the list. With a text it may hold fewer lines than asked for though there are more.
pub async fn lines(db: &mut Read, query: &Query) -> Result<Page, StoreError> {
    let words = words(query);
    if words.is_empty() {
        return Ok(page(read(db, Statement::of(query), query.now).await?, query.limit));
    }
    // Most words that people look for stand in the newest stories.
    let new = read(db, Statement::with_words(query, &words, LOOKED_AT), query.now).await?;
    if new.len() > query.limit {
        return Ok(page(new, query.limit));
    }
    rare(db, query, &words).await
}

/// Lines that are looked at before the packed texts are read.
const LOOKED_AT: usize = 1_000;

/// Places that are looked at together, and how many times, where other filters leave few of them.
const PLACES: usize = 300;
const TIMES: usize = 10;

/// Words of a text filter that count.
const MOST_WORDS: usize = 6;

fn words(query: &Query) -> Vec<String> {
    let text = key(query.text.as_deref().unwrap_or_default());
    text.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}

/// Reads the packed texts, then the lines that they name.
async fn rare(db: &mut Read, query: &Query, words: &[String]) -> Result<Page, StoreError> {
    let mut places = text::find(db, words).await?;
    if let Some(before) = query.before {
        places.retain(|place| (place.sort_at, place.number) < (before.sort_at, before.number));
    }
    let (mut lines, mut looked_at) = (Vec::new(), 0);
    for most in std::iter::once(query.limit + 1).chain(std::iter::repeat_n(PLACES, TIMES)) {
        let next = &places[looked_at..places.len().min(looked_at + most)];
        if next.is_empty() || lines.len() > query.limit {
            break;
        }
        let named = read(db, Statement::at(next), query.now).await?;
        lines.extend(named.into_iter().filter(|line| query.shows(line)));
        looked_at += next.len();
    }
    if lines.len() > query.limit {
        return Ok(page(lines, query.limit));
    }
    let more = places.get(looked_at).and_then(|_| places.get(looked_at - 1)).copied();
    Ok(Page { lines, more })
}

async fn read(db: &mut Read, statement: Statement, now: Time) -> Result<Vec<Line>, StoreError> {
    let rows = db.rows(&statement.sql, statement.values).await?;
    rows.iter().map(|row| of_row(row, now)).collect()
}

fn page(mut lines: Vec<Line>, limit: usize) -> Page {
    let is_more = lines.len() > limit;
    lines.truncate(limit);
    let more = lines.last().filter(|_| is_more).map(Line::cursor);
    Page { lines, more }
}

/// The lines of some stories, in the order of the list: for a live list that heard of them.
pub async fn lines_of(db: &mut Read, stories: &[String], now: Time) -> Result<Vec<Line>, StoreError> {
    if stories.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select {COLUMNS} from desk_line d left join listing l on l.story = d.story where d.story in ({}) {ORDER}",
        in_list(stories.len(), 1)
    );
    let rows = db.rows(&sql, stories.iter().map(Value::from).collect()).await?;
    rows.iter().map(|row| of_row(row, now)).collect()
}

const COLUMNS: &str = "d.story, d.number, d.translation_group, d.language, d.state, d.headline, d.slugline, d.sections, \
                       d.urgency, d.author, d.last_author, d.changed_at, d.sort_at, d.published_at, d.flags, l.access";

const ORDER: &str = "order by d.sort_at desc, d.number desc";

fn of_row(row: &Row, now: Time) -> Result<Line, StoreError> {
    let flags = row.int("flags")?;
    let access: Option<Timeline> = match row.text_or_none("access")? {
        Some(_) => Some(json(row, "access")?),
        None => None,
    };
    Ok(Line {
        id: row.text("story")?,
        number: row.int("number")? as u64,
        group: row.text("translation_group")?,
        language: language(row)?,
        state: state(row)?,
        headline: row.text("headline")?,
        slugline: row.text("slugline")?,
        sections: json(row, "sections")?,
        urgency: row.int("urgency")? as u8,
        author: row.text("author")?,
        last_author: row.text("last_author")?,
        changed_at: row.time("changed_at")?,
        sort_at: row.time("sort_at")?,
        published_at: row.time_or_none("published_at")?,
        has_unpublished_changes: flags & UNPUBLISHED_CHANGES != 0,
        corrected: flags & CORRECTED != 0,
        follows: flags & UPDATE != 0,
        level: access.and_then(|access| access.level(now)),
    })
}

impl Line {
    /// Its place in the list.
    pub fn cursor(&self) -> Cursor {
        Cursor { sort_at: self.sort_at, number: self.number }
    }
}
