//! The names of stored files, and what they may be.
//!
//! A name is its own proof: thirty-two hexadecimal digits, for a rendition a dash and its width, a known extension.
//! Whatever comes from an address and is not exactly that never reaches the file system.

/// How a stored file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Masters of photographs; renditions for browsers that do not know WebP.
    Jpeg,
    /// Masters with transparency or few colours.
    Png,
    /// Renditions.
    WebP,
}

impl Format {
    /// The file name's ending, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
        }
    }

    /// The media type to serve the file with.
    pub const fn content_type(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::WebP => "image/webp",
        }
    }

    fn from_extension(extension: &str) -> Option<Format> {
        [Format::Jpeg, Format::Png, Format::WebP].into_iter().find(|format| format.extension() == extension)
    }
}

/// The media type of a stored file's name; `None` when no stored file can have this name.
pub fn content_type(file_name: &str) -> Option<&'static str> {
    FileName::parse(file_name).map(|name| name.format.content_type())
}

/// A name that a stored file can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileName<'a> {
    pub id: &'a str,
    /// Of a rendition; a master has none.
    pub width: Option<u32>,
    pub format: Format,
}

impl<'a> FileName<'a> {
    pub(crate) fn parse(text: &'a str) -> Option<FileName<'a>> {
        let (stem, extension) = text.split_once('.')?;
        let format = Format::from_extension(extension)?;
        let (id, width) = match stem.split_once('-') {
            Some((id, width)) => (id, Some(parse_width(width)?)),
            None => (stem, None),
        };
        let kept = match width {
            None => format != Format::WebP,
            Some(_) => format != Format::Png,
        };
        (kept && is_id(id)).then_some(FileName { id, width, format })
    }
}

/// The first half of a SHA-256, in lower-case hexadecimal.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Digits only and no leading zero, so that one file has one name.
fn parse_width(text: &str) -> Option<u32> {
    let canonical =
        text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    canonical.then(|| text.parse().ok()).flatten()
}

pub(crate) fn master(id: &str, format: Format) -> String {
    format!("{id}.{}", format.extension())
}

pub(crate) fn rendition(id: &str, width: u32, format: Format) -> String {
    format!("{id}-{width}.{}", format.extension())
}

#[cfg(test)]
mod tests;
