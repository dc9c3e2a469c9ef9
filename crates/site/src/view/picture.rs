//! A picture above a story.

use serde::Serialize;

/// A picture in several widths. Pictures inside a body are written by `content::body`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The widest JPEG: what a browser shows that knows nothing better, and what previews show.
    pub src: String,
    /// Width of `src` in pixels.
    pub width: u32,
    /// Height of `src` in pixels.
    pub height: u32,
    /// JPEG renditions as a `srcset` ("/media/ab-400.jpg 400w, …"); empty when there is but `src`.
    pub jpeg: String,
    /// WebP renditions as a `srcset`; may be empty.
    pub webp: String,
    /// What it shows, for those who do not see it; empty when it only decorates.
    pub alt: String,
    /// The words under it; may be empty.
    pub caption: String,
    /// Who made it; may be empty.
    pub credit: String,
}
