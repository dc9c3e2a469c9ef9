//! Sitemaps (sitemaps.org protocol 0.9) and Google's news sitemaps. They name headlines and addresses, nothing else.

use base::Language;
use content::archive;
use content::listing;
use quick_xml::escape::escape;
use web::{Loaded, Rendered, Visit};

use crate::address;
use crate::edition::{Edition, Failed};

/// Story numbers in one sitemap; the protocol allows 50,000 addresses a file.
const NUMBERS: u64 = 20_000;

/// A news sitemap names the stories of so many hours (Google: two days) …
const NEWS_HOURS: i64 = 48;

/// … and so many at most.
const NEWS: usize = 1_000;

const XML: &str = "application/xml; charset=utf-8";

/// `/sitemap.xml`: the sitemaps of all languages.
pub async fn index(edition: &Edition, _: Visit) -> Result<Loaded, Failed> {
    let top = archive::top_number(&mut edition.store.read().await?).await?;
    let mut xml = begin("sitemapindex", "");
    for language in edition.languages() {
        for n in 0..=top / NUMBERS {
            let url = edition.absolute(&format!("/sitemap/{language}-{n}.xml"));
            xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&url)));
        }
    }
    xml.push_str("</sitemapindex>\n");
    Ok(edition.for_all_languages(Rendered::new(XML, xml)).into())
}

/// `/sitemap/{lang}-{n}.xml`: a stretch of a language's stories.
pub async fn stretch(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some((language, n)) = part(edition, visit.params.get("file")) else { return Ok(Loaded::Missing) };
    let mut db = edition.store.read().await?;
    if n > archive::top_number(&mut db).await? / NUMBERS {
        return Ok(Loaded::Missing);
    }
    let stories = archive::addresses(&mut db, language, n * NUMBERS, (n + 1) * NUMBERS, visit.now).await?;
    let mut xml = begin("urlset", "");
    if n == 0 {
        for path in [address::front(language), address::latest(language), address::archive(language)] {
            xml.push_str(&format!("<url><loc>{}</loc></url>\n", escape(edition.absolute(&path))));
        }
    }
    for story in &stories {
        let url = edition.absolute(&address::story(language, &story.slug));
        let changed = story.changed_at.max(story.public_from);
        xml.push_str(&format!("<url><loc>{}</loc><lastmod>{changed}</lastmod></url>\n", escape(&url)));
    }
    xml.push_str("</urlset>\n");
    Ok(edition.for_all_languages(Rendered::new(XML, xml)).into())
}

/// `/news-sitemap/{lang}.xml`: the stories of the last two days.
pub async fn news(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let name = visit.params.get("file").strip_suffix(".xml").unwrap_or_default();
    let Some(language) = edition.languages().find(|language| language.as_str() == name) else {
        return Ok(Loaded::Missing);
    };
    let from = visit.now.plus_hours(-NEWS_HOURS);
    let mut db = edition.store.read().await?;
    let items = listing::between(&mut db, language, from, visit.now.plus_millis(1), visit.now).await?;
    let agency = &edition.settings(language).agency;
    let mut xml = begin("urlset", " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"");
    for item in items.iter().take(NEWS) {
        xml.push_str(&format!(
            "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language>\
             </news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news></url>\n",
            escape(edition.absolute(&address::story(language, &item.slug))),
            escape(agency.as_str()),
            language.primary(),
            item.public_from,
            escape(item.headline.as_str()),
        ));
    }
    xml.push_str("</urlset>\n");
    let oldest =
        items.last().map(|item| item.public_from.plus_hours(NEWS_HOURS)).filter(|at| *at > visit.now);
    Ok(edition.for_all_languages(Rendered::new(XML, xml)).until(oldest).into())
}

fn begin(element: &str, more: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{more}>\n"
    )
}

/// The language and the stretch of `be-0.xml`.
fn part<'a>(edition: &'a Edition, file: &str) -> Option<(&'a Language, u64)> {
    let (tag, n) = file.strip_suffix(".xml")?.rsplit_once('-')?;
    let language = edition.languages().find(|language| language.as_str() == tag)?;
    let n: u64 = n.parse().ok().filter(|n: &u64| n.to_string() == file[tag.len() + 1..file.len() - 4])?;
    Some((language, n))
}
