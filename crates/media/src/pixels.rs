//! Decoded pixels on their way through: eight bits a channel, sRGB, with alpha or without.

use std::collections::HashSet;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};

/// Rows from the top, three bytes (red, green, blue) or four (and alpha) a pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub alpha: bool,
    pub data: Vec<u8>,
}

impl Pixels {
    /// Bytes a pixel.
    pub(crate) fn channels(&self) -> usize {
        if self.alpha { 4 } else { 3 }
    }

    /// Scaled to exactly this size; the same pixels when the size is the same.
    pub(crate) fn resize(self, width: u32, height: u32) -> Pixels {
        if (width, height) == (self.width, self.height) { self } else { self.resized(width, height) }
    }

    /// A copy scaled to exactly this size, with alpha weighed in so that hidden colours do not bleed out.
    pub(crate) fn resized(&self, width: u32, height: u32) -> Pixels {
        let data =
            if self.alpha { self.scaled::<U8x4>(width, height) } else { self.scaled::<U8x3>(width, height) };
        Pixels { width, height, alpha: self.alpha, data }
    }

    /// The rows at this size. The kind of pixel is a type here: asked for at run time, the resizer brings its code for
    /// all thirteen kinds, three megabytes and a minute of the build.
    fn scaled<P: PixelTrait>(&self, width: u32, height: u32) -> Vec<u8> {
        let source = ImageRef::new(self.width, self.height, &self.data, P::pixel_type());
        let source = source.expect("pixels fill their size");
        let mut target = Image::new(width, height, P::pixel_type());
        let from = source.typed_image::<P>().expect("it was made of this kind");
        let mut to = target.typed_image_mut::<P>().expect("it was made of this kind");
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize_typed(&from, &mut to, &options).expect("the whole picture is asked for");
        target.into_vec()
    }

    /// Blackens the colour of fully transparent pixels, which nobody sees and which may be what an eraser was to
    /// remove. Says whether there was any.
    pub(crate) fn erase_hidden(&mut self) -> bool {
        let mut found = false;
        if self.alpha {
            for pixel in self.data.as_chunks_mut::<4>().0 {
                if pixel[3] == 0 && *pixel != [0; 4] {
                    *pixel = [0; 4];
                    found = true;
                }
            }
        }
        found
    }

    /// Without the alpha channel when it says nothing.
    pub(crate) fn without_idle_alpha(self) -> Pixels {
        let says = self.alpha && self.data.as_chunks::<4>().0.iter().any(|pixel| pixel[3] != 255);
        if says { self } else { self.on_white() }
    }

    /// Laid on white paper, for a format without transparency.
    pub(crate) fn on_white(self) -> Pixels {
        if !self.alpha {
            return self;
        }
        let flatten = |[red, green, blue, alpha]: &[u8; 4]| {
            [red, green, blue].map(|colour| over_white(*colour, *alpha))
        };
        let data = self.data.as_chunks::<4>().0.iter().flat_map(flatten).collect();
        Pixels { alpha: false, data, ..self }
    }

    /// Whether there are at most `most` different colours: a drawing or a screenshot rather than a photograph.
    pub(crate) fn has_few_colours(&self, most: usize) -> bool {
        let mut seen = HashSet::with_capacity(most + 1);
        let mut last: &[u8] = &[];
        for pixel in self.data.chunks_exact(self.channels()) {
            if pixel != last && seen.insert(pixel) && seen.len() > most {
                return false;
            }
            last = pixel;
        }
        true
    }
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

#[cfg(test)]
mod tests;
