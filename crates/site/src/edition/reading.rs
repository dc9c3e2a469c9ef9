//! Reading for one page: a snapshot of the stories, in one language, at one time.

use base::config::LanguageSettings;
use base::locale::Arg;
use base::{Language, Locale, Time};
use content::body::{PictureSource, Rendition};
use content::listing::Item;
use content::reads::Of;
use content::select::{self, Choice};
use content::{LeadPicture, PublicStory, picture};
use media::Format;
use std::sync::Arc;
use store::{Read, StoreError};
use web::{Key, Loaded, Mark, Rendered};

use super::{Edition, Failed, language_key};
use crate::address;
use crate::view::{Entry, Link, Moment, Page, Picture, Wallet};

/// What a loader reads with.
pub struct Reading<'a> {
    pub(super) edition: &'a Edition,
    settings: &'a LanguageSettings,
    locale: Arc<Locale>,
    mark: Mark,
    db: Read,
    now: Time,
}

impl<'a> Reading<'a> {
    pub(crate) async fn begin(
        edition: &'a Edition,
        settings: &'a LanguageSettings,
        now: Time,
    ) -> Result<Reading<'a>, Failed> {
        let locale = edition.locale(&settings.tag);
        let mark = edition.staleness.mark();
        Ok(Reading { edition, settings, locale, mark, db: edition.store.read().await?, now })
    }

    /// The stories.
    pub fn db(&mut self) -> &mut Read {
        &mut self.db
    }

    /// Stories by conditions: the ids of the chosen ones, in order, and how many fit altogether.
    pub async fn select(&mut self, choice: &Choice<'_>) -> Result<(Vec<String>, u64), StoreError> {
        let Edition { totals, staleness, .. } = self.edition;
        let total = totals.of(&mut self.db, choice, self.mark, staleness).await?;
        if choice.skip >= total || choice.limit == 0 {
            return Ok((Vec::new(), total));
        }
        Ok((select::page(&mut self.db, choice).await?, total))
    }

    /// The page's language.
    pub fn language(&self) -> &'a Language {
        &self.settings.tag
    }

    /// The language that readers get when they ask for none.
    pub fn default_language(&self) -> &'a Language {
        &self.edition.config.agency.default_language
    }

    /// The languages that the agency publishes in.
    pub fn languages(&self) -> Vec<Language> {
        self.edition.languages().cloned().collect()
    }

    /// Whether the agency publishes in a language.
    pub fn serves(&self, language: &Language) -> bool {
        self.edition.languages().any(|served| served == language)
    }

    /// A language's own name for itself, if the agency publishes in it.
    pub fn language_name(&self, language: &Language) -> Option<String> {
        self.serves(language).then(|| self.edition.settings(language).name.clone())
    }

    /// The time at which the page is true.
    pub fn now(&self) -> Time {
        self.now
    }

    /// The agency's name in the page's language.
    pub fn agency(&self) -> String {
        self.settings.agency.clone()
    }

    /// What the paid tier is called, where there is one.
    pub fn tier(&self) -> Option<String> {
        self.edition.has_plus().then(|| self.settings.tier.clone())
    }

    /// The language's front page.
    pub fn home(&self) -> String {
        address::front(self.language())
    }

    /// Absolute address of a path.
    pub fn absolute(&self, path: &str) -> String {
        self.edition.absolute(path)
    }

    /// A message.
    pub fn text(&self, id: &str) -> String {
        self.locale.text(id, &[])
    }

    /// A message with words set into it.
    pub fn text_with(&self, id: &str, words: &[(&str, &String)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = words.iter().map(|(name, word)| (*name, Arg::from(*word))).collect();
        self.locale.text(id, &args)
    }

    /// The words of the page's language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Day and time.
    pub fn moment(&self, time: Time) -> Moment {
        Moment::new(self.locale.moment(time, self.edition.zone()), time)
    }

    /// What stands beside a headline of the paid tier.
    pub fn plus_notice(&self) -> String {
        self.settings.notice(&self.locale)
    }

    /// The dateline of a story: as it was set by hand, else generated.
    pub fn dateline_of(&self, story: &PublicStory) -> String {
        match &story.dateline {
            Some(by_hand) => by_hand.clone(),
            None => self.dateline(story.public_from, story.place.as_deref()),
        }
    }

    /// A dateline, generated.
    pub fn dateline(&self, time: Time, place: Option<&str>) -> String {
        let usual = Some(self.settings.place.as_str()).filter(|place| !place.is_empty());
        self.locale.dateline(self.edition.zone().date(time), place.or(usual), &self.settings.agency)
    }

    /// A story's short address.
    pub fn short(&self, number: u64) -> Link {
        let host = &self.edition.config.agency.short_link_host;
        let path = address::short(number);
        let url = if host.is_empty() { self.absolute(&path) } else { format!("https://{host}{path}") };
        let text = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned();
        Link { text, url }
    }

    /// Stories as lists show them, without pictures.
    pub fn entries(&self, items: &[Item]) -> Vec<Entry> {
        items.iter().map(|item| self.entry(item)).collect()
    }

    /// A story as the front page's lead, with its picture.
    pub fn entry_with_picture(&self, item: &Item) -> Entry {
        let picture = item.picture.as_ref().and_then(|lead| self.picture(lead));
        Entry { picture, ..self.entry(item) }
    }

    /// A story as the latest list shows it.
    pub fn latest_entry(&self, item: &Item) -> Entry {
        Entry { deck: String::new(), ..self.entry(item) }
    }

    fn entry(&self, item: &Item) -> Entry {
        let wall = self.edition.zone().wall(item.public_from);
        let section =
            |s: &content::Named| Link::new(&s.name, address::list(&item.language, "section", &s.id));
        Entry {
            headline: item.headline.clone(),
            deck: item.deck.clone(),
            url: address::story(&item.language, &item.slug),
            time: Moment::new(self.locale.time(wall.hour, wall.minute), item.public_from),
            day: Moment::new(self.locale.day(wall.date), wall.date),
            sections: item.sections.iter().map(section).collect(),
            plus: item.plus,
            picture: None,
        }
    }

    /// The picture above a story, if its files are there.
    pub fn picture(&self, lead: &LeadPicture) -> Option<Picture> {
        let stored = self.edition.library.describe(picture::id_of(&lead.file))?;
        let of = |format: Format| stored.renditions.iter().filter(move |r| r.format == format);
        let srcset = |format: Format| {
            of(format)
                .map(|r| format!("{} {}w", address::media(&r.file), r.width))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let widest = of(Format::Jpeg).max_by_key(|rendition| rendition.width)?;
        Some(Picture {
            src: address::media(&widest.file),
            width: widest.width,
            height: widest.height,
            jpeg: srcset(Format::Jpeg),
            webp: srcset(Format::WebP),
            alt: lead.alt.clone(),
            caption: lead.caption.clone(),
            credit: lead.credit.clone(),
        })
    }

    /// A picture inside a body, if its files are there.
    pub fn source(&self, file: &str) -> Option<PictureSource> {
        let stored = self.edition.library.describe(picture::id_of(file))?;
        let of = |format: Format| -> Vec<Rendition> {
            let renditions = stored.renditions.iter().filter(|rendition| rendition.format == format);
            renditions
                .map(|r| Rendition { address: address::media(&r.file), width: r.width, height: r.height })
                .collect()
        };
        Some(PictureSource { webp: of(Format::WebP), jpeg: of(Format::Jpeg) })
    }

    /// What makes the page stale.
    pub fn keys(&self) -> [Key; 1] {
        [language_key(self.language())]
    }

    /// The page as the answer to a form: nobody keeps it, so nothing makes it stale.
    pub fn answer<P: Page>(&self, view: &P) -> Result<Rendered, Failed> {
        self.edition.as_sent(view)
    }

    /// The page as it is sent, stale with the next publication in its language.
    pub fn rendered<P: Page>(&self, view: &P) -> Result<Rendered, Failed> {
        Ok(self.edition.as_sent(view)?.depends_on(self.keys()))
    }

    /// The same, with its readings counted.
    pub fn counted<P: Page>(&self, view: &P, of: Of) -> Result<Rendered, Failed> {
        Ok(self.rendered(view)?.counted_by(self.edition.reads.counter(self.language(), of)))
    }

    /// The wallet of the agency's passes, for a page in this language.
    pub fn wallet(&self) -> Wallet {
        Wallet::new(&self.edition.config.plus.issuer, self.language())
    }

    /// The same, as a loader's answer.
    pub fn page<P: Page>(&self, view: &P) -> Result<Loaded, Failed> {
        Ok(self.rendered(view)?.into())
    }
}
