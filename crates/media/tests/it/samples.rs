//! Pictures to take in, with or without something planted in them.

use std::io::Cursor;

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, RgbaImage};

/// What no stored file may contain.
pub const PLANTED: &[u8] = b"PLANTED-53.9006N-27.5590E";

/// Many colours: a red left, a blue right, a gradient from top to bottom and some grain.
pub fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)).wrapping_mul(2_654_435_761) >> 29;
        let level = (y * 200 / height) as u8 + grain as u8;
        if x < width / 2 {
            Rgb([220, level, 20 + grain as u8])
        } else {
            Rgb([20, level / 2, 220 + grain as u8])
        }
    })
}

/// Two colours and a transparent corner.
pub fn drawing(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let alpha = if x + y < width / 2 { 0 } else { 255 };
        image::Rgba(if (x / 4 + y / 4) % 2 == 0 { [10, 120, 60, alpha] } else { [250, 250, 240, alpha] })
    })
}

pub fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(photograph(width, height), ImageFormat::Jpeg)
}

/// One valid file of each kind that is accepted.
pub fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("jpeg", jpeg(40, 30)),
        ("png", encoded(drawing(40, 30), ImageFormat::Png)),
        ("png with many colours", encoded(photograph(40, 30), ImageFormat::Png)),
        ("gif", encoded(drawing(40, 30), ImageFormat::Gif)),
        ("webp", encoded(drawing(40, 30), ImageFormat::WebP)),
    ]
}

/// A JPEG segment of `marker`.
pub fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], length.as_slice(), data].concat()
}

/// EXIF with an orientation (1 to 8), a description that is the planted text, and a maker's note behind it.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x0e, 0x01, 2, 0, PLANTED.len() as u8, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(PLANTED);
    tiff.extend(b"Nikon\0");
    tiff.extend(PLANTED);
    tiff
}

/// Display P3, which phones write, with something behind it.
pub fn profile() -> Vec<u8> {
    let mut profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    profile.extend(PLANTED);
    profile
}

/// A PNG chunk with its checksum.
pub fn chunk(letters: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(letters);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes(), letters.as_slice(), data, &crc.sum().to_be_bytes()].concat()
}

/// `file` with `inserted` at a place in it.
pub fn with(file: &[u8], at: usize, inserted: &[u8]) -> Vec<u8> {
    [&file[..at], inserted, &file[at..]].concat()
}

/// WebP with EXIF, XMP, a profile and a chunk that nobody knows.
pub fn planted_webp(image: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut file);
    encoder.set_exif_metadata(exif(1)).unwrap();
    encoder.set_icc_profile(profile()).unwrap();
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgba8).unwrap();
    for letters in [b"XMP ", b"gone"] {
        let data = [PLANTED, &PLANTED[..PLANTED.len() % 2]].concat();
        file.extend(letters);
        file.extend((data.len() as u32).to_le_bytes());
        file.extend(data);
    }
    let length = (file.len() as u32 - 8).to_le_bytes();
    file[4..8].copy_from_slice(&length);
    file
}
