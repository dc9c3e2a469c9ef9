//! All targets, a file for each room that takes bytes from strangers.

mod body;
mod filter;
mod http;
mod import;
mod passes;
mod picture;
mod plus;
mod text;
mod webhook;

use crate::target::Target;

/// All of them.
pub fn all() -> Vec<Target> {
    vec![
        text::path(),
        text::words(),
        text::settings(),
        body::body(),
        body::html(),
        import::native(),
        import::ghost(),
        import::wordpress(),
        picture::picture(),
        http::http(),
        filter::filter(),
        passes::passes(),
        webhook::webhook(),
        plus::cookie(),
        plus::form(),
    ]
}
