//! The files readers get: a master's pixels at several widths, as WebP and, for old browsers, as JPEG.

use std::io;

use crate::name::Format;
use crate::picture::{Rendition, plan};
use crate::pixels::Pixels;
use crate::{master, webp};

/// Chosen by eye on faces and on lettering; a master's quality is higher, because it is worked on again.
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 80;

/// Makes every rendition of a master's pixels and hands each to `keep` under its name. The same pixels give the same
/// bytes.
pub(crate) fn make(
    id: &str,
    pixels: &Pixels,
    mut keep: impl FnMut(&str, &[u8]) -> io::Result<()>,
) -> io::Result<Vec<Rendition>> {
    let mut renditions = Vec::new();
    let mut scaled: Option<Pixels> = None;
    for (file, width, height, format) in plan(id, pixels.width, pixels.height) {
        let of_width = scaled.take().filter(|scaled| scaled.width == width);
        let of_width = of_width.unwrap_or_else(|| pixels.resized(width, height));
        let encoded = encode(&of_width, format)?;
        keep(&file, &encoded)?;
        renditions.push(Rendition { width, height, format, file, bytes: encoded.len() as u64 });
        scaled = Some(of_width);
    }
    Ok(renditions)
}

fn encode(pixels: &Pixels, format: Format) -> io::Result<Vec<u8>> {
    match format {
        Format::WebP => webp::encode(pixels, WEBP_QUALITY).ok_or(io::ErrorKind::OutOfMemory.into()),
        _ if pixels.alpha => Ok(master::jpeg_of_quality(&pixels.clone().on_white(), JPEG_QUALITY)),
        _ => Ok(master::jpeg_of_quality(pixels, JPEG_QUALITY)),
    }
}
