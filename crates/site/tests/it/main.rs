//! The public site over real databases: what readers get, when, and what they never get.

mod addresses;
mod byline;
mod draw;
mod entering;
mod kit;
mod leak;
mod leak_to_the_unpaid;
mod newsletter;
mod pictures;
mod plus;
mod reads;
mod signed;
mod staleness;

use std::sync::Arc;

/// Pages besides the usual that must answer, so that a test looks at them.
const ALSO: &[&str] = &["corrections", "newsletter", "newsletter-confirm", "newsletter-leave"];

/// The site's own addresses. The leak tests are run once more by `distribution`, which has the whole table.
fn table(edition: &Arc<site::Edition>) -> web::Routes {
    site::routes(edition).unwrap()
}
