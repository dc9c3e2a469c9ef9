//! One item of the file: the elements that are used.

use super::xml;

/// A category, tag, author or language that an item is filed under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Term {
    pub domain: String,
    pub nicename: String,
    pub name: String,
}

/// What WordPress calls a post, of any type.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub id: String,
    pub title: String,
    pub creator: String,
    pub content: String,
    pub excerpt: String,
    pub name: String,
    pub status: String,
    pub kind: String,
    pub password: String,
    pub date: String,
    pub date_gmt: String,
    pub modified_gmt: String,
    pub pub_date: String,
    pub attachment_url: String,
    pub terms: Vec<Term>,
    pub meta: Vec<(String, String)>,
}

impl Item {
    pub(super) fn parse(xml: &str) -> Result<Item, String> {
        let mut item = Item::default();
        let mut key = String::new();
        // Comments hold names, e-mail and IP addresses of readers.
        xml::leaves(xml, &["wp:comment"], &mut |leaf| match leaf.path.len() {
            2 if leaf.name() == "category" => item.terms.push(Term {
                domain: leaf.attribute("domain").to_owned(),
                nicename: leaf.attribute("nicename").to_owned(),
                name: leaf.words.trim().to_owned(),
            }),
            2 => {
                if let Some(field) = item.field(leaf.name()) {
                    leaf.words.clone_into(field);
                }
            }
            3 if leaf.name() == "wp:meta_key" => leaf.words.trim().clone_into(&mut key),
            3 if leaf.name() == "wp:meta_value" => {
                item.meta.push((std::mem::take(&mut key), leaf.words.to_owned()))
            }
            _ => {}
        })?;
        Ok(item)
    }

    fn field(&mut self, element: &str) -> Option<&mut String> {
        Some(match element {
            "wp:post_id" => &mut self.id,
            "title" => &mut self.title,
            "dc:creator" => &mut self.creator,
            "content:encoded" => &mut self.content,
            "excerpt:encoded" => &mut self.excerpt,
            "wp:post_name" => &mut self.name,
            "wp:status" => &mut self.status,
            "wp:post_type" => &mut self.kind,
            "wp:post_password" => &mut self.password,
            "wp:post_date" => &mut self.date,
            "wp:post_date_gmt" => &mut self.date_gmt,
            "wp:post_modified_gmt" => &mut self.modified_gmt,
            "pubDate" => &mut self.pub_date,
            "wp:attachment_url" => &mut self.attachment_url,
            _ => return None,
        })
    }

    /// The value of a field of `wp:postmeta`, or nothing.
    pub(super) fn meta(&self, key: &str) -> &str {
        self.meta.iter().find(|(k, _)| k == key).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    pub(super) fn terms<'a>(&'a self, domain: &'a str) -> impl Iterator<Item = &'a Term> {
        self.terms.iter().filter(move |term| term.domain == domain)
    }
}
