//! What a file is, by its content. Names and declared types come from strangers and are not looked at.

use std::fmt;

use crate::Refusal;

/// A format that is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG, of any depth; of an animated one, its still picture.
    Png,
    /// GIF, its first frame.
    Gif,
    /// WebP, lossy or lossless; of an animated one, its first frame.
    WebP,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Jpeg => "JPEG",
            Kind::Png => "PNG",
            Kind::Gif => "GIF",
            Kind::WebP => "WebP",
        })
    }
}

/// A format that is recognised so that its refusal can say what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the format it names")]
pub enum Foreign {
    Heic,
    Avif,
    JpegXl,
    Jpeg2000,
    Tiff,
    Bmp,
    Icon,
    Photoshop,
    Svg,
    Pdf,
    PostScript,
    WebPage,
    Video,
    Archive,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Foreign::Heic => "This is a HEIC picture, which phones make; save it as JPEG and try again.",
            Foreign::Avif => "This is an AVIF picture; save it as JPEG or PNG and try again.",
            Foreign::JpegXl => "This is a JPEG XL picture; save it as JPEG and try again.",
            Foreign::Jpeg2000 => "This is a JPEG 2000 picture; save it as JPEG and try again.",
            Foreign::Tiff => "This is a TIFF or a camera's raw picture; export it as JPEG and try again.",
            Foreign::Bmp => "This is a BMP picture; save it as PNG and try again.",
            Foreign::Icon => "This is an icon file; save the picture as PNG and try again.",
            Foreign::Photoshop => "This is a Photoshop document; export it as JPEG or PNG and try again.",
            Foreign::Svg => {
                "This is an SVG drawing, which can carry scripts; export it as PNG and try again."
            }
            Foreign::Pdf => "This is a PDF document; export the page as JPEG or PNG and try again.",
            Foreign::PostScript => "This is a PostScript document; export it as PNG and try again.",
            Foreign::WebPage => {
                "This is a web page and not a picture; save the picture itself from it and try again."
            }
            Foreign::Video => "This is a video or a sound; save one frame of it as JPEG and try again.",
            Foreign::Archive => {
                "This is an archive or an office document; take the picture out of it and try again."
            }
        })
    }
}

/// Tells what `bytes` are, or why they are refused.
pub(crate) fn sniff(bytes: &[u8]) -> Result<Kind, Refusal> {
    match bytes {
        [] => Err(Refusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Kind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Kind::WebP),
        _ => Err(foreign(bytes).map_or(Refusal::Unknown, Refusal::Foreign)),
    }
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => Some(boxed(brand)),
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Some(Foreign::JpegXl),
        [0, 0, 0, 0x0c, b'j', b'P', ..] | [0xff, 0x4f, 0xff, 0x51, ..] => Some(Foreign::Jpeg2000),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Foreign::Tiff),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Foreign::Bmp),
        [0, 0, 1 | 2, 0, _, 0, ..] => Some(Foreign::Icon),
        [b'8', b'B', b'P', b'S', ..] => Some(Foreign::Photoshop),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Foreign::Pdf),
        [b'%', b'!', b'P', b'S', ..] => Some(Foreign::PostScript),
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [b'R', b'a', b'r', b'!', ..] | [0x1f, 0x8b, ..] => {
            Some(Foreign::Archive)
        }
        [b'7', b'z', 0xbc, 0xaf, ..] => Some(Foreign::Archive),
        [0x1a, 0x45, 0xdf, 0xa3, ..] | [b'O', b'g', b'g', b'S', ..] | [b'I', b'D', b'3', ..] => {
            Some(Foreign::Video)
        }
        [b'R', b'I', b'F', b'F', ..] => Some(Foreign::Video),
        _ => markup(bytes),
    }
}

/// HEIC, AVIF and MP4 share one container and differ in its brand.
fn boxed(brands: &[u8]) -> Foreign {
    match brands.get(..4) {
        Some(b"avif" | b"avis") => Foreign::Avif,
        Some(b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1") => Foreign::Heic,
        Some(b"jxl ") => Foreign::JpegXl,
        Some(b"jp2 ") => Foreign::Jpeg2000,
        _ => Foreign::Video,
    }
}

/// SVG and HTML begin with any amount of white space, comments and declarations.
fn markup(bytes: &[u8]) -> Option<Foreign> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.first() != Some(&b'<') {
        return None;
    }
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let has = |tag: &[u8]| head.windows(tag.len()).any(|window| window == tag);
    Some(if has(b"<svg") && !has(b"<html") { Foreign::Svg } else { Foreign::WebPage })
}

#[cfg(test)]
mod tests;
