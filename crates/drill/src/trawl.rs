//! Everything that was left behind: folders, file by file, byte by byte.

use std::fs;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::search::{Found, Searcher};

/// A folder, and what the report calls it.
#[derive(Clone, Debug)]
pub struct Ground {
    /// 'data folder', 'logs' …
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
}

/// What a ground had.
#[derive(Clone, Debug)]
pub struct Trawled {
    /// Its name.
    pub name: String,
    /// Files searched.
    pub files: u64,
    /// Bytes of these files.
    pub bytes: u64,
    /// What was found.
    pub found: Found,
}

/// Files are read in pieces so long, each with the end of the one before it, so that nothing falls between two.
const PIECE: u64 = 64 << 20;
const OVERLAP: u64 = 1 << 20;

/// Searches every file under a ground, and the names of files and folders too.
///
/// # Errors
/// When something there cannot be read: what is not searched proves nothing.
pub fn trawl(ground: &Ground, searcher: &Searcher) -> anyhow::Result<Trawled> {
    let mut trawled = Trawled { name: ground.name.clone(), files: 0, bytes: 0, found: Found::default() };
    let mut waiting = vec![ground.folder.clone()];
    while let Some(path) = waiting.pop() {
        let name = path.strip_prefix(&ground.folder).unwrap_or(&path).to_string_lossy().into_owned();
        searcher.look(&format!("{}: a file's name", ground.name), name.as_bytes(), &mut trawled.found);
        let told = || format!("{} cannot be searched", path.display());
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            // A database that runs may take a file away meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && path != ground.folder => continue,
            Err(error) => return Err(error).with_context(told),
        };
        if meta.is_dir() {
            for entry in fs::read_dir(&path).with_context(told)? {
                waiting.push(entry?.path());
            }
        } else if meta.is_symlink() {
            let target = fs::read_link(&path).with_context(told)?;
            searcher.look(&name, target.to_string_lossy().as_bytes(), &mut trawled.found);
        } else if meta.is_file() {
            trawled.files += 1;
            trawled.bytes += meta.size();
            let place = format!("{}: {name}", ground.name);
            file(&path, &place, searcher, &mut trawled.found).with_context(told)?;
        }
    }
    Ok(trawled)
}

fn file(path: &Path, place: &str, searcher: &Searcher, found: &mut Found) -> std::io::Result<()> {
    let file = fs::File::open(path)?;
    let mut at = 0;
    loop {
        let length = file.metadata()?.len().saturating_sub(at).min(PIECE);
        let mut piece = vec![0; length as usize];
        let mut read = 0;
        while read < piece.len() {
            match file.read_at(&mut piece[read..], at + read as u64)? {
                0 => break,
                more => read += more,
            }
        }
        piece.truncate(read);
        searcher.search(place, &piece, found);
        if (read as u64) < PIECE {
            return Ok(());
        }
        at += PIECE - OVERLAP;
    }
}

/// Copies a folder, as a backup would: what is in it while nothing else is asked.
///
/// # Errors
/// When something cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
