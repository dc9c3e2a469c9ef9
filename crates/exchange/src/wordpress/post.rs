//! A post as a story.

use std::collections::BTreeMap;

use base::Language;
use content::body::Body;
use content::{Access, ConceptKind, Document, LeadPicture, Manuscript, State};

use super::item::{Item, Term};
use super::restriction;
use super::site::Site;
use super::status::{self, Standing};
use crate::foreign::{self, Cast};
use crate::html::{self, shortcodes};
use crate::import::{Halt, Intake, Place};
use crate::pages;

/// Categories that say nothing: WordPress's own first one, as its languages call it.
const NO_CATEGORY: &[&str] =
    &["uncategorized", "uncategorised", "bez-rubriki", "bez-kategorii", "без-рубрики"];

/// What is known when posts are read one after the other.
pub(super) struct Desk {
    site: Site,
    cast: Cast,
    prefix: String,
    /// Types that are not taken over, with how many there were.
    others: BTreeMap<String, u64>,
}

impl Desk {
    pub(super) fn new(site: Site, intake: &Intake) -> Desk {
        let prefix = intake.options().id_prefix.clone().unwrap_or_else(|| "wp".into());
        Desk { site, cast: Cast::default(), prefix, others: BTreeMap::new() }
    }

    /// Hands an item over, as whatever it becomes here.
    pub(super) fn take(&mut self, item: Item, number: u64, intake: &mut Intake) -> Result<(), Halt> {
        let kind = item.kind.trim();
        if kind != "post" && kind != "page" {
            if !matches!(kind, "attachment" | "revision" | "guest-author") {
                *self.others.entry(kind.chars().take(40).collect()).or_default() += 1;
            }
            return Ok(());
        }
        let title: String = foreign::one_line(&item.title).chars().take(60).collect();
        let id: String = item.id.trim().chars().take(20).collect();
        let place = Place::named(format!("item {number}, {kind} {id} '{title}'"));
        let (state, said) = match status::standing(&item) {
            Standing::Story(state, said) => (state, said),
            Standing::Out(reason) => {
                reason.into_iter().for_each(|reason| intake.remark(&place, reason));
                return Ok(());
            }
        };
        let converted = match kind {
            "page" => self.page(&item, state, &place, intake).map(|()| None),
            _ => self.story(&item, state, &place, intake).map(Some),
        };
        match converted {
            Ok(None) => Ok(()),
            Ok(Some(story)) => {
                said.into_iter().for_each(|said| intake.remark(&place, said));
                intake.story(place, story)
            }
            Err(reason) => intake.refuse(&place, reason),
        }
    }

    /// What is said once at the end.
    pub(super) fn leave(self, intake: &mut Intake) {
        for (kind, count) in self.others {
            let text = format!("left out, {count} of them: only posts become stories");
            intake.remark(&Place::named(format!("type '{kind}'")), text);
        }
    }

    fn story(
        &mut self,
        item: &Item,
        mut state: State,
        place: &Place,
        intake: &mut Intake,
    ) -> Result<Manuscript, String> {
        let id = foreign::story_id(&self.prefix, &item.id).ok_or("the post has no number: give it one")?;
        let language = language(item, intake);
        let published_at = status::published(item);
        if published_at.is_none() && matches!(state, State::Published | State::Scheduled) {
            intake.remark(place, "it has no usable date: it becomes a draft");
            state = State::Draft;
        }
        let (body, access) = self.body(item, &language, place, intake)?;
        let document = self.document(item, &language, body, access, place, intake);
        let modified = foreign::time(&item.modified_gmt);
        Ok(Manuscript {
            group: self.group(item).unwrap_or_else(|| id.clone()),
            id,
            slug: foreign::slug(&item.name, &language),
            language,
            former_slugs: Vec::new(),
            number: None,
            state,
            published_at,
            updated_at: modified.filter(|at| published_at.is_some_and(|from| from < *at)),
            document,
            corrections: Vec::new(),
            killed: None,
        })
    }

    fn page(&self, item: &Item, state: State, place: &Place, intake: &mut Intake) -> Result<(), String> {
        let language = language(item, intake);
        let (body, access) = self.body(item, &language, place, intake)?;
        let slug = foreign::slug(&item.name, &language);
        match slug.filter(|_| state == State::Published && !access.withholds()) {
            Some(slug) => {
                let title = foreign::words(&item.title, &language);
                intake.page(place, pages::page(language, slug, &title, &body));
            }
            None => intake.remark(place, "a page that is not public: it is left out"),
        }
        Ok(())
    }

    /// The text, and who may read it. In doubt, it is for payers.
    fn body(
        &self,
        item: &Item,
        language: &Language,
        place: &Place,
        intake: &mut Intake,
    ) -> Result<(Body, Access), String> {
        let attachment = |id: u64| {
            let found = self.site.attachments.get(&id)?.clone();
            Some(shortcodes::Attachment { address: found.address, alt: found.alt, caption: found.caption })
        };
        let html = shortcodes::expand(&item.content, &attachment);
        let base = Some(self.site.base.clone()).filter(|base| !base.is_empty());
        let line_paragraphs = !item.content.contains("<!-- wp:");
        let options = html::Options { language: Some(language.clone()), base, line_paragraphs };
        let (body, remarks) = html::to_body(&html, &options).map_err(|error| error.to_string())?;
        for remark in remarks {
            intake.remark(place, remark.to_string());
        }
        if let Some(field) = restriction::restricting_field(item) {
            let field: String = field.chars().take(60).collect();
            intake
                .remark(place, format!("its field '{field}' keeps some readers out: it is for payers here"));
            let keeps_wall = restriction::has_wall(&item.content);
            let body = if keeps_wall { body } else { foreign::without_walls(body) };
            return Ok((body, Access::plus()));
        }
        let access = if body.has_plus() { Access::plus() } else { Access::default() };
        Ok((body, access))
    }

    fn document(
        &mut self,
        item: &Item,
        language: &Language,
        body: Body,
        access: Access,
        place: &Place,
        intake: &mut Intake,
    ) -> Document {
        let (headline, deck, note) =
            foreign::titled(foreign::words(&item.title, language), foreign::words(&item.excerpt, language));
        note.into_iter().for_each(|note| intake.remark(place, note));
        let sections: Vec<&Term> = item.terms("category").filter(|term| says_something(term)).collect();
        Document {
            headline,
            deck,
            bylines: self.bylines(item, language, place, intake),
            sections: self.file_under(ConceptKind::Section, sections, language, intake),
            topics: self.file_under(ConceptKind::Topic, item.terms("post_tag").collect(), language, intake),
            urgency: 5,
            access,
            picture: self.lead(item, language),
            body,
            ..Document::default()
        }
    }

    fn file_under(
        &mut self,
        kind: ConceptKind,
        terms: Vec<&Term>,
        language: &Language,
        intake: &mut Intake,
    ) -> Vec<String> {
        let mut ids = Vec::new();
        for term in terms {
            let name = foreign::words(&term.name, language);
            let id = self.cast.add(intake, kind, &term.nicename, &name, language);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Who signs: the co-authors where a plug-in keeps them, else the account's name for readers.
    fn bylines(
        &mut self,
        item: &Item,
        language: &Language,
        place: &Place,
        intake: &mut Intake,
    ) -> Vec<String> {
        let together: Vec<&str> = item.terms("author").map(co_author).collect();
        let logins = if together.is_empty() { vec![item.creator.trim()] } else { together };
        let mut bylines = Vec::new();
        for login in logins.into_iter().filter(|login| !login.is_empty()) {
            let name = self.site.authors.get(login).cloned().unwrap_or_else(|| login.to_owned());
            let name = if name.is_empty() { login.to_owned() } else { name };
            if name.contains('@') {
                intake.remark(place, "an author has an e-mail address for a name and is left out");
                continue;
            }
            let id = self.cast.add(intake, ConceptKind::Person, "", &name, language);
            if !bylines.contains(&id) {
                bylines.push(id);
            }
        }
        bylines
    }

    fn lead(&self, item: &Item, language: &Language) -> Option<LeadPicture> {
        let id: u64 = item.meta("_thumbnail_id").parse().ok()?;
        let Some(found) = self.site.attachments.get(&id) else {
            // Named, so that the report says what is missing.
            let file = format!("/wp-content/uploads/attachment-{id}");
            return Some(LeadPicture {
                file,
                alt: String::new(),
                caption: String::new(),
                credit: String::new(),
            });
        };
        let text = |text: &str, most| {
            let mut text = foreign::words(text, language);
            foreign::cut(&mut text, most);
            text
        };
        Some(LeadPicture {
            file: found.address.clone(),
            alt: text(&found.alt, 2_000),
            caption: text(&found.caption, 2_000),
            credit: text(&found.credit, 400),
        })
    }

    /// Versions of one story in several languages: as Polylang and WPML's exporter write it.
    fn group(&self, item: &Item) -> Option<String> {
        let polylang = item.terms("post_translations").next().map(|term| term.nicename.replace('_', "-"));
        let wpml = Some(item.meta("_wpml_import_translation_group")).filter(|group| !group.is_empty());
        let group = polylang.or_else(|| wpml.map(|group| format!("wpml-{group}")))?;
        foreign::story_id(&self.prefix, &group)
    }
}

fn language(item: &Item, intake: &Intake) -> Language {
    let languages = &intake.options().languages;
    let term = item.terms("language").find_map(|term| foreign::language_named(&term.nicename, languages));
    let wpml = || foreign::language_named(item.meta("_wpml_import_language_code"), languages);
    term.or_else(wpml).unwrap_or_else(|| intake.options().language.clone())
}

fn says_something(term: &Term) -> bool {
    let nicename = foreign::percent_decoded(&term.nicename).to_lowercase();
    !NO_CATEGORY.contains(&nicename.as_str())
}

/// The login or slug: Co-Authors Plus puts `cap-` before it.
fn co_author(term: &Term) -> &str {
    let slug = term.nicename.strip_prefix("cap-").unwrap_or(&term.nicename);
    if slug.is_empty() { &term.name } else { slug }
}
