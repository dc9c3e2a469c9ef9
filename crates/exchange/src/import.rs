//! Importing: one way in for all formats.
//!
//! A reader (`native`, `ghost`, `wordpress`) runs on a thread of its own and hands records to the [`intake`], which
//! checks them, takes their pictures in and packs them into batches; the [`filing`] writes each batch in one
//! transaction while the next is being read. Two batches at most wait in between, so memory is bounded.

mod concepts;
mod filing;
mod intake;
mod media_folder;
mod paths;
mod report;
mod source;

use std::io;
use std::path::PathBuf;

use base::{Language, Time};
use media::Library;
use store::{Store, StoreError};
use tokio::sync::mpsc;

use crate::{ghost, native, wordpress};
use filing::Filing;
pub(crate) use intake::{Halt, Intake, NewConcept};
pub(crate) use report::Place;
pub use report::{Note, Notes, Report};
pub use source::Source;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line, see `docs/native-format.md`.
    Native,
    /// Ghost's JSON export.
    Ghost,
    /// WordPress's export, WXR.
    WordPress,
}

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// Stop at the first record that cannot be used whole, instead of reporting it and going on.
    pub strict: bool,
    /// Who is written down as the author of the revisions.
    pub author: String,
    /// The present.
    pub now: Time,
    /// The folder in which paths of pictures are looked up, and out of which none leads. None: no pictures but those
    /// that are in the library already.
    pub media: Option<PathBuf>,
    /// The language of stories that do not say theirs.
    pub language: Language,
    /// The agency's languages: tags of other systems that name one of them are believed.
    pub languages: Vec<Language>,
    /// What ids of stories from other systems begin with, for agencies that bring several sites together. None:
    /// `ghost`, `wp`.
    pub id_prefix: Option<String>,
    /// How large things may be.
    pub limits: Limits,
}

/// How large a file's parts may be.
#[derive(Clone, Debug)]
pub struct Limits {
    /// One line of the native format, or one element of WordPress's, in bytes.
    pub line_bytes: usize,
    /// A Ghost file, which is read as a whole, in bytes.
    pub file_bytes: u64,
    /// One picture.
    pub picture: media::Limits,
}

impl Default for Limits {
    /// 8 MiB a line, 512 MiB a file.
    fn default() -> Limits {
        Limits { line_bytes: 8 << 20, file_bytes: 512 << 20, picture: media::Limits::default() }
    }
}

impl Options {
    /// Not strict, without pictures, in one language, within the default limits.
    pub fn new(author: &str, now: Time, language: Language) -> Options {
        Options {
            strict: false,
            author: author.to_owned(),
            now,
            media: None,
            languages: vec![language.clone()],
            language,
            id_prefix: None,
            limits: Limits::default(),
        }
    }
}

/// How far an import has come: told after each transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file that are dealt with.
    pub bytes_read: u64,
    /// Bytes that the file has, where that is known.
    pub bytes_total: Option<u64>,
    /// Stories dealt with, refused ones not counted.
    pub stories: u64,
    /// Pictures taken in.
    pub pictures: u64,
}

/// Why an import ended before the file did. What was filed before stays, and the same import may be started again.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A strict import met its first bad record.
    #[error("stopped at {note} ({} stories before it are imported and stay)", report.stories())]
    Stopped {
        /// The record and what is wrong with it.
        note: Note,
        /// What was imported before.
        report: Box<Report>,
    },
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Source(#[from] io::Error),
    /// The file is something else altogether.
    #[error("{0}")]
    NotTheFormat(String),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A reader panicked: a fault of ours.
    #[error("the import failed inside on this file: please report it. What was imported before stays")]
    Broken,
}

/// Imports a file into the store and the library. Idempotent: the same file again changes nothing, and an import that
/// was cut off is completed by starting it again. `progress` is called after each transaction.
pub async fn import(
    store: &Store,
    library: &Library,
    format: Format,
    source: Source,
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Report, ImportError> {
    let (sender, mut batches) = mpsc::channel(2);
    let bytes_total = source.bytes_total();
    let mut filing = Filing::begin(store, options).await?;
    let intake = Intake::new(format, options.clone(), library.clone(), sender)?;
    let reader = tokio::task::spawn_blocking(move || read(format, source, intake));
    while let Some(batch) = batches.recv().await {
        filing.file(batch).await?;
        progress(Progress { bytes_total, ..filing.progress() });
    }
    let ended = reader.await.map_err(|_| ImportError::Broken)?;
    let report = filing.into_report();
    match ended {
        Ok(()) => Ok(report),
        Err(Halt::Stopped(note)) => Err(ImportError::Stopped { note, report: Box::new(report) }),
        Err(Halt::Source(error)) => Err(ImportError::Source(error)),
        Err(Halt::NotTheFormat(reason)) => Err(ImportError::NotTheFormat(reason)),
        Err(Halt::Gone) => Err(ImportError::Broken),
    }
}

/// Reads to the end, or to where it halts; what was read until then is handed over in either case.
fn read(format: Format, source: Source, mut intake: Intake) -> Result<(), Halt> {
    let read = match format {
        Format::Native => native::read(source, &mut intake),
        Format::Ghost => ghost::read(source, &mut intake),
        Format::WordPress => wordpress::read(source, &mut intake),
    };
    let flushed = intake.flush();
    read.and(flushed)
}
