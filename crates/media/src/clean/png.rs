//! PNG: header, pixels, end and no other chunk; checksums right; the compressed data ends with the last pixel.

use std::io::Read;

use flate2::Crc;
use flate2::bufread::ZlibDecoder;

/// Whether `bytes` are built as our encoder builds a PNG: eight bits, with the transparency that `alpha` says, not
/// interlaced. The caller has decoded the file, so that its declared size is within the limits.
pub(crate) fn is_our_png(bytes: &[u8], alpha: bool) -> bool {
    let Some(chunks) = chunks(bytes) else { return false };
    let [(b"IHDR", header), pixels @ .., (b"IEND", [])] = chunks.as_slice() else { return false };
    let [w1, w2, w3, w4, h1, h2, h3, h4, rest @ ..] = header else { return false };
    let colour = if alpha { 6 } else { 2 };
    let channels = if alpha { 4 } else { 3 };
    let width = u64::from(u32::from_be_bytes([*w1, *w2, *w3, *w4]));
    let height = u64::from(u32::from_be_bytes([*h1, *h2, *h3, *h4]));
    // Every row begins with the number of its filter.
    let expected = height.saturating_mul(width.saturating_mul(channels).saturating_add(1));
    *rest == [8, colour, 0, 0, 0]
        && pixels.iter().all(|(letters, data)| *letters == b"IDAT" && !data.is_empty())
        && inflates_exactly(&pixels.iter().map(|(_, data)| *data).collect::<Vec<_>>().concat(), expected)
}

/// All chunks, provided that they and their checksums fill the file from the signature to the last byte.
fn chunks(bytes: &[u8]) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let mut rest = bytes.get(8..)?;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let (checked, after) = after.split_at_checked(length.checked_add(4)?)?;
        let (sum, after) = after.split_first_chunk::<4>()?;
        let mut crc = Crc::new();
        crc.update(checked);
        if crc.sum() != u32::from_be_bytes(*sum) {
            return None;
        }
        let (letters, data) = checked.split_first_chunk::<4>()?;
        chunks.push((letters, data));
        rest = after;
    }
    Some(chunks)
}

/// Whether `data` is one zlib stream of `expected` bytes and nothing else. Reads through a small window.
fn inflates_exactly(data: &[u8], expected: u64) -> bool {
    let mut decoder = ZlibDecoder::new(data);
    let read = std::io::copy(&mut decoder.by_ref().take(expected.saturating_add(1)), &mut std::io::sink());
    read.is_ok_and(|read| read == expected) && decoder.total_in() == data.len() as u64
}
