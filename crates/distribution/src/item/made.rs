//! Making items of stories.

use std::collections::{BTreeMap, HashMap};

use base::{Language, Time, id};
use content::body::{Body, PictureSource};
use content::listing;
use content::{ConceptKind, Document, FullStory, Level, Named, PublicStory, concept, public};
use site::edition::Reading;
use site::{Failed, address};

use super::{Extent, Followed, Item, Name, Note, Shot, Status, Translation};

impl Item {
    /// A story as everybody may read it.
    pub fn public(reading: &Reading<'_>, story: &PublicStory) -> Item {
        let dateline = reading.dateline_of(story);
        let extent = match story.level {
            Level::Open => Extent::Full,
            _ => Extent::Partial { notice: reading.plus_notice() },
        };
        let named = |kind| move |named: &Named| name(reading, &story.language, kind, named);
        Item {
            extent,
            headline: story.headline.clone(),
            deck: story.deck.clone(),
            place: story.place.clone(),
            urgency: story.urgency,
            sections: story.sections.iter().map(named(ConceptKind::Section)).collect(),
            topics: story.topics.iter().map(named(ConceptKind::Topic)).collect(),
            bylines: story.bylines.iter().map(named(ConceptKind::Person)).collect(),
            sources: story.sources.clone(),
            picture: story.picture.as_ref().and_then(|lead| shot(reading, lead)),
            html: body_html(reading, &story.body, &dateline),
            shots: shots(reading, &story.body),
            body: story.body.clone(),
            dateline,
            corrections: notes(reading, &story.corrections),
            translations: translations(reading, &story.language, &story.versions),
            follows: story.follows.as_ref().map(followed),
            first_published: story.public_from,
            ..Item::bare(reading, &story.id, &story.language, changed(story))
        }
        .at(reading, story.number, &story.slug)
    }

    /// A whole story, for those whose contract covers it; one that is held is marked with the hour at which the public
    /// gets it.
    pub async fn full(reading: &mut Reading<'_>, story: &FullStory) -> Result<Item, Failed> {
        let several = Item::several(reading, std::slice::from_ref(story)).await?;
        Ok(several.into_iter().next().expect("one story, one item"))
    }

    /// The same for several of the reading's language, in their order: six questions to the database, however many.
    pub async fn several(reading: &mut Reading<'_>, stories: &[FullStory]) -> Result<Vec<Item>, Failed> {
        let beside = Beside::load(reading, stories).await?;
        Ok(stories.iter().map(|story| whole(reading, story, &beside)).collect())
    }

    /// What is left of a story that was killed at `at`: whoever has a copy takes it away. `notice` is what readers are told.
    pub fn withdrawn(reading: &Reading<'_>, story: &str, notice: &str, at: Time) -> Item {
        let status = Status::Canceled { notice: notice.to_owned() };
        Item { status, ..Item::bare(reading, story, reading.language(), at) }
    }

    /// What is left of a story whose publication was taken back at `at`: it is not to be used until it comes again.
    pub fn withheld(reading: &Reading<'_>, story: &str, at: Time) -> Item {
        Item { status: Status::Withheld, ..Item::bare(reading, story, reading.language(), at) }
    }

    /// The same with the number behind the story's short address, by which whoever has a copy finds it.
    pub fn numbered(self, reading: &Reading<'_>, number: u64) -> Item {
        Item { code: Some(id::short_code(number)), short_url: Some(reading.short(number).url), ..self }
    }

    fn at(self, reading: &Reading<'_>, number: u64, slug: &str) -> Item {
        let url = Some(reading.absolute(&address::story(&self.language, slug)));
        Item { url, ..self }.numbered(reading, number)
    }

    fn bare(reading: &Reading<'_>, story: &str, language: &Language, changed: Time) -> Item {
        Item {
            id: urn(story),
            language: language.clone(),
            status: Status::Usable,
            extent: Extent::Full,
            agency: reading.agency(),
            site: reading.absolute(""),
            home: reading.absolute(&address::front(language)),
            headline: String::new(),
            deck: String::new(),
            slugline: String::new(),
            dateline: String::new(),
            place: None,
            urgency: 5,
            sections: Vec::new(),
            topics: Vec::new(),
            bylines: Vec::new(),
            sources: Vec::new(),
            picture: None,
            body: Body::default(),
            html: String::new(),
            shots: BTreeMap::new(),
            corrections: Vec::new(),
            correction_word: reading.text("corrections"),
            translations: Vec::new(),
            follows: None,
            first_published: changed,
            changed,
            embargoed_until: None,
            url: None,
            short_url: None,
            code: None,
        }
    }
}

/// When readers last got something new of a story.
pub(crate) fn changed(story: &PublicStory) -> Time {
    story.changed_at.max(story.public_from)
}

/// A story's id is a UUID, or what another system called it: that is hashed into one (RFC 9562, version 8).
pub(crate) fn urn(id: &str) -> String {
    use sha2::Digest as _;
    let known = uuid::Uuid::try_parse(id);
    let uuid = known.unwrap_or_else(|_| {
        let hash = sha2::Sha256::digest(format!("story/{id}"));
        uuid::Uuid::new_v8(hash[..16].try_into().expect("a hash has 32 bytes"))
    });
    uuid.urn().to_string()
}

/// What other tables hold of several whole stories. Hidden people are in none of it.
struct Beside {
    named: HashMap<ConceptKind, HashMap<String, Named>>,
    versions: HashMap<String, Vec<public::Version>>,
    followed: HashMap<String, listing::Item>,
}

const KINDS: [ConceptKind; 3] = [ConceptKind::Section, ConceptKind::Topic, ConceptKind::Person];

impl Beside {
    async fn load(reading: &mut Reading<'_>, stories: &[FullStory]) -> Result<Beside, Failed> {
        let (language, now) = (reading.language().clone(), reading.now());
        let documents = || stories.iter().map(|story| &story.manuscript().document);
        let mut all = HashMap::new();
        for kind in KINDS {
            let ids = distinct(documents().flat_map(|document| of_kind(document, kind)));
            let found = concept::named(reading.db(), kind, &ids, &language).await?;
            all.insert(kind, found.into_iter().map(|named| (named.id.clone(), named)).collect());
        }
        let groups = distinct(stories.iter().map(|story| &story.manuscript().group));
        let followed = distinct(documents().filter_map(|document| document.updates.as_ref()));
        let followed = listing::by_ids(reading.db(), &language, &followed, now).await?;
        Ok(Beside {
            named: all,
            versions: public::versions(reading.db(), &groups, now).await?,
            followed: followed.into_iter().map(|item| (item.id.clone(), item)).collect(),
        })
    }

    fn names(
        &self,
        reading: &Reading<'_>,
        language: &Language,
        document: &Document,
        kind: ConceptKind,
    ) -> Vec<Name> {
        let found = of_kind(document, kind).iter().filter_map(|id| self.named.get(&kind)?.get(id));
        found.map(|named| name(reading, language, kind, named)).collect()
    }
}

fn of_kind(document: &Document, kind: ConceptKind) -> &[String] {
    match kind {
        ConceptKind::Section => &document.sections,
        ConceptKind::Topic => &document.topics,
        ConceptKind::Person => &document.bylines,
    }
}

fn distinct<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.cloned().collect();
    ids.sort();
    ids.dedup();
    ids
}

fn whole(reading: &Reading<'_>, story: &FullStory, beside: &Beside) -> Item {
    let manuscript = story.manuscript();
    let (document, language) = (&manuscript.document, &manuscript.language);
    let published = manuscript.published_at.unwrap_or(reading.now());
    let timeline = document.access.timeline(published).ok();
    let public_from = timeline.and_then(|timeline| timeline.public_from());
    let held = public_from.filter(|from| *from > reading.now());
    let changed = manuscript.updated().unwrap_or(published);
    // What is held has no later version than what was last written; with its hour a later one begins.
    let changed = public_from.filter(|_| held.is_none()).map_or(changed, |from| changed.max(from));
    let first_published = public_from.unwrap_or(published);
    let body = document.body.without_wall();
    let dateline = match &document.dateline {
        Some(by_hand) => by_hand.clone(),
        None => reading.dateline(first_published, document.place.as_deref()),
    };
    let names = |kind| beside.names(reading, language, document, kind);
    let versions = beside.versions.get(&manuscript.group).map(Vec::as_slice).unwrap_or_default();
    let item = Item {
        headline: document.headline.clone(),
        deck: document.deck.clone(),
        slugline: document.slugline.clone(),
        place: document.place.clone(),
        urgency: document.urgency,
        sections: names(ConceptKind::Section),
        topics: names(ConceptKind::Topic),
        bylines: names(ConceptKind::Person),
        sources: document.sources.clone(),
        picture: document.picture.as_ref().and_then(|lead| shot(reading, lead)),
        html: body_html(reading, &body, &dateline),
        shots: shots(reading, &body),
        body,
        dateline,
        corrections: notes(reading, &manuscript.corrections),
        translations: translations(reading, language, versions),
        follows: document.updates.as_ref().and_then(|id| beside.followed.get(id)).map(followed),
        first_published,
        embargoed_until: held,
        ..Item::bare(reading, &manuscript.id, language, changed)
    };
    match (manuscript.number, &manuscript.slug) {
        // The page of a story that is held is there from its hour on.
        (Some(number), Some(slug)) => item.at(reading, number, slug.as_str()),
        (Some(number), None) => item.numbered(reading, number),
        (None, _) => item,
    }
}

fn name(reading: &Reading<'_>, language: &Language, kind: ConceptKind, named: &Named) -> Name {
    let url = reading.absolute(&address::list(language, kind.name(), &named.id));
    Name { id: named.id.clone(), name: named.name.clone(), url }
}

fn shot(reading: &Reading<'_>, lead: &content::LeadPicture) -> Option<Shot> {
    let picture = reading.picture(lead)?;
    Some(Shot {
        href: reading.absolute(&picture.src),
        width: picture.width,
        height: picture.height,
        alt: picture.alt,
        caption: picture.caption,
        credit: picture.credit,
    })
}

fn shots(reading: &Reading<'_>, body: &Body) -> BTreeMap<String, Shot> {
    let of = |picture: &content::body::Picture| {
        let source = reading.source(&picture.file)?;
        let widest = source.jpeg.iter().max_by_key(|rendition| rendition.width)?;
        let shot = Shot {
            href: reading.absolute(&widest.address),
            width: widest.width,
            height: widest.height,
            alt: picture.alt.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        };
        Some((picture.file.clone(), shot))
    };
    body.pictures().into_iter().filter_map(of).collect()
}

fn notes(reading: &Reading<'_>, corrections: &[content::Correction]) -> Vec<Note> {
    let note = |one: &content::Correction| Note {
        at: one.at,
        moment: reading.moment(one.at).text,
        note: one.note.clone(),
    };
    corrections.iter().map(note).collect()
}

fn translations(reading: &Reading<'_>, own: &Language, versions: &[public::Version]) -> Vec<Translation> {
    let others = versions.iter().filter(|version| version.language != *own);
    let translation = |version: &public::Version| Translation {
        language: version.language.clone(),
        headline: version.headline.clone(),
        url: reading.absolute(&address::story(&version.language, &version.slug)),
    };
    others.map(translation).collect()
}

fn followed(item: &listing::Item) -> Followed {
    Followed { id: urn(&item.id), headline: item.headline.clone() }
}

/// A text as HTML, its dateline before it, all addresses absolute.
fn body_html(reading: &Reading<'_>, body: &Body, dateline: &str) -> String {
    let body = body.to_html(&|file| absolute(reading, reading.source(file)?));
    // A story links to others of this site by their paths.
    let body = body.replace(" href=\"/", &format!(" href=\"{}/", reading.absolute("")));
    site::run_in(&body, dateline)
}

/// The same files by their absolute addresses.
fn absolute(reading: &Reading<'_>, mut source: PictureSource) -> Option<PictureSource> {
    for rendition in source.webp.iter_mut().chain(&mut source.jpeg) {
        rendition.address = reading.absolute(&rendition.address);
    }
    Some(source)
}
