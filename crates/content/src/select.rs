//! Choosing public stories by conditions: which, in what order, and how many there are. The conditions are ours; whatever
//! language they were said in, nothing of it becomes SQL.

use base::{Language, Time};
use store::{Read, StoreError, Value, values};

use crate::listing::ALL;

/// A condition on a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of these hold; nothing is asked where there are none.
    All(Vec<Condition>),
    /// One of these holds at least; nothing fits where there are none.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// This holds.
    Is(Fact),
}

/// What can be asked of a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// It stands on a shelf ([`crate::listing::shelf_name`]).
    OnShelf(String),
    /// The section that stands first.
    FirstSection(String),
    /// When the public first saw it.
    PublicFrom(Compare, Time),
    /// When readers last got something new.
    ChangedAt(Compare, Time),
    /// The number behind its short address.
    Number(u64),
    /// Its id.
    Id(String),
    /// What its address ends with.
    Slug(Part, String),
    /// Its headline, to the letter.
    Headline(String),
    /// Its whole text is for payers now.
    Plus,
}

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// Before.
    Less,
    /// Before or then.
    AtMost,
    /// Then.
    Equal,
    /// Then or after.
    AtLeast,
    /// After.
    More,
}

/// Which part of a text a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Any.
    Inside,
    /// Its beginning.
    Begin,
    /// Its end.
    End,
}

/// What stories are put in order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// When the public first saw them.
    PublicFrom,
    /// When readers last got something new.
    ChangedAt,
    /// Their numbers.
    Number,
    /// Their slugs.
    Slug,
    /// Their headlines, as the database sorts them.
    Headline,
}

/// Which stories, and which of them.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// In which language.
    pub language: &'a Language,
    /// Which.
    pub condition: &'a Condition,
    /// In what order: by what, and whether the greatest stands first. What is equal stands from new to old.
    pub order: &'a [(By, bool)],
    /// How many of them are left out.
    pub skip: u64,
    /// How many at most.
    pub limit: usize,
    /// The time of asking: later stories do not exist yet.
    pub now: Time,
}

/// How many stories fit altogether. It looks at each that may fit: of a large archive that takes far longer than a page.
pub async fn count(db: &mut Read, choice: &Choice<'_>) -> Result<u64, StoreError> {
    let question = Question::new(choice);
    let sql = format!("select count(*) as stories {}", question.from());
    let row = db.row(&sql, question.parameters).await?;
    Ok(row.map_or(Ok(0), |row| row.int("stories"))? as u64)
}

/// The stories' ids, in order.
pub async fn page(db: &mut Read, choice: &Choice<'_>) -> Result<Vec<String>, StoreError> {
    let mut question = Question::new(choice);
    let sql = question.page(choice);
    let rows = db.rows(&sql, question.parameters).await?;
    rows.iter().map(|row| row.text("story")).collect()
}

/// A question in the making. The rows are those of one shelf, so that a section's or a person's stories are a range of
/// its index; other tables are joined where something is asked of them.
struct Question {
    parameters: Vec<Value>,
    condition: String,
    needs_story: bool,
    needs_listing: bool,
}

impl Question {
    fn new(choice: &Choice<'_>) -> Question {
        let (shelf, rest) = shelf_and_rest(choice.condition);
        let parameters = values![shelf, choice.language.as_str(), choice.now];
        let mut question =
            Question { parameters, condition: String::new(), needs_story: false, needs_listing: false };
        question.condition = question.all(&rest);
        question
    }

    /// The stories of a page. Asks for more values: take the parameters afterwards.
    fn page(&mut self, choice: &Choice<'_>) -> String {
        let order = self.order(choice.order);
        let from = self.from();
        let (limit, skip) = (self.give(choice.limit as i64), self.give(choice.skip as i64));
        format!("select f.story {from} order by {order} limit {limit} offset {skip}")
    }

    fn from(&self) -> String {
        let story = if self.needs_story { "join story s on s.id = f.story" } else { "" };
        let listing = if self.needs_listing { "join listing l on l.story = f.story" } else { "" };
        format!(
            "from shelf f {story} {listing} where f.name = $1 and f.language = $2 and f.public_from <= $3 and {}",
            self.condition
        )
    }

    /// The place of a value.
    fn give(&mut self, value: impl Into<Value>) -> String {
        self.parameters.push(value.into());
        format!("${}", self.parameters.len())
    }

    fn all(&mut self, conditions: &[&Condition]) -> String {
        let parts: Vec<String> = conditions.iter().map(|condition| self.write(condition)).collect();
        if parts.is_empty() { "1 = 1".to_owned() } else { parts.join(" and ") }
    }

    fn write(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => format!("({})", self.all(&parts.iter().collect::<Vec<_>>())),
            Condition::Any(parts) if parts.is_empty() => "1 = 0".to_owned(),
            Condition::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.write(part)).collect();
                format!("({})", parts.join(" or "))
            }
            Condition::Not(inner) => format!("not ({})", self.write(inner)),
            Condition::Is(fact) => self.fact(fact),
        }
    }

    fn fact(&mut self, fact: &Fact) -> String {
        match fact {
            // The same place on another shelf: one look into its index.
            Fact::OnShelf(name) => format!(
                "exists (select 1 from shelf x where x.name = {} and x.language = f.language and x.public_from = f.public_from \
                 and x.number = f.number)",
                self.give(name)
            ),
            Fact::FirstSection(id) => {
                self.needs_listing = true;
                let begin = format!("[{}", serde_json::to_string(id).expect("plain text"));
                let length = begin.chars().count();
                format!("substr(l.sections, 1, {length}) = {}", self.give(begin))
            }
            Fact::PublicFrom(compare, time) => {
                format!("f.public_from {} {}", compare.sign(), self.give(*time))
            }
            Fact::ChangedAt(compare, time) => {
                self.needs_story = true;
                format!("s.changed_at {} {}", compare.sign(), self.give(*time))
            }
            Fact::Number(number) => {
                format!("f.story = (select n.id from story n where n.number = {})", self.give(*number))
            }
            Fact::Id(id) => format!("f.story = {}", self.give(id)),
            Fact::Slug(part, word) => self.slug(*part, word),
            Fact::Headline(headline) => {
                self.needs_listing = true;
                format!("l.headline = {}", self.give(headline))
            }
            Fact::Plus => {
                "coalesce((select a.level from access_step a where a.story = f.story and a.at <= $3 \
                           order by a.at desc limit 1), 'plus') <> 'open'"
                    .to_owned()
            }
        }
    }

    fn slug(&mut self, part: Part, word: &str) -> String {
        self.needs_story = true;
        if part == Part::Whole {
            let word = self.give(word);
            return format!(
                "f.story in (select a.story from address a where a.language = $2 and a.slug = {word}) and s.slug = {word}"
            );
        }
        let word = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = match part {
            Part::Begin => format!("{word}%"),
            Part::End => format!("%{word}"),
            Part::Whole | Part::Inside => format!("%{word}%"),
        };
        format!("s.slug like {} escape '\\'", self.give(pattern))
    }

    fn order(&mut self, order: &[(By, bool)]) -> String {
        let mut columns: Vec<String> = Vec::new();
        for (by, descends) in order {
            let column = match by {
                By::PublicFrom => "f.public_from",
                By::Number => "f.number",
                By::ChangedAt | By::Slug => {
                    self.needs_story = true;
                    if *by == By::Slug { "s.slug" } else { "s.changed_at" }
                }
                By::Headline => {
                    self.needs_listing = true;
                    "l.headline"
                }
            };
            columns.push(format!("{column} {}", if *descends { "desc" } else { "asc" }));
        }
        // With the shelf's own order the index answers; what is equal falls into place by it too.
        let ascends = matches!(order, [(By::PublicFrom, false)]);
        if !order.iter().any(|(by, _)| *by == By::PublicFrom) {
            columns.push("f.public_from desc".into());
        }
        columns.push(if ascends { "f.number asc" } else { "f.number desc" }.into());
        columns.join(", ")
    }
}

/// The shelf that all chosen stories stand on, and what is left to be asked.
fn shelf_and_rest(condition: &Condition) -> (&str, Vec<&Condition>) {
    let parts: Vec<&Condition> = match condition {
        Condition::All(parts) => parts.iter().collect(),
        one => vec![one],
    };
    let shelf = parts.iter().position(|part| matches!(part, Condition::Is(Fact::OnShelf(_))));
    match shelf.map(|at| (at, parts[at])) {
        Some((at, Condition::Is(Fact::OnShelf(name)))) => {
            let rest = parts.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, part)| *part);
            (name, rest.collect())
        }
        _ => (ALL, parts),
    }
}

impl Compare {
    fn sign(self) -> &'static str {
        match self {
            Compare::Less => "<",
            Compare::AtMost => "<=",
            Compare::Equal => "=",
            Compare::AtLeast => ">=",
            Compare::More => ">",
        }
    }
}
