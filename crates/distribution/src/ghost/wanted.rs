//! What the query of a request wants.

use std::collections::BTreeSet;

use web::Fields;

use super::fault::Fault;
use super::nql::{self, Filter};

/// Stories on a page where nothing else is said, and at most.
const USUAL: usize = 15;
const MOST: usize = 100;
/// No list is so long.
const LAST_PAGE: u64 = 1_000_000;

/// What is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub key: Option<String>,
    pub include: BTreeSet<String>,
    /// Only these; all where it is empty.
    pub fields: Vec<String>,
    pub formats: Vec<String>,
    pub filter: Option<Filter>,
    pub limit: usize,
    pub page: u64,
    /// Property, and whether the greatest stands first.
    pub order: Vec<(String, bool)>,
}

impl Wanted {
    /// Reads a query. What is unknown says nothing, as with Ghost: its SDK sends more than it means.
    pub fn read(query: &str) -> Result<Wanted, Fault> {
        let mut wanted = Wanted {
            key: None,
            include: BTreeSet::new(),
            fields: Vec::new(),
            formats: vec!["html".into()],
            filter: None,
            limit: USUAL,
            page: 1,
            order: Vec::new(),
        };
        let fields = Fields::parse(query.as_bytes());
        let given = |name: &str| Some(fields.get(name)).filter(|value| !value.is_empty());
        let list = |name: &str| -> Vec<String> {
            let parts = given(name).into_iter().flat_map(|value| value.split(','));
            parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
        };
        wanted.key = given("key").map(str::to_owned);
        wanted.include = list("include").into_iter().collect();
        wanted.fields = list("fields");
        if given("formats").is_some() {
            wanted.formats = list("formats");
        }
        wanted.filter = given("filter").map(nql::parse).transpose()?;
        match given("limit") {
            None => {}
            Some("all") => wanted.limit = MOST,
            Some(value) => {
                wanted.limit = usize::try_from(number("limit", value)?).map_or(MOST, |limit| limit.min(MOST))
            }
        }
        if let Some(value) = given("page") {
            wanted.page = number("page", value)?.min(LAST_PAGE);
        }
        wanted.order = list("order").iter().map(|part| order(part)).collect::<Result<_, _>>()?;
        Ok(wanted)
    }

    pub fn includes(&self, what: &str) -> bool {
        self.include.contains(what)
    }

    /// Whether a field is wanted that takes work to make.
    pub fn wants(&self, field: &str) -> bool {
        self.fields.is_empty() || self.fields.iter().any(|wanted| wanted == field)
    }

    /// How many stand before the page.
    pub fn skip(&self) -> u64 {
        (self.page - 1) * self.limit as u64
    }
}

fn number(name: &'static str, value: &str) -> Result<u64, Fault> {
    let number = value.trim().parse::<u64>().ok().filter(|number| *number > 0);
    number.ok_or_else(|| Fault::Number { name, value: value.chars().take(40).collect() })
}

/// `published_at desc`.
fn order(text: &str) -> Result<(String, bool), Fault> {
    let fault = || Fault::Order(text.chars().take(60).collect());
    let (property, way) = text.split_once(' ').unwrap_or((text, "asc"));
    let is_one = property.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b));
    match way.trim().to_ascii_lowercase().as_str() {
        "asc" if is_one => Ok((property.to_owned(), false)),
        "desc" if is_one => Ok((property.to_owned(), true)),
        _ => Err(fault()),
    }
}
