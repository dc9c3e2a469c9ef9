use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::*;

const TEXT: &[u8] = b"what somebody wrote down, and what should not have been written";

fn found(bytes: &[u8], format: &str) -> Vec<(usize, Vec<u8>)> {
    streams(bytes)
        .filter(|stream| stream.format == format)
        .map(|stream| (stream.offset, stream.bytes))
        .collect()
}

#[test]
fn gzip_and_zlib_are_unpacked_wherever_they_begin() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(TEXT).unwrap();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(TEXT).unwrap();
    let bytes = [&[9; 100][..], &gzip.finish().unwrap(), &[9; 50]].concat();
    assert_eq!(found(&bytes, "gzip"), [(100, TEXT.to_vec())]);
    let bytes = [&[9; 77][..], &zlib.finish().unwrap(), &[9; 50]].concat();
    assert_eq!(found(&bytes, "zlib"), [(77, TEXT.to_vec())]);
}

#[test]
fn half_a_stream_tells_half() {
    let long: Vec<u8> = (0..60_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&long).unwrap();
    let packed = gzip.finish().unwrap();
    let half = &found(&packed[..packed.len() / 2], "gzip")[0].1;
    assert!(half.len() > 50_000 && long.starts_with(half), "{}", half.len());
}

#[test]
fn brotli_is_tried_behind_heads() {
    let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\n\r\n".to_vec();
    let begins = bytes.len();
    brotli::CompressorWriter::new(&mut bytes, 4096, 11, 22).write_all(TEXT).unwrap();
    bytes.extend([0; 30]);
    assert_eq!(found(&bytes, "brotli").last(), Some(&(begins, TEXT.to_vec())));
}

#[test]
fn what_only_looks_like_a_beginning_is_nothing() {
    assert!(streams(b"\x1f\x8b\x08 and no more; \x78\x9c neither; PK\x03\x04 nor this").next().is_none());
}
