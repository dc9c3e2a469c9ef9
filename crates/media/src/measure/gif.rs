//! GIF: the logical screen. Only the first frame is wanted, so whether the file reaches its end is the decoder's matter.

use super::{Frame, u16_le};

pub(super) fn measure(bytes: &[u8]) -> Option<Frame> {
    Some(Frame { width: u16_le(bytes, 6)?, height: u16_le(bytes, 8)?, whole: true })
}
