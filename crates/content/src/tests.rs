//! Stories through the front door, on both databases.

use base::{Language, Time};
use store::Store;
use store::testing::on_both;

use crate::access::{Access, AccessError, Level, Step, When};
use crate::body::{Block, Body};
use crate::lifecycle::{self, Killed};
use crate::listing::{self, ALL, Cursor, Query};
use crate::manuscript::{Correction, Document, Manuscript, ManuscriptError, State};
use crate::{
    Admission, Concept, ConceptKind, Found, Outcome, Role, concept, file_all, find, full, picture, public,
    visibility,
};

mod desk;
mod life;
mod mended;
mod more;
mod saving;
mod stand;

const SECRET: &str = "what only payers read";

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn hour(n: i64) -> Time {
    Time::parse_rfc3339("2025-12-14T00:00:00Z").unwrap().plus_hours(n)
}

fn body(paragraphs: &[&str]) -> Body {
    Body { blocks: paragraphs.iter().map(|text| Block::paragraph(*text)).collect() }
}

fn story(id: &str, published: Time) -> Manuscript {
    Manuscript {
        id: id.into(),
        group: id.into(),
        language: language("en"),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(published),
        updated_at: None,
        document: Document {
            headline: format!("Ferry {id} resumes"),
            sections: vec!["economy".into(), "politics".into()],
            urgency: 5,
            body: body(&["All of it."]),
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}

fn plus(id: &str, published: Time) -> Manuscript {
    let mut story = story(id, published);
    story.document.access = Access::plus();
    story.document.body = body(&["Before the wall."]);
    story.document.body.blocks.push(Block::Plus(vec![Block::paragraph(SECRET)]));
    story
}

async fn file(store: &Store, stories: Vec<Manuscript>) -> Vec<Outcome> {
    for story in &stories {
        story.check().unwrap();
    }
    let mut tx = store.write().await.unwrap();
    let outcomes = file_all(&mut tx, stories, "test", hour(0)).await.unwrap();
    tx.commit().await.unwrap();
    outcomes
}

async fn found(store: &Store, tag: &str, slug: &str, now: Time) -> Found {
    find(&mut store.read().await.unwrap(), &language(tag), slug, now).await.unwrap()
}

async fn read(store: &Store, slug: &str, now: Time) -> crate::PublicStory {
    match found(store, "en", slug, now).await {
        Found::Story(story) => *story,
        other => panic!("{slug}: {other:?}"),
    }
}

async fn latest(store: &Store, before: Option<Cursor>, limit: usize, now: Time) -> listing::Stretch {
    let query = Query { shelf: ALL, language: &language("en"), before, limit, now };
    listing::stretch(&mut store.read().await.unwrap(), query).await.unwrap()
}

#[test]
fn filing_the_same_twice_changes_nothing() {
    on_both(|store| async move {
        let stories = || vec![story("a", hour(1)), plus("b", hour(2))];
        assert_eq!(file(&store, stories()).await, [Outcome::New, Outcome::New]);
        let version = store.edition_version().await.unwrap();
        assert_eq!(file(&store, stories()).await, [Outcome::Same, Outcome::Same]);
        let mut changed = story("a", hour(1));
        changed.document.deck = "In spring.".into();
        assert_eq!(file(&store, vec![changed]).await, [Outcome::Changed]);
        assert!(store.edition_version().await.unwrap() > version);
    });
}

#[test]
fn a_batch_may_hold_the_same_story_twice_and_the_later_counts() {
    on_both(|store| async move {
        let mut second = story("a", hour(1));
        second.document.headline = "Ferry sold".into();
        assert_eq!(file(&store, vec![story("a", hour(1)), second]).await, [Outcome::New, Outcome::Changed]);
        assert_eq!(read(&store, "ferry-a-resumes", hour(9)).await.headline, "Ferry sold");
    });
}

#[test]
fn what_was_filed_is_read_back_whole_only_with_an_admission() {
    on_both(|store| async move {
        let mut original = plus("a", hour(1));
        original.corrections = vec![Correction { at: hour(3), note: "The fare was wrong.".into() }];
        original.document.topics = vec!["ferries".into()];
        file(&store, vec![original.clone()]).await;
        let public = read(&store, "ferry-a-resumes", hour(9)).await;
        assert!(!format!("{public:?}").contains(SECRET));
        assert_eq!(public.body, body(&["Before the wall."]));
        #[expect(clippy::disallowed_methods, reason = "the test stands for an operator")]
        let admission = Admission::grant(crate::admission::Ground::Operator);
        let full = full::after(&mut store.read().await.unwrap(), 0, 10, &admission).await.unwrap();
        original.slug = Some("ferry-a-resumes".parse().unwrap());
        original.number = Some(1);
        original.updated_at = Some(hour(3));
        assert_eq!(full[0].manuscript(), &original);
        assert_eq!(file(&store, vec![full[0].manuscript().clone()]).await, [Outcome::Same]);
    });
}

#[test]
fn access_over_time_shows_nothing_then_the_part_before_the_wall_then_all() {
    on_both(|store| async move {
        let mut story = plus("a", hour(1));
        let step = |when, level| Step { when, level };
        story.document.access = Access(vec![
            step(When::AfterHours(0), Level::Clients),
            step(When::From(hour(3)), Level::Plus),
            step(When::AfterHours(48), Level::Open),
        ]);
        file(&store, vec![story]).await;
        assert_eq!(found(&store, "en", "ferry-a-resumes", hour(2)).await, Found::Nothing);
        assert!(latest(&store, None, 5, hour(2)).await.items.is_empty());
        let held = read(&store, "ferry-a-resumes", hour(4)).await;
        assert_eq!((held.level, held.opens_at, held.public_from), (Level::Plus, Some(hour(49)), hour(3)));
        assert!(latest(&store, None, 5, hour(4)).await.items[0].plus);
        let open = read(&store, "ferry-a-resumes", hour(49)).await;
        assert_eq!((open.level, open.opens_at), (Level::Open, None));
        assert!(format!("{:?}", open.body).contains(SECRET));
        let mut db = store.read().await.unwrap();
        let mut changed =
            async |after, until| public::changed_between(&mut db, hour(after), hour(until)).await.unwrap();
        assert_eq!(changed(4, 48).await, []);
        assert_eq!(changed(4, 49).await, [language("en")]);
        assert_eq!(changed(49, 90).await, []);
    });
}

#[test]
fn a_body_without_a_wall_is_withheld_whole_and_an_archive_may_go_behind_the_wall() {
    on_both(|store| async move {
        let mut story = story("a", hour(1));
        story.document.access = Access(vec![
            Step { when: When::AfterHours(0), level: Level::Open },
            Step { when: When::AfterHours(24), level: Level::Plus },
        ]);
        file(&store, vec![story]).await;
        assert_eq!(read(&store, "ferry-a-resumes", hour(2)).await.body, body(&["All of it."]));
        assert_eq!(read(&store, "ferry-a-resumes", hour(2)).await.next_change, Some(hour(25)));
        assert_eq!(read(&store, "ferry-a-resumes", hour(25)).await.body, Body::default());
    });
}

#[test]
fn a_changed_slug_leads_on_and_a_taken_one_gets_a_number() {
    on_both(|store| async move {
        let mut twin = story("b", hour(2));
        twin.document.headline = "Ferry a resumes".into();
        file(&store, vec![story("a", hour(1)), twin]).await;
        assert_eq!(read(&store, "ferry-a-resumes-2", hour(9)).await.id, "b");
        let mut renamed = story("a", hour(1));
        renamed.slug = Some("ferry-back".parse().unwrap());
        file(&store, vec![renamed]).await;
        assert_eq!(
            found(&store, "en", "ferry-a-resumes", hour(9)).await,
            Found::Moved { slug: "ferry-back".into() }
        );
        assert_eq!(read(&store, "ferry-back", hour(9)).await.number, 1);
        let mut db = store.read().await.unwrap();
        let by_number = public::by_number(&mut db, 1, hour(9)).await.unwrap();
        assert_eq!(by_number, Some((language("en"), "ferry-back".into())));
    });
}

#[test]
fn twelve_stories_with_one_headline_get_twelve_addresses() {
    on_both(|store| async move {
        let same = |n: i64| {
            let mut story = story(&format!("s{n}"), hour(n));
            story.document.headline = "Паром зноў ходзіць".into();
            story.language = language("be");
            story
        };
        file(&store, (1..=12).map(same).collect()).await;
        let rows = store.read().await.unwrap().rows("select distinct slug from story", vec![]).await.unwrap();
        assert_eq!(rows.len(), 12);
        assert!(rows.iter().all(|row| row.text("slug").unwrap().starts_with("parom-znou-")));
    });
}

#[test]
fn a_killed_story_is_gone_from_lists_and_its_address_says_why() {
    on_both(|store| async move {
        let mut with_picture = story("a", hour(1));
        with_picture
            .document
            .body
            .blocks
            .push(Block::Picture(crate::body::Picture { file: "p1.jpg".into(), ..Default::default() }));
        file(&store, vec![with_picture, story("b", hour(2))]).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(
            lifecycle::kill(
                &mut tx,
                "a",
                "Withdrawn: the source was not who he said.",
                "We were deceived.",
                "editor",
                hour(5)
            )
            .await
            .unwrap(),
            Killed::Done
        );
        assert_eq!(
            lifecycle::kill(&mut tx, "nobody", "", "", "editor", hour(5)).await.unwrap(),
            Killed::NoSuchStory
        );
        tx.commit().await.unwrap();
        let notice = "Withdrawn: the source was not who he said.".to_owned();
        assert_eq!(
            found(&store, "en", "ferry-a-resumes", hour(9)).await,
            Found::Withdrawn { id: "a".into(), notice, at: hour(5) }
        );
        let items = latest(&store, None, 5, hour(9)).await.items;
        assert_eq!(items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["b"]);
        let mut db = store.read().await.unwrap();
        assert_eq!(picture::only_used_by(&mut db, "a").await.unwrap(), ["p1"]);
        drop(db);
        let job = store::jobs::take(&store, hour(9)).await.unwrap().unwrap();
        assert_eq!((job.kind.as_str(), job.content.as_str()), (picture::WITHDRAW, "a"));
    });
}

#[test]
fn a_correction_stands_on_the_story_with_its_time() {
    on_both(|store| async move {
        file(&store, vec![plus("a", hour(1))]).await;
        let mut tx = store.write().await.unwrap();
        lifecycle::correct(&mut tx, "a", 1, "The fare is 4, not 5.", "editor", hour(6))
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        let story = read(&store, "ferry-a-resumes", hour(9)).await;
        assert_eq!(story.corrections, [Correction { at: hour(6), note: "The fare is 4, not 5.".into() }]);
        assert_eq!(story.changed_at, hour(6));
        assert_eq!(story.body, body(&["Before the wall."]));
    });
}

#[test]
fn lists_run_back_endlessly_and_forward_again() {
    on_both(|store| async move {
        file(&store, (1..=25).map(|n| story(&format!("s{n}"), hour(n / 2))).collect()).await;
        let now = hour(1_000);
        let first = latest(&store, None, 10, now).await;
        assert_eq!((first.items[0].id.as_str(), first.newer), ("s25", None));
        let second = latest(&store, first.older, 10, now).await;
        assert_eq!((second.items[0].id.as_str(), second.newer), ("s15", Some(listing::Newer::Top)));
        let third = latest(&store, second.older, 10, now).await;
        assert_eq!((third.items.len(), third.older), (5, None));
        let Some(listing::Newer::Before(cursor)) = third.newer else { panic!("{:?}", third.newer) };
        assert_eq!(latest(&store, Some(cursor), 10, now).await.items, second.items);
    });
}

#[test]
fn one_switch_takes_a_person_off_every_story() {
    on_both(|store| async move {
        let person = Concept {
            kind: ConceptKind::Person,
            id: "a-reporter".into(),
            position: 0,
            names: [(language("en"), "A. Reporter".to_owned())].into(),
            role: Some(Role::Named),
            hidden: false,
        };
        let mut tx = store.write().await.unwrap();
        assert_eq!(concept::file(&mut tx, std::slice::from_ref(&person)).await.unwrap(), 1);
        assert_eq!(concept::file(&mut tx, std::slice::from_ref(&person)).await.unwrap(), 0, "nothing new");
        tx.commit().await.unwrap();
        let mut signed = story("a", hour(1));
        signed.document.bylines = vec!["a-reporter".into()];
        file(&store, vec![signed]).await;
        assert_eq!(read(&store, "ferry-a-resumes", hour(9)).await.bylines[0].name, "A. Reporter");
        let mut tx = store.write().await.unwrap();
        assert!(visibility::hide(&mut tx, "a-reporter", true).await.unwrap());
        tx.commit().await.unwrap();
        assert!(read(&store, "ferry-a-resumes", hour(9)).await.bylines.is_empty());
    });
}

#[test]
fn versions_of_a_group_know_each_other() {
    on_both(|store| async move {
        let mut other = story("a-be", hour(2));
        other.group = "a".into();
        other.language = language("be");
        other.document.headline = "Паром".into();
        file(&store, vec![story("a", hour(1)), other]).await;
        let versions = read(&store, "ferry-a-resumes", hour(9)).await.versions;
        assert_eq!(versions.iter().map(|v| v.language.as_str()).collect::<Vec<_>>(), ["en", "be"]);
        assert_eq!(
            read(&store, "ferry-a-resumes", hour(1)).await.versions.len(),
            1,
            "the other is not out yet"
        );
    });
}

#[test]
fn an_update_and_what_it_follows_point_at_each_other() {
    on_both(|store| async move {
        let mut update = story("b", hour(2));
        update.document.updates = Some("a".into());
        file(&store, vec![story("a", hour(1)), update]).await;
        assert_eq!(read(&store, "ferry-b-resumes", hour(9)).await.follows.unwrap().id, "a");
        assert_eq!(read(&store, "ferry-a-resumes", hour(9)).await.followed_by[0].id, "b");
    });
}

#[test]
fn a_manuscript_that_cannot_stand_is_refused_with_what_to_do() {
    let refused = |change: fn(&mut Manuscript)| {
        let mut story = story("a", hour(1));
        change(&mut story);
        story.check().unwrap_err()
    };
    assert_eq!(refused(|s| s.id = "Ü".into()), ManuscriptError::Id("Ü".into()));
    assert_eq!(refused(|s| s.document.headline = " ".into()), ManuscriptError::NoHeadline);
    assert_eq!(refused(|s| s.document.deck = "\0".into()), ManuscriptError::Nul("deck"));
    assert_eq!(refused(|s| s.document.urgency = 0), ManuscriptError::Urgency(0));
    assert_eq!(refused(|s| s.published_at = None), ManuscriptError::NoTime("published"));
    assert_eq!(refused(|s| s.state = State::Killed), ManuscriptError::Kill);
    assert!(matches!(
        refused(|s| s.document.headline = "x".repeat(401)),
        ManuscriptError::TooLong { found: 401, .. }
    ));
    let later = |s: &mut Manuscript| {
        let step = |hours, level| Step { when: When::AfterHours(hours), level };
        s.document.access = Access(vec![step(0, Level::Open), step(1, Level::Clients)]);
    };
    assert_eq!(refused(later), ManuscriptError::Access(AccessError::ClientsLater));
}

#[test]
fn a_manuscript_has_one_json_form() {
    let mut story = plus("a", hour(1));
    story.document.place = Some("Zarečny Brod".into());
    story.document.access = Access(vec![
        Step { when: When::From(hour(1)), level: Level::Plus },
        Step { when: When::AfterHours(48), level: Level::Open },
    ]);
    let text = serde_json::to_string(&story).unwrap();
    let back: Manuscript = serde_json::from_str(&text).unwrap();
    assert_eq!(back, story);
    assert!(
        text.contains(
            r#""access":[{"from":"2025-12-14T01:00:00Z","level":"plus"},{"after_hours":48,"level":"open"}]"#
        ),
        "{text}"
    );
    let typo = text.replacen("\"headline\"", "\"headlin\"", 1);
    assert!(serde_json::from_str::<Manuscript>(&typo).is_err());
    let unknown = text.replacen("\"place\"", "\"palce\"", 1);
    assert!(serde_json::from_str::<Manuscript>(&unknown).unwrap_err().to_string().contains("palce"));
}
