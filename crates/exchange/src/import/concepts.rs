//! Sections, topics and people: what a file says of them beside what the store knows.

use std::collections::{BTreeMap, HashMap};

use content::{Concept, ConceptKind, Manuscript, Role, concept};
use store::{Store, StoreError};

use super::intake::NewConcept;
use super::report::{Note, Notes, Place};

const KINDS: [ConceptKind; 3] = [ConceptKind::Section, ConceptKind::Topic, ConceptKind::Person];

/// All that the store has, kept in step while an import goes on.
pub(super) struct KnownConcepts {
    known: HashMap<ConceptKind, HashMap<String, Concept>>,
    next: HashMap<ConceptKind, i64>,
}

impl KnownConcepts {
    pub(super) async fn load(store: &Store) -> Result<KnownConcepts, StoreError> {
        let (mut db, mut known, mut next) = (store.read().await?, HashMap::new(), HashMap::new());
        for kind in KINDS {
            let all = concept::all(&mut db, kind).await?;
            next.insert(kind, all.iter().map(|c| c.position.saturating_add(1)).max().unwrap_or(0));
            known.insert(kind, all.into_iter().map(|c| (c.id.clone(), c)).collect());
        }
        Ok(KnownConcepts { known, next })
    }

    /// What is to be written of the concepts that a file names.
    pub(super) fn take(&mut self, new: Vec<NewConcept>) -> Vec<Concept> {
        new.into_iter().filter_map(|new| self.merge(new)).collect()
    }

    /// What the file says counts, with two exceptions: a hidden person stays hidden, whatever an old file says, and
    /// what is merely guessed adds to what is known and replaces none of it.
    fn merge(&mut self, new: NewConcept) -> Option<Concept> {
        let position = self.position(&new);
        let known = self.known.entry(new.kind).or_default();
        let merged = match known.get(&new.id) {
            Some(before) if new.guessed => {
                let mut names = new.names;
                names.extend(before.names.clone());
                Concept { names, ..before.clone() }
            }
            before => Concept {
                kind: new.kind,
                id: new.id,
                position,
                names: new.names,
                role: new.role,
                hidden: new.hidden || before.is_some_and(|before| before.hidden),
            },
        };
        let before = known.insert(merged.id.clone(), merged.clone());
        (before.as_ref() != Some(&merged)).then_some(merged)
    }

    fn position(&mut self, new: &NewConcept) -> i64 {
        let before = self.known.get(&new.kind).and_then(|known| known.get(&new.id));
        let next = self.next.entry(new.kind).or_default();
        let position = new.position.or(before.map(|before| before.position)).unwrap_or(*next);
        *next = (*next).max(position.saturating_add(1));
        position
    }

    /// Concepts that a story points to and nobody has named: they get their id for a name.
    pub(super) fn missing(&mut self, place: &Place, story: &Manuscript, remarks: &mut Notes) -> Vec<Concept> {
        let document = &story.document;
        let lists = [&document.sections, &document.topics, &document.bylines];
        let mut made = Vec::new();
        for (kind, ids) in KINDS.into_iter().zip(lists) {
            for id in ids {
                if self.known.get(&kind).is_some_and(|known| known.contains_key(id)) {
                    continue;
                }
                let text =
                    format!("the {} '{id}' was not known: it is made, with its id for a name", kind.name());
                remarks.push(Note { place: place.to_string(), text });
                made.extend(self.merge(nameless(kind, id, story)));
            }
        }
        made
    }
}

fn nameless(kind: ConceptKind, id: &str, story: &Manuscript) -> NewConcept {
    NewConcept {
        kind,
        id: id.to_owned(),
        names: BTreeMap::from([(story.language.clone(), id.to_owned())]),
        role: (kind == ConceptKind::Person).then_some(Role::Named),
        hidden: false,
        position: None,
        guessed: true,
    }
}
