//! Stories come in and go out: the native format (see `docs/native-format.md`), Ghost's and WordPress's files.
//!
//! [`import`] reads any of the three in one way: a reader turns records into manuscripts on a thread of its own while
//! what it has read is filed, some hundreds of stories a transaction. A record that cannot be used is refused with its
//! place and a reason, and the import goes on; an import that was cut off is simply started again. [`export`] writes
//! the native format.

mod editor;
pub mod export;
mod foreign;
mod ghost;
pub mod html;
mod import;
mod json;
pub mod lexical;
pub mod mobiledoc;
mod native;
mod pages;
mod wordpress;

pub use import::{Format, ImportError, Limits, Note, Notes, Options, Progress, Report, Source, import};
pub use pages::Page;
