//! A picture as the library keeps it.

use crate::name::{self, Format};

/// A stored picture: its master and what was made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The first 32 hexadecimal digits of the SHA-256 of the master's bytes.
    pub id: String,
    /// The master's extension without the dot: `jpg` or `png`.
    pub extension: &'static str,
    /// The master's width in pixels, upright.
    pub width: u32,
    /// The master's height in pixels, upright.
    pub height: u32,
    /// From narrow to wide, WebP before JPEG of the same width; never empty.
    pub renditions: Vec<Rendition>,
}

/// A file made from a master for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// WebP or JPEG.
    pub format: Format,
    /// The file's name in the library's folder.
    pub file: String,
    /// The file's length.
    pub bytes: u64,
}

impl Picture {
    /// The master's file name.
    pub fn file(&self) -> String {
        format!("{}.{}", self.id, self.extension)
    }

    /// The narrowest rendition in a format that is at least `width` pixels wide, or else the widest.
    pub fn rendition(&self, format: Format, width: u32) -> Option<&Rendition> {
        let mut of_format = self.renditions.iter().filter(|rendition| rendition.format == format);
        let widest = of_format.clone().next_back();
        of_format.find(|rendition| rendition.width >= width).or(widest)
    }
}

/// The widths readers' screens ask for, in pixels: 480 is the front page's picture on a desk, 720 a phone's column, 330 to
/// 380 points, of which each is about two pixels.
const STEPS: [u32; 5] = [320, 480, 720, 1280, 1920];

/// The widths until November 2026: pictures taken in before have these files.
const FORMER_STEPS: [u32; 4] = [320, 640, 1280, 1920];

/// A file made from a master: its name, its width and height in pixels, what it is.
pub(crate) type Planned = (String, u32, u32, Format);

/// All files made from a master, in the order of [`Picture::renditions`].
pub(crate) fn plan(id: &str, width: u32, height: u32) -> Vec<Planned> {
    by_steps(&STEPS, id, width, height)
}

/// The same for a picture taken in at any time: one of these is whole on the disk.
pub(crate) fn plans(id: &str, width: u32, height: u32) -> [Vec<Planned>; 2] {
    [&STEPS[..], &FORMER_STEPS].map(|steps| by_steps(steps, id, width, height))
}

fn by_steps(steps: &[u32], id: &str, width: u32, height: u32) -> Vec<Planned> {
    let of_width = |wide: u32| {
        let high = scaled(height, wide, width);
        [Format::WebP, Format::Jpeg].map(|format| (name::rendition(id, wide, format), wide, high, format))
    };
    widths(steps, width).into_iter().flat_map(of_width).collect()
}

/// The steps that fit, and the picture's own width where the last step would lose a quarter of it or more.
fn widths(steps: &[u32], width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = steps.iter().copied().filter(|step| *step <= width).collect();
    let last = widths.last().copied().unwrap_or(0);
    let own = width.min(steps.last().copied().unwrap_or(width));
    if own - last >= last.div_ceil(4) && own > last {
        widths.push(own);
    }
    widths
}

/// `length` times `part` by `whole`, rounded, and never 0: a hair-thin picture stays a picture.
pub(crate) fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    let (length, part, whole) = (u64::from(length), u64::from(part), u64::from(whole));
    u32::try_from((length * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests;
