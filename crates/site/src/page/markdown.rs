//! Pages that the agency writes in Markdown: `pages/{lang}/{page}.md` in the data folder, served as `/{lang}/{page}`.

use std::path::{Path, PathBuf};

use base::Language;
use media::{Format, Library};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use web::{Loaded, Visit};

use crate::address;
use crate::edition::{Edition, Failed};
use crate::view::{Link, MarkdownPage};

/// Where pictures of the library are.
const MEDIA: &str = "/media/";
/// The width that a picture in a page has at least, in pixels.
const COLUMN: u32 = 1280;
/// A larger file is not a page.
const MOST_BYTES: u64 = 256 * 1024;

/// Loads and renders a page.
pub async fn markdown(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let name = visit.params.get("page");
    let Some(text) = read(&edition.pages, reading.language(), name) else { return Ok(Loaded::Missing) };
    let url = address::markdown(reading.language(), name);
    let page = write(&text, |file| picture(&edition.library, file));
    let mut frame = reading.frame(&url).await?;
    frame.title = page.headline.clone();
    let exists =
        |language: &Language| path(&edition.pages, language, name).is_some_and(|path| path.is_file());
    reading.alternate_where(&mut frame, exists, |language| address::markdown(language, name));
    reading.page(&MarkdownPage { headline: page.headline, body: page.body, frame })
}

/// The pages of a language for the foot of the page, in the order of their names, with their headings.
pub fn footer(folder: &Path, language: &Language) -> Vec<Link> {
    let Ok(files) = std::fs::read_dir(folder.join(language.as_str())) else { return Vec::new() };
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect();
    names.sort();
    let link = |name: String| {
        let text = read(folder, language, &name)?;
        Some(Link::new(write(&text, |_| None).headline, address::markdown(language, &name)))
    };
    names.into_iter().filter_map(link).collect()
}

/// All pages of a language, in the order of their names.
pub fn all(edition: &Edition, language: &Language) -> Vec<Page> {
    let Ok(files) = std::fs::read_dir(edition.pages.join(language.as_str())) else { return Vec::new() };
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect();
    names.sort();
    let page = |name: String| {
        let text = read(&edition.pages, language, &name)?;
        let Written { headline, body } = write(&text, |file| picture(&edition.library, file));
        Some(Page { name, headline, body })
    };
    names.into_iter().filter_map(page).collect()
}

/// Whether a page in any language shows a picture.
pub fn shows(folder: &Path, picture: &str) -> bool {
    let named = format!("{MEDIA}{picture}");
    let files_in = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let pages = files_in(folder).flat_map(|language| files_in(&language.path()).collect::<Vec<_>>());
    pages.filter(|page| page.path().extension().is_some_and(|kind| kind == "md")).any(|page| {
        let text = text_of(&page.path()).unwrap_or_default();
        !picture.is_empty() && text.contains(&named)
    })
}

/// A picture of the library as the page's markup, its alternative text still to be written into it.
struct Shown {
    src: String,
    width: u32,
    height: u32,
}

/// The picture that an address names, in the width of a column.
fn picture(library: &Library, address: &str) -> Option<Shown> {
    let taken = library.describe(content::picture::id_of(address.strip_prefix(MEDIA)?))?;
    let rendition = taken.rendition(Format::WebP, COLUMN)?;
    let src = format!("{MEDIA}{}", rendition.file);
    Some(Shown { src, width: rendition.width, height: rendition.height })
}

/// The file of a page; names are plain words, so no path leads out of the folder.
fn path(folder: &Path, language: &Language, name: &str) -> Option<PathBuf> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!name.is_empty() && name.chars().all(plain))
        .then(|| folder.join(language.as_str()).join(format!("{name}.md")))
}

fn read(folder: &Path, language: &Language, name: &str) -> Option<String> {
    text_of(&path(folder, language, name)?)
}

fn text_of(path: &Path) -> Option<String> {
    let is_page = std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MOST_BYTES);
    if is_page { std::fs::read_to_string(path).ok() } else { None }
}

/// A page, ready to be shown elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What its address ends with.
    pub name: String,
    /// Its first heading.
    pub headline: String,
    /// The rest as HTML.
    pub body: String,
}

struct Written {
    headline: String,
    body: String,
}

/// The first heading becomes the page's; others start at the second level. HTML inside is shown as text: the pages
/// belong to the agency, but what slips in from elsewhere must not become markup. Pictures are those of the library; of
/// any other the description is left.
fn write(text: &str, picture: impl Fn(&str) -> Option<Shown>) -> Written {
    let mut headline = String::new();
    let mut inside = false;
    let mut shown: Option<(Shown, String)> = None;
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if headline.is_empty() => {
            inside = true;
            None
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) if inside => {
            inside = false;
            None
        }
        Event::Text(words) | Event::Code(words) if inside => {
            headline.push_str(&words);
            None
        }
        _ if inside => None,
        Event::End(TagEnd::Image) => {
            shown.take().map(|(picture, alt)| Event::InlineHtml(picture.html(&alt).into()))
        }
        Event::Text(words) | Event::Code(words) if shown.is_some() => {
            shown.iter_mut().for_each(|(_, alt)| alt.push_str(&words));
            None
        }
        _ if shown.is_some() => None,
        Event::Start(Tag::Image { dest_url, .. }) => {
            shown = picture(&dest_url).map(|picture| (picture, String::new()));
            None
        }
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Some(Event::End(TagEnd::Heading(HeadingLevel::H2))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if content::body::Link::parse(&dest_url).is_ok() { dest_url } else { "#".into() };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        other => Some(other),
    });
    let mut body = String::new();
    html::push_html(&mut body, events);
    Written { headline, body }
}

impl Shown {
    fn html(&self, alt: &str) -> String {
        let Shown { src, width, height } = self;
        let alt = alt.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        format!(
            "<img src=\"{src}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\">"
        )
    }
}
