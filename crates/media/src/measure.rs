//! A picture's size, read from its header in microseconds and without an allocation.
//!
//! The decoders could be asked, but each of them reads, inflates or allocates something before it answers, and is
//! lenient about what follows. What is read here is the container only: the declared size, and whether the file
//! reaches its own end. A file that lies here is caught a second time by the decoder's limits.

use crate::sniff::Kind;

mod gif;
mod jpeg;
mod png;
mod webp;

/// What a file's header declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// In pixels, before any turning upright; never 0.
    pub width: u32,
    /// In pixels; never 0.
    pub height: u32,
    /// Whether the container is there to its end.
    pub whole: bool,
}

/// Reads the declared size. `None`: the file is too short or too odd to declare one.
pub(crate) fn measure(kind: Kind, bytes: &[u8]) -> Option<Frame> {
    let frame = match kind {
        Kind::Jpeg => jpeg::measure(bytes),
        Kind::Png => png::measure(bytes),
        Kind::Gif => gif::measure(bytes),
        Kind::WebP => webp::measure(bytes),
    }?;
    (frame.width > 0 && frame.height > 0).then_some(frame)
}

/// Big-endian, as in JPEG.
fn u16_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// Big-endian, as in PNG.
fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Little-endian, as in GIF and WebP.
fn u16_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// Little-endian, three bytes, as in WebP.
fn u24_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16_le(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16)
}

/// Little-endian, as in WebP.
fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests;
