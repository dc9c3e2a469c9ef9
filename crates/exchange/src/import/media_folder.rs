//! Pictures that a file names: looked up in one folder, out of which no path leads, and taken into the library.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use media::{Library, Limits, Picture, Refusal};

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
    /// Without links in it, to compare with.
    folder: Option<PathBuf>,
    library: Library,
    limits: Limits,
    known: HashMap<String, Found>,
}

impl MediaFolder {
    pub(crate) fn open(folder: Option<&Path>, library: Library, limits: Limits) -> io::Result<MediaFolder> {
        let folder = folder.map(|folder| {
            folder.canonicalize().map_err(|error| {
                io::Error::new(error.kind(), format!("the media folder {}: {error}", folder.display()))
            })
        });
        Ok(MediaFolder { folder: folder.transpose()?, library, limits, known: HashMap::new() })
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

    /// The file that a path names inside the folder.
    fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        let Some(folder) = &self.folder else {
            return Err("no folder with pictures was given".into());
        };
        let outside = || "its path leads out of the media folder".to_owned();
        let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\0', '\\']);
        if path.is_empty() || !path.split('/').all(plain) {
            return Err(outside());
        }
        let file = folder.join(path).canonicalize().map_err(|_| "there is no such file".to_owned())?;
        if file.starts_with(folder) { Ok(file) } else { Err(outside()) }
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
