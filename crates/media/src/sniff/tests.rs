use super::{Kind, sniff};

/// What is said about the bytes: the kind, or the refusal's sentence.
fn said(bytes: &[u8]) -> String {
    sniff(bytes).map_or_else(|refusal| refusal.to_string(), |kind: Kind| kind.to_string())
}

#[test]
fn every_format_is_told_by_its_content() {
    let files: &[(&str, &[u8])] = &[
        ("empty", b""),
        ("jpeg", b"\xff\xd8\xff\xe0"),
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("gif", b"GIF89a"),
        ("webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("heic", b"\0\0\0\x18ftypheic"),
        ("avif", b"\0\0\0\x1cftypavif"),
        ("mp4", b"\0\0\0\x18ftypisom"),
        ("jxl", b"\xff\x0a\0\0"),
        ("jp2", b"\0\0\0\x0cjP  "),
        ("tiff", b"II*\0"),
        ("bmp", b"BM\x10\0\0\0\0\0\0\0"),
        ("ico", b"\0\0\x01\0\x01\0"),
        ("psd", b"8BPS"),
        ("pdf", b"%PDF-1.7"),
        ("ps", b"%!PS-Adobe"),
        ("svg", b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- a --><svg onload=alert(1)>"),
        ("html", b"\n<!DOCTYPE html><html><svg>"),
        ("wav", b"RIFF\0\0\0\0WAVE"),
        ("zip", b"PK\x03\x04"),
        ("text", b"GIF of a cat"),
        ("short", b"\xff"),
    ];
    let lines: Vec<String> = files.iter().map(|(name, bytes)| format!("{name}: {}", said(bytes))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
