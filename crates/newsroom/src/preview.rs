//! A story as readers would see it before they do. The site, a floor above, draws it: the binary hands its function in.

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

type Drawing = Pin<Box<dyn Future<Output = Result<Previewed, Failure>> + Send>>;

/// The function that draws.
#[derive(Clone)]
pub struct Preview(Arc<dyn Fn(PreviewAsked) -> Drawing + Send + Sync>);

impl Preview {
    /// What draws previews from now on.
    pub fn by<F>(draw: impl Fn(PreviewAsked) -> F + Send + Sync + 'static) -> Preview
    where
        F: Future<Output = Result<Previewed, Failure>> + Send + 'static,
    {
        Preview(Arc::new(move |asked| Box::pin(draw(asked))))
    }

    pub(crate) async fn draw(&self, asked: PreviewAsked) -> Result<Previewed, Failure> {
        (self.0)(asked).await
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
