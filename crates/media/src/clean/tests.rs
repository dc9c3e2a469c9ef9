use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

use super::{is_our_jpeg, is_our_png};
use crate::master;
use crate::pixels::Pixels;

/// A picture with some of everything a scan can hold: flat parts, edges and noise.
fn motley(width: u32, height: u32, alpha: bool) -> Pixels {
    let channels = if alpha { 4 } else { 3 };
    let mut noise = 12_345u32;
    let data = (0..width * height * channels)
        .map(|at| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let row = at / channels / width;
            if row % 24 < 8 {
                200
            } else if row % 24 < 16 {
                (at * 7) as u8
            } else {
                (noise >> 24) as u8
            }
        })
        .collect();
    Pixels { width, height, alpha, data }
}

fn png(pixels: &Pixels) -> Vec<u8> {
    let image = image::RgbaImage::from_raw(pixels.width, pixels.height, pixels.data.clone()).unwrap();
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A chunk with a right checksum.
fn chunk(letters: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(letters);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes(), letters.as_slice(), data, &crc.sum().to_be_bytes()].concat()
}

#[test]
fn our_jpeg_is_ours_at_any_size() {
    for (width, height) in [(1, 1), (7, 9), (8, 8), (64, 48), (33, 100)] {
        assert!(is_our_jpeg(&master::jpeg(&motley(width, height, false))), "{width} x {height}");
    }
}

#[test]
fn a_jpeg_with_anything_more_or_less_is_not_ours() {
    let file = master::jpeg(&motley(40, 30, false));
    let end = file.len() - 2;
    let with = |at: usize, what: &[u8]| [&file[..at], what, &file[at..]].concat();
    assert!(!is_our_jpeg(&with(file.len(), b"x")), "after the end");
    assert!(!is_our_jpeg(&with(end, b"GPS 53.9N 27.56E")), "between the pixels and the end");
    assert!(!is_our_jpeg(&with(end, b"\xff\xd0")), "a restart marker");
    assert!(!is_our_jpeg(&with(2, b"\xff\xfe\0\x05GPS")), "a comment");
    assert!(!is_our_jpeg(&file[..end]), "no end");
    assert!(!is_our_jpeg(&master::jpeg_of_quality(&motley(40, 30, false), 87)), "another quality");
    let mut larger = file.clone();
    larger[28] += 8;
    assert!(!is_our_jpeg(&larger), "a declared size that the pixels do not fill");
    for length in 0..file.len() {
        assert!(!is_our_jpeg(&file[..length]), "cut at {length}");
    }
}

#[test]
fn our_png_is_ours() {
    assert!(is_our_png(&png(&motley(40, 30, true)), true));
    assert!(!is_our_png(&png(&motley(40, 30, true)), false));
}

#[test]
fn a_png_with_anything_more_or_less_is_not_ours() {
    let file = png(&motley(40, 30, true));
    let end = file.len() - 12;
    let with = |at: usize, what: &[u8]| [&file[..at], what, &file[at..]].concat();
    assert!(!is_our_png(&with(end, &chunk(b"tEXt", b"Comment\0GPS")), true), "a text");
    assert!(!is_our_png(&with(33, &chunk(b"eXIf", b"II*\0GPS")), true), "EXIF");
    assert!(!is_our_png(&with(end, &chunk(b"IDAT", b"GPS")), true), "data after the last pixel");
    assert!(!is_our_png(&with(end, &chunk(b"IDAT", b"")), true), "an empty chunk");
    assert!(!is_our_png(&with(file.len(), b"GPS"), true), "after the end");
    let mut flipped = file.clone();
    flipped[end - 2] ^= 1;
    assert!(!is_our_png(&flipped, true), "a wrong checksum");
    for length in 0..file.len() {
        assert!(!is_our_png(&file[..length], true), "cut at {length}");
    }
}

#[test]
fn a_png_with_a_row_too_many_is_not_ours() {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    rows.write_all(&[0; 5 * 9]).unwrap();
    let header = [0, 0, 0, 1, 0, 0, 0, 8, 8, 6, 0, 0, 0];
    let rows = rows.finish().unwrap();
    let file =
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &rows), chunk(b"IEND", b"")]
            .concat();
    assert!(!is_our_png(&file, true));
}

/// Exported masters carry this header; a library that writes another one changes every picture's id on the next import.
#[test]
fn the_jpeg_header_is_the_one_out_there() {
    let file = master::jpeg(&motley(8, 8, false));
    let header = &file[..file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 14];
    let hexadecimal = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    insta::assert_snapshot!(header.chunks(40).map(hexadecimal).collect::<Vec<_>>().join("\n"));
}
