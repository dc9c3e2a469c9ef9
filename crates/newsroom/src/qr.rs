//! QR codes as the desk's templates take them.

use serde::Serialize;
use web::Qr;

/// A picture that a telephone's camera reads, for the macro `qr` of `parts.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Picture {
    side: usize,
    path: String,
}

impl Picture {
    /// The picture of a text; `None` for one that is too long for any.
    pub fn of(text: &str) -> Option<Picture> {
        Qr::of(text).map(|Qr { side, path }| Picture { side, path })
    }
}
