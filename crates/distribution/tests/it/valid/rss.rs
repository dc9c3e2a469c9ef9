//! RSS 2.0 (rssboard.org/rss-specification) with three modules.

use super::tree::{ATOM, CONTENT, DC, Element, named, parse};
use super::{Said, html};

pub fn check(said: &mut Said, text: &str, url: &str) {
    let root = match parse(text) {
        Ok(root) => root,
        Err(fault) => return said.0.push(format!("no XML: {fault}")),
    };
    said.unless(root.name == "rss" && root.attribute("version") == "2.0", || "the root is no rss 2.0".into());
    let [channel] = &root.children[..] else { return said.0.push("there is not one channel".into()) };
    let own = named(ATOM, "link");
    let known = ["title", "link", "description", "language", "lastBuildDate", "item", &own];
    check_children(said, channel, &known, &["item", &own]);
    for needed in ["title", "link", "description", "language"] {
        said.words(&format!("the channel's {needed}"), channel.text_of(needed));
    }
    said.address("the channel's link", channel.text_of("link"));
    said.language("the channel", channel.text_of("language"));
    channel.all("lastBuildDate").for_each(|date| said.rfc822("lastBuildDate", &date.text));
    let selves: Vec<&Element> = channel.all(&own).filter(|link| link.attribute("rel") == "self").collect();
    said.unless(selves.len() == 1 && selves[0].attribute("href") == url, || {
        "the feed does not name its own address once".into()
    });
    for link in channel.all(&own) {
        said.unless(["self", "hub"].contains(&link.attribute("rel")), || {
            "an atom:link of an unknown kind".into()
        });
        said.address("an atom:link", link.attribute("href"));
    }
    channel.all("item").for_each(|item| check_item(said, item));
    said.unique("guid", channel.all("item").map(|item| item.text_of("guid")));
}

fn check_item(said: &mut Said, item: &Element) {
    let [encoded, creator, updated] =
        [named(CONTENT, "encoded"), named(DC, "creator"), named(ATOM, "updated")];
    let known = ["title", "link", "guid", "pubDate", "category", "description", &encoded, &creator, &updated];
    check_children(said, item, &known, &["category", &creator]);
    said.words("an item's title", item.text_of("title"));
    said.address("an item's link", item.text_of("link"));
    let guid = item.all("guid").next();
    said.unless(guid.is_some_and(|guid| guid.attribute("isPermaLink") == "false"), || {
        "a guid that is a link".into()
    });
    said.urn("guid", item.text_of("guid"));
    item.all("pubDate").for_each(|date| said.rfc822("pubDate", &date.text));
    item.all(&updated).for_each(|date| said.rfc3339("atom:updated", &date.text));
    item.all("category").chain(item.all(&creator)).for_each(|name| said.words("a name", &name.text));
    let place = |name: &str| item.children.iter().position(|child| child.name == name);
    said.unless(place(&encoded).is_none() || place("description") < place(&encoded), || {
        "content:encoded has no description before it".into()
    });
    said.unless(place(&encoded).is_none() || place("description").is_some(), || "no description".into());
    html::check(said, "description", item.text_of("description"));
    html::check(said, "content:encoded", item.text_of(&encoded));
}

/// Only children that are known, each once unless it may stand often.
fn check_children(said: &mut Said, element: &Element, known: &[&str], often: &[&str]) {
    for child in &element.children {
        let name = child.name.as_str();
        said.unless(known.contains(&name), || format!("{} has a {name}", element.name));
        said.unless(often.contains(&name) || element.all(name).count() == 1, || {
            format!("{} has {name} twice", element.name)
        });
    }
}
