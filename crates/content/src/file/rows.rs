//! Completed manuscripts as rows of every table.

use base::Time;
use sha2::{Digest, Sha256};
use store::{StoreError, Value, Write, values};

use super::Known;
use crate::access::Timeline;
use crate::body::Body;
use crate::concept::{ConceptKind, in_list};
use crate::listing;
use crate::manuscript::{Document, Manuscript, State};

/// A fingerprint of all that a manuscript says: equal means that filing it again would change nothing.
pub(super) fn digest(manuscript: &Manuscript) -> String {
    let bytes = serde_json::to_vec(manuscript).expect("a manuscript is plain data");
    Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Rows gathered over a batch, so that each table is written with few statements.
pub(super) struct Rows<'a> {
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
    shelf: Vec<Vec<Value>>,
    access_step: Vec<Vec<Value>>,
    picture_use: Vec<Vec<Value>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(author: &'a str, now: Time) -> Self {
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
        }
    }

    pub(super) fn add(
        &mut self,
        m: Manuscript,
        before: Option<&Known>,
        digest: String,
    ) -> Result<(), StoreError> {
        let revision = before.map_or(1, |before| before.revision + 1);
        if before.is_some() {
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
        self.add_story(&m, revision, public_from);
        self.add_states(&m, before);
        self.add_revision(&m, revision, digest);
        if let Some(from) = public_from {
            self.add_listing(&m, &timeline, from);
        }
        for (position, correction) in m.corrections.iter().enumerate() {
            self.correction.push(values![&m.id, position as i64, correction.at, &correction.note]);
        }
        for picture in m.document.pictures() {
            self.picture_use.push(values![picture, &m.id]);
        }
        Ok(())
    }

    fn add_story(&mut self, m: &Manuscript, revision: i64, public_from: Option<Time>) {
        let slug = m.slug.as_ref().map(|slug| slug.as_str()).unwrap_or_default();
        let out = matches!(m.state, State::Published | State::Killed);
        self.story.push(values![
            &m.id,
            m.number.unwrap_or_default(),
            &m.group,
            m.language.as_str(),
            slug,
            m.state.name(),
            revision,
            out.then_some(revision),
            m.published_at,
            public_from,
            m.updated_at.unwrap_or(self.now),
            m.document.updates.as_deref(),
            m.killed.as_ref().map(|kill| kill.notice.as_str()),
        ]);
        for slug in m.former_slugs.iter().chain(&m.slug) {
            self.address.push(values![m.language.as_str(), slug.as_str(), &m.id]);
        }
    }

    /// A change of state is a row. A story that arrives killed was out before.
    fn add_states(&mut self, m: &Manuscript, before: Option<&Known>) {
        let mut position = before.map_or(0, |before| before.states);
        let mut add = |state: State, at: Time, reason: &str| {
            self.state.push(values![&m.id, position, state.name(), self.author, at, reason]);
            position += 1;
        };
        let published = m.published_at.unwrap_or(self.now);
        match (&m.killed, before) {
            (_, Some(before)) if before.state == m.state.name() => {}
            (Some(kill), None) => {
                add(State::Published, published, "");
                add(State::Killed, kill.at, &kill.notice);
            }
            (Some(kill), Some(_)) => add(State::Killed, kill.at, &kill.notice),
            (None, None) => add(m.state, published, ""),
            (None, Some(_)) => add(m.state, self.now, ""),
        }
    }

    /// What the public may read at most goes into the document; the whole body, where it says more, into its own table.
    fn add_revision(&mut self, m: &Manuscript, revision: i64, digest: String) {
        let mut document = m.document.clone();
        if document.access.withholds() {
            let open = open_part(&document.body);
            let whole = std::mem::replace(&mut document.body, open);
            if whole != document.body {
                self.paid_body.push(values![&m.id, revision, whole.to_json()]);
            }
        }
        let text = serde_json::to_string(&document).expect("a document is plain data");
        self.revision.push(values![&m.id, revision, self.author, self.now, text, digest]);
    }

    fn add_listing(&mut self, m: &Manuscript, timeline: &Timeline, public_from: Time) {
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
            self.shelf.push(values![shelf, m.language.as_str(), public_from, number, &m.id]);
        }
        for (at, level) in timeline.steps() {
            let level = json(level).trim_matches('"').to_owned();
            self.access_step.push(values![&m.id, *at, level]);
        }
    }

    pub(super) async fn write(self, tx: &mut Write) -> Result<(), StoreError> {
        for chunk in self.replaced.chunks(500) {
            forget_derived(tx, chunk).await?;
        }
        tx.insert(STORY, STORY_CHANGES, self.story).await?;
        tx.insert("address (language, slug, story)", "on conflict do nothing", self.address).await?;
        let revision = "revision (story, number, author, saved_at, document, digest)";
        tx.insert(revision, "", self.revision).await?;
        tx.insert("paid_body (story, revision, body)", "", self.paid_body).await?;
        tx.insert("story_state (story, position, state, author, at, reason)", "", self.state).await?;
        tx.insert("correction (story, position, at, note)", "", self.correction).await?;
        let listing = "listing (story, headline, deck, sections, access, urgency, picture)";
        tx.insert(listing, "", self.listing).await?;
        tx.insert("shelf (name, language, public_from, number, story)", "", self.shelf).await?;
        tx.insert("access_step (story, at, level)", "", self.access_step).await?;
        tx.insert("picture_use (picture, story)", "on conflict do nothing", self.picture_use).await
    }
}

const STORY: &str = "story (id, number, translation_group, language, slug, state, revision, published_revision, \
                     published_at, public_from, changed_at, updates, kill_notice)";

const STORY_CHANGES: &str = "on conflict (id) do update
    set translation_group = excluded.translation_group, language = excluded.language, slug = excluded.slug,
      state = excluded.state, revision = excluded.revision, published_revision = excluded.published_revision,
      published_at = excluded.published_at, public_from = excluded.public_from, changed_at = excluded.changed_at,
      updates = excluded.updates, kill_notice = excluded.kill_notice";

/// Rows that follow from the published revision are made anew with it.
async fn forget_derived(tx: &mut Write, stories: &[String]) -> Result<(), StoreError> {
    let list = in_list(stories.len(), 1);
    for table in ["correction", "listing", "shelf", "access_step", "picture_use"] {
        let sql = format!("delete from {table} where story in ({list})");
        tx.execute(&sql, stories.iter().map(Value::from).collect()).await?;
    }
    Ok(())
}

/// The part of a withheld body before and between the walls; a body without a wall is withheld whole.
fn open_part(body: &Body) -> Body {
    if body.has_plus() { body.open_part() } else { Body::default() }
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
