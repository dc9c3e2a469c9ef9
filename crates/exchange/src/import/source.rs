//! Where a file's bytes come from.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

/// A file to import, opened.
pub struct Source {
    reader: Box<dyn Read + Send>,
    bytes_total: Option<u64>,
}

impl Source {
    /// A file on the disk.
    pub fn open(path: &Path) -> io::Result<Source> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::other(format!("{} is a folder: name the file in it", path.display())));
        }
        let bytes_total = metadata.is_file().then_some(metadata.len());
        Ok(Source { reader: Box::new(file), bytes_total })
    }

    /// What is piped in.
    pub fn stdin() -> Source {
        Source { reader: Box::new(io::stdin()), bytes_total: None }
    }

    /// Bytes in memory.
    pub fn bytes(bytes: Vec<u8>) -> Source {
        let bytes_total = Some(bytes.len() as u64);
        Source { reader: Box::new(Cursor::new(bytes)), bytes_total }
    }

    /// How many bytes there are, where that is known.
    pub fn bytes_total(&self) -> Option<u64> {
        self.bytes_total
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.reader.read(into)
    }
}
