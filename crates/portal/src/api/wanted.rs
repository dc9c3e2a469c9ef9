//! What a program asks for in the query of a list. Queries are few and exact: what is unknown is refused, not ignored.

use base::{Language, Time};
use content::clients::Cursor;
use distribution::item::Format;
use wire::interest::Query;

use super::wrong;
use crate::failure::Answer;
use crate::fields::Fields;

/// A list's query.
pub(super) struct Wanted {
    pub place: Place,
    pub query: Query,
    pub format: Format,
    pub limit: usize,
}

/// From where on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The newest, or those before a place, new to old.
    Before(Option<Cursor>),
    /// What has changed after a place, old to new.
    ChangedAfter(Cursor),
}

const KNOWN: [&str; 7] = ["cursor", "changed_since", "q", "section", "language", "format", "limit"];
const LIMIT: usize = 50;
const MOST: usize = 100;

impl Wanted {
    pub fn read(asked: &Fields) -> Answer<Wanted> {
        for (at, name) in asked.names().enumerate() {
            if !KNOWN.contains(&name) {
                let name: String = name.chars().take(40).collect();
                return wrong(format!(
                    "The query says '{name}', which is unknown. Known are: {}.",
                    KNOWN.join(", ")
                ));
            }
            if asked.names().take(at).any(|earlier| earlier == name) {
                return wrong(format!("The query says '{name}' twice. Say it once."));
            }
        }
        let place = match (asked.some("cursor"), asked.some("changed_since")) {
            (Some(_), Some(_)) => return wrong("Say 'cursor' or 'changed_since', not both.".into()),
            (Some(cursor), None) => match Place::parse(cursor) {
                Some(place) => place,
                None => return wrong("This 'cursor' was not given by a list. Take it from 'next'.".into()),
            },
            (None, Some(since)) => match Time::parse_rfc3339(since) {
                // All of that millisecond and after.
                Ok(since) => {
                    Place::ChangedAfter(Cursor { at: since.plus_millis(-1), number: i64::MAX as u64 })
                }
                Err(_) => {
                    return wrong("'changed_since' is no time: write it as 2026-05-04T13:00:00Z.".into());
                }
            },
            (None, None) => Place::Before(None),
        };
        let format = match asked.some("format") {
            None => Format::Ninjs31,
            Some(name) => match Format::parse(name).filter(|format| LISTS.contains(format)) {
                Some(format) => format,
                None => {
                    let names: Vec<&str> = LISTS.iter().map(|format| format.name()).collect();
                    return wrong(format!("A list has one of the formats {}.", names.join(", ")));
                }
            },
        };
        let limit = match asked.some("limit").map(str::parse::<usize>) {
            None => LIMIT,
            Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
            Some(_) => return wrong(format!("'limit' is a whole number from 1 to {MOST}.")),
        };
        let language = match asked.some("language").map(str::parse::<Language>) {
            None => None,
            Some(Ok(language)) => Some(language),
            Some(Err(_)) => return wrong("'language' is no language's tag.".into()),
        };
        let query = Query {
            words: asked.text("q").chars().take(200).collect(),
            section: asked.some("section").map(str::to_owned),
            language,
        };
        Ok(Wanted { place, query, format, limit })
    }
}

/// The formats that hold several stories.
const LISTS: [Format; 4] = [Format::Ninjs31, Format::Ninjs22, Format::NewsMl, Format::Rss];

impl Place {
    /// As `cursor` says it: `n` or `c`, the time in milliseconds, the number.
    pub fn written(self) -> String {
        match self {
            Place::Before(None) => String::new(),
            Place::Before(Some(cursor)) => format!("n{}.{}", cursor.at.millis(), cursor.number),
            Place::ChangedAfter(cursor) => format!("c{}.{}", cursor.at.millis(), cursor.number),
        }
    }

    fn parse(text: &str) -> Option<Place> {
        let (kind, rest) = text.split_at_checked(1)?;
        let (at, number) = rest.split_once('.')?;
        let number: i64 = number.parse().ok().filter(|number| *number >= 0)?;
        let at: i64 = at.parse().ok()?;
        let at = Some(Time::from_millis(at)).filter(|at| (Time::EARLIEST..=Time::LATEST).contains(at))?;
        let cursor = Cursor { at, number: number as u64 };
        match kind {
            "n" => Some(Place::Before(Some(cursor))),
            "c" => Some(Place::ChangedAfter(cursor)),
            _ => None,
        }
    }
}
