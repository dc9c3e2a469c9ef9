//! The whole of a story, for those who have been let in.

use std::collections::HashMap;

use base::script::Slug;
use store::{Read, Row, StoreError, Value, values};

use crate::admission::Admission;
use crate::body::Body;
use crate::concept::{Merges, in_list};
use crate::manuscript::{Correction, Document, Kill, Manuscript, State};
use crate::public::{PublicStory, json, language};

/// A story with its whole text. Can only be had by showing an [`Admission`].
#[derive(Clone, Debug, PartialEq)]
pub struct FullStory {
    manuscript: Manuscript,
}

impl FullStory {
    /// The story as it would be handed in.
    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }
}

/// Up to `limit` stories with numbers above `after`, in the order of their numbers: of a story that is out the revision
/// that readers see, of another the newest.
pub async fn after(
    db: &mut Read,
    after: u64,
    limit: usize,
    _admission: &Admission,
) -> Result<Vec<FullStory>, StoreError> {
    let sql = format!("{SELECT} where s.number > $1 order by s.number limit $2");
    stories(db, &sql, values![after, limit as i64]).await
}

/// The whole of a story that the public knows of: the revision that readers see. None where it went meanwhile.
pub async fn of(
    db: &mut Read,
    story: &PublicStory,
    admission: &Admission,
) -> Result<Option<FullStory>, StoreError> {
    Ok(published(db, std::slice::from_ref(&story.id), admission).await?.pop())
}

/// The same by ids, also of stories that are held for clients, in the order of their numbers.
pub async fn published(
    db: &mut Read,
    ids: &[String],
    _admission: &Admission,
) -> Result<Vec<FullStory>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = in_list(ids.len(), 1);
    let sql = format!("{SELECT} where s.state = 'published' and s.id in ({list}) order by s.number");
    stories(db, &sql, ids.iter().map(Value::from).collect()).await
}

/// The same for several, in the order of their numbers; those that went meanwhile are missing.
pub async fn of_all(
    db: &mut Read,
    public: &[PublicStory],
    _admission: &Admission,
) -> Result<Vec<FullStory>, StoreError> {
    if public.is_empty() {
        return Ok(Vec::new());
    }
    let list = in_list(public.len(), 1);
    let sql = format!("{SELECT} where s.id in ({list}) and s.state = 'published' order by s.number");
    stories(db, &sql, public.iter().map(|story| Value::from(&story.id)).collect()).await
}

/// One story for this room's own verbs, which change it and show it to nobody.
pub(crate) async fn load(db: &mut Read, id: &str) -> Result<Option<Manuscript>, StoreError> {
    let found = stories(db, &format!("{SELECT} where s.id = $1"), values![id]).await?.pop();
    Ok(found.map(|story| story.manuscript))
}

/// The same for several.
pub(crate) async fn load_all(db: &mut Read, ids: &[String]) -> Result<Vec<Manuscript>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} where s.id in ({}) order by s.number", in_list(ids.len(), 1));
    let found = stories(db, &sql, ids.iter().map(Value::from).collect()).await?;
    Ok(found.into_iter().map(|story| story.manuscript).collect())
}

const SELECT: &str = "
    select s.id, s.number, s.translation_group, s.language, s.slug, s.state, s.published_at,
      s.changed_at, s.kill_notice, r.document, p.body
    from story s
    join revision r on r.story = s.id and r.number = coalesce(s.published_revision, s.revision)
    left join paid_body p on p.story = s.id and p.revision = r.number";

async fn stories(db: &mut Read, sql: &str, parameters: Vec<Value>) -> Result<Vec<FullStory>, StoreError> {
    let rows = db.rows(sql, parameters).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.text("id")).collect::<Result<_, _>>()?;
    let beside = Beside::load(db, &ids).await?;
    rows.iter().zip(ids).map(|(row, id)| full_story(row, id, &beside)).collect()
}

/// What other tables hold of several stories.
#[derive(Default)]
struct Beside {
    merges: Option<Merges>,
    slugs: HashMap<String, Vec<Slug>>,
    corrections: HashMap<String, Vec<Correction>>,
    kills: HashMap<String, base::Time>,
}

impl Beside {
    async fn load(db: &mut Read, ids: &[String]) -> Result<Beside, StoreError> {
        let mut beside = Beside::default();
        if ids.is_empty() {
            return Ok(beside);
        }
        beside.merges = Some(Merges::load(db).await?);
        let list = in_list(ids.len(), 1);
        let parameters = || ids.iter().map(Value::from).collect::<Vec<_>>();
        let sql = format!("select story, slug from address where story in ({list}) order by slug");
        for row in db.rows(&sql, parameters()).await? {
            beside.slugs.entry(row.text("story")?).or_default().push(slug(&row)?);
        }
        let sql = format!(
            "select story, at, note from correction where story in ({list}) order by story, position"
        );
        for row in db.rows(&sql, parameters()).await? {
            let correction = Correction { at: row.time("at")?, note: row.text("note")? };
            beside.corrections.entry(row.text("story")?).or_default().push(correction);
        }
        let sql = format!(
            "select story, max(at) as at from story_state where state = 'killed' and story in ({list}) group by story"
        );
        for row in db.rows(&sql, parameters()).await? {
            beside.kills.insert(row.text("story")?, row.time("at")?);
        }
        Ok(beside)
    }
}

fn full_story(row: &Row, id: String, beside: &Beside) -> Result<FullStory, StoreError> {
    let mut document: Document = json(row, "document")?;
    if let Some(whole) = row.text_or_none("body")? {
        document.body =
            Body::parse(whole.as_bytes()).map_err(|e| StoreError::Damaged(format!("body of {id}: {e}")))?;
    }
    beside.merges.iter().for_each(|merges| merges.follow(&mut document));
    let state =
        State::from_name(&row.text("state")?).ok_or_else(|| StoreError::Damaged("story.state".into()))?;
    let slug = if row.text("slug")?.is_empty() { None } else { Some(slug(row)?) };
    let is_former = |s: &&Slug| slug.as_ref() != Some(*s);
    let former = beside.slugs.get(&id).into_iter().flatten().filter(is_former).cloned().collect();
    let notice = row.text_or_none("kill_notice")?;
    let manuscript = Manuscript {
        group: row.text("translation_group")?,
        language: language(row)?,
        slug,
        former_slugs: former,
        number: Some(row.int("number")? as u64),
        state,
        published_at: row.time_or_none("published_at")?,
        updated_at: row.time_or_none("published_at")?.and(Some(row.time("changed_at")?)),
        document,
        corrections: beside.corrections.get(&id).cloned().unwrap_or_default(),
        killed: notice.zip(beside.kills.get(&id)).map(|(notice, at)| Kill { at: *at, notice }),
        id,
    };
    Ok(FullStory { manuscript })
}

fn slug(row: &Row) -> Result<Slug, StoreError> {
    Slug::parse(&row.text("slug")?).map_err(|e| StoreError::Damaged(format!("slug: {e}")))
}
