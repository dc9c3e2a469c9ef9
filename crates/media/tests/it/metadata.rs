//! Where it was taken, with which phone, by whom: not one byte of it is stored.

use std::fs;

use image::ImageFormat;
use media::{Library, Limits};

use crate::samples::{
    PLANTED, chunk, drawing, encoded, exif, jpeg, photograph, planted_webp, profile, segment, with,
};

fn holds_planted(bytes: &[u8]) -> bool {
    bytes.windows(PLANTED.len()).any(|window| window == PLANTED)
}

/// Takes a file in and looks for the planted text in everything that is stored.
fn check(name: &str, bytes: &[u8]) {
    assert!(holds_planted(bytes), "{name}: the sample has it");
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    library.take_in(bytes, &Limits::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let stored = fs::read(&path).unwrap();
        assert!(!holds_planted(&stored), "{name}: in {}", path.display());
        for word in
            [b"Exif".as_slice(), b"http://ns.adobe", b"ICC_PROFILE", b"Nikon", b"tEXt", b"eXIf", b"EXIF"]
        {
            assert!(
                !stored.windows(word.len()).any(|window| window == word),
                "{name}: in {}",
                path.display()
            );
        }
    }
}

/// The master of a JPEG as it is stored, which keeps its bytes when nothing is planted in it.
fn our_jpeg() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let picture = library.take_in(&jpeg(60, 40), &Limits::default()).unwrap();
    fs::read(folder.path().join(picture.file())).unwrap()
}

#[test]
fn nothing_is_left_of_what_a_jpeg_says() {
    for file in [jpeg(60, 40), our_jpeg()] {
        let thumbnail = [b"Exif\0\0".to_vec(), exif(1), jpeg(16, 12), PLANTED.to_vec()].concat();
        check("EXIF, maker's note and thumbnail", &with(&file, 2, &segment(0xe1, &thumbnail)));
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), PLANTED].concat();
        check("XMP", &with(&file, 20, &segment(0xe1, &xmp)));
        let icc = [b"ICC_PROFILE\0\x01\x01".to_vec(), profile()].concat();
        check("ICC", &with(&file, 20, &segment(0xe2, &icc)));
        check("IPTC", &with(&file, 20, &segment(0xed, PLANTED)));
        check("a comment", &with(&file, 2, &segment(0xfe, PLANTED)));
        check("an unknown segment", &with(&file, 20, &segment(0xeb, PLANTED)));
        check(
            "JFIF with a thumbnail",
            &with(&file, 20, &segment(0xe0, &[b"JFXX\0\x10".as_slice(), PLANTED].concat())),
        );
        check("data after the last pixel", &with(&file, file.len() - 2, PLANTED));
        check("data after the end", &with(&file, file.len(), PLANTED));
        let second = with(&jpeg(16, 12), 2, &segment(0xe1, PLANTED));
        check("a second picture after the end", &with(&file, file.len(), &second));
    }
}

#[test]
fn nothing_is_left_of_what_a_png_says() {
    for image in [encoded(drawing(60, 40), ImageFormat::Png), encoded(photograph(60, 40), ImageFormat::Png)] {
        let end = image.len() - 12;
        let text = [b"Comment\0".as_slice(), PLANTED].concat();
        let international = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), PLANTED].concat();
        check("tEXt", &with(&image, 33, &chunk(b"tEXt", &text)));
        check("tEXt at the end", &with(&image, end, &chunk(b"tEXt", &text)));
        check("iTXt", &with(&image, 33, &chunk(b"iTXt", &international)));
        check("eXIf", &with(&image, 33, &chunk(b"eXIf", &exif(1))));
        check("an unknown chunk", &with(&image, 33, &chunk(b"gpSx", PLANTED)));
        check("data after the last pixel", &with(&image, end, &chunk(b"IDAT", PLANTED)));
        check("data after the end", &with(&image, image.len(), PLANTED));
    }
}

#[test]
fn nothing_is_left_of_what_a_webp_or_a_gif_says() {
    check("WebP", &planted_webp(&drawing(60, 40)));
    let gif = encoded(drawing(60, 40), ImageFormat::Gif);
    check("GIF after the end", &with(&gif, gif.len(), PLANTED));
    let comment = [b"\x21\xfe\x19".as_slice(), PLANTED, b"\0"].concat();
    let tables = if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
    check("GIF with a comment", &with(&gif, 13 + tables, &comment));
}

/// An eraser that makes pixels transparent leaves their colours in the file.
#[test]
fn erased_pixels_are_erased() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let picture = library.take_in(&encoded(drawing(60, 40), ImageFormat::Png), &Limits::default()).unwrap();
    let stored = image::open(folder.path().join(picture.file())).unwrap().into_rgba8();
    assert!(stored.pixels().all(|pixel| pixel[3] != 0 || pixel.0 == [0; 4]));
}
