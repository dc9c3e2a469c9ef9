//! How large a picture may be, in every sense that costs memory or time.

use crate::Refusal;
use crate::measure::Frame;

/// The bounds of one picture. All of them are checked against what the file's header declares, before anything is
/// decoded or allocated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The file as it comes in, in bytes.
    pub bytes: usize,
    /// Width times height.
    pub pixels: u64,
    /// The longer side, in pixels.
    pub side: u32,
    /// What the decoded pixels may take in memory, in bytes. Decoding a progressive JPEG takes up to three times its
    /// pixels on top for a moment.
    pub memory: u64,
}

impl Default for Limits {
    /// What a press photographer's camera gives, and no more: 25 MB, 40 megapixels, 12,000 pixels a side.
    fn default() -> Limits {
        Limits { bytes: 25 << 20, pixels: 40_000_000, side: 12_000, memory: 256 << 20 }
    }
}

impl Limits {
    /// Refuses a file that is too heavy.
    pub(crate) fn weigh(&self, bytes: usize) -> Result<(), Refusal> {
        if bytes > self.bytes {
            return Err(Refusal::TooHeavy { bytes, limit: self.bytes });
        }
        Ok(())
    }

    /// Refuses a picture whose declared size is too large.
    pub(crate) fn measure(&self, frame: &Frame) -> Result<(), Refusal> {
        let pixels = u64::from(frame.width) * u64::from(frame.height);
        if pixels > self.pixels || frame.width.max(frame.height) > self.side {
            return Err(Refusal::TooLarge {
                width: frame.width,
                height: frame.height,
                pixels: self.pixels,
                side: self.side,
            });
        }
        Ok(())
    }

    /// The same bounds in the decoders' own terms, as a second lock on the same door.
    pub(crate) fn for_decoder(&self) -> image::Limits {
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(self.side);
        limits.max_image_height = Some(self.side);
        limits.max_alloc = Some(self.memory);
        limits
    }
}
