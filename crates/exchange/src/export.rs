//! Exporting: the whole archive in the native format, with its pictures.
//!
//! An export is one snapshot of the database, in one order (sections, topics, people, pictures, stories by number), so
//! that the same content always gives the same bytes. It needs an [`Admission`], because it holds every paid body.

mod folder;

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufWriter, Write};

use base::Language;
use content::{Admission, Concept, ConceptKind, Manuscript, Role, concept, full, picture};
use media::Picture;
use serde::Serialize;
use store::{Read, Store, StoreError};

use crate::import::Place;
use crate::{Note, Notes};
pub use folder::folder;

/// Stories read from the database at once.
const STORIES_A_READ: usize = 200;
/// Pictures read at once.
const PICTURES_A_READ: usize = 500;
/// Where pictures stand beside the lines.
const MEDIA: &str = "media";

/// What to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// For the operator's own backup: hidden people too, and their names under their stories. Without it they are not
    /// in the export at all.
    pub with_hidden: bool,
}

/// What an export came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Stories written, of all states.
    pub stories: u64,
    /// Sections, topics and people written.
    pub concepts: u64,
    /// Pictures written.
    pub pictures: u64,
    /// Pictures whose files are not there.
    pub remarks: Notes,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is something at that place.
    #[error("{0} exists and is not empty: name a folder that does not exist yet")]
    Occupied(String),
    /// The disk refuses.
    #[error(
        "the export cannot be written: {0}. Check the place's rights and free space; nothing is left behind"
    )]
    Written(#[from] io::Error),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the lines alone: no pictures, neither their files nor their lines; stories name them still. `progress` hears
/// the number of stories written.
pub async fn lines(
    store: &Store,
    out: &mut (dyn Write + Send),
    options: &ExportOptions,
    admission: &Admission,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Exported, ExportError> {
    let mut buffered = BufWriter::with_capacity(256 << 10, out);
    write(store, &mut buffered, None, options, admission, progress).await
}

/// Puts a picture's file beside the lines; `None` when the library has none of that id.
type Keep<'a> = &'a mut (dyn FnMut(&str) -> io::Result<Option<Picture>> + Send);

async fn write(
    store: &Store,
    out: &mut (dyn Write + Send),
    keep: Option<Keep<'_>>,
    options: &ExportOptions,
    admission: &Admission,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Exported, ExportError> {
    let mut db = store.read().await?;
    let mut exported = Exported::default();
    let hidden = write_concepts(&mut db, out, options, &mut exported).await?;
    if let Some(keep) = keep {
        write_pictures(&mut db, out, keep, &mut exported).await?;
    }
    let mut last = 0;
    loop {
        let stories = full::after(&mut db, last, STORIES_A_READ, admission).await?;
        let Some(end) = stories.last().and_then(|story| story.manuscript().number) else { break };
        for story in &stories {
            write_story(out, story.manuscript(), &hidden)?;
        }
        last = end;
        exported.stories += stories.len() as u64;
        progress(exported.stories);
    }
    out.flush()?;
    Ok(exported)
}

#[derive(Serialize)]
struct ConceptLine<'a> {
    kind: ConceptKind,
    id: &'a str,
    names: &'a BTreeMap<Language, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "is_false")]
    hidden: bool,
}

fn is_false(truth: &bool) -> bool {
    !truth
}

/// Answers the ids of the people who are to be on no line.
async fn write_concepts(
    db: &mut Read,
    out: &mut (dyn Write + Send),
    options: &ExportOptions,
    exported: &mut Exported,
) -> Result<HashSet<String>, ExportError> {
    let mut hidden = HashSet::new();
    for kind in [ConceptKind::Section, ConceptKind::Topic, ConceptKind::Person] {
        let mut concepts = concept::all(db, kind).await?;
        // Engines do not agree on the order of texts.
        concepts.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
        for concept in concepts {
            if concept.hidden && !options.with_hidden {
                hidden.insert(concept.id);
                continue;
            }
            let Concept { id, names, role, hidden, .. } = &concept;
            line(out, &ConceptLine { kind, id, names, role: *role, hidden: *hidden })?;
            exported.concepts += 1;
        }
    }
    Ok(hidden)
}

#[derive(Serialize)]
struct PictureLine<'a> {
    kind: &'static str,
    id: &'a str,
    file: String,
}

async fn write_pictures(
    db: &mut Read,
    out: &mut (dyn Write + Send),
    keep: Keep<'_>,
    exported: &mut Exported,
) -> Result<(), ExportError> {
    let mut last = String::new();
    loop {
        let ids = picture::after(db, &last, PICTURES_A_READ).await?;
        let Some(end) = ids.last().cloned() else { return Ok(()) };
        for id in &ids {
            let Some(picture) = keep(id)? else {
                let text = "its files are not in the media folder: it is left out".to_owned();
                exported
                    .remarks
                    .push(Note { place: Place::named(format!("picture {id}")).to_string(), text });
                continue;
            };
            line(out, &PictureLine { kind: "picture", id, file: format!("{MEDIA}/{}", picture.file()) })?;
            exported.pictures += 1;
        }
        last = end;
    }
}

#[derive(Serialize)]
struct StoryLine<'a> {
    kind: &'static str,
    #[serde(flatten)]
    manuscript: &'a Manuscript,
}

fn write_story(out: &mut (dyn Write + Send), story: &Manuscript, hidden: &HashSet<String>) -> io::Result<()> {
    let mut story = story.clone();
    let document = &mut story.document;
    document.bylines.retain(|id| !hidden.contains(id));
    let inside = document.body.pictures_mut().into_iter().map(|picture| &mut picture.file);
    for file in inside.chain(document.picture.as_mut().map(|picture| &mut picture.file)) {
        *file = format!("{MEDIA}/{file}");
    }
    story.former_slugs.sort();
    line(out, &StoryLine { kind: "story", manuscript: &story })
}

fn line(out: &mut (dyn Write + Send), record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
