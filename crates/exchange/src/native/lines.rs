//! Lines of a file, none of which can fill the memory.

use std::io::{self, BufRead};

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Text(&'a str),
    /// Nothing but white space.
    Empty,
    /// More bytes than the limit; they were passed over.
    TooLong,
    /// `at` counts from 1.
    NotUtf8 {
        at: usize,
    },
}

pub(super) struct Lines<R> {
    reader: R,
    limit: usize,
    line: Vec<u8>,
    bytes_read: u64,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: usize) -> Lines<R> {
        Lines { reader, limit, line: Vec::new(), bytes_read: 0 }
    }

    /// How far the file is read, in bytes.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The next line; `None` at the end of the file.
    pub(super) fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        let first = self.bytes_read == 0;
        self.line.clear();
        let Some(whole) = self.fill()? else { return Ok(None) };
        if !whole {
            return Ok(Some(Line::TooLong));
        }
        let line =
            if first { self.line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.line) } else { &self.line };
        Ok(Some(match std::str::from_utf8(line) {
            Ok(text) if text.trim().is_empty() => Line::Empty,
            Ok(text) => Line::Text(text.trim_end_matches('\r')),
            Err(error) => Line::NotUtf8 { at: error.valid_up_to() + 1 },
        }))
    }

    /// Reads to the line's end. `Some(false)`: it was longer than the limit; what is beyond was not kept.
    fn fill(&mut self) -> io::Result<Option<bool>> {
        let (start, mut whole) = (self.bytes_read, true);
        loop {
            let piece = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                piece => piece?,
            };
            if piece.is_empty() {
                return Ok((self.bytes_read > start).then_some(whole));
            }
            let end = memchr::memchr(b'\n', piece);
            let text = &piece[..end.unwrap_or(piece.len())];
            whole &= self.line.len() + text.len() <= self.limit;
            if whole {
                self.line.extend_from_slice(text);
            }
            let used = end.map_or(piece.len(), |end| end + 1);
            self.reader.consume(used);
            self.bytes_read += used as u64;
            if end.is_some() {
                return Ok(Some(whole));
            }
        }
    }
}

#[cfg(test)]
mod tests;
