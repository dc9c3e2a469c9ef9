//! What posts point to: authors' names, and pictures.

use std::collections::HashMap;

use super::item::Item;
use super::xml;

/// A picture of the media library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attachment {
    /// Its address, or its path below the folder of uploads.
    pub address: String,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}

#[derive(Debug, Default)]
pub(super) struct Site {
    /// Address of the site, `https://example.org`, without a slash at its end.
    pub base: String,
    /// Login or guest author's slug -> name for readers. Logins go no further than this.
    pub authors: HashMap<String, String>,
    /// By WordPress's number.
    pub attachments: HashMap<u64, Attachment>,
}

impl Site {
    pub(super) fn read_head(&mut self, head: &str) -> Result<(), String> {
        let (mut login, mut shown) = (String::new(), String::new());
        xml::leaves(head, &["wp:comment"], &mut |leaf| match leaf.name() {
            "wp:author_login" => leaf.words.trim().clone_into(&mut login),
            "wp:author_display_name" => leaf.words.trim().clone_into(&mut shown),
            "wp:author" => {
                self.authors.insert(std::mem::take(&mut login), std::mem::take(&mut shown));
            }
            "wp:base_blog_url" => leaf.words.trim().trim_end_matches('/').clone_into(&mut self.base),
            _ => {}
        })
    }

    pub(super) fn read_item(&mut self, item: &Item) {
        match item.kind.trim() {
            "attachment" => {
                if let Ok(id) = item.id.trim().parse() {
                    self.attachments.insert(id, attachment(item));
                }
            }
            // Co-Authors Plus: people without an account.
            "guest-author" => {
                let name = item.name.trim();
                let slug = name.strip_prefix("cap-").unwrap_or(name);
                self.authors.insert(slug.to_owned(), item.title.trim().to_owned());
            }
            _ => {}
        }
    }
}

fn attachment(item: &Item) -> Attachment {
    let address = match item.meta("_wp_attached_file") {
        "" => item.attachment_url.trim().to_owned(),
        // Whole addresses there are written by plug-ins that keep files elsewhere.
        path if path.contains("://") => path.to_owned(),
        path => format!("/wp-content/uploads/{}", path.trim_start_matches('/')),
    };
    Attachment {
        address,
        alt: item.meta("_wp_attachment_image_alt").to_owned(),
        caption: item.excerpt.trim().to_owned(),
        credit: item.meta("_media_credit").to_owned(),
    }
}
