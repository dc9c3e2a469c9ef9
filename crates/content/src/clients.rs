//! What clients of the wire are shown lists of: stories that are public, stories that are held for clients, and what has
//! changed since, kills among it. Which of it a contract covers is the wire's to say; whoever reads here shows that they
//! were let in, for what is held is nobody else's to see.

use std::collections::HashMap;

use base::{Language, Time};
use store::{Read, Row, StoreError, Value, values};

use crate::access::Timeline;
use crate::admission::Admission;
use crate::concept::{self, ConceptKind, Named, in_list};
use crate::listing::{ALL, shelf_name};
use crate::manuscript::{Document, Kill};
use crate::public::{json, language};

/// A story as the wire lists it. Of a killed one, how it stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// The number behind its short address.
    pub number: u64,
    /// Its language.
    pub language: Language,
    /// What its address ends with.
    pub slug: String,
    /// The headline.
    pub headline: String,
    /// The deck, or empty.
    pub deck: String,
    /// Its sections, in the editor's order.
    pub sections: Vec<Named>,
    /// 1 (a flash) to 9.
    pub urgency: u8,
    /// When it was published.
    pub published_at: Time,
    /// When the public sees it, or saw it first; none where it never does.
    pub public_from: Option<Time>,
    /// When those who have it last got something new, a kill too; the hours at which its access changes are not counted.
    pub changed_at: Time,
    /// Who may read it when.
    pub access: Timeline,
    /// Set where it was killed.
    pub killed: Option<Kill>,
}

impl Line {
    /// When the version that is true at `now` came to be: with each change, and with each hour at which its access changes.
    pub fn version(&self, now: Time) -> Time {
        let steps = self.access.steps().iter().map(|(from, _)| *from);
        let last = steps.filter(|from| *from <= now).max();
        self.changed_at.max(self.published_at).max(last.unwrap_or(self.changed_at))
    }
}

/// A place in a list: a story's time in it, and its number for those of the same millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// In the list of stories when the public first saw it, of a held one when it was published; in the list of changes
    /// when it changed.
    pub at: Time,
    /// Its number.
    pub number: u64,
}

/// A place and the story at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub cursor: Cursor,
    /// The story's id.
    pub id: String,
}

/// Which places of the list of stories.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// In these languages.
    pub languages: &'a [Language],
    /// In one of these sections; in any where there are none.
    pub sections: &'a [String],
    /// Held stories as well.
    pub held: bool,
    /// Older than this place; from the newest on when missing.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
    /// The time of asking.
    pub now: Time,
}

/// Places of the list of stories, new to old. Among those of held stories may be some in other sections: their lines say.
pub async fn places(
    db: &mut Read,
    wanted: &Wanted<'_>,
    _admission: &Admission,
) -> Result<Vec<Placed>, StoreError> {
    let newest = Cursor { at: wanted.now.plus_millis(1), number: 0 };
    let before = wanted.before.map_or(newest, |before| before.min(newest));
    let mut shelves: Vec<String> =
        wanted.sections.iter().map(|id| shelf_name(ConceptKind::Section, id)).collect();
    if shelves.is_empty() {
        shelves.push(ALL.to_owned());
    }
    let mut all = Vec::new();
    for language in wanted.languages {
        for shelf in &shelves {
            let sql = "
                select story, number, public_from as at
                from shelf
                where name = $1 and language = $2 and (public_from, number) < ($3, $4)
                order by public_from desc, number desc
                limit $5";
            let limit = wanted.limit as i64;
            let parameters = values![shelf, language.as_str(), before.at, before.number, limit];
            all.extend(placed(&db.rows(sql, parameters).await?)?);
        }
    }
    if wanted.held {
        all.extend(held(db, wanted, before).await?);
    }
    all.sort_by_key(|place| std::cmp::Reverse(place.cursor));
    all.dedup_by(|one, other| one.id == other.id);
    all.truncate(wanted.limit);
    Ok(all)
}

/// Embargoed stories are few; those that the public never sees may be many, and are in the list's order in an index.
async fn held(db: &mut Read, wanted: &Wanted<'_>, before: Cursor) -> Result<Vec<Placed>, StoreError> {
    let sql = format!(
        "
        select story, number, at
        from (
          select s.id as story, s.number, s.published_at as at, s.language
          from story s
          where s.state = 'published' and s.public_from > $1
          union all
          select s.id as story, s.number, s.published_at as at, s.language
          from story s
          where s.state = 'published' and s.public_from is null and (s.published_at, s.number) < ($2, $3)) h
        where (h.at, h.number) < ($2, $3) and h.language in ({})
        order by h.at desc, h.number desc
        limit $4",
        in_list(wanted.languages.len(), 5)
    );
    let mut parameters = values![wanted.now, before.at, before.number, wanted.limit as i64];
    parameters.extend(wanted.languages.iter().map(|language| Value::from(language.as_str())));
    if wanted.languages.is_empty() {
        return Ok(Vec::new());
    }
    placed(&db.rows(&sql, parameters).await?)
}

/// Places of the list of changes, old to new, after one: stories published, changed or killed, and those whose access
/// changed with an hour. A story that changed twice may stand there twice.
pub async fn changes(
    db: &mut Read,
    after: Cursor,
    limit: usize,
    now: Time,
    _admission: &Admission,
) -> Result<Vec<Placed>, StoreError> {
    let changed = "
        select id as story, number, changed_at as at
        from story
        where state = 'published' and (changed_at, number) > ($1, $2) and changed_at <= $3
        order by changed_at, number
        limit $4";
    let turned = "
        select a.story, s.number, a.at
        from access_step a
        join story s on s.id = a.story
        where a.at >= $1 and (a.at, s.number) > ($1, $2) and a.at <= $3 and s.state = 'published'
        order by a.at, s.number
        limit $4";
    let killed = "
        select t.story, s.number, t.at
        from story_state t
        join story s on s.id = t.story
        where t.state = 'killed' and t.at >= $1 and (t.at, s.number) > ($1, $2) and t.at <= $3 and s.state = 'killed'
        order by t.at, s.number
        limit $4";
    let mut all = Vec::new();
    for sql in [changed, turned, killed] {
        let parameters = values![after.at, after.number, now, limit as i64];
        all.extend(placed(&db.rows(sql, parameters).await?)?);
    }
    all.sort_by_key(|place| place.cursor);
    all.dedup();
    all.truncate(limit);
    Ok(all)
}

fn placed(rows: &[Row]) -> Result<Vec<Placed>, StoreError> {
    let one = |row: &Row| {
        let cursor = Cursor { at: row.time("at")?, number: row.int("number")? as u64 };
        Ok(Placed { cursor, id: row.text("story")? })
    };
    rows.iter().map(one).collect()
}

/// The lines of stories that are out or were killed, in the order of the ids; those of others stay out.
pub async fn lines(db: &mut Read, ids: &[String], _admission: &Admission) -> Result<Vec<Line>, StoreError> {
    let mut lines = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(200) {
        let sql = format!("{SELECT} in ({})", in_list(chunk.len(), 1));
        let rows = db.rows(&sql, chunk.iter().map(Value::from).collect()).await?;
        let read: Vec<(Line, Vec<String>)> = rows.iter().map(line).collect::<Result<_, _>>()?;
        lines.extend(with_sections(db, read).await?);
    }
    let place: HashMap<&String, usize> = ids.iter().enumerate().map(|(at, id)| (id, at)).collect();
    lines.sort_by_key(|line| place.get(&line.id).copied());
    Ok(lines)
}

/// The line of one story.
pub async fn line_of(db: &mut Read, id: &str, admission: &Admission) -> Result<Option<Line>, StoreError> {
    Ok(lines(db, &[id.to_owned()], admission).await?.pop())
}

/// What the public sees now or later is in `listing`; of all else the document is read.
const SELECT: &str = "
    select s.id, s.number, s.language, s.slug, s.state, s.published_at, s.public_from, s.changed_at, s.kill_notice,
      l.headline, l.deck, l.sections, l.access, l.urgency, r.document,
      (select max(t.at) from story_state t where t.story = s.id and t.state = 'killed' and s.state = 'killed') as killed_at
    from story s
    left join listing l on l.story = s.id
    left join revision r on r.story = s.id and r.number = s.published_revision and l.story is null
    where s.state in ('published', 'killed') and s.published_revision is not null and s.id";

/// A line yet without its sections, and their ids.
fn line(row: &Row) -> Result<(Line, Vec<String>), StoreError> {
    let published_at = row.time("published_at")?;
    let killed = match row.time_or_none("killed_at")? {
        Some(at) => Some(Kill { at, notice: row.text_or_none("kill_notice")?.unwrap_or_default() }),
        None => None,
    };
    let mut line = Line {
        id: row.text("id")?,
        number: row.int("number")? as u64,
        language: language(row)?,
        slug: row.text("slug")?,
        headline: String::new(),
        deck: String::new(),
        sections: Vec::new(),
        urgency: 5,
        published_at,
        public_from: row.time_or_none("public_from")?,
        changed_at: killed.as_ref().map_or(row.time("changed_at")?, |kill| kill.at),
        access: Timeline(Vec::new()),
        killed,
    };
    let Some(headline) = row.text_or_none("headline")? else {
        let document: Document = json(row, "document")?;
        let access = document.access.timeline(published_at);
        line.access = access.map_err(|error| StoreError::Damaged(format!("{}: {error}", line.id)))?;
        line.headline = document.headline;
        line.deck = document.deck;
        line.urgency = document.urgency;
        return Ok((line, document.sections));
    };
    line.headline = headline;
    line.deck = row.text("deck")?;
    line.urgency = row.int("urgency")? as u8;
    line.access = json(row, "access")?;
    Ok((line, json(row, "sections")?))
}

/// The names are asked for once a language.
async fn with_sections(db: &mut Read, read: Vec<(Line, Vec<String>)>) -> Result<Vec<Line>, StoreError> {
    let mut wanted: HashMap<Language, Vec<String>> = HashMap::new();
    for (line, ids) in &read {
        wanted.entry(line.language.clone()).or_default().extend(ids.iter().cloned());
    }
    let mut named = HashMap::new();
    for (language, mut ids) in wanted {
        ids.sort();
        ids.dedup();
        let names = concept::named_by_id(db, ConceptKind::Section, &ids, &language).await?;
        named.insert(language, names);
    }
    let finished = |(mut line, ids): (Line, Vec<String>)| {
        let names = named.get(&line.language);
        line.sections = names.map(|names| concept::picked(names, &ids)).unwrap_or_default();
        line
    };
    Ok(read.into_iter().map(finished).collect())
}
