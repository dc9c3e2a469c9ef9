//! Lists that are short enough to be looked through: tags, authors, pages, tiers.

use std::cmp::Ordering;

use base::Time;
use serde_json::{Value, json};

use super::fault::Fault;
use super::filter::{MOST, count, moment};
use super::nql::{self, Comparison, Filter, Statement};
use super::object::{at, only};
use super::wanted::Wanted;
use super::{Trouble, Which, pagination};

/// A list, or one of it.
pub(super) fn answer(
    name: &str,
    all: Vec<Value>,
    wanted: &Wanted,
    which: Which,
    usual_order: &str,
) -> Result<Value, Trouble> {
    let (property, own) = match which {
        Which::Some => return Ok(list(name, all, wanted, usual_order)?),
        Which::Id(id) => ("id", id),
        Which::Slug(slug) => ("slug", slug),
    };
    let found = all.into_iter().find(|object| object[property] == own.as_str()).ok_or(Fault::NotFound)?;
    Ok(json!({ name: [trimmed(found, wanted)] }))
}

/// A page of a list.
pub(super) fn list(
    name: &str,
    mut all: Vec<Value>,
    wanted: &Wanted,
    usual_order: &str,
) -> Result<Value, Fault> {
    if let Some(filter) = &wanted.filter {
        if count(filter) > MOST {
            return Err(Fault::TooMuch(MOST));
        }
        all.retain(|object| fits(object, filter));
    }
    let usual = vec![(usual_order.to_owned(), false)];
    let order = if wanted.order.is_empty() { &usual } else { &wanted.order };
    all.sort_by(|one, other| in_order(one, other, order));
    let total = all.len() as u64;
    let skip = usize::try_from(wanted.skip()).unwrap_or(usize::MAX);
    let page: Vec<Value> =
        all.into_iter().skip(skip).take(wanted.limit).map(|one| trimmed(one, wanted)).collect();
    Ok(json!({ name: page, "meta": { "pagination": pagination(wanted, total) } }))
}

fn trimmed(object: Value, wanted: &Wanted) -> Value {
    match object {
        Value::Object(object) => only(object, wanted),
        other => other,
    }
}

fn in_order(one: &Value, other: &Value, order: &[(String, bool)]) -> Ordering {
    let by = |(property, descends): &(String, bool)| {
        let ordering = compare(at(one, property), at(other, property)).unwrap_or(Ordering::Equal);
        if *descends { ordering.reverse() } else { ordering }
    };
    order.iter().map(by).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64()?.partial_cmp(&other.as_f64()?),
        (Value::String(one), Value::String(other)) => Some(one.to_lowercase().cmp(&other.to_lowercase())),
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Null, _) => Some(Ordering::Less),
        (_, Value::Null) => Some(Ordering::Greater),
        _ => None,
    }
}

fn fits(object: &Value, filter: &Filter) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().all(|part| fits(object, part)),
        Filter::Or(parts) => parts.iter().any(|part| fits(object, part)),
        Filter::Is(statement) => is_so(object, statement) != statement.not,
    }
}

fn is_so(object: &Value, statement: &Statement) -> bool {
    let held = at(object, &statement.property);
    let text = held.as_str().unwrap_or_default().to_lowercase();
    let stands = |value: &nql::Value, wanted: &[Ordering]| {
        comparable(held, value).is_some_and(|ordering| wanted.contains(&ordering))
    };
    match &statement.comparison {
        Comparison::Is(value) => equals(held, value),
        Comparison::In(values) => values.iter().any(|value| equals(held, value)),
        Comparison::Less(value) => stands(value, &[Ordering::Less]),
        Comparison::AtMost(value) => stands(value, &[Ordering::Less, Ordering::Equal]),
        Comparison::More(value) => stands(value, &[Ordering::Greater]),
        Comparison::AtLeast(value) => stands(value, &[Ordering::Greater, Ordering::Equal]),
        Comparison::Contains(part) => held.is_string() && text.contains(&part.to_lowercase()),
        Comparison::Begins(part) => held.is_string() && text.starts_with(&part.to_lowercase()),
        Comparison::Ends(part) => held.is_string() && text.ends_with(&part.to_lowercase()),
    }
}

fn equals(held: &Value, value: &nql::Value) -> bool {
    match (held, value) {
        (Value::Null, nql::Value::Null) => true,
        (Value::Bool(held), nql::Value::Truth(truth)) => held == truth,
        (Value::String(held), nql::Value::Text(text)) => held == text,
        (Value::Number(held), nql::Value::Text(text)) => held.as_f64() == text.parse().ok(),
        _ => false,
    }
}

/// How what an object holds stands to a value. There are no times in these lists, so that none has to be told from now.
fn comparable(held: &Value, value: &nql::Value) -> Option<Ordering> {
    match (held, value) {
        (Value::Number(held), nql::Value::Text(text)) => held.as_f64()?.partial_cmp(&text.parse().ok()?),
        (Value::String(held), nql::Value::Text(text)) => Some(held.as_str().cmp(text)),
        (Value::String(held), value) => {
            let held = Time::parse_rfc3339(held).ok()?;
            Some(held.cmp(&moment(value, held)?))
        }
        _ => None,
    }
}
