//! Loading public stories from their rows, one or many: what belongs to them is asked for all at once.

use std::collections::HashMap;

use base::{Language, Time};
use store::{Read, Row, StoreError, Value, values};

use super::{PublicStory, Version, json, language as language_of};
use crate::access::{Level, Timeline};
use crate::body::{Block, Body};
use crate::concept::{self, ConceptKind, Named, in_list};
use crate::listing::{self, Item};
use crate::manuscript::{Correction, Document};

/// The stories of these rows, each with all that a reader may see of it at `now`, in the order of the rows.
pub(super) async fn stories(
    db: &mut Read,
    rows: &[Row],
    language: &Language,
    now: Time,
) -> Result<Vec<PublicStory>, StoreError> {
    let drafts: Vec<Draft> = rows.iter().map(|row| Draft::read(row, now)).collect::<Result<_, _>>()?;
    let mut beside = Beside::load(db, &drafts, language, now).await?;
    drafts.into_iter().map(|draft| draft.story(&mut beside, language, now)).collect()
}

/// A story as far as its own row knows it.
struct Draft<'a> {
    row: &'a Row,
    id: String,
    group: String,
    document: Document,
    access: Timeline,
    level: Level,
}

impl<'a> Draft<'a> {
    fn read(row: &'a Row, now: Time) -> Result<Draft<'a>, StoreError> {
        let access: Timeline = json(row, "access")?;
        let level = access.level(now).unwrap_or(Level::Plus);
        let (id, group) = (row.text("id")?, row.text("translation_group")?);
        Ok(Draft { row, id, group, document: json(row, "document")?, access, level })
    }

    fn story(self, beside: &mut Beside, language: &Language, now: Time) -> Result<PublicStory, StoreError> {
        let Draft { row, id, group, document, access, level } = self;
        Ok(PublicStory {
            number: row.int("number")? as u64,
            language: language.clone(),
            slug: row.text("slug")?,
            headline: document.headline,
            deck: document.deck,
            place: document.place,
            dateline: document.dateline,
            public_from: row.time("public_from")?,
            changed_at: row.time("changed_at")?,
            urgency: document.urgency,
            sections: beside.named(ConceptKind::Section, &document.sections),
            topics: beside.named(ConceptKind::Topic, &document.topics),
            bylines: beside.named(ConceptKind::Person, &document.bylines),
            sources: document.sources,
            picture: document.picture,
            level,
            opens_at: access.opens_at(now),
            next_change: access.next_change(now),
            body: public_body(document.body, level, beside.whole.remove(&id)),
            corrections: beside.corrections.remove(&id).unwrap_or_default(),
            versions: beside.versions.get(&group).cloned().unwrap_or_default(),
            follows: document.updates.as_ref().and_then(|id| beside.items.get(id)).cloned(),
            followed_by: beside.followers(&id),
            id,
        })
    }
}

/// The gate for everybody: the whole body only of a story that is open now. Plus blocks are taken out of the rest once
/// more, so that a row written by an older release cannot leak them.
fn public_body(document: Body, level: Level, whole: Option<Body>) -> Body {
    match level {
        Level::Open => without_walls(whole.unwrap_or(document)),
        _ => document.open_part(),
    }
}

/// In an open story nothing is set apart.
fn without_walls(body: Body) -> Body {
    let inside = |block| match block {
        Block::Plus(blocks) => blocks,
        block => vec![block],
    };
    Body { blocks: body.blocks.into_iter().flat_map(inside).collect() }
}

/// What other tables hold of the stories, by story.
struct Beside {
    named: HashMap<ConceptKind, HashMap<String, Named>>,
    /// The whole text of those that are open now, where it says more than the public document.
    whole: HashMap<String, Body>,
    corrections: HashMap<String, Vec<Correction>>,
    /// By translation group.
    versions: HashMap<String, Vec<Version>>,
    /// Stories that these follow and that follow these.
    items: HashMap<String, Item>,
    /// New to old.
    followers: HashMap<String, Vec<String>>,
}

/// Stories that follow one are named up to so many.
const FOLLOWERS: usize = 10;

impl Beside {
    async fn load(
        db: &mut Read,
        drafts: &[Draft<'_>],
        language: &Language,
        now: Time,
    ) -> Result<Beside, StoreError> {
        let ids: Vec<&String> = drafts.iter().map(|draft| &draft.id).collect();
        let groups: Vec<String> = drafts.iter().map(|draft| draft.group.clone()).collect();
        let open = drafts.iter().filter(|draft| draft.level == Level::Open).map(|draft| &draft.id);
        let followers = followers(db, &ids).await?;
        let followed = drafts.iter().filter_map(|draft| draft.document.updates.clone());
        let mut links: Vec<String> = followers.values().flatten().cloned().chain(followed).collect();
        links.sort();
        links.dedup();
        let items = listing::by_ids(db, language, &links, now).await?;
        Ok(Beside {
            named: named(db, drafts, language).await?,
            whole: whole_bodies(db, &open.collect::<Vec<_>>()).await?,
            corrections: corrections(db, &ids).await?,
            versions: versions(db, &groups, now).await?,
            items: items.into_iter().map(|item| (item.id.clone(), item)).collect(),
            followers,
        })
    }

    fn named(&self, kind: ConceptKind, ids: &[String]) -> Vec<Named> {
        self.named.get(&kind).map(|named| concept::picked(named, ids)).unwrap_or_default()
    }

    fn followers(&self, id: &str) -> Vec<Item> {
        let ids = self.followers.get(id).into_iter().flatten();
        ids.filter_map(|id| self.items.get(id)).take(FOLLOWERS).cloned().collect()
    }
}

async fn named(
    db: &mut Read,
    drafts: &[Draft<'_>],
    language: &Language,
) -> Result<HashMap<ConceptKind, HashMap<String, Named>>, StoreError> {
    let mut all = HashMap::new();
    for kind in [ConceptKind::Section, ConceptKind::Topic, ConceptKind::Person] {
        let of = |document: &Document| match kind {
            ConceptKind::Section => document.sections.clone(),
            ConceptKind::Topic => document.topics.clone(),
            ConceptKind::Person => document.bylines.clone(),
        };
        let mut ids: Vec<String> = drafts.iter().flat_map(|draft| of(&draft.document)).collect();
        ids.sort();
        ids.dedup();
        all.insert(kind, concept::named_by_id(db, kind, &ids, language).await?);
    }
    Ok(all)
}

async fn whole_bodies(db: &mut Read, ids: &[&String]) -> Result<HashMap<String, Body>, StoreError> {
    let sql = "
        select p.story, p.body
        from paid_body p
        join story s on s.id = p.story and s.published_revision = p.revision
        where p.story in";
    let body = |row: &Row| {
        let id = row.text("story")?;
        let body = Body::parse(row.text("body")?.as_bytes());
        let body = body.map_err(|e| StoreError::Damaged(format!("body of {id}: {e}")))?;
        Ok((id, body))
    };
    among(db, sql, "", ids).await?.iter().map(body).collect()
}

async fn corrections(db: &mut Read, ids: &[&String]) -> Result<HashMap<String, Vec<Correction>>, StoreError> {
    let mut all: HashMap<String, Vec<Correction>> = HashMap::new();
    let sql = "select story, at, note from correction where story in";
    for row in among(db, sql, "order by story, position", ids).await? {
        let correction = Correction { at: row.time("at")?, note: row.text("note")? };
        all.entry(row.text("story")?).or_default().push(correction);
    }
    Ok(all)
}

/// The language versions that are public at `now`, by translation group.
pub async fn versions(
    db: &mut Read,
    groups: &[String],
    now: Time,
) -> Result<HashMap<String, Vec<Version>>, StoreError> {
    if groups.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "
        select s.translation_group, s.language, s.slug, l.headline
        from story s
        join listing l on l.story = s.id
        where s.public_from <= $1 and s.translation_group in ({})
        order by s.number",
        in_list(groups.len(), 2)
    );
    let mut parameters = values![now];
    parameters.extend(groups.iter().map(Value::from));
    let mut all: HashMap<String, Vec<Version>> = HashMap::new();
    for row in db.rows(&sql, parameters).await? {
        let (slug, headline) = (row.text("slug")?, row.text("headline")?);
        let version = Version { language: language_of(&row)?, slug, headline };
        all.entry(row.text("translation_group")?).or_default().push(version);
    }
    Ok(all)
}

async fn followers(db: &mut Read, ids: &[&String]) -> Result<HashMap<String, Vec<String>>, StoreError> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    let sql = "select id, updates from story where updates in";
    for row in among(db, sql, "order by public_from desc, number desc", ids).await? {
        all.entry(row.text("updates")?).or_default().push(row.text("id")?);
    }
    Ok(all)
}

/// The rows of a question that ends with a list of ids; none for an empty list.
async fn among(db: &mut Read, sql: &str, order: &str, ids: &[&String]) -> Result<Vec<Row>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{sql} ({}) {order}", in_list(ids.len(), 1));
    db.rows(&sql, ids.iter().map(|id| Value::from(*id)).collect()).await
}
