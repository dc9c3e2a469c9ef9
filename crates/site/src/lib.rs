//! The public site: pages, themes, and how long a page is true.
//!
//! [`Edition`] is what pages are made from; each file under `page/` loads one page type, fills its view (under
//! `view/`), and says what makes it stale; the theme writes it. [`routes()`] is the table of all public addresses.
//! Nothing here can hold a paid body: loaders get [`content::PublicStory`].

pub mod address;
pub mod edition;
mod page;
pub mod preview;
pub mod reactions;
mod script;
mod table;
pub mod theme;
pub mod view;

pub use edition::{Edition, Failed};
pub use page::markdown::{Page as WrittenPage, all as pages};
pub use table::{policy, routes};
pub use theme::run_in;
