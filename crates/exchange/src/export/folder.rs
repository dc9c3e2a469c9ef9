//! An export as a folder that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use content::Admission;
use media::{Library, Picture};
use store::Store;

use super::{ExportError, ExportOptions, Exported, MEDIA, write};

/// The file of lines in an export.
const STORIES: &str = "stories.jsonl";

/// Exports into a folder: `stories.jsonl`, and the pictures in `media/`. It is written under another name beside
/// `target` and renamed at the end; `target` must not exist yet, or be empty.
pub async fn folder(
    store: &Store,
    library: &Library,
    target: &Path,
    options: &ExportOptions,
    admission: &Admission,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Exported, ExportError> {
    if occupied(target)? {
        return Err(ExportError::Occupied(target.display().to_string()));
    }
    let draft = Draft::make(target)?;
    let mut out = BufWriter::with_capacity(256 << 10, File::create_new(draft.folder.join(STORIES))?);
    let mut keep = |id: &str| copy(library, id, &draft.folder);
    let exported = write(store, &mut out, Some(&mut keep), options, admission, progress).await?;
    out.flush()?;
    out.get_ref().sync_all()?;
    draft.publish(target)?;
    Ok(exported)
}

fn occupied(target: &Path) -> io::Result<bool> {
    match fs::read_dir(target) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(true),
        Err(error) => Err(error),
    }
}

fn copy(library: &Library, id: &str, folder: &Path) -> io::Result<Option<Picture>> {
    let Some(picture) = library.describe(id) else { return Ok(None) };
    let Some(mut stored) = library.read(&picture.file()) else { return Ok(None) };
    let mut copy = File::create_new(folder.join(MEDIA).join(picture.file()))?;
    io::copy(&mut stored.file, &mut copy)?;
    copy.sync_all()?;
    Ok(Some(picture))
}

/// The folder while it is written. Dropped unpublished, it is removed.
struct Draft {
    folder: PathBuf,
}

impl Draft {
    fn make(target: &Path) -> io::Result<Draft> {
        let name = target.file_name().ok_or_else(|| io::Error::other("the folder has no name"))?;
        let name = format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id());
        let draft = Draft { folder: target.with_file_name(name) };
        fs::create_dir_all(draft.folder.parent().unwrap_or(Path::new("")))?;
        fs::create_dir(&draft.folder)?;
        fs::create_dir(draft.folder.join(MEDIA))?;
        Ok(draft)
    }

    fn publish(self, target: &Path) -> io::Result<()> {
        sync(&self.folder.join(MEDIA))?;
        sync(&self.folder)?;
        fs::rename(&self.folder, target)?;
        sync(target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After the renaming there is nothing under this name any more.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
