//! The edition: everything that pages are made from, and the way a page is made.

mod frame;
mod reading;
mod reads;
mod totals;

use std::path::PathBuf;
use std::sync::Arc;

use base::config::{Config, LanguageSettings};
use base::{Language, Locale, Locales, Time, Zone};
use gate::{Gate, GateError};
use http::header;
use media::Library;
use newsletter::Press;
use store::{Store, StoreError};
use till::{Till, TillError};
use web::headers::{content_security_policy, content_security_policy_with_scripts};
use web::{Key, Params, Rendered, Staleness, Trouble, Visit};

use crate::theme::ThemeHandle;
use crate::view::Page;

pub(crate) use frame::feeds;
pub use reading::Reading;
pub use reads::Reads;
pub use totals::Totals;

/// What pages are made from: the stories, the pictures, the words, the theme, and the agency's settings.
pub struct Edition {
    /// The agency's settings.
    pub config: Arc<Config>,
    /// The stories.
    pub store: Store,
    /// The pictures.
    pub library: Library,
    /// The words of the pages.
    pub locales: Arc<Locales>,
    /// How pages look.
    pub theme: Arc<ThemeHandle>,
    /// The folder of pages in Markdown.
    pub pages: PathBuf,
    /// What has changed since a page was rendered.
    pub staleness: Arc<Staleness>,
    /// How many stories there are of a kind, as last counted.
    pub totals: Totals,
    /// How often pages are read.
    pub reads: Reads,
    /// Who sells and signs; none where another host is the till.
    pub till: Option<Till>,
    /// Who takes passes and lets in; none where another host is the gate.
    pub gate: Option<Gate>,
    /// Who prints and sends newsletters; off where the settings name no mail server or no key.
    pub press: Press,
}

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The till could not do it.
    #[error(transparent)]
    Till(#[from] TillError),
    /// The gate could not do it.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The theme could not write it.
    #[error("the theme: {0}")]
    Theme(String),
}

impl From<Failed> for Trouble {
    fn from(failed: Failed) -> Trouble {
        match failed {
            Failed::Store(error @ StoreError::Damaged(_)) => Trouble::Broken(error.to_string()),
            Failed::Till(TillError::Store(error)) if !matches!(error, StoreError::Damaged(_)) => {
                Trouble::Unavailable(format!("the till: {error}"))
            }
            Failed::Till(error) => Trouble::Broken(error.to_string()),
            Failed::Store(error) => Trouble::Unavailable(error.to_string()),
            Failed::Gate(error) => Trouble::Unavailable(error.to_string()),
            Failed::Theme(error) => Trouble::Broken(error),
        }
    }
}

impl Edition {
    /// Begins to read for a page; none when the address names a language that the agency does not publish in.
    pub async fn reading(&self, visit: &Visit) -> Result<Option<Reading<'_>>, Failed> {
        let tag = visit.params.get("lang");
        let Some(settings) = self.config.language(tag) else { return Ok(None) };
        Ok(Some(Reading::begin(self, settings, visit.now).await?))
    }

    /// The same for the answer to a form.
    pub async fn reading_at(&self, params: &Params, now: Time) -> Result<Option<Reading<'_>>, Failed> {
        let Some(settings) = self.config.language(params.get("lang")) else { return Ok(None) };
        Ok(Some(Reading::begin(self, settings, now).await?))
    }

    /// The same for what is no page; in the agency's first language where it does not publish in this one.
    pub async fn reading_in(&self, language: &Language, now: Time) -> Result<Reading<'_>, Failed> {
        Reading::begin(self, self.settings(language), now).await
    }

    /// Whether there is a paid tier here: somebody who sells, or somebody who lets payers in.
    pub fn has_plus(&self) -> bool {
        self.till.is_some() || self.gate.is_some()
    }

    /// The languages that the agency publishes in, in its order.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.config.languages.iter().map(|settings| &settings.tag)
    }

    /// What the agency set for a language; for one that it does not publish in, for the first.
    pub fn settings(&self, language: &Language) -> &LanguageSettings {
        self.config.language(language.as_str()).unwrap_or(&self.config.languages[0])
    }

    /// The words in a language.
    pub fn locale(&self, language: &Language) -> Arc<Locale> {
        self.locales.get(language)
    }

    /// The zone of the days and hours on pages.
    pub fn zone(&self) -> &Zone {
        &self.config.agency.time_zone
    }

    /// A page as it is sent: the policy names the style sheet that stands in it, and one that carries the wallet may run
    /// its scripts.
    pub fn as_sent<P: Page>(&self, page: &P) -> Result<Rendered, Failed> {
        let theme = self.theme.current();
        let html = theme.render(page).map_err(|error| Failed::Theme(error.to_string()))?;
        let style = theme.style_hash(P::SHEET);
        let policy = match page.wallet() {
            Some(_) => content_security_policy_with_scripts(style),
            None => content_security_policy(style),
        };
        Ok(Rendered::html(html).header(header::CONTENT_SECURITY_POLICY, policy))
    }

    /// Absolute address of a path.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.config.server.address)
    }

    /// A page that is not of one language, stale with any of them.
    pub fn for_all_languages(&self, rendered: Rendered) -> Rendered {
        rendered.depends_on(self.languages().map(language_key))
    }
}

/// What every page of a language depends on: its latest list, its stories, its sections' names.
pub fn language_key(language: &Language) -> Key {
    Key::of(&format!("language/{language}"))
}
