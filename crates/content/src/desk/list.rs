//! Reading the desk's list.

mod sql;

use base::{Language, Time};
use store::{Read, Row, StoreError, Value};

use super::rows::{CORRECTED, UNPUBLISHED_CHANGES, UPDATE};
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
}

/// A stretch of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// New to old.
    pub lines: Vec<Line>,
    /// Where the next stretch begins, if there is more.
    pub more: Option<Cursor>,
}

/// Reads a stretch of the list.
pub async fn lines(db: &mut Read, query: &Query) -> Result<Page, StoreError> {
    let Statement { sql, values } = Statement::of(query);
    let rows = db.rows(&sql, values).await?;
    let mut lines = rows.iter().map(|row| of_row(row, query.now)).collect::<Result<Vec<_>, _>>()?;
    let is_more = lines.len() > query.limit;
    lines.truncate(query.limit);
    let more = lines.last().filter(|_| is_more).map(Line::cursor);
    Ok(Page { lines, more })
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
