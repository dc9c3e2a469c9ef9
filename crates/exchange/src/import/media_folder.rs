//! Pictures that a file names: looked up in one folder, out of which no path leads, and taken into the library.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use media::{Library, Limits, Picture, Refusal};

use super::{Format, Options, paths};

/// Paths remembered, so that a picture used by many stories is decoded once.
const REMEMBERED: usize = 20_000;

/// What became of a path.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// It is in the library.
    Stored {
        /// The picture's id.
        id: String,
        /// The master's file name.
        file: String,
        /// As the database keeps it, JSON.
        description: String,
    },
    /// There is no such picture, or none that can be taken in: why, in one sentence.
    Nothing(String),
}

pub(crate) struct MediaFolder {
    format: Format,
    /// Without links in it, to compare with.
    folder: Option<PathBuf>,
    library: Library,
    limits: Limits,
    known: HashMap<String, Found>,
}

impl MediaFolder {
    pub(crate) fn open(format: Format, options: &Options, library: Library) -> io::Result<MediaFolder> {
        let folder = options.media.as_deref().map(|folder| {
            folder.canonicalize().map_err(|error| {
                io::Error::new(error.kind(), format!("the media folder {}: {error}", folder.display()))
            })
        });
        let limits = options.limits.picture.clone();
        Ok(MediaFolder { format, folder: folder.transpose()?, library, limits, known: HashMap::new() })
    }

    pub(crate) fn find(&mut self, path: &str) -> Found {
        if let Some(found) = self.known.get(path) {
            return found.clone();
        }
        let found = match self.take_in(path) {
            Ok(picture) => stored(&picture),
            Err(reason) => self.in_library(path).map_or(Found::Nothing(reason), |picture| stored(&picture)),
        };
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(path.to_owned(), found.clone());
        found
    }

    /// The path may be the name of a picture that the library has, as in a file that was exported from here.
    fn in_library(&self, path: &str) -> Option<Picture> {
        let name = path.rsplit('/').next()?;
        media::content_type(name)?;
        self.library.describe(content::picture::id_of(name)).filter(|picture| picture.file() == name)
    }

    fn take_in(&self, path: &str) -> Result<Picture, String> {
        let file = self.resolve(path)?;
        let bytes = self.read(&file)?;
        self.library.take_in(&bytes, &self.limits).map_err(|refusal| refusal.to_string())
    }

    /// The file that a path or address means: the first that is there of those it may mean.
    fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        let Some(folder) = &self.folder else {
            return Err("no folder with pictures was given".into());
        };
        let mut reason = match paths::is_elsewhere(self.format, path) {
            true => "it is on another site and is not fetched",
            false => "there is no such file",
        };
        for path in paths::candidates(self.format, path) {
            if !paths::stays_inside(&path) {
                reason = "its path leads out of the media folder";
                continue;
            }
            match folder.join(path).canonicalize() {
                Ok(file) if file.starts_with(folder) => return Ok(file),
                Ok(_) => reason = "its path leads out of the media folder",
                Err(_) => {}
            }
        }
        Err(reason.into())
    }

    /// Reads no more than may be taken in, however large the file is.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let cannot = |error: io::Error| format!("it cannot be read ({error})");
        let file = File::open(path).map_err(cannot)?;
        let metadata = file.metadata().map_err(cannot)?;
        if !metadata.is_file() {
            return Err("it is not a file".into());
        }
        let (bytes, limit) = (usize::try_from(metadata.len()).unwrap_or(usize::MAX), self.limits.bytes);
        if bytes > limit {
            return Err(Refusal::TooHeavy { bytes, limit }.to_string());
        }
        let mut content = Vec::with_capacity(bytes);
        file.take(limit as u64 + 1).read_to_end(&mut content).map_err(cannot)?;
        Ok(content)
    }
}

fn stored(picture: &Picture) -> Found {
    let (file, width, height) = (picture.file(), picture.width, picture.height);
    let description = serde_json::json!({ "file": file, "width": width, "height": height }).to_string();
    Found::Stored { id: picture.id.clone(), file, description }
}
