//! The theme in use, which can be replaced while pages are served.

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use base::Language;
use base::locale::Locales;

use super::files::Fingerprint;
use super::{Source, Theme, ThemeRefused};

/// Holds the last good theme. Asking for it takes no lock.
#[derive(Debug)]
pub struct ThemeHandle {
    source: Source,
    locales: Arc<Locales>,
    languages: Vec<Language>,
    current: ArcSwap<Theme>,
    seen: Mutex<Fingerprint>,
}

/// What a look at the theme's folder brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reload {
    /// Nothing was touched since the last look.
    Unchanged,
    /// A new theme is in use: all pages are stale.
    Loaded,
    /// The files changed and are no good; the last good theme stays. Said once, until they change again.
    Refused(ThemeRefused),
}

impl ThemeHandle {
    /// Loads a theme. If it is refused the built-in one is used until the files change, and the refusal is handed
    /// back for the log; the error is that of the built-in theme, which only unusable messages can cause.
    pub fn open(
        source: Source,
        locales: Arc<Locales>,
        languages: Vec<Language>,
    ) -> Result<(ThemeHandle, Option<ThemeRefused>), ThemeRefused> {
        let seen = Mutex::new(source.fingerprint());
        let (theme, refused) = match Theme::load(&source, &locales, &languages) {
            Ok(theme) => (theme, None),
            Err(refused) if source == Source::Builtin => return Err(refused),
            Err(refused) => (Theme::load(&Source::Builtin, &locales, &languages)?, Some(refused)),
        };
        let current = ArcSwap::from_pointee(theme);
        Ok((ThemeHandle { source, locales, languages, current, seen }, refused))
    }

    /// The theme to render with.
    pub fn current(&self) -> Arc<Theme> {
        self.current.load_full()
    }

    /// Looks whether the files were touched, and if so tries them. The look costs one `stat` a file; trying a theme
    /// takes some milliseconds of work: not for an asynchronous thread.
    pub fn reload_if_changed(&self) -> Reload {
        let now = self.source.fingerprint();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == now {
            return Reload::Unchanged;
        }
        *seen = now;
        match Theme::load(&self.source, &self.locales, &self.languages) {
            Ok(theme) => {
                self.current.store(Arc::new(theme));
                Reload::Loaded
            }
            Err(refused) => Reload::Refused(refused),
        }
    }
}
