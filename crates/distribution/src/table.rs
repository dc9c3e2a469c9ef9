//! The addresses that distribution adds to the site's table, so that `vestka routes`, the leak test and the
//! documentation know of them too.

use std::sync::Arc;

use site::Edition;
use web::{Routes, Trouble};

use crate::feed;

/// Hands a loader to the table: with the edition, and its failures as the web room's.
macro_rules! loader {
    ($edition:expr, $loader:path) => {{
        let edition = Arc::clone($edition);
        move |asked| {
            let edition = Arc::clone(&edition);
            async move { $loader(&edition, asked).await.map_err(Trouble::from) }
        }
    }};
}

/// The site's table with these addresses behind its own.
pub fn routes(routes: Routes, edition: &Arc<Edition>) -> Routes {
    routes
        .page("feed", "/{lang}/feed/{feed}", loader!(edition, feed::latest))
        .page("section-feed", "/{lang}/section/{id}/feed/{feed}", loader!(edition, feed::section))
        .page("topic-feed", "/{lang}/topic/{id}/feed/{feed}", loader!(edition, feed::topic))
        .page("person-feed", "/{lang}/person/{id}/feed/{feed}", loader!(edition, feed::person))
}
