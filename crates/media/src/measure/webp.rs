//! WebP: a RIFF file of chunks. The canvas is declared once, each picture within declares its size again, and a decoder
//! that believes the inner one can be made to allocate 16,383 x 16,383 for a canvas of one pixel: both are read.

use super::{Frame, u16_le, u24_le, u32_le};

pub(super) fn measure(bytes: &[u8]) -> Option<Frame> {
    let end = 8 + u32_le(bytes, 4)? as usize;
    let (width, height) = size(bytes.get(12..16)?, bytes.get(20..)?)?;
    let chunks = Chunks { bytes: &bytes[..end.min(bytes.len())], at: 12 };
    if !chunks.into_iter().all(|(letters, data)| fits(letters, data, width, height)) {
        return None;
    }
    Some(Frame { width, height, whole: end <= bytes.len() && reaches_end(chunks) })
}

/// The declared size in pixels of a chunk that declares one.
fn size(letters: &[u8], data: &[u8]) -> Option<(u32, u32)> {
    match letters {
        b"VP8X" => Some((u24_le(data, 4)? + 1, u24_le(data, 7)? + 1)),
        b"VP8 " => Some((u16_le(data, 6)? & 0x3fff, u16_le(data, 8)? & 0x3fff)),
        b"VP8L" => {
            let bits = u32_le(data, 1)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"ANMF" => Some((u24_le(data, 6)? + 1, u24_le(data, 9)? + 1)),
        _ => None,
    }
}

/// Whether a chunk, and every chunk within a frame of an animation, stays within the canvas.
fn fits(letters: &[u8], data: &[u8], width: u32, height: u32) -> bool {
    let within = size(letters, data).is_none_or(|(w, h)| w <= width && h <= height);
    let inner = if letters == b"ANMF" { data } else { &[] };
    within
        && Chunks { bytes: inner, at: 16 }
            .all(|(letters, data)| letters != b"ANMF" && fits(letters, data, width, height))
}

/// Whether the last chunk ends where the file says it ends; a chunk of odd length has one byte of padding.
fn reaches_end(mut chunks: Chunks<'_>) -> bool {
    chunks.by_ref().for_each(drop);
    chunks.at >= chunks.bytes.len() && chunks.at <= chunks.bytes.len() + 1
}

/// Four letters, a length, the data.
#[derive(Clone, Copy)]
struct Chunks<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Chunks<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let letters = self.bytes.get(self.at..self.at + 4)?;
        let length = u32_le(self.bytes, self.at + 4)? as usize;
        let data = self.bytes.get(self.at + 8..self.at + 8 + length)?;
        self.at += 8 + length + length % 2;
        Some((letters, data))
    }
}
