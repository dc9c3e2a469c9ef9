//! A story: `/{language}/story/{slug}`.

use base::Language;
use content::{Role, SourceKind};
use serde::Serialize;

use super::{Direction, Frame, Link, Moment, Page, Picture, Sheet, json_ld, samples};

/// A story. As everybody may read it, a plus story has a notice and the open part of its body; for those who were let in it
/// has all of its body, and says until when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The headline.
    pub headline: String,
    /// The deck, or empty.
    pub deck: String,
    /// 'December 14, Pozirk.': the theme sets it at the head of the first paragraph. May be empty.
    pub dateline: String,
    /// What whoever gets the page may read of the body, as HTML by `content::body`; empty when the whole text is for payers.
    pub body: String,
    /// Set while the text, or the rest of it, is for payers only.
    pub plus: Option<PlusNotice>,
    /// Set where the page holds the whole text, for those whom the gate has let in.
    pub let_in: Option<LetIn>,
    /// Who signs it; may be empty.
    pub bylines: Vec<Byline>,
    /// When the public first saw it: day and time.
    pub published: Moment,
    /// When readers last got something new, if that was later.
    pub updated: Option<Moment>,
    /// Its sections, in the editor's order.
    pub sections: Vec<Link>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Who said so.
    pub sources: Vec<Source>,
    /// What was wrong and when it was set right, oldest first.
    pub corrections: Vec<Correction>,
    /// The picture above it.
    pub picture: Option<Picture>,
    /// The same story in other languages; without this one.
    pub versions: Vec<Version>,
    /// Its short address, absolute; the text is the address without its scheme ("krp.example/s/1f3").
    pub short: Link,
    /// The story that this one follows.
    pub follows: Option<Link>,
    /// Stories that follow this one, new to old.
    pub followed_by: Vec<Link>,
}

/// The wall, seen from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlusNotice {
    /// When the story opens to everyone, day and time, if that is known.
    pub opens: Option<Moment>,
    /// The one way in: what to do to read it. `None` where the agency has no page that says so.
    pub way_in: Option<Link>,
}

/// The line for those who were let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetIn {
    /// Until when: day and time.
    pub until: Moment,
    /// Where the form that ends it sooner is sent.
    pub leave: String,
    /// Where that form leads afterwards: the story.
    pub to: String,
    /// Where it says how a feed reader gets whole stories.
    pub feeds: String,
}

/// Who signs a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Byline {
    /// The name.
    pub name: String,
    /// The page of what they signed.
    pub url: String,
    /// How they sign.
    pub role: Role,
}

/// Who said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// As readers are told.
    pub name: String,
    /// Where it can be looked up, absolute; or empty.
    pub url: String,
    /// What kind it is; the theme says it with the message `source-{kind}`.
    pub kind: SourceKind,
}

/// A public note on an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// When it was set right, day and time.
    pub at: Moment,
    /// What was wrong, and what is right.
    pub note: String,
}

/// The story in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The language.
    pub language: Language,
    /// The way its script runs.
    pub dir: Direction,
    /// Its own name for itself.
    pub name: String,
    /// The headline there.
    pub headline: String,
    /// The story there.
    pub url: String,
}

impl Page for StoryPage {
    const TEMPLATE: &'static str = "story.html";
    const SHEET: Sheet = Sheet::Text;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn json_ld(&self) -> Option<serde_json::Value> {
        Some(json_ld::story(self))
    }

    fn samples() -> Vec<StoryPage> {
        samples::stories()
    }
}
