//! `/robots.txt`: the agency's choice for each crawler, and where the sitemaps are.

use std::fmt::Write as _;

use web::{Loaded, Rendered, Visit};

use crate::edition::{Edition, Failed};

/// Writes it from the configuration.
pub async fn robots(edition: &Edition, _: Visit) -> Result<Loaded, Failed> {
    let mut text = String::new();
    for agent in &edition.config.crawlers.refused {
        let _ = writeln!(text, "User-agent: {agent}\nDisallow: /\n");
    }
    if !edition.config.crawlers.robots.is_empty() {
        let _ = writeln!(text, "{}\n", edition.config.crawlers.robots.trim_end());
    }
    let _ = writeln!(text, "User-agent: *\nAllow: /\n\nSitemap: {}", edition.absolute("/sitemap.xml"));
    for language in edition.languages() {
        let _ = writeln!(text, "Sitemap: {}", edition.absolute(&format!("/news-sitemap/{language}.xml")));
    }
    Ok(Rendered::new("text/plain; charset=utf-8", text).into())
}

/// `/.well-known/tdmrep.json`: whether text and data mining is reserved (W3C's TDM Reservation Protocol).
pub async fn tdmrep(edition: &Edition, _: Visit) -> Result<Loaded, Failed> {
    let reserved = u8::from(edition.config.crawlers.tdm_reservation);
    let text = format!("[{{\"location\":\"/*\",\"tdm-reservation\":{reserved}}}]\n");
    Ok(Rendered::new("application/json", text).into())
}
