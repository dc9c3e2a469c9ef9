//! The one file that is kept of a picture, and from which all others are made.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::name::Format;
use crate::pixels::Pixels;
use crate::sniff::Kind;
use crate::{Limits, Refusal, clean, decode};

/// Longest side of a master in pixels, and what is tried when that weighs more than may come in again.
const SIDES: [u32; 4] = [2560, 1920, 1280, 640];
/// Of masters. Changing it changes the header that [`clean::is_our_jpeg`] knows, and so the id of every exported JPEG.
const QUALITY: u8 = 88;
/// Up to here a picture is a drawing or a screenshot: PNG is smaller and sharper.
const FEW_COLOURS: usize = 1024;

/// A master and what it shows.
pub(crate) struct Master {
    pub format: Format,
    pub file: Vec<u8>,
    /// As a decoder of `file` sees them.
    pub pixels: Pixels,
}

impl Master {
    /// Makes the master of a picture as it came in; of a master, the same master.
    pub(crate) fn make(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Master, Refusal> {
        let mut pixels = decode::decode(kind, bytes, limits, SIDES[0])?;
        let hidden = pixels.erase_hidden();
        let format = format(kind, &pixels);
        if !hidden && is_ours(kind, format, bytes, &pixels) {
            return Ok(Master { format, file: bytes.to_vec(), pixels });
        }
        for longest in SIDES {
            let master = Master::encode(kind, pixels, longest)?;
            if master.file.len() <= limits.bytes {
                return Ok(master);
            }
            pixels = master.pixels;
        }
        Err(Refusal::TooHeavy { bytes: bytes.len(), limit: limits.bytes })
    }

    fn encode(kind: Kind, pixels: Pixels, longest: u32) -> Result<Master, Refusal> {
        let (width, height) = decode::fit(pixels.width, pixels.height, longest);
        let mut pixels = pixels.resize(width, height);
        pixels.erase_hidden();
        let pixels = pixels.without_idle_alpha();
        let format = format(kind, &pixels);
        if format == Format::Png {
            return Ok(Master { format, file: png(&pixels), pixels });
        }
        let file = jpeg(&pixels);
        let ours = Limits { bytes: usize::MAX, pixels: u64::MAX, side: u32::MAX, memory: u64::MAX };
        let pixels = decode::decode(Kind::Jpeg, &file, &ours, longest)?;
        Ok(Master { format, file, pixels })
    }
}

/// What came as JPEG has lost already what PNG would keep.
fn format(kind: Kind, pixels: &Pixels) -> Format {
    let drawn = kind != Kind::Jpeg && (pixels.alpha || pixels.has_few_colours(FEW_COLOURS));
    if drawn { Format::Png } else { Format::Jpeg }
}

fn is_ours(kind: Kind, format: Format, bytes: &[u8], pixels: &Pixels) -> bool {
    let (width, height) = (pixels.width, pixels.height);
    let as_it_came =
        crate::measure::measure(kind, bytes).is_some_and(|f| (f.width, f.height) == (width, height));
    as_it_came
        && match (kind, format) {
            (Kind::Jpeg, Format::Jpeg) => clean::is_our_jpeg(bytes),
            (Kind::Png, Format::Png) => clean::is_our_png(bytes, pixels.alpha),
            _ => false,
        }
}

/// A master's JPEG: baseline, three components without subsampling, no metadata but JFIF's own.
pub(crate) fn jpeg(pixels: &Pixels) -> Vec<u8> {
    jpeg_of_quality(pixels, QUALITY)
}

/// Encodes opaque pixels of at most 65,535 a side; `quality` is 1 to 100.
pub(crate) fn jpeg_of_quality(pixels: &Pixels, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode(&pixels.data, pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .expect("writing opaque pixels to memory");
    file
}

fn png(pixels: &Pixels) -> Vec<u8> {
    let colour = if pixels.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels.data, pixels.width, pixels.height, colour)
        .expect("writing pixels to memory");
    file
}
