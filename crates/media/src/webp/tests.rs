use super::encode;
use crate::measure::measure;
use crate::pixels::Pixels;
use crate::sniff::Kind;

#[test]
fn what_is_written_is_webp_of_the_same_size() {
    for alpha in [false, true] {
        let data = vec![120; 31 * 17 * if alpha { 4 } else { 3 }];
        let pixels = Pixels { width: 31, height: 17, alpha, data };
        let file = encode(&pixels, 78.0).unwrap();
        let frame = measure(Kind::WebP, &file).unwrap();
        assert_eq!((frame.width, frame.height, frame.whole), (31, 17, true));
        assert_eq!(file, encode(&pixels, 78.0).unwrap());
        assert_eq!(image::load_from_memory(&file).unwrap().color().has_alpha(), alpha);
    }
}

#[test]
fn what_libwebp_cannot_write_is_nothing() {
    let line = Pixels { width: 16_384, height: 1, alpha: false, data: vec![0; 16_384 * 3] };
    assert_eq!(encode(&line, 78.0), None);
}
