//! JPEG: the same header as ours byte for byte, but for the size; then pixels to the last bit and nothing after them.

use crate::clean::scan;
use crate::master;
use crate::pixels::Pixels;

/// Where a frame header (its marker included) declares height and width, two bytes each.
const SIZE: std::ops::Range<usize> = 5..9;

/// Whether `bytes` are a master as [`master::jpeg`] writes it.
pub(crate) fn is_our_jpeg(bytes: &[u8]) -> bool {
    let Some(ours) = Header::of_our_encoder() else { return false };
    let Some((header, pixels)) = bytes.split_at_checked(ours.bytes.len()) else { return false };
    let size = ours.frame + SIZE.start..ours.frame + SIZE.end;
    let same =
        header[..size.start] == ours.bytes[..size.start] && header[size.end..] == ours.bytes[size.end..];
    let [h1, h2, w1, w2] = header[size] else { return false };
    let blocks = |high, low| usize::from(u16::from_be_bytes([high, low])).div_ceil(8);
    same && scan::holds_exactly(pixels, &ours.tables, blocks(h1, h2) * blocks(w1, w2))
}

/// What stands before the pixels.
struct Header {
    bytes: Vec<u8>,
    /// Where the frame header begins.
    frame: usize,
    /// The Huffman tables' segments, without marker and length, in their order.
    tables: Vec<Vec<u8>>,
}

impl Header {
    /// Taken from a picture of one pixel, so that it can never differ from what the encoder writes.
    fn of_our_encoder() -> Option<Header> {
        let mut bytes = master::jpeg(&Pixels { width: 1, height: 1, alpha: false, data: vec![0; 3] });
        let (mut frame, mut tables, mut at) = (None, Vec::new(), 2);
        loop {
            let marker = *bytes.get(at + 1)?;
            let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
            match marker {
                0xc0 => frame = Some(at),
                0xc4 => tables.push(bytes.get(at + 4..at + 2 + length)?.to_vec()),
                _ => {}
            }
            at += 2 + length;
            if marker == 0xda {
                bytes.truncate(at);
                return Some(Header { bytes, frame: frame?, tables });
            }
        }
    }
}
