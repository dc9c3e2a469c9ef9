//! Pictures: a file that claims to be one.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use media::{Library, Limits};

use crate::target::Target;

/// A picture of any kind: refused with a reason, or taken in and found again.
pub fn picture() -> Target {
    let folder = tempfile::tempdir().expect("a folder for pictures");
    let library = Library::open(folder.path()).expect("a library");
    let limits = Limits { pixels: 1 << 18, ..Limits::default() };
    Target {
        name: "picture",
        corpora: &[],
        made: one_of_each,
        words: &[
            "IHDR",
            "IDAT",
            "PLTE",
            "tRNS",
            "iCCP",
            "acTL",
            "VP8X",
            "VP8L",
            "ALPH",
            "ANIM",
            "\u{0}\u{0}\u{0}\u{d}",
            "GIF89a",
            "RIFF",
            "Exif\0\0",
            "<svg",
            "ftypavif",
        ],
        longest: 16 << 10,
        take: Box::new(move |bytes| {
            let _alive = &folder;
            match library.take_in(bytes, &limits) {
                Ok(picture) => {
                    assert!(library.describe(&picture.id).is_some(), "what was taken in is there");
                    let _ = library.remove(&picture.id);
                    format!(
                        "taken in, {}, {} renditions",
                        picture.extension,
                        "r".repeat(picture.renditions.len())
                    )
                }
                Err(refusal) => refusal.to_string(),
            }
        }),
    }
}

fn one_of_each() -> Vec<Vec<u8>> {
    let image = RgbImage::from_fn(24, 16, |x, y| Rgb([x as u8 * 9, y as u8 * 15, (x * y) as u8]));
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    formats.into_iter().map(|format| encoded(&image, format)).collect()
}

fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image.clone()).write_to(&mut bytes, format).expect("a small picture can be written");
    bytes.into_inner()
}
