//! JPEG: the frame header, and the walk from marker to marker to the end of the image.

use super::{Frame, u16_be};

/// A photograph has one scan or about ten. Thousands of empty ones cost a decoder minutes for a few kilobytes.
const SCANS: usize = 64;

pub(super) fn measure(bytes: &[u8]) -> Option<Frame> {
    let mut size = None;
    let mut scans = 0;
    let mut at = 2;
    while let Some((marker, after)) = next_marker(bytes, at) {
        at = after;
        match marker {
            0xd9 => return frame(size?, scans > 0),
            0x01 | 0xd0..=0xd8 => continue,
            // Every start of frame; c4, c8 and cc in their midst are tables.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf if size.is_none() => {
                size = Some((u16_be(bytes, at + 5)?, u16_be(bytes, at + 3)?));
            }
            0xda => scans += 1,
            _ => {}
        }
        if scans > SCANS {
            return None;
        }
        at += u16_be(bytes, at).unwrap_or(u32::MAX) as usize;
    }
    frame(size?, false)
}

fn frame((width, height): (u32, u32), whole: bool) -> Option<Frame> {
    Some(Frame { width, height, whole })
}

/// The next marker from `at` and where it ends. Entropy-coded data is skipped with it: within it ff is followed by 00
/// or by a restart marker, and neither is a marker here.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        match bytes.get(at + 1)? {
            0xff => at += 1,
            0x00 | 0xd0..=0xd7 => at += 2,
            marker => return Some((*marker, at + 2)),
        }
    }
}
