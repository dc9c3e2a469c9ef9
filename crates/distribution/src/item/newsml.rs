//! NewsML-G2 2.34 (IPTC): a `newsItem`, alone or several in a `newsMessage`. Power conformance, because an own section or
//! topic is named by its page's address rather than by a code of somebody's scheme. The text is XHTML.

use base::Time;

use super::xhtml::xhtml;
use super::{Channel, Extent, Item, Status, html};
use crate::xml::{Xml, on_one_line};

const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";
/// Where IPTC says what the codes below mean.
const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";

/// One item, a document of its own.
pub(super) fn item(item: &Item) -> Vec<u8> {
    let mut xml = Xml::new();
    news_item(&mut xml, item);
    xml.into_bytes()
}

/// Several items as one message.
pub(super) fn message(channel: &Channel, items: &[Item], sent: Time) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("newsMessage", &[("xmlns", NAMESPACE)]);
    xml.open("header", &[]);
    xml.text("sent", &[], &sent.to_string());
    xml.text("sender", &[], &channel.title);
    xml.text("origin", &[], &channel.url);
    xml.close("header");
    xml.open("itemSet", &[]);
    items.iter().for_each(|item| news_item(&mut xml, item));
    xml.close("itemSet");
    xml.close("newsMessage");
    xml.into_bytes()
}

fn news_item(xml: &mut Xml, item: &Item) {
    xml.open(
        "newsItem",
        &[
            ("xmlns", NAMESPACE),
            ("standard", "NewsML-G2"),
            ("standardversion", "2.34"),
            ("conformance", "power"),
            ("guid", &item.id),
            ("version", &item.version().to_string()),
            ("xml:lang", item.language.as_str()),
        ],
    );
    xml.empty("catalogRef", &[("href", CATALOG)]);
    xml.open("rightsInfo", &[]);
    party(xml, "copyrightHolder", item);
    if let Extent::Partial { notice } = &item.extent {
        xml.text("usageTerms", &[], notice);
    }
    xml.close("rightsInfo");
    item_meta(xml, item);
    if item.status == Status::Usable {
        content_meta(xml, item);
        content(xml, item);
    }
    xml.close("newsItem");
}

fn item_meta(xml: &mut Xml, item: &Item) {
    xml.open("itemMeta", &[]);
    xml.empty("itemClass", &[("qcode", "ninat:text")]);
    party(xml, "provider", item);
    xml.text("versionCreated", &[], &item.changed.to_string());
    if item.status == Status::Usable {
        xml.text("firstCreated", &[], &item.first_published.min(item.changed).to_string());
    }
    if let Some(until) = item.embargoed_until {
        xml.text("embargoed", &[], &until.to_string());
    }
    let status = match item.status {
        Status::Usable => "stat:usable",
        Status::Withheld => "stat:withheld",
        Status::Canceled { .. } => "stat:canceled",
    };
    xml.empty("pubStatus", &[("qcode", status)]);
    if !item.headline.is_empty() {
        xml.text("title", &[], &on_one_line(&item.headline));
    }
    if let Some(note) = item.editors_note() {
        xml.text("edNote", &[], &note);
    }
    if item.is_correction() {
        xml.empty("signal", &[("qcode", "sig:correction")]);
    } else if item.changed > item.first_published {
        xml.empty("signal", &[("qcode", "sig:update")]);
    }
    if let Some(url) = &item.url {
        xml.text("altRep", &[("contenttype", "text/html")], url);
    }
    for one in &item.translations {
        let (href, title) = (one.url.as_str(), on_one_line(&one.headline));
        let link = [("rel", "irel:seeAlso"), ("href", href), ("contenttype", "text/html"), ("title", &title)];
        xml.open("link", &link);
        xml.empty("language", &[("tag", one.language.as_str())]);
        xml.close("link");
    }
    if let Some(followed) = &item.follows {
        let title = on_one_line(&followed.headline);
        xml.empty("link", &[("rel", "irel:seeAlso"), ("residref", &followed.id), ("title", &title)]);
    }
    xml.close("itemMeta");
}

fn content_meta(xml: &mut Xml, item: &Item) {
    xml.open("contentMeta", &[]);
    if let Some(picture) = &item.picture {
        xml.empty("icon", &[("href", &picture.href), ("contenttype", "image/jpeg")]);
    }
    xml.text("urgency", &[], &item.urgency.to_string());
    xml.text("contentCreated", &[], &item.first_published.to_string());
    xml.text("contentModified", &[], &item.changed.to_string());
    if let Some(place) = &item.place {
        named(xml, "located", &[("literal", &on_one_line(place))], place);
    }
    for source in &item.sources {
        let name = on_one_line(&source.name);
        let about: &[(&str, &str)] =
            if source.address.is_empty() { &[("literal", &name)] } else { &[("uri", &source.address)] };
        named(xml, "infoSource", about, &name);
    }
    for byline in &item.bylines {
        named(xml, "creator", &[("uri", &byline.url)], &byline.name);
    }
    for code in item.code.iter().chain(&item.short_url) {
        xml.text("altId", &[], code);
    }
    xml.empty("language", &[("tag", item.language.as_str())]);
    for subject in item.sections.iter().chain(&item.topics) {
        named(xml, "subject", &[("type", "cpnat:abstract"), ("uri", &subject.url)], &subject.name);
    }
    if !item.slugline.is_empty() {
        xml.text("slugline", &[], &on_one_line(&item.slugline));
    }
    xml.text("headline", &[], &item.headline);
    if !item.dateline.is_empty() {
        xml.text("dateline", &[], &item.dateline);
    }
    if let Some(names) = item.signed() {
        xml.text("by", &[], &names);
    }
    if !item.deck.is_empty() {
        xml.text("description", &[("role", "drol:summary")], &item.deck);
    }
    xml.close("contentMeta");
}

fn content(xml: &mut Xml, item: &Item) {
    xml.open("contentSet", &[]);
    let words = item.body.words().to_string();
    xml.open("inlineXML", &[("contenttype", "application/xhtml+xml"), ("wordcount", &words)]);
    xml.open("html", &[("xmlns", "http://www.w3.org/1999/xhtml"), ("xml:lang", item.language.as_str())]);
    xml.open("head", &[]);
    xml.text("title", &[], &item.headline);
    xml.close("head");
    xml.open("body", &[]);
    xml.written(&xhtml(&html::inner(item)));
    xml.close("body");
    xml.close("html");
    xml.close("inlineXML");
    xml.close("contentSet");
}

/// The agency.
fn party(xml: &mut Xml, element: &str, item: &Item) {
    named(xml, element, &[("uri", &item.home)], &item.agency);
}

fn named(xml: &mut Xml, element: &str, about: &[(&str, &str)], name: &str) {
    xml.open(element, about);
    xml.text("name", &[], &on_one_line(name));
    xml.close(element);
}
