//! A story as readers would see it before they do: its page, and its posts in Telegram's channels. The site and distribution,
//! floors above, draw them: the binary hands their functions in.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use base::Time;
use content::Manuscript;

use crate::failure::Failure;

/// Whose eyes it is seen through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Somebody who does not pay.
    Open,
    /// Somebody who does.
    Plus,
}

/// A page to be drawn.
#[derive(Clone, Debug)]
pub struct PreviewAsked {
    /// The story with the revision that is to be seen, whole.
    pub manuscript: Manuscript,
    /// By whom.
    pub reader: Reader,
    /// When.
    pub now: Time,
}

/// A page drawn.
#[derive(Clone, Debug)]
pub struct Previewed {
    /// The HTML.
    pub html: String,
    /// What its policy must name for its style sheet: `'sha256-…'`, with the quotation marks, or `'none'`.
    pub style: String,
}

/// A post as its channel would show it.
#[derive(Clone, Debug)]
pub struct PostPreviewed {
    /// The channel.
    pub chat: String,
    /// HTML of the few tags that Telegram has, or why there is no post: a sentence.
    pub html: Result<String, String>,
    /// How many signs it takes, and how many there may be.
    pub signs: (usize, usize),
    /// The file of the picture above it.
    pub picture: Option<String>,
}

type Posting = Pin<Box<dyn Future<Output = Result<Vec<PostPreviewed>, Failure>> + Send>>;
type Drawing = Pin<Box<dyn Future<Output = Result<Previewed, Failure>> + Send>>;

/// The functions that draw.
#[derive(Clone)]
pub struct Preview {
    page: Arc<dyn Fn(PreviewAsked) -> Drawing + Send + Sync>,
    posts: Arc<dyn Fn(Manuscript, Time) -> Posting + Send + Sync>,
}

impl Preview {
    /// What draws previews from now on.
    pub fn by<F>(draw: impl Fn(PreviewAsked) -> F + Send + Sync + 'static) -> Preview
    where
        F: Future<Output = Result<Previewed, Failure>> + Send + 'static,
    {
        let nowhere = |_, _| -> Posting { Box::pin(async { Ok(Vec::new()) }) };
        Preview { page: Arc::new(move |asked| Box::pin(draw(asked))), posts: Arc::new(nowhere) }
    }

    /// The same, with what draws a story's posts.
    pub fn and_posts_by<F>(self, draw: impl Fn(Manuscript, Time) -> F + Send + Sync + 'static) -> Preview
    where
        F: Future<Output = Result<Vec<PostPreviewed>, Failure>> + Send + 'static,
    {
        Preview { posts: Arc::new(move |story, now| Box::pin(draw(story, now))), ..self }
    }

    pub(crate) async fn draw(&self, asked: PreviewAsked) -> Result<Previewed, Failure> {
        (self.page)(asked).await
    }

    pub(crate) async fn posts(&self, story: Manuscript, now: Time) -> Result<Vec<PostPreviewed>, Failure> {
        (self.posts)(story, now).await
    }
}

/// Where there is no site, as in tests of the newsroom alone: headline and text, and nothing around them.
impl Default for Preview {
    fn default() -> Preview {
        Preview::by(|asked: PreviewAsked| async move {
            let document = asked.manuscript.document;
            let body = match asked.reader {
                Reader::Open => document.body.open_part(),
                Reader::Plus => document.body,
            };
            let mut html = String::from("<!doctype html><title>");
            content::body::escape(&mut html, &document.headline);
            html.push_str("</title>");
            html.push_str(&body.to_html(&|_| None));
            Ok(Previewed { html, style: "'none'".to_owned() })
        })
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Preview")
    }
}
