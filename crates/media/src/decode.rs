//! From the bytes of a stranger to pixels: the only place where a decoder runs.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::error::LimitErrorKind;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use crate::pixels::Pixels;
use crate::sniff::Kind;
use crate::{Limits, Refusal, colour, measure, picture};

/// Decodes within limits, scales down to `longest` pixels a side, brings to sRGB, turns upright.
///
/// Decoders panic on bad input now and then; here that is a refusal like any other.
pub(crate) fn decode(kind: Kind, bytes: &[u8], limits: &Limits, longest: u32) -> Result<Pixels, Refusal> {
    let frame = measure::measure(kind, bytes).ok_or(Refusal::Damaged { kind })?;
    limits.measure(&frame)?;
    if !frame.whole {
        return Err(Refusal::CutShort { kind });
    }
    catch_unwind(AssertUnwindSafe(|| upright(kind, bytes, limits, longest)))
        .unwrap_or(Err(Refusal::Damaged { kind }))
}

fn upright(kind: Kind, bytes: &[u8], limits: &Limits, longest: u32) -> Result<Pixels, Refusal> {
    let refused = |error: ImageError| refusal(kind, &error);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(kind));
    reader.limits(limits.for_decoder());
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    limits.measure(&measure::Frame { width, height, whole: true })?;
    if decoder.total_bytes() > limits.memory {
        return Err(Refusal::TooDeep { kind });
    }
    // What cannot be read of the metadata is as good as absent.
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().ok();
    let pixels = eight_bit(DynamicImage::from_decoder(decoder).map_err(refused)?);
    let (width, height) = fit(pixels.width, pixels.height, longest);
    let pixels = colour::to_srgb(pixels.resize(width, height), profile.as_deref());
    Ok(match orientation {
        None | Some(image::metadata::Orientation::NoTransforms) => pixels,
        Some(orientation) => turned(pixels, orientation),
    })
}

/// The largest size of the same shape whose longer side is at most `longest` pixels.
pub(crate) fn fit(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let side = width.max(height);
    if side <= longest {
        return (width, height);
    }
    (picture::scaled(width, longest, side), picture::scaled(height, longest, side))
}

fn eight_bit(image: DynamicImage) -> Pixels {
    let (width, height, alpha) = (image.width(), image.height(), image.color().has_alpha());
    let data = if alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    Pixels { width, height, alpha, data }.without_idle_alpha()
}

fn turned(pixels: Pixels, orientation: image::metadata::Orientation) -> Pixels {
    let Pixels { width, height, alpha, data } = pixels;
    let mut image = if alpha {
        image::RgbaImage::from_raw(width, height, data).map(DynamicImage::from)
    } else {
        image::RgbImage::from_raw(width, height, data).map(DynamicImage::from)
    }
    .expect("pixels fill their size");
    image.apply_orientation(orientation);
    Pixels { width: image.width(), height: image.height(), alpha, data: image.into_bytes() }
}

fn format(kind: Kind) -> ImageFormat {
    match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Gif => ImageFormat::Gif,
        Kind::WebP => ImageFormat::WebP,
    }
}

fn refusal(kind: Kind, error: &ImageError) -> Refusal {
    match error {
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::InsufficientMemory => {
            Refusal::TooDeep { kind }
        }
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::CutShort { kind }
        }
        _ => Refusal::Damaged { kind },
    }
}
