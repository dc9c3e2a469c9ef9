//! Colours as every screen understands them. A phone's Display P3 picture whose profile is dropped unread looks faded;
//! so the profile is applied first and dropped then.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::pixels::Pixels;

/// Profiles of scanners and printers run to a few megabytes; none that describes a photograph is larger.
const LARGEST_PROFILE: usize = 4 << 20;

/// Brings pixels from the colours of `profile` (an ICC profile's bytes) to sRGB. A profile that cannot be read, or that
/// is not about red, green and blue, leaves them as they are: a shade off is better than no picture.
pub(crate) fn to_srgb(pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    let Some(profile) = profile.filter(|profile| profile.len() <= LARGEST_PROFILE) else { return pixels };
    match transformed(&pixels, profile) {
        Some(data) => Pixels { data, ..pixels },
        None => pixels,
    }
}

fn transformed(pixels: &Pixels, profile: &[u8]) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = if pixels.alpha { Layout::Rgba } else { Layout::Rgb };
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options).ok()?;
    let mut data = vec![0; pixels.data.len()];
    transform.transform(&pixels.data, &mut data).ok()?;
    Some(data)
}
