//! Lossy WebP. The only room of this crate with unsafe code: libwebp is C, and no encoder in Rust is lossy.
#![expect(unsafe_code, reason = "libwebp is C; its encoder is called here and nowhere else")]

use std::ffi::c_int;

use libwebp_sys::{
    WebPConfig, WebPEncode, WebPMemoryWrite, WebPMemoryWriter, WebPMemoryWriterClear, WebPMemoryWriterInit,
    WebPPicture, WebPPictureFree, WebPPictureImportRGB, WebPPictureImportRGBA,
};

use crate::pixels::Pixels;

/// Encodes with loss at `quality` (0 to 100), transparency included.
///
/// `None` when libwebp refuses: a side above 16,383 pixels, or no memory.
pub(crate) fn encode(pixels: &Pixels, quality: f32) -> Option<Vec<u8>> {
    let width = c_int::try_from(pixels.width).ok()?;
    let height = c_int::try_from(pixels.height).ok()?;
    let stride = width.checked_mul(pixels.channels() as c_int)?;
    // The import below reads `stride` bytes from each of `height` rows.
    assert_eq!(pixels.data.len(), stride as usize * pixels.height as usize, "pixels fill their size");

    let mut config = WebPConfig::new().ok()?;
    config.quality = quality;
    config.method = 4;
    let mut job = Job::new()?;
    job.picture.width = width;
    job.picture.height = height;
    let import = if pixels.alpha { WebPPictureImportRGBA } else { WebPPictureImportRGB };
    // SAFETY: the picture was initialised by libwebp, its size is set, and the assertion above proves that the data
    // holds every row. libwebp copies the pixels and keeps no pointer to them.
    let imported = unsafe { import(&mut job.picture, pixels.data.as_ptr(), stride) } != 0;
    imported.then(|| job.run(&config)).flatten()
}

/// A picture and the memory that libwebp writes the file into; both are freed on every way out.
struct Job {
    picture: WebPPicture,
    /// In a box, because the picture points to it.
    written: Box<WebPMemoryWriter>,
}

impl Job {
    fn new() -> Option<Job> {
        let picture = WebPPicture::new().ok()?;
        let mut written =
            Box::new(WebPMemoryWriter { mem: std::ptr::null_mut(), size: 0, max_size: 0, pad: [0] });
        // SAFETY: the pointer is to a valid writer, which this call resets.
        unsafe { WebPMemoryWriterInit(&mut *written) };
        Some(Job { picture, written })
    }

    fn run(&mut self, config: &WebPConfig) -> Option<Vec<u8>> {
        self.picture.writer = Some(WebPMemoryWrite);
        self.picture.custom_ptr = std::ptr::from_mut(&mut *self.written).cast();
        // SAFETY: configuration and picture were initialised by libwebp, and `custom_ptr` is the writer that
        // `WebPMemoryWrite` expects; it outlives this call because `self` owns it.
        let encoded = unsafe { WebPEncode(config, &mut self.picture) } != 0;
        if !encoded || self.written.mem.is_null() {
            return None;
        }
        // SAFETY: libwebp wrote `size` bytes at `mem`, which is not null and is freed only when `self` is dropped.
        Some(unsafe { std::slice::from_raw_parts(self.written.mem, self.written.size) }.to_vec())
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        // SAFETY: both were initialised in `new`, and freeing them twice or empty is allowed by libwebp.
        unsafe {
            WebPPictureFree(&mut self.picture);
            WebPMemoryWriterClear(&mut *self.written);
        }
    }
}

#[cfg(test)]
mod tests;
