use super::{Frame, measure};
use crate::sniff::Kind;
use proptest::prelude::*;

fn frame(width: u32, height: u32, whole: bool) -> Option<Frame> {
    Some(Frame { width, height, whole })
}

#[test]
fn every_format_declares_its_size() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60";
    assert_eq!(measure(Kind::Png, png), frame(60_000, 60_000, false));
    assert_eq!(measure(Kind::Gif, b"GIF89a\x40\x01\xf0\0"), frame(320, 240, true));
    let jpeg = b"\xff\xd8\xff\xff\xfe\0\x04\xff\xc0\xff\xc2\0\x11\x08\0\x10\0\x20\x03";
    assert_eq!(measure(Kind::Jpeg, jpeg), frame(32, 16, false));
    let lossy = b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x0a\0\x14\0";
    assert_eq!(measure(Kind::WebP, lossy), frame(10, 20, true));
}

#[test]
fn no_size_is_no_picture() {
    assert_eq!(measure(Kind::Gif, b"GIF89a\0\0\xf0\0"), None);
    assert_eq!(measure(Kind::Png, b"\x89PNG\r\n\x1a\n"), None);
    assert_eq!(measure(Kind::Jpeg, b"\xff\xd8\xff\xd9"), None);
    assert_eq!(measure(Kind::WebP, b"RIFF\0\0\0\0WEBP"), None);
}

#[test]
fn a_canvas_of_one_pixel_cannot_hold_a_larger_picture() {
    let canvas = b"VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let vast = b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f";
    let still = [b"RIFF\x28\0\0\0WEBP".as_slice(), canvas, vast].concat();
    assert_eq!(measure(Kind::WebP, &still), None);
    let frame = [b"ANMF\x22\0\0\0".as_slice(), &[0; 16], vast].concat();
    let moving = [b"RIFF\x40\0\0\0WEBP".as_slice(), canvas, &frame].concat();
    assert_eq!(measure(Kind::WebP, &moving), None);
}

#[test]
fn a_jpeg_of_a_thousand_scans_is_not_tried() {
    let head = b"\xff\xd8\xff\xc2\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0";
    let scans = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0".repeat(1000);
    assert_eq!(measure(Kind::Jpeg, &[head.as_slice(), &scans, b"\xff\xd9"].concat()), None);
}

proptest! {
    #[test]
    fn any_bytes_are_measured(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for kind in [Kind::Jpeg, Kind::Png, Kind::Gif, Kind::WebP] {
            measure(kind, &bytes);
        }
    }
}
