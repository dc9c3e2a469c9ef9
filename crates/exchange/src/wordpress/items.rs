//! Cutting a file into its items, none of which can fill the memory.

use std::io::{self, Read};

use memchr::memchr;
use memchr::memmem;

/// Bytes asked of the file at once.
const CHUNK: usize = 256 << 10;
/// The longest sign that is looked for: `<![CDATA[`.
const LONGEST_SIGN: usize = 9;

/// A part of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// All before the first item; the first piece of every file.
    Head(&'a str),
    /// `<item>…</item>`.
    Item(&'a str),
    /// An item, or the head, longer than the limit; it was passed over.
    TooLong,
    /// `at` counts from 1.
    NotUtf8 { at: usize },
    /// The file ends, or the next item begins, before this one ends.
    CutShort,
}

pub(super) struct Items<R> {
    reader: R,
    limit: usize,
    head_limit: usize,
    buffer: Vec<u8>,
    /// Bytes of the buffer that were handed out, or lie between items.
    done: usize,
    /// How far the buffer is looked through.
    at: usize,
    /// The piece in the making was longer than its limit.
    too_long: bool,
    in_head: bool,
    ended: bool,
    bytes_read: u64,
}

enum Sign {
    Start(usize),
    End(usize),
    FileEnd,
}

impl<R: Read> Items<R> {
    pub(super) fn new(reader: R, limit: usize, head_limit: usize) -> Items<R> {
        Items {
            reader,
            limit,
            head_limit,
            buffer: Vec::new(),
            done: 0,
            at: 0,
            too_long: false,
            in_head: true,
            ended: false,
            bytes_read: 0,
        }
    }

    /// How far the file is read, in bytes.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The next part; `None` at the end of the file.
    pub(super) fn next_piece(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.buffer.drain(..self.done);
        self.at -= self.done;
        self.done = 0;
        self.too_long = false;
        if self.in_head {
            return self.head().map(Some);
        }
        loop {
            match self.sign()? {
                Sign::Start(start) if self.begun() && start > 0 => {
                    // The item before has no end: it is handed out as such, and this one is met again.
                    (self.done, self.at) = (start, start);
                    return Ok(Some(if self.too_long { Piece::TooLong } else { Piece::CutShort }));
                }
                Sign::Start(start) => self.drop_before(start),
                Sign::End(end) => return Ok(Some(self.piece(end))),
                Sign::FileEnd => {
                    let begun = self.begun();
                    (self.done, self.at) = (self.buffer.len(), self.buffer.len());
                    return Ok(begun.then_some(Piece::CutShort));
                }
            }
        }
    }

    fn head(&mut self) -> io::Result<Piece<'_>> {
        let end = loop {
            match self.sign()? {
                Sign::Start(start) => break start,
                Sign::End(_) => {}
                Sign::FileEnd => break self.buffer.len(),
            }
        };
        self.in_head = false;
        self.at = end;
        let too_long = self.too_long;
        self.done = end;
        if too_long {
            return Ok(Piece::TooLong);
        }
        Ok(text(&self.buffer[..end]).map_or_else(|at| Piece::NotUtf8 { at }, Piece::Head))
    }

    fn piece(&mut self, end: usize) -> Piece<'_> {
        self.done = end;
        if self.too_long || end > self.limit {
            return Piece::TooLong;
        }
        text(&self.buffer[..end]).map_or_else(|at| Piece::NotUtf8 { at }, Piece::Item)
    }

    /// Whether an item has begun that has not ended.
    fn begun(&self) -> bool {
        self.too_long || self.buffer.starts_with(b"<item")
    }

    fn drop_before(&mut self, start: usize) {
        self.buffer.drain(..start);
        self.at -= start;
    }

    /// The next beginning or end of an item that is not inside a CDATA section or a comment. A beginning is not passed
    /// in the head, where it is the end.
    fn sign(&mut self) -> io::Result<Sign> {
        loop {
            let Some(found) = memchr(b'<', &self.buffer[self.at..]) else {
                self.at = self.buffer.len();
                if !self.more()? {
                    return Ok(Sign::FileEnd);
                }
                continue;
            };
            self.at += found;
            while self.buffer.len() - self.at < LONGEST_SIGN && self.more()? {}
            let sign = &self.buffer[self.at..];
            if sign.starts_with(b"<![CDATA[") {
                self.pass(b"]]>")?;
            } else if sign.starts_with(b"<!--") {
                self.pass(b"-->")?;
            } else if sign.starts_with(b"<item>") || sign.starts_with(b"<item ") {
                let start = self.at;
                self.at += b"<item".len();
                return Ok(Sign::Start(start));
            } else if sign.starts_with(b"</item>") {
                self.at += b"</item>".len();
                return Ok(Sign::End(self.at));
            } else {
                self.at += 1;
            }
        }
    }

    /// Goes behind `end`, or to the end of the file.
    fn pass(&mut self, end: &[u8]) -> io::Result<()> {
        loop {
            if let Some(found) = memmem::find(&self.buffer[self.at..], end) {
                self.at += found + end.len();
                return Ok(());
            }
            // The end may lie across two chunks.
            self.at = self.at.max((self.buffer.len() + 1).saturating_sub(end.len()));
            if !self.more()? {
                self.at = self.buffer.len();
                return Ok(());
            }
        }
    }

    /// Reads on; false at the end of the file. What is too long is not kept.
    fn more(&mut self) -> io::Result<bool> {
        let limit = if self.in_head { self.head_limit } else { self.limit };
        if self.at > limit {
            self.too_long = true;
            self.drop_before(self.at);
        }
        if self.ended {
            return Ok(false);
        }
        let before = self.buffer.len();
        let read = Read::by_ref(&mut self.reader).take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        self.bytes_read += read as u64;
        self.ended = read < CHUNK;
        Ok(self.buffer.len() > before)
    }
}

fn text(bytes: &[u8]) -> Result<&str, usize> {
    std::str::from_utf8(bytes).map_err(|error| error.valid_up_to() + 1)
}

#[cfg(test)]
mod tests;
