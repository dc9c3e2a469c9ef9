//! Why a picture was not taken in, each in one sentence that says what to do.

use crate::sniff::{Foreign, Kind};

/// A picture that was not taken in. The text is for the person who brought it.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No bytes at all.
    #[error("This file is empty; copy the picture again from where it came from and try again.")]
    Empty,
    /// A format that is known and not accepted.
    #[error("{0}")]
    Foreign(Foreign),
    /// Not a format that is known here.
    #[error(
        "This file is not a picture that can be read here; save the picture as JPEG or PNG and try again."
    )]
    Unknown,
    /// More bytes than [`crate::Limits::bytes`].
    #[error(
        "This picture weighs {} and at most {} is taken; save it smaller and try again.",
        megabytes(*bytes),
        megabytes(*limit)
    )]
    TooHeavy {
        /// The file's weight in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// More pixels than [`crate::Limits::pixels`] or a side longer than [`crate::Limits::side`].
    #[error(
        "This picture is {width} x {height} pixels, and at most {} megapixels and {side} pixels a side are taken; \
         scale it down and try again.",
        pixels / 1_000_000
    )]
    TooLarge {
        /// Declared width in pixels.
        width: u32,
        /// Declared height in pixels.
        height: u32,
        /// The limit in pixels.
        pixels: u64,
        /// The limit of the longer side in pixels.
        side: u32,
    },
    /// The pixels would take more than [`crate::Limits::memory`].
    #[error(
        "This {kind} picture has too many bits a pixel for its size; save it with 8 bits a channel and try again."
    )]
    TooDeep {
        /// What the file is.
        kind: Kind,
    },
    /// The end of the file is missing.
    #[error("This {kind} picture is cut short; copy it again from where it came from and try again.")]
    CutShort {
        /// What the file is.
        kind: Kind,
    },
    /// The decoder gave up, or panicked.
    #[error(
        "This {kind} picture is damaged or of a rare kind; open it in a picture editor, save it as JPEG and try again."
    )]
    Damaged {
        /// What the file claims to be.
        kind: Kind,
    },
    /// The picture is good and the folder is not: a full disk, a missing right.
    #[error(
        "The picture could not be stored ({0}); check the free space and the rights of the media folder and try again."
    )]
    NotStored(#[from] std::io::Error),
}

/// One decimal below ten megabytes, so that a limit of 2.5 MB reads as it was set.
fn megabytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil((1 << 20) / 10);
    if tenths >= 100 {
        format!("{} MB", bytes.div_ceil(1 << 20))
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}
