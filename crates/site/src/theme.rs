//! The look of the pages: a folder of minijinja templates with one style sheet and an icon.
//!
//! A theme is taken or refused as a whole. Before it serves a reader, every template renders every sample of its page
//! type in every language of the agency; whatever fails (a misspelt field, an unknown message, a loop without end, a
//! script, something loaded from another host) refuses the theme with one sentence, and the last good one stays.
//!
//! In a theme's folder: the templates (`*.html`, one for each page type of [`crate::view`]), `style.css`, `favicon.svg`
//! and, if it likes, `lists.css`, `text.css` and `plus.css` (which follow `style.css` on pages of that kind, see [`Sheet`])
//! and `assets/` with its own fonts and pictures, served at `/assets/{file}`. Templates see the fields
//! of the page's view type, the message function `t('id', name=value)`, the filter `body | run_in(dateline)`, the
//! style sheet `style` and the structured data `json_ld`. They cannot reach the disk.

mod engine;
mod escape;
mod files;
mod handle;
mod inspect;
mod style;
mod trial;
mod words;

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;

use base::Language;
use base::locale::Locales;
use minijinja::Environment;

use crate::view::{Page, Sheet};
pub use engine::run_in;
use engine::sentence;
pub use files::Asset;
use files::Files;
pub use handle::{Reload, ThemeHandle};
use style::StyleSheet;
pub use trial::Specimen;

/// Where a theme comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The theme in the binary. Debug builds read it from the source tree, so that a change shows at once.
    Builtin,
    /// A folder, `[theme] folder`.
    Folder(PathBuf),
}

/// A theme that rendered all samples.
#[derive(Debug)]
pub struct Theme {
    templates: Environment<'static>,
    locales: Arc<Locales>,
    lists: StyleSheet,
    text: StyleSheet,
    plus: StyleSheet,
    files: Files,
}

/// Why a theme is not used. Shown to whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the theme was refused: {}{}: {reason}", file, line.map(|n| format!(", line {n}")).unwrap_or_default())]
pub struct ThemeRefused {
    /// The file at fault, within the theme; the folder itself when it cannot be read.
    pub file: String,
    /// The line in it, from 1, if one is at fault.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Theme {
    /// Reads a theme and tries it: all templates with all samples in these languages.
    pub fn load(
        source: &Source,
        locales: &Arc<Locales>,
        languages: &[Language],
    ) -> Result<Theme, ThemeRefused> {
        let files = Files::read(source)?;
        let sheet = |name| -> Result<StyleSheet, ThemeRefused> {
            let own = files.text(name).unwrap_or_default();
            let sheet = StyleSheet::new(&format!("{}\n{own}", files.text("style.css")?));
            inspect::check_style(&sheet.text)?;
            Ok(sheet)
        };
        let theme = Theme {
            templates: engine::environment(&files)?,
            locales: locales.clone(),
            lists: sheet("lists.css")?,
            text: sheet("text.css")?,
            plus: sheet("plus.css")?,
            files,
        };
        // Most of a start's time: in all languages at once.
        std::thread::scope(|scope| {
            let theme = &theme;
            let trial = |language| scope.spawn(move || theme.specimens(language).map(drop));
            let trials: Vec<_> = languages.iter().map(trial).collect();
            trials.into_iter().try_for_each(|trial| trial.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })?;
        Ok(theme)
    }

    /// A page as HTML. A theme that was taken fails only on what no sample showed.
    pub fn render<P: Page>(&self, page: &P) -> Result<String, ThemeRefused> {
        let template =
            self.templates.get_template(P::TEMPLATE).map_err(|error| sentence(&error, P::TEMPLATE))?;
        let locale = self.locales.get(&page.frame().language);
        let context = engine::context(page, locale, &self.sheet(P::SHEET).text);
        template.render(context).map_err(|error| sentence(&error, P::TEMPLATE))
    }

    /// Every sample of every page type as this theme renders it, to look at and to measure.
    pub fn specimens(&self, language: &Language) -> Result<Vec<Specimen>, ThemeRefused> {
        trial::specimens(self, language)
    }

    /// What `style-src` of the content security policy must name for the style sheet of pages of a kind, with quotation
    /// marks: `'sha256-…'` (CSP Level 3, section 2.3.1).
    pub fn style_hash(&self, sheet: Sheet) -> &str {
        &self.sheet(sheet).hash
    }

    fn sheet(&self, sheet: Sheet) -> &StyleSheet {
        match sheet {
            Sheet::Lists => &self.lists,
            Sheet::Text => &self.text,
            Sheet::Plus => &self.plus,
        }
    }

    /// The icon, `/favicon.svg`.
    pub fn favicon(&self) -> &[u8] {
        self.files.favicon()
    }

    /// A file of the theme's `assets/`, by its name; [`None`] if there is no such file.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.files.asset(name)
    }
}

#[cfg(test)]
mod tests;
