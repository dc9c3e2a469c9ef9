//! Where a file's bytes come from.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

/// A file to import, opened.
pub struct Source {
    reader: Reader,
    bytes_total: Option<u64>,
}

enum Reader {
    File(File),
    Bytes(Cursor<Vec<u8>>),
    Pipe(io::Stdin),
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
        Ok(Source { reader: Reader::File(file), bytes_total })
    }

    /// What is piped in.
    pub fn stdin() -> Source {
        Source { reader: Reader::Pipe(io::stdin()), bytes_total: None }
    }

    /// Bytes in memory.
    pub fn bytes(bytes: Vec<u8>) -> Source {
        let bytes_total = Some(bytes.len() as u64);
        Source { reader: Reader::Bytes(Cursor::new(bytes)), bytes_total }
    }

    /// How many bytes there are, where that is known.
    pub fn bytes_total(&self) -> Option<u64> {
        self.bytes_total
    }

    /// The same bytes from where they can be read again. What is piped in goes through a file that has no name and is
    /// gone with this process.
    pub(crate) fn rewindable(self) -> io::Result<Source> {
        let Source { reader: Reader::Pipe(mut pipe), .. } = self else { return Ok(self) };
        let mut file = tempfile::tempfile()?;
        let bytes = io::copy(&mut pipe, &mut file)?;
        file.rewind()?;
        Ok(Source { reader: Reader::File(file), bytes_total: Some(bytes) })
    }

    /// Back to the beginning.
    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        match &mut self.reader {
            Reader::File(file) => file.rewind(),
            Reader::Bytes(bytes) => bytes.rewind(),
            Reader::Pipe(_) => Err(io::Error::other("what is piped in can be read only once")),
        }
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.reader {
            Reader::File(file) => file.read(into),
            Reader::Bytes(bytes) => bytes.read(into),
            Reader::Pipe(pipe) => pipe.read(into),
        }
    }
}
