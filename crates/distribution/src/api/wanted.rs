//! What the query of a request wants.

use base::Time;
use content::ConceptKind;
use web::{Asked, Fields};

use super::problem::Problem;

/// Stories in an answer where nothing else is said, and at most.
const USUAL: usize = 20;
const MOST: u64 = 100;
/// No list is so long.
const LAST_PAGE: u64 = 1_000_000;

const KNOWN: &str = "section, topic, person, changed_since, limit, page";

/// What is wanted of stories.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// Stories under all of these.
    pub of: Vec<(ConceptKind, String)>,
    /// Those that changed then or later, in the order of their changes.
    pub changed_since: Option<Time>,
    pub limit: usize,
    pub page: u64,
}

impl Wanted {
    pub fn read(asked: &Asked) -> Result<Wanted, Problem> {
        let mut wanted = Wanted { of: Vec::new(), changed_since: None, limit: USUAL, page: 1 };
        let mut said = Vec::new();
        for (name, value) in fields(asked).iter() {
            let name = match name {
                "section" | "topic" | "person" => {
                    let kind = ConceptKind::from_name(name).expect("kinds are called so");
                    wanted.of.push((kind, value.to_owned()));
                    kind.name()
                }
                "changed_since" => {
                    let time = Time::parse_rfc3339(value).map_err(|_| Problem::Time(short(value)))?;
                    wanted.changed_since = Some(time);
                    "changed_since"
                }
                "limit" => {
                    wanted.limit = number("limit", value, MOST)? as usize;
                    "limit"
                }
                "page" => {
                    wanted.page = number("page", value, LAST_PAGE)?;
                    "page"
                }
                other => return Err(Problem::Unknown { name: short(other), known: KNOWN }),
            };
            if said.contains(&name) {
                return Err(Problem::Twice(name));
            }
            said.push(name);
        }
        Ok(wanted)
    }

    /// How many stand before the page.
    pub fn skip(&self) -> u64 {
        (self.page - 1) * self.limit as u64
    }

    /// The query of the next page. Ids that were found, and times, need no escapes.
    pub fn next(&self) -> String {
        let of = self.of.iter().map(|(kind, id)| format!("{}={id}&", kind.name()));
        let since = self.changed_since.map(|since| format!("changed_since={since}&"));
        let said: String = of.chain(since).collect();
        format!("{said}limit={}&page={}", self.limit, self.page + 1)
    }
}

/// A list that takes no query.
pub(super) fn nothing(asked: &Asked) -> Result<(), Problem> {
    match fields(asked).iter().next() {
        Some((name, _)) => Err(Problem::Unknown { name: short(name), known: "none" }),
        None => Ok(()),
    }
}

fn fields(asked: &Asked) -> Fields {
    Fields::parse(asked.query.as_deref().unwrap_or_default().as_bytes())
}

fn number(name: &'static str, value: &str, most: u64) -> Result<u64, Problem> {
    let number = value.parse::<u64>().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Problem::Number { name, value: short(value), most })
}

/// What was sent, as far as it is worth repeating.
pub(super) fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
