use super::*;
use std::io::Read;

fn check(header: &str, expected: Option<Coding>) {
    assert_eq!(Accepted::parse(Some(header.as_bytes())).choose(|_| true), expected, "{header}");
}

#[test]
fn the_best_accepted_coding_is_chosen() {
    check("gzip, deflate, br, zstd", Some(Coding::Brotli));
    check("gzip, deflate", Some(Coding::Gzip));
    check("GZIP", Some(Coding::Gzip));
    check("x-gzip", Some(Coding::Gzip));
    check("br;q=0.5, gzip;q=0.8", Some(Coding::Gzip));
    check("br;q=0, *", Some(Coding::Gzip));
    check("*", Some(Coding::Brotli));
    check("", Some(Coding::Identity));
    check("identity", Some(Coding::Identity));
    check("identity, br;q=0.5", Some(Coding::Identity));
    check("deflate", Some(Coding::Identity));
    check("br ; q=1.0 , gzip", Some(Coding::Brotli));
    check("gzip;q=nonsense", Some(Coding::Identity));
}

#[test]
fn identity_can_be_refused() {
    check("identity;q=0, gzip", Some(Coding::Gzip));
    check("identity;q=0", None);
    check("*;q=0", None);
    check("*;q=0, gzip;q=0.1", Some(Coding::Gzip));
    let refused = Accepted::parse(Some(b"identity;q=0"));
    assert_eq!(refused.choose(|coding| coding == Coding::Identity), None);
}

#[test]
fn no_header_means_plain_bytes() {
    assert_eq!(Accepted::parse(None).choose(|_| true), Some(Coding::Identity));
}

#[test]
fn what_is_packed_unpacks_to_the_same() {
    let body = "Allow me to say what the agency said: ".repeat(700).into_bytes();
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&gzip(&body)[..]).read_to_end(&mut plain).unwrap();
    assert_eq!(plain, body);
    for quality in [5, 9] {
        let mut plain = Vec::new();
        let packed = brotli(&body, quality);
        ::brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, body);
    }
}

#[test]
fn packed_types_are_left_alone() {
    for content_type in
        ["text/html; charset=utf-8", "application/json", "image/svg+xml", "application/rss+xml"]
    {
        assert!(is_worth_packing(content_type), "{content_type}");
    }
    for content_type in ["image/webp", "font/woff2", "application/octet-stream"] {
        assert!(!is_worth_packing(content_type), "{content_type}");
    }
}
