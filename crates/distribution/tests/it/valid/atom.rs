//! Atom (RFC 4287).

use std::collections::BTreeSet;

use super::tree::{ATOM, Element, named, parse};
use super::{Said, html};

pub fn check(said: &mut Said, text: &str, url: &str) {
    let feed = match parse(text) {
        Ok(root) => root,
        Err(fault) => return said.0.push(format!("no XML: {fault}")),
    };
    let atom = |local: &str| named(ATOM, local);
    said.unless(feed.name == atom("feed"), || "the root is no feed".into());
    said.language("xml:lang", feed.attribute("xml:lang"));
    let entry = atom("entry");
    common(said, &feed, &["id", "title", "updated", "link", "author", "entry"]);
    let selves: Vec<&str> = links(&feed, "self").collect();
    said.unless(selves == [url], || "the feed does not name its own address once".into());
    said.unless(feed.all(&atom("author")).count() > 0, || "the feed has no author".into());
    feed.all(&entry).for_each(|entry| check_entry(said, entry));
    let ids: Vec<&str> =
        feed.all(&entry).map(|entry| entry.text_of("{http://www.w3.org/2005/Atom}id")).collect();
    said.unique("id", ids.into_iter());
}

fn check_entry(said: &mut Said, entry: &Element) {
    let atom = |local: &str| named(ATOM, local);
    common(
        said,
        entry,
        &["id", "title", "published", "updated", "link", "author", "category", "summary", "content"],
    );
    said.rfc3339("published", entry.text_of(&atom("published")));
    said.unless(links(entry, "alternate").count() == 1, || "an entry leads not to one page".into());
    entry.all(&atom("category")).for_each(|category| said.words("a category", category.attribute("term")));
    entry.all(&atom("summary")).for_each(|summary| said.words("a summary", &summary.text));
    let content: Vec<&Element> =
        entry.children.iter().filter(|child| child.name == atom("content")).collect();
    said.unless(content.len() == 1 && content[0].attribute("type") == "html", || {
        "an entry without its text".into()
    });
    content.iter().for_each(|content| html::check(said, "content", &content.text));
}

/// What feeds and entries have in common.
fn common(said: &mut Said, element: &Element, known: &[&str]) {
    let atom = |local: &str| named(ATOM, local);
    for child in &element.children {
        let local = child.name.strip_prefix("{http://www.w3.org/2005/Atom}").unwrap_or(&child.name);
        said.unless(known.contains(&local), || format!("{} has {}", element.name, child.name));
        let is_once = !["link", "author", "category", "entry"].contains(&local);
        said.unless(!is_once || element.all(&child.name).count() == 1, || format!("{local} is there twice"));
    }
    said.urn("id", element.text_of(&atom("id")));
    said.words("a title", element.text_of(&atom("title")));
    said.rfc3339("updated", element.text_of(&atom("updated")));
    let mut seen = BTreeSet::new();
    for link in element.children.iter().filter(|child| child.name == atom("link")) {
        said.unless(["self", "alternate", "hub"].contains(&link.attribute("rel")), || {
            "a link of an unknown kind".into()
        });
        said.address("a link", link.attribute("href"));
        let kind = (link.attribute("rel"), link.attribute("type"));
        said.unless(seen.insert(kind), || format!("two links of one kind: {kind:?}"));
    }
    for author in element.children.iter().filter(|child| child.name == atom("author")) {
        said.words("an author", author.text_of(&atom("name")));
        said.unless(author.children.len() == 1, || "an author is more than a name".into());
    }
}

fn links<'a>(element: &'a Element, rel: &'a str) -> impl Iterator<Item = &'a str> {
    let all = element.children.iter().filter(|child| child.name == "{http://www.w3.org/2005/Atom}link");
    all.filter(move |link| link.attribute("rel") == rel).map(|link| link.attribute("href"))
}
