//! Sections, topics and people: what stories point to by id, with a name in each language.

use std::collections::{BTreeMap, HashMap};

use base::Language;
use serde::{Deserialize, Serialize};
use store::{Read, Row, StoreError, Write, values};

use crate::news::{self, News};

mod change;
mod merge;

pub use change::{Shift, add, count_published, latest, named_so, rename, shift};
pub(crate) use merge::Merges;
pub use merge::{Merged, merge, merged_into, of_name};

/// What a concept is. IPTC's NewsML-G2 calls all three concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConceptKind {
    /// A part of the site.
    Section,
    /// A subject followed over time.
    Topic,
    /// Somebody, or a desk, who signs stories.
    Person,
}

impl ConceptKind {
    /// Its name in the database and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            ConceptKind::Section => "section",
            ConceptKind::Topic => "topic",
            ConceptKind::Person => "person",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<ConceptKind> {
        use ConceptKind::*;
        [Section, Topic, Person].into_iter().find(|kind| kind.name() == name)
    }
}

/// How somebody signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// By their own name.
    Named,
    /// By another.
    Pseudonym,
    /// As the agency's desk.
    Desk,
}

impl Role {
    /// All ways to sign.
    pub const ALL: [Role; 3] = [Role::Named, Role::Pseudonym, Role::Desk];

    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Role::Named => "named",
            Role::Pseudonym => "pseudonym",
            Role::Desk => "desk",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A section, a topic or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Which of the three.
    pub kind: ConceptKind,
    /// What stories and addresses call it.
    pub id: String,
    /// Its place among its kind, for menus; 0 is first.
    pub position: i64,
    /// Its name in each language.
    pub names: BTreeMap<Language, String>,
    /// For people: how they sign.
    pub role: Option<Role>,
    /// For people: taken off every page, list and export, now and in the past.
    pub hidden: bool,
}

impl Concept {
    /// Its name in a language; else in any that it has; else its id.
    pub fn name(&self, language: &Language) -> &str {
        self.names.get(language).or_else(|| self.names.values().next()).unwrap_or(&self.id)
    }
}

/// A concept as a reader of one language sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What addresses call it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// For people: how they sign.
    pub role: Option<Role>,
}

/// Files concepts: new ones are added, known ones changed; a topic that has gone into another stays gone. Answers how
/// many were new or different.
pub async fn file(tx: &mut Write, concepts: &[Concept]) -> Result<u64, StoreError> {
    let mut changed = 0;
    for concept in concepts {
        let names = serde_json::to_string(&concept.names).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let sql = "
            insert into concept (kind, id, position, names, role, hidden)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (kind, id) do update
            set position = $3, names = $4, role = $5, hidden = $6
            where concept.merged_into is null
              and (concept.position <> $3 or concept.names <> $4 or concept.hidden <> $6
                or coalesce(concept.role, '') <> coalesce($5, ''))";
        let row = values![
            concept.kind.name(),
            &concept.id,
            concept.position,
            names,
            concept.role.map(Role::name),
            concept.hidden
        ];
        changed += tx.execute(sql, row).await?;
    }
    if changed > 0 {
        tx.announce(news::announcement(&News::Names));
    }
    Ok(changed)
}

/// What stands at the address of a section, a topic, a person.
pub enum Listed {
    /// The concept itself.
    Here(Concept),
    /// It has gone into the topic of this id.
    Merged(String),
    /// Nothing, or a hidden person.
    Nothing,
}

/// What readers find at a concept's address.
pub async fn listed(db: &mut Read, kind: ConceptKind, id: &str) -> Result<Listed, StoreError> {
    match find(db, kind, id).await? {
        Some(concept) if concept.hidden => Ok(Listed::Nothing),
        Some(concept) => Ok(Listed::Here(concept)),
        None if kind == ConceptKind::Topic => {
            Ok(merged_into(db, id).await?.map_or(Listed::Nothing, Listed::Merged))
        }
        None => Ok(Listed::Nothing),
    }
}

/// All concepts of a kind, in their order.
pub async fn all(db: &mut Read, kind: ConceptKind) -> Result<Vec<Concept>, StoreError> {
    let sql = "select kind, id, position, names, role, hidden
         from concept
         where kind = $1 and merged_into is null
         order by position, id";
    db.rows(sql, values![kind.name()]).await?.iter().map(from_row).collect()
}

/// One concept.
pub async fn find(db: &mut Read, kind: ConceptKind, id: &str) -> Result<Option<Concept>, StoreError> {
    let sql = "
        select kind, id, position, names, role, hidden
        from concept
        where kind = $1 and id = $2 and merged_into is null";
    db.row(sql, values![kind.name(), id]).await?.as_ref().map(from_row).transpose()
}

/// The named ones of `ids`, in that order, each once. Unknown ids and hidden people stay out; of a topic that has gone
/// into another this is the other.
pub async fn named(
    db: &mut Read,
    kind: ConceptKind,
    ids: &[String],
    language: &Language,
) -> Result<Vec<Named>, StoreError> {
    let meant = named_by_id(db, kind, ids, language).await?;
    Ok(picked(&meant, ids))
}

/// The same by the ids that were asked for, for several lists of them.
pub(crate) async fn named_by_id(
    db: &mut Read,
    kind: ConceptKind,
    ids: &[String],
    language: &Language,
) -> Result<HashMap<String, Named>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = merge::meant(db, kind, ids).await?;
    let shown = found.into_iter().filter(|(_, concept)| !concept.hidden);
    Ok(shown.map(|(asked, concept)| (asked, seen(&concept, language))).collect())
}

/// Those of a list, in its order, each once.
pub(crate) fn picked(named: &HashMap<String, Named>, ids: &[String]) -> Vec<Named> {
    let mut picked: Vec<Named> = Vec::with_capacity(ids.len());
    for found in ids.iter().filter_map(|id| named.get(id)) {
        if picked.iter().all(|other| other.id != found.id) {
            picked.push(found.clone());
        }
    }
    picked
}

/// A concept as a reader of that language sees it.
pub fn seen(concept: &Concept, language: &Language) -> Named {
    Named { id: concept.id.clone(), name: concept.name(language).to_owned(), role: concept.role }
}

/// `$2, $3, $4` for three values after the first parameter.
pub(crate) fn in_list(count: usize, first: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

fn from_row(row: &Row) -> Result<Concept, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("concept.{what}"));
    Ok(Concept {
        kind: ConceptKind::from_name(&row.text("kind")?).ok_or_else(|| damaged("kind"))?,
        id: row.text("id")?,
        position: row.int("position")?,
        names: serde_json::from_str(&row.text("names")?).map_err(|_| damaged("names"))?,
        role: row.text_or_none("role")?.as_deref().and_then(Role::from_name),
        hidden: row.truth("hidden")?,
    })
}
