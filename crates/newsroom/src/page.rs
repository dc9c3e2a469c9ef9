//! The desk's pages, a file each: its lines of the table, its view, its handlers.

use crate::routes::Route;

mod picture;
mod pictures;
mod rights;

/// All lines, page by page.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [pictures::routes(), picture::routes(), rights::routes()];
    pages.into_iter().flatten().collect()
}
