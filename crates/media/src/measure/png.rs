//! PNG: the IHDR chunk, and the walk from chunk to chunk to IEND.

use super::{Frame, u32_be};

pub(super) fn measure(bytes: &[u8]) -> Option<Frame> {
    if bytes.get(8..16)? != b"\0\0\0\x0dIHDR" {
        return None;
    }
    Some(Frame { width: u32_be(bytes, 16)?, height: u32_be(bytes, 20)?, whole: reaches_end(bytes) })
}

/// A chunk is a length, four letters, the data and a checksum. What follows IEND is ignored here and dropped later.
fn reaches_end(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let (Some(length), Some(letters)) = (u32_be(bytes, at), bytes.get(at + 4..at + 8)) {
        if !letters.iter().all(u8::is_ascii_alphabetic) {
            return false;
        }
        at += 12 + length as usize;
        if letters == b"IEND" {
            return at <= bytes.len();
        }
    }
    false
}
