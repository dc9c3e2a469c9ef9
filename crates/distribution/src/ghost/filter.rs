//! What a filter asks of stories, as conditions that the house knows.

use std::collections::HashMap;

use base::{Time, Zone};
use content::listing::shelf_name;
use content::select::{Compare, Condition, Fact, Part};
use content::{ConceptKind, concept};
use store::{Read, StoreError};

use super::fault::Fault;
use super::nql::{Comparison, Filter, Statement, Unit, Value};
use super::{Trouble, id};

/// The most comparisons of a filter; a list's values count each.
pub(super) const MOST: usize = 50;

const PROPERTIES: &str =
    "id, uuid, slug, title, tag, primary_tag, author, published_at, updated_at, visibility, featured";

/// How many comparisons a filter makes.
pub(super) fn count(filter: &Filter) -> usize {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().map(count).sum(),
        Filter::Is(Statement { comparison: Comparison::In(values), .. }) => values.len(),
        Filter::Is(_) => 1,
    }
}

/// The condition that a filter says.
pub(super) async fn condition(db: &mut Read, filter: &Filter, now: Time) -> Result<Condition, Trouble> {
    if count(filter) > MOST {
        return Err(Fault::TooMuch(MOST).into());
    }
    let mut known = Known { shelves: HashMap::new(), now };
    known.learn(db, filter).await?;
    Ok(known.condition(filter)?)
}

/// The shelves that the filter's tags and authors stand for.
struct Known {
    shelves: HashMap<(bool, String), Vec<String>>,
    now: Time,
}

impl Known {
    async fn learn(&mut self, db: &mut Read, filter: &Filter) -> Result<(), StoreError> {
        for (is_author, word) in words(filter) {
            let shelves = match is_author {
                true => person(db, &word).await?,
                false => tag(db, &word).await?,
            };
            self.shelves.insert((is_author, word), shelves);
        }
        Ok(())
    }

    fn condition(&self, filter: &Filter) -> Result<Condition, Fault> {
        let all =
            |parts: &[Filter]| parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>();
        Ok(match filter {
            Filter::And(parts) => Condition::All(flat(all(parts)?)),
            Filter::Or(parts) => Condition::Any(all(parts)?),
            Filter::Is(statement) => {
                let said = self.statement(statement)?;
                if statement.not { Condition::Not(Box::new(said)) } else { said }
            }
        })
    }

    fn statement(&self, statement: &Statement) -> Result<Condition, Fault> {
        let property = statement.property.as_str();
        let cannot = || Fault::Comparison(property.to_owned());
        if let Some(compared) = times(property) {
            return self.time(&statement.comparison, compared).ok_or_else(cannot);
        }
        if property == "slug"
            && let Some(part) = part(&statement.comparison)
        {
            return Ok(part);
        }
        let one: fn(&Known, &Value) -> Option<Condition> = match property {
            "id" => |_, value| {
                Some(
                    text(value)
                        .and_then(id::story)
                        .map_or(NEVER, |number| Condition::Is(Fact::Number(number))),
                )
            },
            "uuid" => |_, value| text(value).map(|id| Condition::Is(Fact::Id(id.to_owned()))),
            "slug" => {
                |_, value| text(value).map(|slug| Condition::Is(Fact::Slug(Part::Whole, slug.to_owned())))
            }
            "title" => |_, value| text(value).map(|title| Condition::Is(Fact::Headline(title.to_owned()))),
            "tag" | "tags" | "tags.slug" => |known, value| Some(known.shelves(false, text(value)?)),
            "author" | "authors" | "authors.slug" => |known, value| Some(known.shelves(true, text(value)?)),
            "primary_tag" | "primary_tag.slug" => {
                |_, value| text(value).map(|id| Condition::Is(Fact::FirstSection(id.to_owned())))
            }
            "visibility" => |_, value| {
                Some(match text(value)? {
                    "public" => Condition::Not(Box::new(Condition::Is(Fact::Plus))),
                    "paid" => Condition::Is(Fact::Plus),
                    _ => NEVER,
                })
            },
            "featured" | "page" => {
                |_, value| Some(if *value == Value::Truth(false) { ALWAYS } else { NEVER })
            }
            "status" => |_, value| Some(if text(value)? == "published" { ALWAYS } else { NEVER }),
            "type" => |_, value| Some(if text(value)? == "post" { ALWAYS } else { NEVER }),
            _ => return Err(Fault::Property(property.to_owned(), PROPERTIES)),
        };
        match &statement.comparison {
            Comparison::Is(value) => one(self, value).ok_or_else(cannot),
            Comparison::In(values) => {
                let each: Option<Vec<Condition>> = values.iter().map(|value| one(self, value)).collect();
                each.map(Condition::Any).ok_or_else(cannot)
            }
            _ => Err(cannot()),
        }
    }

    fn time(&self, comparison: &Comparison, fact: fn(Compare, Time) -> Fact) -> Option<Condition> {
        let (compare, value) = match comparison {
            Comparison::Is(value) => (Compare::Equal, value),
            Comparison::Less(value) => (Compare::Less, value),
            Comparison::AtMost(value) => (Compare::AtMost, value),
            Comparison::More(value) => (Compare::More, value),
            Comparison::AtLeast(value) => (Compare::AtLeast, value),
            // Every story here has its times.
            Comparison::In(_) | Comparison::Contains(_) | Comparison::Begins(_) | Comparison::Ends(_) => {
                return None;
            }
        };
        if *value == Value::Null {
            return (compare == Compare::Equal).then_some(NEVER);
        }
        Some(Condition::Is(fact(compare, moment(value, self.now)?)))
    }

    fn shelves(&self, is_author: bool, word: &str) -> Condition {
        let shelves = self.shelves.get(&(is_author, word.to_owned())).map_or(&[][..], Vec::as_slice);
        let mut facts: Vec<Condition> =
            shelves.iter().map(|shelf| Condition::Is(Fact::OnShelf(shelf.clone()))).collect();
        if facts.len() == 1 { facts.remove(0) } else { Condition::Any(facts) }
    }
}

const NEVER: Condition = Condition::Any(Vec::new());
const ALWAYS: Condition = Condition::All(Vec::new());

/// What stands in an 'and' inside an 'and' stands in it.
fn flat(parts: Vec<Condition>) -> Vec<Condition> {
    let inside = |part| match part {
        Condition::All(parts) => parts,
        one => vec![one],
    };
    parts.into_iter().flat_map(inside).collect()
}

fn times(property: &str) -> Option<fn(Compare, Time) -> Fact> {
    match property {
        "published_at" | "created_at" => Some(Fact::PublicFrom),
        "updated_at" => Some(Fact::ChangedAt),
        _ => None,
    }
}

fn part(comparison: &Comparison) -> Option<Condition> {
    let (part, word) = match comparison {
        Comparison::Contains(word) => (Part::Inside, word),
        Comparison::Begins(word) => (Part::Begin, word),
        Comparison::Ends(word) => (Part::End, word),
        _ => return None,
    };
    Some(Condition::Is(Fact::Slug(part, word.clone())))
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The words that name tags and authors.
fn words(filter: &Filter) -> Vec<(bool, String)> {
    let statement = match filter {
        Filter::And(parts) | Filter::Or(parts) => return parts.iter().flat_map(words).collect(),
        Filter::Is(statement) => statement,
    };
    let is_author = match statement.property.split('.').next().unwrap_or_default() {
        "tag" | "tags" => false,
        "author" | "authors" => true,
        _ => return Vec::new(),
    };
    let values = match &statement.comparison {
        Comparison::Is(value) => std::slice::from_ref(value),
        Comparison::In(values) => values,
        _ => &[],
    };
    values.iter().filter_map(|value| Some((is_author, text(value)?.to_owned()))).collect()
}

/// A section or a topic, or both where they are called the same; of a topic that went into another that one.
async fn tag(db: &mut Read, word: &str) -> Result<Vec<String>, StoreError> {
    let mut shelves = Vec::new();
    if concept::find(db, ConceptKind::Section, word).await?.is_some() {
        shelves.push(shelf_name(ConceptKind::Section, word));
    }
    let into = concept::merged_into(db, word).await?;
    let topic = into.as_deref().unwrap_or(word);
    if concept::find(db, ConceptKind::Topic, topic).await?.is_some() {
        shelves.push(shelf_name(ConceptKind::Topic, topic));
    }
    Ok(shelves)
}

/// Somebody who may be named: a hidden person has no stories.
async fn person(db: &mut Read, word: &str) -> Result<Vec<String>, StoreError> {
    let found = concept::find(db, ConceptKind::Person, word).await?.filter(|person| !person.hidden);
    Ok(found.map(|person| shelf_name(ConceptKind::Person, &person.id)).into_iter().collect())
}

/// The moment that a value says: a day, a day with a time (in UTC where no offset is given), or so much from now.
pub(super) fn moment(value: &Value, now: Time) -> Option<Time> {
    const SECOND_MS: i64 = 1_000;
    match value {
        Value::Null | Value::Truth(_) => None,
        Value::Text(text) => Some(written(text)?),
        Value::FromNow(amount, unit) => Some(match unit {
            Unit::Second => now.plus_millis(amount * SECOND_MS),
            Unit::Minute => now.plus_millis(amount * 60 * SECOND_MS),
            Unit::Hour => now.plus_hours(*amount),
            Unit::Day => now.plus_hours(amount * 24),
            Unit::Week => now.plus_hours(amount * 24 * 7),
            Unit::Month => months_from(now, *amount),
            Unit::Year => months_from(now, amount * 12),
        }),
    }
}

fn written(text: &str) -> Option<Time> {
    let text = text.trim().replacen(' ', "T", 1);
    let tries = [text.clone(), format!("{text}Z"), format!("{text}:00Z"), format!("{text}T00:00:00Z")];
    tries.iter().find_map(|text| Time::parse_rfc3339(text).ok())
}

/// The same hour of the same day some months on, or of the month's last day where it is shorter.
fn months_from(now: Time, months: i64) -> Time {
    let zone = Zone::utc();
    let today = zone.date(now);
    let count = i64::from(today.year()) * 12 + i64::from(today.month()) - 1 + months;
    let (year, month) = (count.div_euclid(12).clamp(1, 9_998), count.rem_euclid(12) + 1);
    let first = base::Date::new(year as i16, month as i8, 1).expect("a month of these years has a first day");
    let day = today.day().min(first.days_in_month());
    let date = base::Date::new(year as i16, month as i8, day).expect("the month has this day");
    let since_midnight = now.millis() - zone.start_of(today).millis();
    zone.start_of(date).plus_millis(since_midnight)
}

#[cfg(test)]
mod tests;
