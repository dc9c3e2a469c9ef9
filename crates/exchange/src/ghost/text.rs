//! A post's text, and who may read it.

use base::Language;
use content::Access;
use content::body::Body;

use super::rows::Post;
use crate::html::{self, ConvertError, Remark};
use crate::import::{Intake, Place};
use crate::{foreign, lexical, mobiledoc};

/// The text: the HTML if there is any, else what the editor of the time kept.
pub(super) fn body(post: &Post, language: &Language) -> Result<(Body, Vec<Remark>), ConvertError> {
    let options = html::Options { language: Some(language.clone()), ..html::Options::default() };
    if let Some(html) = post.html.filled() {
        return html::to_body(html, &options);
    }
    if let Some(lexical) = post.lexical.filled() {
        return lexical::to_body(lexical, &options);
    }
    match post.mobiledoc.filled() {
        Some(mobiledoc) => mobiledoc::to_body(mobiledoc, &options),
        None => Ok((Body::default(), Vec::new())),
    }
}

/// Who may read it. In a post for members the part before Ghost's own wall is public, and without that wall nothing is,
/// whatever else is marked inside. A public post with a part for some readers only is behind the wall from there on.
pub(super) fn behind_the_wall(post: &Post, body: Body, place: &Place, intake: &mut Intake) -> (Body, Access) {
    if post.visibility.get() == "public" {
        if !body.has_plus() {
            return (body, Access::default());
        }
        intake.remark(place, "the post is public and has a part that is not: that part is for payers here");
        return (body, Access::plus());
    }
    let body = if has_wall(post) { body } else { foreign::without_walls(body) };
    (body, Access::plus())
}

/// Whether the post has Ghost's wall: in HTML exactly this comment, in the editors' documents a card of their own.
fn has_wall(post: &Post) -> bool {
    if let Some(html) = post.html.filled() {
        return html.contains("<!--members-only-->");
    }
    let source = post.lexical.filled().or(post.mobiledoc.filled()).unwrap_or_default();
    let source: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    source.contains(r#""type":"paywall""#) || source.contains(r#"["paywall","#)
}
