//! What a reader hands its records to: they are checked, their pictures taken in, and packed into batches.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::mem;

use base::Language;
use content::body::{Block, Body};
use content::{ConceptKind, Manuscript, Role, State};
use media::Library;
use tokio::sync::mpsc::Sender;

use super::media_folder::{Found, MediaFolder};
use super::report::{Note, Notes, Place};
use super::{Format, Options};
use crate::Page;

/// Stories in one transaction.
const STORIES_A_BATCH: usize = 500;
/// Bytes of the file in one transaction, so that long stories make short batches.
const BYTES_A_BATCH: u64 = 4 << 20;
/// Pictures in one transaction: they take longest, and progress should be seen.
const PICTURES_A_BATCH: usize = 50;
/// Numbers up to here are exact in every JSON reader.
const HIGHEST_NUMBER: u64 = (1 << 53) - 1;
/// Pages kept for the report.
const PAGES: usize = 1_000;

/// Why a reader goes no further.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The import is strict and this is the first bad record.
    Stopped(Note),
    /// Nobody files what is read any more.
    Gone,
    /// The file cannot be read.
    Source(io::Error),
    /// The file is something else.
    NotTheFormat(String),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        Halt::Source(error)
    }
}

/// A section, topic or person as a file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewConcept {
    pub kind: ConceptKind,
    pub id: String,
    pub names: BTreeMap<Language, String>,
    pub role: Option<Role>,
    pub hidden: bool,
    /// Its place in menus; without one, behind those that are there.
    pub position: Option<i64>,
    /// Made up because a story points to it: whatever is known of it already counts more.
    pub guessed: bool,
}

/// What is filed in one transaction.
#[derive(Default)]
pub(crate) struct Batch {
    pub concepts: Vec<NewConcept>,
    /// (id, description)
    pub pictures: Vec<(String, String)>,
    pub stories: Vec<(Place, Manuscript)>,
    pub refused: Notes,
    pub remarks: Notes,
    pub pages: Vec<Page>,
    pub pictures_met: u64,
    pub bytes_read: u64,
}

/// The desk at which records come in.
pub(crate) struct Intake {
    options: Options,
    folder: MediaFolder,
    recorded: HashSet<String>,
    /// Hashes of the ids of all stories of this file: eight bytes each, for archives of any length.
    met: HashSet<u64>,
    batch: Batch,
    bytes_filed: u64,
    pages: usize,
    out: Sender<Batch>,
}

impl Intake {
    pub(crate) fn new(
        format: Format,
        options: Options,
        library: Library,
        out: Sender<Batch>,
    ) -> io::Result<Intake> {
        let folder = MediaFolder::open(format, &options, library)?;
        let (recorded, met, batch) = (HashSet::new(), HashSet::new(), Batch::default());
        Ok(Intake { options, folder, recorded, met, batch, bytes_filed: 0, pages: 0, out })
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Says how far the file is read; a batch that is full goes off.
    pub(crate) fn read_to(&mut self, bytes: u64) -> Result<(), Halt> {
        self.batch.bytes_read = bytes;
        let full = self.batch.stories.len() >= STORIES_A_BATCH
            || bytes - self.bytes_filed >= BYTES_A_BATCH
            || self.batch.pictures.len() >= PICTURES_A_BATCH;
        if full { self.flush() } else { Ok(()) }
    }

    /// Hands over what has been read so far.
    pub(crate) fn flush(&mut self) -> Result<(), Halt> {
        let batch = mem::take(&mut self.batch);
        self.bytes_filed = batch.bytes_read;
        self.batch.bytes_read = batch.bytes_read;
        self.out.blocking_send(batch).map_err(|_| Halt::Gone)
    }

    /// A record that cannot be used.
    pub(crate) fn refuse(&mut self, place: &Place, reason: impl Into<String>) -> Result<(), Halt> {
        let note = Note { place: place.to_string(), text: reason.into() };
        if self.options.strict {
            return Err(Halt::Stopped(note));
        }
        self.batch.refused.push(note);
        Ok(())
    }

    /// Something that is not as it stood in the file, and is fine so.
    pub(crate) fn remark(&mut self, place: &Place, text: impl Into<String>) {
        self.batch.remarks.push(Note { place: place.to_string(), text: text.into() });
    }

    /// A part of a record is lost: a remark, but in a strict import the end.
    pub(crate) fn lose(&mut self, place: &Place, text: impl Into<String>) -> Result<(), Halt> {
        if self.options.strict {
            return self.refuse(place, text);
        }
        self.remark(place, text);
        Ok(())
    }

    pub(crate) fn concept(&mut self, concept: NewConcept) {
        self.batch.concepts.push(concept);
    }

    pub(crate) fn page(&mut self, place: &Place, page: Page) {
        self.pages += 1;
        if self.pages > PAGES {
            return self.remark(place, format!("more than {PAGES} pages: this one is left out"));
        }
        self.batch.pages.push(page);
    }

    /// A picture on its own; answers its id.
    pub(crate) fn picture(&mut self, place: &Place, path: &str) -> Result<Option<String>, Halt> {
        Ok(self.take(place, path)?.map(|file| content::picture::id_of(&file).to_owned()))
    }

    /// A story: checked, its pictures taken in. What is wrong with it is reported here.
    pub(crate) fn story(&mut self, place: Place, mut story: Manuscript) -> Result<(), Halt> {
        if let Err(error) = story.check() {
            return self.refuse(&place, error.to_string());
        }
        if let Some(number) = story.number.filter(|number| !(1..=HIGHEST_NUMBER).contains(number)) {
            return self.refuse(&place, format!("number {number} is not one of 1 to {HIGHEST_NUMBER}"));
        }
        // The second would be a change each time the file is imported, and nobody could say which of them counts.
        if !self.met.insert(hash(&story.id)) {
            return self.refuse(
                &place,
                format!("the id '{}' stands in this file already: give it another", story.id),
            );
        }
        if story.state == State::Killed {
            forget_pictures(&mut story);
        } else {
            self.take_pictures(&place, &mut story)?;
        }
        self.batch.stories.push((place, story));
        Ok(())
    }

    fn take_pictures(&mut self, place: &Place, story: &mut Manuscript) -> Result<(), Halt> {
        let document = &mut story.document;
        if let Some(lead) = &mut document.picture {
            match self.take(place, &lead.file)? {
                Some(file) => lead.file = file,
                None => document.picture = None,
            }
        }
        for picture in document.body.pictures_mut() {
            picture.file = self.take(place, &picture.file)?.unwrap_or_default();
        }
        drop_nameless(&mut document.body);
        Ok(())
    }

    /// Takes a picture in, or finds it in the library; answers the stored file's name.
    fn take(&mut self, place: &Place, path: &str) -> Result<Option<String>, Halt> {
        match self.folder.find(path) {
            Found::Stored { id, file, description } => {
                self.batch.pictures_met += 1;
                if self.recorded.insert(id.clone()) {
                    self.batch.pictures.push((id, description));
                }
                Ok(Some(file))
            }
            Found::Nothing(reason) => {
                self.lose(place, format!("the picture '{}' is left out: {reason}", shortened(path)))?;
                Ok(None)
            }
        }
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// A killed story's pictures are gone or about to go, so none is taken in for it. References to stored ones stay, as
/// they stay in the store.
fn forget_pictures(story: &mut Manuscript) {
    let stored = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        media::content_type(name).map(|_| name.to_owned())
    };
    let document = &mut story.document;
    document.picture = document.picture.take().and_then(|mut lead| {
        lead.file = stored(&lead.file)?;
        Some(lead)
    });
    for picture in document.body.pictures_mut() {
        picture.file = stored(&picture.file).unwrap_or_default();
    }
    drop_nameless(&mut document.body);
}

/// Takes out the pictures that lost their file, and walls behind which nothing else was.
fn drop_nameless(body: &mut Body) {
    let named = |block: &Block| !matches!(block, Block::Picture(picture) if picture.file.is_empty());
    for block in &mut body.blocks {
        if let Block::Plus(blocks) = block {
            blocks.retain(named);
        }
    }
    body.blocks.retain(|block| named(block) && !matches!(block, Block::Plus(blocks) if blocks.is_empty()));
}

/// A text from the file, short enough for a sentence.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}
