//! Writing the lines of the desk's list.

use base::Time;
use store::{StoreError, Value, Write, values};

use super::folding::key;
use super::text::{self, TextLine};
use crate::concept::in_list;
use crate::file::rows::Pointers;
use crate::manuscript::{Document, Manuscript, State};

/// Readers see an older revision than the desk works on.
pub(crate) const UNPUBLISHED_CHANGES: i64 = 1;
/// It carries a public note on an error.
pub(crate) const CORRECTED: i64 = 2;
/// It follows another story.
pub(crate) const UPDATE: i64 = 4;

/// How often a save moves its story up in the list, in milliseconds.
const STIR_MS: i64 = 600_000;

/// A line to be written.
pub(crate) struct Line {
    story: String,
    number: u64,
    group: String,
    language: String,
    state: State,
    headline: String,
    folded: String,
    slugline: String,
    sections: Vec<String>,
    urgency: u8,
    author: String,
    last_author: String,
    changed_at: Time,
    sort_at: Time,
    published_at: Option<Time>,
    flags: i64,
}

impl Line {
    /// The line of a manuscript that is filed: it has its own times.
    pub(crate) fn filed(m: &Manuscript, pointers: Pointers, author: &str, now: Time) -> Line {
        let changed_at = m.updated().filter(|_| m.state != State::Scheduled).unwrap_or(now);
        Line {
            story: m.id.clone(),
            number: m.number.unwrap_or_default(),
            group: m.group.clone(),
            language: m.language.to_string(),
            state: m.state,
            headline: m.document.headline.clone(),
            folded: folded(&m.document),
            slugline: m.document.slugline.clone(),
            sections: m.document.sections.clone(),
            urgency: m.document.urgency,
            author: author.to_owned(),
            last_author: author.to_owned(),
            changed_at,
            sort_at: changed_at,
            published_at: m.published_at,
            flags: flags(m, pointers),
        }
    }

    /// The line of a story that was there before there were lines.
    pub(crate) fn of_old(m: &Manuscript, pointers: Pointers, opened: &str, saved: &str, at: Time) -> Line {
        Line { last_author: saved.to_owned(), ..Line::filed(m, pointers, opened, at) }
    }

    fn section_rows(&self) -> Vec<Vec<Value>> {
        let mut sections = self.sections.clone();
        sections.sort();
        sections.dedup();
        sections.into_iter().map(|section| values![section, self.sort_at, self.number, &self.story]).collect()
    }

    fn row(self) -> Vec<Value> {
        values![
            self.story,
            self.number,
            self.group,
            self.language,
            self.state.name(),
            self.headline,
            self.folded,
            self.slugline,
            list(&self.sections),
            self.urgency,
            self.author,
            self.last_author,
            self.changed_at,
            self.sort_at,
            self.published_at,
            self.flags,
        ]
    }
}

/// Lines gathered over a batch.
#[derive(Default)]
pub(crate) struct LineRows {
    known: Vec<String>,
    line: Vec<Vec<Value>>,
    section: Vec<Vec<Value>>,
    text: Vec<TextLine>,
}

impl LineRows {
    pub(crate) fn add(&mut self, line: Line, is_known: bool) {
        if is_known {
            self.known.push(line.story.clone());
        }
        self.section.extend(line.section_rows());
        self.text.push(TextLine { number: line.number, sort_at: line.sort_at, folded: line.folded.clone() });
        self.line.push(line.row());
    }

    pub(crate) async fn write(self, tx: &mut Write) -> Result<(), StoreError> {
        for chunk in self.known.chunks(500) {
            let sql = format!("delete from desk_section where story in ({})", in_list(chunk.len(), 1));
            tx.execute(&sql, chunk.iter().map(Value::from).collect()).await?;
        }
        text::put(tx, self.text).await?;
        tx.insert(LINE, LINE_CHANGES, self.line).await?;
        tx.insert("desk_section (section, sort_at, number, story)", "on conflict do nothing", self.section)
            .await
    }
}

const LINE: &str = "desk_line (story, number, translation_group, language, state, headline, folded, slugline, sections, \
                    urgency, author, last_author, changed_at, sort_at, published_at, flags)";

const LINE_CHANGES: &str = "on conflict (story) do update
    set translation_group = excluded.translation_group, language = excluded.language, state = excluded.state,
      headline = excluded.headline, folded = excluded.folded, slugline = excluded.slugline,
      sections = excluded.sections, urgency = excluded.urgency, last_author = excluded.last_author,
      changed_at = excluded.changed_at, sort_at = excluded.sort_at, published_at = excluded.published_at,
      flags = excluded.flags";

/// The story has another state, or other words are out: its line moves to the list's beginning.
pub(crate) async fn moved(
    tx: &mut Write,
    m: &Manuscript,
    pointers: Pointers,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "
        update desk_line
        set state = $2, changed_at = $3, sort_at = $3, published_at = $4, flags = $5
        where story = $1";
    tx.execute(sql, values![&m.id, m.state.name(), now, m.published_at, flags(m, pointers)]).await?;
    tx.execute("update desk_section set sort_at = $2 where story = $1", values![&m.id, now]).await?;
    let sql = "select folded from desk_line where story = $1";
    if let Some(row) = tx.reading().row(sql, values![&m.id]).await? {
        let number = m.number.unwrap_or_default();
        text::put(tx, vec![TextLine { number, sort_at: now, folded: row.text("folded")? }]).await?;
    }
    Ok(())
}

/// A document was saved. Its line says so; the line moves up when it has not for a while.
pub(crate) async fn saved(
    tx: &mut Write,
    story: &str,
    old: &Document,
    new: &Document,
    has_unpublished_changes: bool,
    by: &str,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "select sort_at, number, flags from desk_line where story = $1";
    let Some(row) = tx.reading().row(sql, values![story]).await? else { return Ok(()) };
    let flag = |is_set: bool, flag: i64| if is_set { flag } else { 0 };
    let flags = row.int("flags")? & CORRECTED
        | flag(has_unpublished_changes, UNPUBLISHED_CHANGES)
        | flag(new.updates.is_some(), UPDATE);
    let sort_at = row.time("sort_at")?;
    let moves = now.millis() - sort_at.millis() >= STIR_MS;
    let sort_at = if moves { now } else { sort_at };
    let number = row.int("number")?;
    let folded_new = folded(new);
    if moves || folded_new != folded(old) {
        let line = TextLine { number: number as u64, sort_at, folded: folded_new.clone() };
        text::put(tx, vec![line]).await?;
    }
    let sql = "
        update desk_line
        set headline = $2, folded = $3, slugline = $4, sections = $5, urgency = $6, last_author = $7, changed_at = $8,
          sort_at = $9, flags = $10
        where story = $1";
    let line = values![
        story,
        &new.headline,
        folded_new,
        &new.slugline,
        list(&new.sections),
        new.urgency,
        by,
        now,
        sort_at,
        flags
    ];
    tx.execute(sql, line).await?;
    if moves || old.sections != new.sections {
        tx.execute("delete from desk_section where story = $1", values![story]).await?;
        let rows = new.sections.iter().map(|section| values![section, sort_at, number, story]).collect();
        tx.insert("desk_section (section, sort_at, number, story)", "on conflict do nothing", rows).await?;
    }
    Ok(())
}

fn flags(m: &Manuscript, pointers: Pointers) -> i64 {
    let flag = |is_set: bool, flag: i64| if is_set { flag } else { 0 };
    flag(pointers.shown.is_some_and(|shown| shown != pointers.head), UNPUBLISHED_CHANGES)
        | flag(!m.corrections.is_empty(), CORRECTED)
        | flag(m.document.updates.is_some(), UPDATE)
}

fn folded(document: &Document) -> String {
    key(&format!("{} {}", document.headline, document.slugline))
}

fn list(ids: &[String]) -> String {
    serde_json::to_string(ids).expect("plain data")
}
