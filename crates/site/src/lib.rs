//! The public site: pages, themes, and how long a page is true.

pub mod view;
