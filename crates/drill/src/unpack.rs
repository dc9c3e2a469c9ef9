//! What is packed in bytes: gzip, zlib and zip streams wherever they begin, and brotli where it can begin.
//!
//! Brotli has no mark by which a stream could be known. It is tried at the beginning of what is searched and behind every
//! head of an HTTP answer, which is where a server's cache has it.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use memchr::memmem;

/// A stream, unpacked.
pub struct Stream {
    /// gzip, zlib, zip or brotli.
    pub format: &'static str,
    /// Where it begins.
    pub offset: usize,
    /// What is in it, as far as it can be unpacked: half a stream tells half.
    pub bytes: Vec<u8>,
}

/// No stream is unpacked further: a bomb is no hiding place.
const LONGEST: u64 = 64 << 20;
/// Less is accident: bytes that look like a beginning.
const SHORTEST: usize = 16;

/// All streams in bytes.
pub fn streams(bytes: &[u8]) -> impl Iterator<Item = Stream> + '_ {
    let gzip = memmem::find_iter(bytes, b"\x1f\x8b\x08")
        .filter_map(|at| unpacked("gzip", at, GzDecoder::new(&bytes[at..])));
    let zlib = memchr::memchr_iter(0x78, bytes)
        .filter(|at| is_zlib(&bytes[*at..]))
        .filter_map(|at| unpacked("zlib", at, ZlibDecoder::new(&bytes[at..])));
    let zip = memmem::find_iter(bytes, b"PK\x03\x04").filter_map(|at| {
        let begins = at + entry_begins(&bytes[at..])?;
        unpacked("zip", at, DeflateDecoder::new(bytes.get(begins..)?))
    });
    let heads = memmem::find_iter(bytes, b"\r\n\r\n").map(|at| at + 4);
    let brotli = std::iter::once(0).chain(heads).filter_map(|at| {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        unpacked("brotli", at, brotli::Decompressor::new(rest, 4096))
    });
    gzip.chain(zlib).chain(zip).chain(brotli)
}

fn unpacked(format: &'static str, offset: usize, packed: impl Read) -> Option<Stream> {
    let mut bytes = Vec::new();
    // What came out before it broke is kept.
    let _ = packed.take(LONGEST).read_to_end(&mut bytes);
    (bytes.len() >= SHORTEST).then_some(Stream { format, offset, bytes })
}

/// The first two bytes of a zlib stream: deflate, a window of 32 kB, and a checksum.
fn is_zlib(bytes: &[u8]) -> bool {
    bytes.len() > 2
        && (usize::from(bytes[0]) * 256 + usize::from(bytes[1])).is_multiple_of(31)
        && bytes[1] & 0x20 == 0
}

/// Where the content of a deflated zip entry begins.
fn entry_begins(header: &[u8]) -> Option<usize> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes(header.get(at..at + 2)?.try_into().ok()?)));
    (number(8)? == 8).then_some(30 + number(26)? + number(28)?)
}

#[cfg(test)]
mod tests;
