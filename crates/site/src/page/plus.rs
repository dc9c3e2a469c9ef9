//! The paid tier's pages, a file each; here is what they share.

pub mod enter;

use base::Language;

use crate::address;
use crate::view::{Frame, PlusPlaces};

/// The addresses of the paid tier's pages.
fn places(language: &Language) -> PlusPlaces {
    let place = |part| address::plus(language, part);
    PlusPlaces {
        home: place(""),
        buy: place("/buy"),
        code: place("/code"),
        passes: place("/passes"),
        gift: place("/gift"),
        protection: place("/protection"),
        enter: address::ENTER.to_owned(),
    }
}

/// The same frame for a page that search engines leave out.
fn unlisted(frame: Frame) -> Frame {
    Frame { canonical: None, alternates: Vec::new(), noindex: true, ..frame }
}
