//! The fields around the body.

use serde::Serialize;
use serde_json::Value;

use super::{Both, Place, three_way};
use crate::manuscript::Document;

/// All fields but the body; where they clash, mine.
pub(super) fn merge(base: &Document, theirs: &Document, mine: &Document) -> (Document, Vec<Place>) {
    let mut places = Vec::new();
    macro_rules! texts {
        ($($field:ident),*) => {
            Document {
                $($field: text(stringify!($field), &base.$field, &theirs.$field, &mine.$field, &mut places),)*
                place: field("place", &base.place, &theirs.place, &mine.place, &mut places),
                dateline: field("dateline", &base.dateline, &theirs.dateline, &mine.dateline, &mut places),
                bylines: field("bylines", &base.bylines, &theirs.bylines, &mine.bylines, &mut places),
                sources: field("sources", &base.sources, &theirs.sources, &mine.sources, &mut places),
                sections: field("sections", &base.sections, &theirs.sections, &mine.sections, &mut places),
                topics: field("topics", &base.topics, &theirs.topics, &mine.topics, &mut places),
                urgency: field("urgency", &base.urgency, &theirs.urgency, &mine.urgency, &mut places),
                access: field("access", &base.access, &theirs.access, &mine.access, &mut places),
                picture: field("picture", &base.picture, &theirs.picture, &mine.picture, &mut places),
                updates: field("updates", &base.updates, &theirs.updates, &mine.updates, &mut places),
                body: Default::default(),
            }
        };
    }
    let document = texts!(headline, deck, slugline);
    (document, places)
}

fn text(
    name: &'static str,
    base: &String,
    theirs: &String,
    mine: &String,
    places: &mut Vec<Place>,
) -> String {
    let extends = |short: &String, long: &String| !short.is_empty() && long.starts_with(short.as_str());
    settle(name, [base, theirs, mine], three_way(base, theirs, mine, extends), places)
}

fn field<T: PartialEq + Clone + Serialize>(
    name: &'static str,
    base: &T,
    theirs: &T,
    mine: &T,
    places: &mut Vec<Place>,
) -> T {
    settle(name, [base, theirs, mine], three_way(base, theirs, mine, |_, _| false), places)
}

fn settle<T: Clone + Serialize>(
    name: &'static str,
    [base, theirs, mine]: [&T; 3],
    both: Both<T>,
    places: &mut Vec<Place>,
) -> T {
    match both {
        Both::Agreed(agreed) => agreed,
        Both::Clash => {
            let json = |field: &T| serde_json::to_value(field).unwrap_or(Value::Null);
            places.push(Place::Field { name, base: json(base), theirs: json(theirs), mine: json(mine) });
            mine.clone()
        }
    }
}
