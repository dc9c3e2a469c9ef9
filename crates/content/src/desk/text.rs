//! The texts of the desk's list, packed: what a text filter reads when what it looks for is rare.

use std::collections::BTreeMap;

use base::Time;
use store::{Read, Row, StoreError, Value, Write, values};

use super::list::Cursor;
use crate::concept::in_list;

/// Stories in a row, by their numbers. A row stays below what either engine keeps in one page, about two thousand
/// bytes, for longer ones are kept apart and cost another look each.
const IN_A_BLOCK: u64 = 16;

/// A story's text and its place in the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLine {
    pub number: u64,
    pub sort_at: Time,
    pub folded: String,
}

/// Puts lines in, in the place of what stood there.
pub(super) async fn put(tx: &mut Write, lines: Vec<TextLine>) -> Result<(), StoreError> {
    let mut blocks: BTreeMap<u64, Vec<TextLine>> = BTreeMap::new();
    for line in lines {
        blocks.entry(line.number / IN_A_BLOCK).or_default().push(line);
    }
    let ids: Vec<u64> = blocks.keys().copied().collect();
    for chunk in ids.chunks(200) {
        let sql = format!("select block, lines from desk_text where block in ({})", in_list(chunk.len(), 1));
        let parameters = chunk.iter().map(|block| Value::from(*block)).collect();
        for row in tx.reading().rows(&sql, parameters).await? {
            let block = blocks.entry(row.int("block")? as u64).or_default();
            // What stood there comes first, so that the new line counts.
            *block = read(&row)?.into_iter().chain(block.drain(..)).collect();
        }
    }
    let rows = blocks.into_iter().map(|(block, lines)| values![block, written(lines)]).collect();
    tx.insert("desk_text (block, lines)", "on conflict (block) do update set lines = excluded.lines", rows)
        .await
}

fn written(lines: Vec<TextLine>) -> String {
    let by_number: BTreeMap<u64, TextLine> = lines.into_iter().map(|line| (line.number, line)).collect();
    let line = |line: &TextLine| {
        format!("{} {} {}", veiled(line.number as i64), veiled(line.sort_at.millis()), line.folded)
    };
    by_number.values().map(line).collect::<Vec<_>>().join("\n")
}

fn read(row: &Row) -> Result<Vec<TextLine>, StoreError> {
    let line = |line| {
        let (Cursor { sort_at, number }, folded) = of_line(line).ok_or_else(damaged)?;
        Ok(TextLine { number, sort_at, folded: folded.to_owned() })
    };
    row.text("lines")?.lines().map(line).collect()
}

fn of_line(line: &str) -> Option<(Cursor, &str)> {
    let mut parts = line.splitn(3, ' ');
    let number = unveiled(parts.next()?)? as u64;
    let sort_at = Time::from_millis(unveiled(parts.next()?)?);
    Some((Cursor { sort_at, number }, parts.next()?))
}

fn damaged() -> StoreError {
    StoreError::Damaged("desk_text.lines".into())
}

/// A number in signs that nobody looks for: a filter by '24' would find each row by its numbers.
fn veiled(number: i64) -> String {
    let sign = |c: char| c.to_digit(10).map_or(c, |digit| char::from(b'!' + digit as u8));
    number.to_string().chars().map(sign).collect()
}

fn unveiled(signs: &str) -> Option<i64> {
    let digit = |c: char| if ('!'..='*').contains(&c) { char::from(c as u8 - b'!' + b'0') } else { c };
    signs.chars().map(digit).collect::<String>().parse().ok()
}

/// The places of all stories whose text has all of these words, new to old.
pub(super) async fn find(db: &mut Read, words: &[String]) -> Result<Vec<Cursor>, StoreError> {
    let has = |n: usize| db.engine().may_have("lines", &format!("${n}"));
    let conditions: Vec<String> = (1..=words.len()).map(has).collect();
    let sql = format!("select lines from desk_text where {}", conditions.join(" and "));
    let rows = db.rows(&sql, words.iter().map(Value::from).collect()).await?;
    let mut found = Vec::new();
    for row in &rows {
        for line in row.text("lines")?.lines() {
            let (place, folded) = of_line(line).ok_or_else(damaged)?;
            if words.iter().all(|word| folded.contains(word.as_str())) {
                found.push(place);
            }
        }
    }
    found.sort_by_key(|place| std::cmp::Reverse((place.sort_at, place.number)));
    Ok(found)
}

/// A word for `like`, wherever it stands.
pub(super) fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
