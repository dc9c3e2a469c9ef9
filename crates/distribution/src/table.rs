//! The addresses that distribution adds to the site's table, so that `vestka routes`, the leak test and the
//! documentation know of them too.

use std::sync::Arc;

use site::{Edition, Failed, loader, whole_loader};
use web::Routes;

use crate::feed::{self, whole};
use crate::{api, errata, ghost};

/// All public addresses there are: the site's, and behind them those of this room. What is not in it does not exist, and
/// the leak test asks for all of it.
pub fn public(edition: &Arc<Edition>) -> Result<Routes, Failed> {
    let content = Arc::new(ghost::Api::new(edition));
    let [document, stories, story, sections, topics, people] = api::ADDRESSES;
    Ok(site::routes(edition)?
        .page("feed", "/{lang}/feed/{feed}", loader!(edition, feed::latest))
        .page("section-feed", "/{lang}/section/{id}/feed/{feed}", loader!(edition, feed::section))
        .page("topic-feed", "/{lang}/topic/{id}/feed/{feed}", loader!(edition, feed::topic))
        .page("person-feed", "/{lang}/person/{id}/feed/{feed}", loader!(edition, feed::person))
        .page_with_full(
            "whole-feed",
            "/{lang}/whole-feed/{feed}",
            loader!(edition, whole::ask_latest),
            whole_loader!(edition, whole::latest),
        )
        .page_with_full(
            "section-whole-feed",
            "/{lang}/section/{id}/whole-feed/{feed}",
            loader!(edition, whole::ask_section),
            whole_loader!(edition, whole::section),
        )
        .page_with_full(
            "topic-whole-feed",
            "/{lang}/topic/{id}/whole-feed/{feed}",
            loader!(edition, whole::ask_topic),
            whole_loader!(edition, whole::topic),
        )
        .page_with_full(
            "person-whole-feed",
            "/{lang}/person/{id}/whole-feed/{feed}",
            loader!(edition, whole::ask_person),
            whole_loader!(edition, whole::person),
        )
        .page("corrections-json", "/{lang}/corrections.json", loader!(edition, errata::errata))
        .open_direct("api", document, api::HEADERS, loader!(edition, api::document))
        .open_direct("api-stories", stories, api::HEADERS, loader!(edition, api::stories))
        .open_direct("api-story", story, api::HEADERS, loader!(edition, api::story))
        .open_direct("api-sections", sections, api::HEADERS, loader!(edition, api::sections))
        .open_direct("api-topics", topics, api::HEADERS, loader!(edition, api::topics))
        .open_direct("api-people", people, api::HEADERS, loader!(edition, api::people))
        .open_direct(
            "content-api",
            "/ghost/api/content/{resource}/",
            ghost::HEADERS,
            loader!(&content, ghost::browse),
        )
        .open_direct(
            "content-api-id",
            "/ghost/api/content/{resource}/{resource_id}/",
            ghost::HEADERS,
            loader!(&content, ghost::by_id),
        )
        .open_direct(
            "content-api-slug",
            "/ghost/api/content/{resource}/slug/{slug}/",
            ghost::HEADERS,
            loader!(&content, ghost::by_slug),
        )
        .open_direct(
            "content-api-of",
            "/{lang}/ghost/api/content/{resource}/",
            ghost::HEADERS,
            loader!(&content, ghost::browse),
        )
        .open_direct(
            "content-api-id-of",
            "/{lang}/ghost/api/content/{resource}/{resource_id}/",
            ghost::HEADERS,
            loader!(&content, ghost::by_id),
        )
        .open_direct(
            "content-api-slug-of",
            "/{lang}/ghost/api/content/{resource}/slug/{slug}/",
            ghost::HEADERS,
            loader!(&content, ghost::by_slug),
        ))
}
