//! The language versions of a story as the desk sees them, and whether an original has changed since its translation.

use base::Language;
use store::{Read, Row, StoreError, values};

use crate::draft::Original;
use crate::history::state;
use crate::manuscript::State;
use crate::public::language;

/// A language version, published or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The story's id.
    pub story: String,
    /// Its number.
    pub number: u64,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub state: State,
    /// The newest revision's headline.
    pub headline: String,
    /// The newest revision.
    pub revision: i64,
    /// The revision that readers see.
    pub published_revision: Option<i64>,
    /// What it was made from, when it is a translation.
    pub translation: Option<Translation>,
}

/// How a translation stands to its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The original, and the revision that was translated or last compared with.
    pub of: Original,
    /// The original's revision now: what readers see of it, or of one that is not out, the newest.
    pub current: i64,
    /// Whether that one says something else than the one that was translated.
    pub has_changed: bool,
}

/// The versions of a translation group, in the order of their numbers.
pub async fn versions(db: &mut Read, group: &str) -> Result<Vec<Version>, StoreError> {
    let sql = format!("{SELECT} where s.translation_group = $1 order by s.number");
    db.rows(&sql, values![group]).await?.iter().map(version).collect()
}

/// The translations of a story, in the order of their numbers: whose editors are told when it is corrected.
pub async fn of(db: &mut Read, original: &str) -> Result<Vec<Version>, StoreError> {
    let sql = format!("{SELECT} where t.original = $1 order by s.number");
    db.rows(&sql, values![original]).await?.iter().map(version).collect()
}

/// A revision that is not there any more counts as changed.
const SELECT: &str = "
    select s.id, s.number, s.language, s.state, s.revision, s.published_revision, d.headline,
      t.original, t.original_revision, coalesce(o.published_revision, o.revision) as current,
      case
        when coalesce(o.published_revision, o.revision) > t.original_revision
          and (then_.document is null or then_.document <> now_.document
            or coalesce(paid_then.body, '') <> coalesce(paid_now.body, '')) then 1
        else 0
      end as has_changed
    from story s
    left join desk_line d on d.story = s.id
    left join translation t on t.story = s.id
    left join story o on o.id = t.original
    left join revision then_ on then_.story = t.original and then_.number = t.original_revision
    left join revision now_ on now_.story = t.original and now_.number = coalesce(o.published_revision, o.revision)
    left join paid_body paid_then on paid_then.story = then_.story and paid_then.revision = then_.number
    left join paid_body paid_now on paid_now.story = now_.story and paid_now.revision = now_.number";

fn version(row: &Row) -> Result<Version, StoreError> {
    Ok(Version {
        story: row.text("id")?,
        number: row.int("number")? as u64,
        language: language(row)?,
        state: state(row)?,
        headline: row.text_or_none("headline")?.unwrap_or_default(),
        revision: row.int("revision")?,
        published_revision: row.int_or_none("published_revision")?,
        translation: match row.text_or_none("original")? {
            Some(story) => Some(Translation {
                of: Original { story, revision: row.int("original_revision")? },
                current: row.int("current")?,
                has_changed: row.truth("has_changed")?,
            }),
            None => None,
        },
    })
}
