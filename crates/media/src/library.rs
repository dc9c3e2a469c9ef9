//! The folder of pictures.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::master::Master;
use crate::measure::{Frame, measure};
use crate::name::{self, FileName, Format};
use crate::picture::{Picture, Planned, Rendition, plans};
use crate::sniff::{Kind, sniff};
use crate::{Limits, Refusal, files, rendition};

/// Pictures in a folder: per picture a master and its renditions, all named after the master's bytes. Cheap to clone;
/// several processes may work on one folder.
#[derive(Debug, Clone)]
pub struct Library {
    folder: PathBuf,
}

/// A file of the library, opened. Its content never changes: another content has another name.
#[derive(Debug)]
pub struct StoredFile {
    /// Open for reading, at its beginning.
    pub file: File,
    /// Where it is.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// The media type to serve it with.
    pub content_type: &'static str,
}

impl Library {
    /// Opens the folder, makes it where it is missing, and clears away what a killed process left half-written.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<Library> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        files::sweep(&folder)?;
        Ok(Library { folder })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a picture in. When this returns, its files are on the disk. Taking in the same bytes again, or the master
    /// that came of them, gives the same picture and changes nothing.
    pub fn take_in(&self, bytes: &[u8], limits: &Limits) -> Result<Picture, Refusal> {
        limits.weigh(bytes.len())?;
        let kind = sniff(bytes)?;
        // Before anything that takes as long as the file is: a bomb costs microseconds.
        limits.measure(&measure(kind, bytes).ok_or(Refusal::Damaged { kind })?)?;
        if let Some(picture) = self.holds(bytes) {
            return Ok(picture);
        }
        let master = Master::make(kind, bytes, limits)?;
        let id = id_of(&master.file);
        match self.describe(&id) {
            Some(picture) => Ok(picture),
            None => Ok(self.store(id, &master)?),
        }
    }

    /// A stored picture, read from its files; `None` when it is not there or not complete.
    pub fn describe(&self, id: &str) -> Option<Picture> {
        if !name::is_id(id) {
            return None;
        }
        let (format, frame) = self.master(id)?;
        let found = |(file, width, height, format): Planned| {
            let bytes = fs::metadata(self.folder.join(&file)).ok()?.len();
            Some(Rendition { width, height, format, file, bytes })
        };
        let whole = |plan: Vec<Planned>| plan.into_iter().map(found).collect::<Option<Vec<_>>>();
        let renditions = plans(id, frame.width, frame.height).into_iter().find_map(whole)?;
        let (width, height) = (frame.width, frame.height);
        Some(Picture { id: id.to_owned(), extension: format.extension(), width, height, renditions })
    }

    /// Opens a master or a rendition by its file name. Anything that no stored file can be called is `None`, without a
    /// look at the disk.
    pub fn read(&self, file_name: &str) -> Option<StoredFile> {
        let name = FileName::parse(file_name)?;
        let path = self.folder.join(file_name);
        let file = File::open(&path).ok()?;
        let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
        Some(StoredFile { file, path, bytes: metadata.len(), content_type: name.format.content_type() })
    }

    /// Removes a picture's files, and says whether there were any. Safe to repeat after a failure: the master, which
    /// says what else there is, goes last.
    pub fn remove(&self, id: &str) -> io::Result<bool> {
        let Some((format, frame)) = name::is_id(id).then(|| self.master(id)).flatten() else {
            return Ok(false);
        };
        for (file, ..) in plans(id, frame.width, frame.height).concat() {
            remove_if_there(&self.folder.join(file))?;
        }
        remove_if_there(&self.folder.join(name::master(id, format)))?;
        files::sync(&self.folder)?;
        Ok(true)
    }

    /// The picture whose master is exactly `bytes`.
    fn holds(&self, bytes: &[u8]) -> Option<Picture> {
        let picture = self.describe(&id_of(bytes))?;
        let stored = fs::read(self.folder.join(picture.file())).ok()?;
        (stored == bytes).then_some(picture)
    }

    /// The master last: where it is, the rest is.
    fn store(&self, id: String, master: &Master) -> io::Result<Picture> {
        let keep = |file: &str, bytes: &[u8]| files::write(&self.folder, file, bytes);
        let renditions = rendition::make(&id, &master.pixels, keep)?;
        keep(&name::master(&id, master.format), &master.file)?;
        files::sync(&self.folder)?;
        let (width, height) = (master.pixels.width, master.pixels.height);
        Ok(Picture { id, extension: master.format.extension(), width, height, renditions })
    }

    /// What the master is and its size, from the beginning of its file.
    fn master(&self, id: &str) -> Option<(Format, Frame)> {
        [(Format::Jpeg, Kind::Jpeg), (Format::Png, Kind::Png)].into_iter().find_map(|(format, kind)| {
            let mut head = Vec::new();
            let file = File::open(self.folder.join(name::master(id, format))).ok()?;
            file.take(1024).read_to_end(&mut head).ok()?;
            Some((format, measure(kind, &head)?))
        })
    }
}

fn id_of(master: &[u8]) -> String {
    Sha256::digest(master)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
