//! The portal's pages, a file each.

use crate::routes::Route;

mod came_in;
mod destinations;
mod invite;
mod notices;
mod sign_in;
mod story;
mod tokens;
mod topics;

pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        came_in::routes(),
        story::routes(),
        topics::routes(),
        notices::routes(),
        tokens::routes(),
        destinations::routes(),
        sign_in::routes(),
        invite::routes(),
    ];
    pages.into_iter().flatten().collect()
}
