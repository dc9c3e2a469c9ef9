//! The trial of a theme: every template, every sample, every language.

use base::Language;

use super::{Theme, ThemeRefused, inspect};
use crate::view::{
    ArchiveDay, ArchiveMonth, ArchiveMonths, BuyPage, CodePage, CorrectionsPage, EnterPage, FeedsPage,
    FrontPage, GiftPage, ListPage, MarkdownPage, NewsletterPage, NotFound, Page, PaidPage, PassesPage,
    PlusPage, PoolPage, ProtectionPage, StoryPage, Unavailable, Withdrawn,
};

/// A page made of a sample, to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specimen {
    /// The page type and the sample's number: "story-1".
    pub name: String,
    /// The page.
    pub html: String,
}

/// All samples as pages; the first that fails refuses the theme.
pub(super) fn specimens(theme: &Theme, language: &Language) -> Result<Vec<Specimen>, ThemeRefused> {
    let mut all = Vec::new();
    add::<FrontPage>(&mut all, theme, language)?;
    add::<ListPage>(&mut all, theme, language)?;
    add::<StoryPage>(&mut all, theme, language)?;
    add::<ArchiveMonths>(&mut all, theme, language)?;
    add::<ArchiveMonth>(&mut all, theme, language)?;
    add::<ArchiveDay>(&mut all, theme, language)?;
    add::<CorrectionsPage>(&mut all, theme, language)?;
    add::<MarkdownPage>(&mut all, theme, language)?;
    add::<NotFound>(&mut all, theme, language)?;
    add::<Withdrawn>(&mut all, theme, language)?;
    add::<Unavailable>(&mut all, theme, language)?;
    add::<PlusPage>(&mut all, theme, language)?;
    add::<BuyPage>(&mut all, theme, language)?;
    add::<CodePage>(&mut all, theme, language)?;
    add::<PaidPage>(&mut all, theme, language)?;
    add::<GiftPage>(&mut all, theme, language)?;
    add::<PoolPage>(&mut all, theme, language)?;
    add::<PassesPage>(&mut all, theme, language)?;
    add::<EnterPage>(&mut all, theme, language)?;
    add::<FeedsPage>(&mut all, theme, language)?;
    add::<ProtectionPage>(&mut all, theme, language)?;
    add::<NewsletterPage>(&mut all, theme, language)?;
    Ok(all)
}

fn add<P: Page>(all: &mut Vec<Specimen>, theme: &Theme, language: &Language) -> Result<(), ThemeRefused> {
    for (number, mut page) in P::samples().into_iter().enumerate() {
        page.frame_mut().language = language.clone();
        let html = theme.render(&page)?;
        let refuse = |reason| ThemeRefused { file: P::TEMPLATE.into(), line: None, reason };
        inspect::check_page(&html, &theme.sheet(P::SHEET).text).map_err(refuse)?;
        all.push(Specimen {
            name: format!("{}-{}", P::TEMPLATE.trim_end_matches(".html"), number + 1),
            html,
        });
    }
    Ok(())
}
