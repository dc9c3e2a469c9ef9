//! Completed manuscripts as rows of every table.

use std::collections::{BTreeSet, HashSet};

use base::{Time, id};
use sha2::{Digest, Sha256};
use store::{StoreError, Value, Write, values};

use super::Known;
use crate::access::Timeline;
use crate::body::Body;
use crate::concept::{ConceptKind, Merges, in_list};
use crate::desk::rows::{Line, LineRows};
use crate::listing;
use crate::manuscript::{Document, Manuscript, State};

/// A fingerprint of all that a manuscript says: equal means that filing it again would change nothing.
pub(crate) fn digest(manuscript: &impl serde::Serialize) -> String {
    let bytes = serde_json::to_vec(manuscript).expect("plain data");
    id::hex(&Sha256::digest(&bytes))
}

/// Which of a story's revisions is what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pointers {
    /// What the desk works on.
    pub head: i64,
    /// What readers see.
    pub shown: Option<i64>,
    /// What goes out at the story's time.
    pub scheduled: Option<i64>,
}

/// A change of state, or of what is published.
#[derive(Clone, Debug, Default)]
pub(crate) struct StateRow<'a> {
    pub position: i64,
    pub state: &'static str,
    pub at: Time,
    pub reason: &'a str,
    /// What went out, and what it took the place of.
    pub revision: Option<i64>,
    pub former: Option<(Option<i64>, Time)>,
}

/// Rows gathered over a batch, so that each table is written with few statements.
pub(crate) struct Rows<'a> {
    author: &'a str,
    now: Time,
    replaced: Vec<String>,
    story: Vec<Vec<Value>>,
    address: Vec<Vec<Value>>,
    revision: Vec<Vec<Value>>,
    paid_body: Vec<Vec<Value>>,
    state: Vec<Vec<Value>>,
    correction: Vec<Vec<Value>>,
    listing: Vec<Vec<Value>>,
    shelf: Vec<Shelved>,
    access_step: Vec<Vec<Value>>,
    picture_use: Vec<Vec<Value>>,
    /// Stories whose uses of pictures are written anew.
    repictured: Vec<String>,
    lines: LineRows,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(author: &'a str, now: Time) -> Self {
        Rows {
            author,
            now,
            replaced: Vec::new(),
            story: Vec::new(),
            address: Vec::new(),
            revision: Vec::new(),
            paid_body: Vec::new(),
            state: Vec::new(),
            correction: Vec::new(),
            listing: Vec::new(),
            shelf: Vec::new(),
            access_step: Vec::new(),
            picture_use: Vec::new(),
            repictured: Vec::new(),
            lines: LineRows::default(),
        }
    }

    /// A manuscript filed: a new revision, which readers see if the story is out.
    pub(super) fn add(
        &mut self,
        m: Manuscript,
        before: Option<&Known>,
        digest: String,
    ) -> Result<(), StoreError> {
        let revision = before.map_or(1, |before| before.top + 1);
        let is = |state| (m.state == state).then_some(revision);
        let shown = is(State::Published).or(is(State::Killed));
        let pointers = Pointers { head: revision, shown, scheduled: is(State::Scheduled) };
        self.stand(&m, pointers, &digest, before.is_some())?;
        self.filed_states(&m, revision, before);
        self.revision(&m.id, revision, &m.document, digest, Origin::Filed);
        self.pictures(&m.id, [&m.document], before.is_some());
        self.lines.add(Line::filed(&m, pointers, self.author, self.now), before.is_some());
        Ok(())
    }

    /// Which pictures a story uses: those of what readers see, and those of what the desk works on.
    pub(crate) fn pictures<'d>(
        &mut self,
        story: &str,
        documents: impl IntoIterator<Item = &'d Document>,
        is_known: bool,
    ) {
        if is_known {
            self.repictured.push(story.to_owned());
        }
        let pictures: BTreeSet<String> = documents.into_iter().flat_map(Document::pictures).collect();
        self.picture_use.extend(pictures.into_iter().map(|picture| values![picture, story]));
    }

    /// Where a story stands and all that follows from what readers see of it. `m` holds that, or the head.
    pub(crate) fn stand(
        &mut self,
        m: &Manuscript,
        pointers: Pointers,
        digest: &str,
        is_known: bool,
    ) -> Result<(), StoreError> {
        if is_known {
            self.replaced.push(m.id.clone());
        }
        let published = m.published_at.unwrap_or(self.now);
        let timeline = m
            .document
            .access
            .timeline(published)
            .map_err(|e| StoreError::Damaged(format!("{}: {e}", m.id)))?;
        let public_from =
            timeline.public_from().filter(|_| m.state == State::Published).map(|from| from.max(published));
        self.story_row(m, pointers, digest, public_from);
        if let Some(from) = public_from {
            self.listing_rows(m, &timeline, from);
        }
        for (position, correction) in m.corrections.iter().enumerate() {
            self.correction.push(values![&m.id, position as i64, correction.at, &correction.note]);
        }
        Ok(())
    }

    fn story_row(&mut self, m: &Manuscript, pointers: Pointers, digest: &str, public_from: Option<Time>) {
        let slug = m.slug.as_ref().map(|slug| slug.as_str()).unwrap_or_default();
        self.story.push(values![
            &m.id,
            m.number.unwrap_or_default(),
            &m.group,
            m.language.as_str(),
            slug,
            m.state.name(),
            pointers.head,
            pointers.shown,
            pointers.scheduled,
            m.published_at,
            public_from,
            m.updated_at.unwrap_or(self.now),
            m.document.updates.as_deref(),
            m.killed.as_ref().map(|kill| kill.notice.as_str()),
            digest,
        ]);
        // Nobody was promised the slug of a story that has not been out.
        let own = m.slug.as_ref().filter(|_| pointers.shown.is_some());
        for slug in m.former_slugs.iter().chain(own) {
            self.address.push(values![m.language.as_str(), slug.as_str(), &m.id]);
        }
    }

    /// A change of state is a row. A story that arrives killed was out before.
    fn filed_states(&mut self, m: &Manuscript, revision: i64, before: Option<&Known>) {
        let published = m.published_at.unwrap_or(self.now);
        let changes: Vec<(State, Time, &str)> = match (&m.killed, before) {
            (_, Some(before)) if before.state == m.state.name() => Vec::new(),
            (Some(kill), None) => {
                vec![(State::Published, published, ""), (State::Killed, kill.at, &kill.notice)]
            }
            (Some(kill), Some(_)) => vec![(State::Killed, kill.at, &kill.notice)],
            (None, None) => vec![(m.state, published, "")],
            (None, Some(_)) => vec![(m.state, self.now, "")],
        };
        let first = before.map_or(0, |before| before.states);
        for (position, (state, at, reason)) in (first..).zip(changes) {
            let revision = (state == State::Published).then_some(revision);
            let state = state.name();
            self.state_row(&m.id, StateRow { position, state, at, reason, revision, former: None });
        }
    }

    pub(crate) fn state_row(&mut self, story: &str, row: StateRow<'_>) {
        let former_revision = row.former.and_then(|(revision, _)| revision);
        self.state.push(values![
            story,
            row.position,
            row.state,
            self.author,
            row.at,
            row.reason,
            row.revision,
            former_revision,
            row.former.map(|(_, changed_at)| changed_at),
        ]);
    }

    /// What the public may read at most goes into the document; the whole body, where it says more, into its own table.
    pub(crate) fn revision(
        &mut self,
        story: &str,
        number: i64,
        document: &Document,
        digest: String,
        origin: Origin,
    ) {
        let mut document = document.clone();
        if document.access.withholds() {
            let open = open_part(&document.body);
            let whole = std::mem::replace(&mut document.body, open);
            if whole != document.body {
                self.paid_body.push(values![story, number, whole.to_json()]);
            }
        }
        let text = serde_json::to_string(&document).expect("a document is plain data");
        let (base, aside) = match origin {
            Origin::Filed => (None, false),
            Origin::Saved { base } => (Some(base), false),
            Origin::Clashed { base } => (Some(base), true),
        };
        self.revision.push(values![story, number, self.author, self.now, text, digest, base, aside]);
    }

    fn listing_rows(&mut self, m: &Manuscript, timeline: &Timeline, public_from: Time) {
        let document = &m.document;
        self.listing.push(values![
            &m.id,
            &document.headline,
            &document.deck,
            json(&document.sections),
            json(timeline),
            document.urgency,
            document.picture.as_ref().map(json),
        ]);
        for shelf in shelves(document) {
            let number = m.number.unwrap_or_default();
            let row = values![m.language.as_str(), public_from, number, &m.id];
            self.shelf.push(Shelved { name: shelf, story: m.id.clone(), row });
        }
        for (at, level) in timeline.steps() {
            let level = json(level).trim_matches('"').to_owned();
            self.access_step.push(values![&m.id, *at, level]);
        }
    }

    /// A line of the desk's list, which may stand there already.
    pub(crate) fn line(&mut self, line: Line, is_known: bool) {
        self.lines.add(line, is_known);
    }

    pub(crate) async fn write(self, tx: &mut Write) -> Result<(), StoreError> {
        let shelf = shelved(tx, self.shelf).await?;
        for table in ["correction", "listing", "shelf", "access_step"] {
            forget(tx, table, &self.replaced).await?;
        }
        forget(tx, "picture_use", &self.repictured).await?;
        tx.insert(STORY, STORY_CHANGES, self.story).await?;
        tx.insert("address (language, slug, story)", "on conflict do nothing", self.address).await?;
        let revision = "revision (story, number, author, saved_at, document, digest, base, aside)";
        tx.insert(revision, "", self.revision).await?;
        tx.insert("paid_body (story, revision, body)", "", self.paid_body).await?;
        let state = "story_state (story, position, state, author, at, reason, revision, former_revision, \
                     former_changed_at)";
        tx.insert(state, "", self.state).await?;
        tx.insert("correction (story, position, at, note)", "", self.correction).await?;
        let listing = "listing (story, headline, deck, sections, access, urgency, picture)";
        tx.insert(listing, "", self.listing).await?;
        tx.insert("shelf (language, public_from, number, story, name)", "", shelf).await?;
        tx.insert("access_step (story, at, level)", "", self.access_step).await?;
        tx.insert("picture_use (picture, story)", "on conflict do nothing", self.picture_use).await?;
        self.lines.write(tx).await
    }
}

/// How a revision came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Handed in whole.
    Filed,
    /// Saved upon that revision.
    Saved { base: i64 },
    /// The same, but it clashed: kept beside the head.
    Clashed { base: i64 },
}

const STORY: &str = "story (id, number, translation_group, language, slug, state, revision, published_revision, \
                     scheduled_revision, published_at, public_from, changed_at, updates, kill_notice, digest)";

const STORY_CHANGES: &str = "on conflict (id) do update
    set translation_group = excluded.translation_group, language = excluded.language, slug = excluded.slug,
      state = excluded.state, revision = excluded.revision, published_revision = excluded.published_revision,
      scheduled_revision = excluded.scheduled_revision, published_at = excluded.published_at,
      public_from = excluded.public_from, changed_at = excluded.changed_at, updates = excluded.updates,
      kill_notice = excluded.kill_notice, digest = excluded.digest";

/// Rows that follow from something else are made anew with it.
async fn forget(tx: &mut Write, table: &str, stories: &[String]) -> Result<(), StoreError> {
    for chunk in stories.chunks(500) {
        let sql = format!("delete from {table} where story in ({})", in_list(chunk.len(), 1));
        tx.execute(&sql, chunk.iter().map(Value::from).collect()).await?;
    }
    Ok(())
}

/// The part of a withheld body before and between the walls; a body without a wall is withheld whole.
fn open_part(body: &Body) -> Body {
    if body.has_plus() { body.open_part() } else { Body::default() }
}

/// A story's place on a shelf: the row's other columns are in `row`.
struct Shelved {
    name: String,
    story: String,
    row: Vec<Value>,
}

/// The rows of the shelves: a topic that has gone into another means the other's, where a story stands once.
async fn shelved(tx: &mut Write, places: Vec<Shelved>) -> Result<Vec<Vec<Value>>, StoreError> {
    let merges = Merges::load(tx.reading()).await?;
    let mut seen = HashSet::new();
    let mut rows = Vec::with_capacity(places.len());
    for Shelved { name, story, mut row } in places {
        let name = merges.shelf(name);
        if merges.is_empty() || seen.insert((name.clone(), story)) {
            row.push(Value::from(name));
            rows.push(row);
        }
    }
    Ok(rows)
}

/// On which shelves a story stands.
fn shelves(document: &Document) -> Vec<String> {
    let of = |kind: ConceptKind, ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| listing::shelf_name(kind, id)).collect()
    };
    let mut shelves = vec![listing::ALL.to_owned()];
    shelves.extend(of(ConceptKind::Section, &document.sections));
    shelves.extend(of(ConceptKind::Topic, &document.topics));
    shelves.extend(of(ConceptKind::Person, &document.bylines));
    shelves.sort();
    shelves.dedup();
    shelves
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data")
}
