//! A room's secret: 32 random bytes in a file beside the room's database, not in it, so that who has the database alone
//! has little. Several nodes with one database share one secret.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

/// The file's name in the room's folder.
pub const FILE_NAME: &str = "secret";

/// A secret that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read or made.
    #[error(
        "the secret {} cannot be used: {source}. Give file and folder to the user that runs vestka, and to nobody else",
        file.display()
    )]
    Unusable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file has another length.
    #[error("the secret {} is damaged: it must have 32 bytes. Restore it from a copy of the data folder", .0.display())]
    Damaged(PathBuf),
}

/// The secret of a folder; made of `chance` when there is none.
pub fn load(folder: &Path, chance: [u8; 32]) -> Result<Zeroizing<[u8; 32]>, SecretError> {
    let chance = Zeroizing::new(chance);
    let file = folder.join(FILE_NAME);
    let read = match std::fs::read(&file) {
        // Another process may be first: what counts is what lies there.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make(folder, &file, &chance).and_then(|()| std::fs::read(&file))
        }
        read => read,
    };
    match read.map(Zeroizing::new) {
        Ok(bytes) => match <[u8; 32]>::try_from(bytes.as_slice()) {
            Ok(secret) => Ok(Zeroizing::new(secret)),
            Err(_) => Err(SecretError::Damaged(file)),
        },
        Err(source) => Err(SecretError::Unusable { file, source }),
    }
}

/// Writes the file whole or not at all, for its owner only.
fn make(folder: &Path, file: &Path, chance: &[u8; 32]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(chance)?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(file) {
        Ok(_) => std::fs::File::open(folder)?.sync_all(),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error),
    }
}

#[cfg(test)]
mod tests;
