//! A post as a story.

use std::collections::{HashMap, HashSet};

use base::{Language, Time};
use content::body::Body;
use content::{Access, ConceptKind, Document, LeadPicture, Manuscript, State};
use serde_json::value::RawValue;

use super::rows::{self, Joint, Meta, Post, Tag, User};
use super::tables::Tables;
use super::text;
use crate::foreign::{self, Cast};
use crate::import::{Halt, Intake, Place};
use crate::{Page, pages};

/// What is known when posts are read one after the other.
pub(super) struct Desk {
    tags: HashMap<String, Tag>,
    users: HashMap<String, User>,
    meta: HashMap<String, Meta>,
    tags_of: HashMap<String, Vec<String>>,
    authors_of: HashMap<String, Vec<String>>,
    cast: Cast,
    dropped: HashSet<String>,
    prefix: String,
}

/// Why a post becomes no story, without being wrong.
enum Kept {
    Story(Box<Manuscript>),
    Page(Page),
    Out(&'static str),
}

impl Desk {
    pub(super) fn new<'a>(tables: &'a Tables<'a>, intake: &mut Intake) -> (Desk, &'a [&'a RawValue]) {
        let table = |rows: &'a super::tables::Rows<'a>| rows.as_deref().unwrap_or_default();
        let (tags, bad_tags) = rows::rows::<Tag>(table(&tables.tags));
        let (users, bad_users) = rows::rows::<User>(table(&tables.users));
        let (meta, bad_meta) = rows::rows::<Meta>(table(&tables.posts_meta));
        let (tag_joints, bad_joints) = rows::rows::<Joint>(table(&tables.posts_tags));
        let (author_joints, bad_authors) = rows::rows::<Joint>(table(&tables.posts_authors));
        let bad = bad_tags + bad_users + bad_meta + bad_joints + bad_authors;
        if bad > 0 {
            intake.remark(&Place::named("the file"), format!("{bad} rows beside the posts cannot be read"));
        }
        let desk = Desk {
            tags: tags.into_iter().map(|tag| (tag.id.get().to_owned(), tag)).collect(),
            users: users.into_iter().map(|user| (user.id.get().to_owned(), user)).collect(),
            meta: meta.into_iter().map(|meta| (meta.post_id.get().to_owned(), meta)).collect(),
            tags_of: joined(tag_joints, |joint| joint.tag_id.get().to_owned()),
            authors_of: joined(author_joints, |joint| joint.author_id.get().to_owned()),
            cast: Cast::default(),
            dropped: HashSet::new(),
            prefix: intake.options().id_prefix.clone().unwrap_or_else(|| "ghost".into()),
        };
        (desk, table(&tables.posts))
    }

    /// Hands a post over, as whatever it becomes here.
    pub(super) fn take(&mut self, post: &Post, intake: &mut Intake) -> Result<(), Halt> {
        let title: String = foreign::one_line(post.title.get()).chars().take(60).collect();
        let place =
            Place::named(format!("post {} '{title}'", post.id.get().chars().take(40).collect::<String>()));
        match self.convert(post, &place, intake) {
            Ok(Kept::Story(story)) => intake.story(place, *story),
            Ok(Kept::Page(page)) => {
                intake.page(&place, page);
                Ok(())
            }
            Ok(Kept::Out(reason)) => {
                intake.remark(&place, reason);
                Ok(())
            }
            Err(reason) => intake.refuse(&place, reason),
        }
    }

    /// What is said once at the end.
    pub(super) fn leave(self, intake: &mut Intake) {
        let mut dropped: Vec<String> = self.dropped.into_iter().collect();
        dropped.sort();
        for name in dropped {
            intake.remark(&Place::named(format!("tag '{name}'")), "an internal tag: it is not taken over");
        }
    }

    fn convert(&mut self, post: &Post, place: &Place, intake: &mut Intake) -> Result<Kept, String> {
        if self.only_mailed(post) {
            return Ok(Kept::Out("it was only sent by e-mail and never stood on the site: it is left out"));
        }
        let language = self.language(post, intake);
        let (body, remarks) = text::body(post, &language).map_err(|error| error.to_string())?;
        for remark in remarks {
            intake.remark(place, remark.to_string());
        }
        let (body, access) = text::behind_the_wall(post, body, place, intake);
        if post.is_page() {
            return Ok(page(post, &body, &access, language));
        }
        let id = foreign::story_id(&self.prefix, post.id.get());
        let id = id.ok_or("the post has no usable id: give it one of a-z, 0-9 and '-'")?;
        let (state, published_at) = standing(post, place, intake);
        let document = self.document(post, &language, body, access, place, intake);
        Ok(Kept::Story(Box::new(Manuscript {
            group: id.clone(),
            id,
            slug: foreign::slug(post.slug.get(), &language),
            language,
            former_slugs: Vec::new(),
            number: None,
            state,
            published_at,
            updated_at: foreign::time(post.updated_at.get())
                .filter(|at| published_at.is_some_and(|from| from < *at)),
            document,
            corrections: Vec::new(),
            killed: None,
        })))
    }

    fn only_mailed(&self, post: &Post) -> bool {
        let beside = self.meta.get(post.id.get()).is_some_and(|meta| meta.email_only.is_yes());
        post.status.get() == "sent" || post.email_only.is_yes() || beside
    }

    /// Said by an internal tag (`#be`, `#lang-be`), or by the post's locale, or for the whole import.
    fn language(&self, post: &Post, intake: &Intake) -> Language {
        let languages = &intake.options().languages;
        let named = self.tags_of(post).filter(|tag| tag.is_internal()).find_map(|tag| of_tag(tag, languages));
        let locale = || post.locale.filled().and_then(|locale| foreign::language_named(locale, languages));
        named.or_else(locale).unwrap_or_else(|| intake.options().language.clone())
    }

    fn tags_of(&self, post: &Post) -> impl Iterator<Item = &Tag> {
        self.tags_of.get(post.id.get()).into_iter().flatten().filter_map(|id| self.tags.get(id))
    }

    fn document(
        &mut self,
        post: &Post,
        language: &Language,
        body: Body,
        access: Access,
        place: &Place,
        intake: &mut Intake,
    ) -> Document {
        let (headline, deck, note) = foreign::titled(
            foreign::one_line(post.title.get()),
            foreign::one_line(post.custom_excerpt.get()),
        );
        note.into_iter().for_each(|note| intake.remark(place, note));
        let (sections, topics) = self.shelves(post, language, intake);
        Document {
            headline,
            deck,
            bylines: self.bylines(post, language, place, intake),
            sections,
            topics,
            urgency: 5,
            access,
            picture: self.lead(post, language),
            body,
            ..Document::default()
        }
    }

    /// The first public tag, Ghost's primary one, is the section; the others are topics.
    fn shelves(
        &mut self,
        post: &Post,
        language: &Language,
        intake: &mut Intake,
    ) -> (Vec<String>, Vec<String>) {
        let ids = self.tags_of.get(post.id.get()).cloned().unwrap_or_default();
        let (mut sections, mut topics) = (Vec::new(), Vec::new());
        for tag in ids.iter().filter_map(|id| self.tags.get(id)) {
            if tag.is_internal() {
                if of_tag(tag, &intake.options().languages).is_none() {
                    self.dropped.insert(foreign::one_line(tag.name.get()).chars().take(60).collect());
                }
                continue;
            }
            let (kind, list) = match sections.is_empty() {
                true => (ConceptKind::Section, &mut sections),
                false => (ConceptKind::Topic, &mut topics),
            };
            let id = self.cast.add(intake, kind, tag.slug.get(), tag.name.get(), language);
            if !list.contains(&id) {
                list.push(id);
            }
        }
        (sections, topics)
    }

    /// Who signs. A name that is an e-mail address is nobody's to publish.
    fn bylines(
        &mut self,
        post: &Post,
        language: &Language,
        place: &Place,
        intake: &mut Intake,
    ) -> Vec<String> {
        let listed = self.authors_of.get(post.id.get()).cloned();
        let ids = listed.unwrap_or_else(|| post.author_id.filled().map(str::to_owned).into_iter().collect());
        let mut bylines = Vec::new();
        for user in ids.iter().filter_map(|id| self.users.get(id)) {
            if user.name.get().contains('@') {
                intake.remark(place, "an author has an e-mail address for a name and is left out");
                continue;
            }
            let slug = if user.slug.get().contains('@') { "" } else { user.slug.get() };
            let id = self.cast.add(intake, ConceptKind::Person, slug, user.name.get(), language);
            if !bylines.contains(&id) {
                bylines.push(id);
            }
        }
        bylines
    }

    fn lead(&self, post: &Post, language: &Language) -> Option<LeadPicture> {
        let file = post.feature_image.filled()?.trim().to_owned();
        let meta = self.meta.get(post.id.get());
        let or_beside = |own: &str, beside: fn(&Meta) -> &str| match own.trim() {
            "" => meta.map(beside).unwrap_or_default().to_owned(),
            own => own.to_owned(),
        };
        let alt = or_beside(post.feature_image_alt.get(), |meta| meta.feature_image_alt.get());
        let caption = or_beside(post.feature_image_caption.get(), |meta| meta.feature_image_caption.get());
        let (mut alt, mut caption) = (foreign::one_line(&alt), foreign::words(&caption, language));
        foreign::cut(&mut alt, 2_000);
        foreign::cut(&mut caption, 2_000);
        Some(LeadPicture { file, alt, caption, credit: String::new() })
    }
}

/// The other side of each joint, by post, in Ghost's order.
fn joined(mut joints: Vec<Joint>, other: fn(&Joint) -> String) -> HashMap<String, Vec<String>> {
    joints.sort_by_key(|joint| joint.sort_order.get().parse::<i64>().unwrap_or(0));
    let mut by_post: HashMap<String, Vec<String>> = HashMap::new();
    for joint in joints {
        by_post.entry(joint.post_id.get().to_owned()).or_default().push(other(&joint));
    }
    by_post
}

fn of_tag(tag: &Tag, languages: &[Language]) -> Option<Language> {
    let name = tag.name.get().strip_prefix('#').and_then(|name| foreign::language_named(name, languages));
    name.or_else(|| foreign::language_named(tag.slug.get().strip_prefix("hash-")?, languages))
}

/// Where it stands, and since when.
fn standing(post: &Post, place: &Place, intake: &mut Intake) -> (State, Option<Time>) {
    let published = foreign::time(post.published_at.get());
    let dated = published.or_else(|| foreign::time(post.created_at.get()));
    match post.status.get() {
        "published" if published.is_none() && dated.is_some() => {
            intake.remark(place, "it has no time of publication: the time when it was made stands for it");
            (State::Published, dated)
        }
        state @ ("published" | "scheduled") if dated.is_none() => {
            intake.remark(place, format!("it is {state} without any time: it becomes a draft"));
            (State::Draft, None)
        }
        "published" => (State::Published, published),
        "scheduled" => (State::Scheduled, dated),
        "draft" => (State::Draft, published),
        other => {
            let other: String = other.chars().take(40).collect();
            intake.remark(place, format!("its status '{other}' is not known: it becomes a draft"));
            (State::Draft, published)
        }
    }
}

fn page(post: &Post, body: &Body, access: &Access, language: Language) -> Kept {
    if access.withholds() || body.has_plus() {
        return Kept::Out("a page for members only: it is left out");
    }
    if post.status.get() != "published" {
        return Kept::Out("a page that is not published: it is left out");
    }
    match foreign::slug(post.slug.get(), &language) {
        Some(slug) => Kept::Page(pages::page(language, slug, &foreign::one_line(post.title.get()), body)),
        None => Kept::Out("a page without an address: it is left out"),
    }
}
