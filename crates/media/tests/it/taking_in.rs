//! What is taken in, how it is kept, and what is said to whoever brought something else.

use image::{GenericImageView, ImageFormat};
use media::{Format, Library, Limits, Picture, Refusal};

use crate::samples::{self, drawing, encoded, exif, jpeg, photograph, segment, with};

fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().join("media")).unwrap();
    (folder, library)
}

fn taken(library: &Library, bytes: &[u8]) -> Picture {
    library.take_in(bytes, &Limits::default()).unwrap()
}

fn refused(bytes: &[u8], limits: &Limits) -> String {
    let (_folder, library) = library();
    let refusal = library.take_in(bytes, limits).unwrap_err();
    assert_eq!(std::fs::read_dir(library.folder()).unwrap().count(), 0, "a refusal leaves nothing");
    refusal.to_string()
}

fn opened(library: &Library, file: &str) -> image::DynamicImage {
    let path = library.read(file).unwrap().path;
    image::open(path).unwrap()
}

#[test]
fn a_photograph_becomes_a_jpeg_master_and_renditions() {
    let (_folder, library) = library();
    let picture = taken(&library, &jpeg(700, 400));
    assert_eq!((picture.extension, picture.width, picture.height), ("jpg", 700, 400));
    let renditions: Vec<_> = picture
        .renditions
        .iter()
        .map(|rendition| (rendition.width, rendition.height, rendition.format))
        .collect();
    let (webp, jpeg) = (Format::WebP, Format::Jpeg);
    let expected = [(320, 183), (480, 274), (700, 400)]
        .into_iter()
        .flat_map(|(wide, high)| [(wide, high, webp), (wide, high, jpeg)]);
    assert_eq!(renditions, expected.collect::<Vec<_>>());
    for rendition in &picture.renditions {
        let stored = library.read(&rendition.file).unwrap();
        assert_eq!((stored.bytes, stored.content_type), (rendition.bytes, rendition.format.content_type()));
        assert_eq!(opened(&library, &rendition.file).dimensions(), (rendition.width, rendition.height));
    }
    assert_eq!(library.describe(&picture.id), Some(picture));
}

#[test]
fn a_large_picture_is_scaled_down_and_a_small_one_never_up() {
    let (_folder, library) = library();
    let wide = taken(&library, &jpeg(2700, 270));
    assert_eq!((wide.width, wide.height), (2560, 256));
    assert_eq!(wide.renditions.last().unwrap().width, 1920);
    let small = taken(&library, &jpeg(31, 17));
    assert_eq!((small.width, small.height, small.renditions.len()), (31, 17, 2));
}

#[test]
fn transparency_is_kept_and_laid_on_white_for_old_browsers() {
    let (_folder, library) = library();
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let picture = taken(&library, &encoded(drawing(400, 300), format));
        assert_eq!(picture.extension, "png");
        assert_eq!(opened(&library, &picture.file()).get_pixel(0, 0)[3], 0);
        let [webp, jpeg, ..] = &picture.renditions[..] else { panic!("two renditions at least") };
        assert_eq!(opened(&library, &webp.file).get_pixel(0, 0)[3], 0);
        assert_eq!(opened(&library, &jpeg.file).get_pixel(0, 0).0, [255; 4]);
    }
}

#[test]
fn a_photograph_that_came_as_png_is_kept_as_jpeg() {
    let (_folder, library) = library();
    assert_eq!(taken(&library, &encoded(photograph(300, 200), ImageFormat::Png)).extension, "jpg");
    let deep = image::DynamicImage::from(photograph(300, 200)).into_rgb16();
    assert_eq!(taken(&library, &encoded(deep, ImageFormat::Png)).extension, "jpg");
}

#[test]
fn a_picture_is_turned_upright() {
    let (_folder, library) = library();
    let lying = jpeg(80, 40);
    for (orientation, size, red) in [
        (1, (80, 40), (10, 20)),
        (2, (80, 40), (70, 20)),
        (3, (80, 40), (70, 20)),
        (6, (40, 80), (20, 10)),
        (8, (40, 80), (20, 70)),
    ] {
        let exif = [b"Exif\0\0".to_vec(), exif(orientation)].concat();
        let picture = taken(&library, &with(&lying, 2, &segment(0xe1, &exif)));
        assert_eq!((picture.width, picture.height), size, "orientation {orientation}");
        let [r, _, b, _] = opened(&library, &picture.file()).get_pixel(red.0, red.1).0;
        assert!(r > 150 && b < 100, "orientation {orientation}: red is at {red:?}");
    }
}

#[test]
fn colours_of_a_profile_are_kept_when_the_profile_goes() {
    let (_folder, library) = library();
    let plain = encoded(image::RgbImage::from_pixel(40, 40, image::Rgb([200, 80, 60])), ImageFormat::Jpeg);
    let icc = [b"ICC_PROFILE\0\x01\x01".to_vec(), samples::profile()].concat();
    let picture = taken(&library, &with(&plain, 2, &segment(0xe2, &icc)));
    let [r, g, ..] = opened(&library, &picture.file()).get_pixel(20, 20).0;
    assert!(r > 208 && g < 77, "Display P3 red is stronger than the same numbers in sRGB: {r} {g}");
}

#[test]
fn a_refusal_says_what_to_do() {
    let limits = Limits::default();
    let picture = jpeg(40, 30);
    let small = Limits { bytes: 200, ..Limits::default() };
    let narrow = Limits { side: 39, ..Limits::default() };
    let shallow = Limits { memory: 1000, ..Limits::default() };
    let said = [
        refused(b"", &limits),
        refused(b"\0\0\0\x18ftypheic", &limits),
        refused(b"<svg/>", &limits),
        refused(b"a picture of the parliament", &limits),
        refused(&picture, &small),
        refused(&picture, &narrow),
        refused(&picture, &shallow),
        refused(&picture[..picture.len() - 20], &limits),
        refused(b"\x89PNG\r\n\x1a\nIHDR", &limits),
        refused(b"GIF89a\x10\0\x10\0\0\0\0;", &limits),
    ];
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_full_disk_is_told_apart_from_a_bad_picture() {
    let (_folder, library) = library();
    std::fs::remove_dir(library.folder()).unwrap();
    let refusal = library.take_in(&jpeg(40, 30), &Limits::default()).unwrap_err();
    assert!(matches!(refusal, Refusal::NotStored(_)), "{refusal}");
}

#[test]
fn a_picture_of_former_widths_is_described_kept_and_removed() {
    let (_folder, library) = library();
    let bytes = jpeg(800, 400);
    let picture = taken(&library, &bytes);
    for extension in ["webp", "jpg"] {
        let file = |width: u32| library.folder().join(format!("{}-{width}.{extension}", picture.id));
        std::fs::remove_file(file(480)).unwrap();
        std::fs::copy(file(720), file(800)).unwrap();
        std::fs::rename(file(720), file(640)).unwrap();
    }
    let former = taken(&library, &bytes);
    let widths: Vec<_> = former.renditions.iter().map(|rendition| rendition.width).collect();
    assert_eq!(widths, [320, 320, 640, 640, 800, 800]);
    assert_eq!(library.describe(&former.id), Some(former));
    assert!(library.remove(&picture.id).unwrap());
    assert_eq!(std::fs::read_dir(library.folder()).unwrap().count(), 0);
}

#[test]
fn removed_is_gone() {
    let (_folder, library) = library();
    let picture = taken(&library, &jpeg(400, 30));
    let other = taken(&library, &jpeg(40, 30));
    assert!(library.remove(&picture.id).unwrap());
    assert!(!library.remove(&picture.id).unwrap());
    assert!(!library.remove("../media").unwrap());
    assert_eq!(library.describe(&picture.id), None);
    assert!(library.read(&picture.file()).is_none());
    assert_eq!(std::fs::read_dir(library.folder()).unwrap().count(), 1 + other.renditions.len());
}

#[test]
fn only_stored_files_are_read() {
    let (folder, library) = library();
    std::fs::write(folder.path().join("vestka.toml"), "secret").unwrap();
    std::fs::write(library.folder().join("notes.jpg"), "secret").unwrap();
    for name in ["../vestka.toml", "notes.jpg", "", ".", "/etc/passwd", "%2e%2e/vestka.toml"] {
        assert!(library.read(name).is_none(), "{name}");
    }
}
