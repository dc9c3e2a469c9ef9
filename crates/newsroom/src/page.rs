//! The desk's pages, a file each: its lines of the table, its view, its handlers.

use crate::routes::Route;

mod audit;
mod client;
mod clients;
mod confirm;
mod deliveries;
pub(crate) mod desk;
mod flash;
mod live;
mod me;
mod member;
mod name;
mod names;
mod newsletters;
mod picture;
mod pictures;
mod plus;
mod rights;
mod set_up;
mod sign_in;
mod staff;
mod statistics;
mod stories;
pub(crate) mod story;

pub(crate) use sign_in::make_sign_in_link;
pub use story::refusal_word;

/// All lines, page by page.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        names::routes(),
        name::routes(),
        deliveries::routes(),
        statistics::routes(),
        desk::routes(),
        flash::routes(),
        live::routes(),
        stories::routes(),
        story::routes(),
        pictures::routes(),
        picture::routes(),
        plus::routes(),
        clients::routes(),
        client::routes(),
        newsletters::routes(),
        rights::routes(),
        sign_in::routes(),
        set_up::routes(),
        me::routes(),
        confirm::routes(),
        staff::routes(),
        member::routes(),
        audit::routes(),
    ];
    pages.into_iter().flatten().collect()
}
