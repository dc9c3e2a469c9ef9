//! Translations, thinning, embargoes.

use super::life::{draft, saved, say, titled};
use super::*;
use crate::draft::{self as drafts, Draft, DraftError, Original};
use crate::lifecycle::publish;
use crate::{history, thin, translations};

#[test]
fn a_translation_knows_when_its_original_has_changed() {
    on_both(|store| async move {
        let id = say!(store, drafts::open, draft(titled("Ferry")), "r", hour(1));
        let original = Some(Original { story: id.clone(), revision: 1 });
        let draft = Draft { language: language("be"), translates: original, ..draft(titled("Паром")) };
        let other = say!(store, drafts::open, draft, "s", hour(2));
        let changed = async || {
            let versions = translations::versions(&mut store.read().await.unwrap(), &id).await.unwrap();
            assert_eq!(versions.len(), 2);
            assert_eq!(versions[0].translation, None);
            let translation = versions[1].translation.clone().unwrap();
            (translation.current, translation.has_changed)
        };
        assert_eq!(changed().await, (1, false));
        saved(&store, &id, 1, titled("Ferry sold"), "r", hour(3)).await;
        assert_eq!(changed().await, (2, true));
        say!(store, publish, &id, 1, "e", hour(4)).unwrap();
        assert_eq!(changed().await, (1, false), "readers see what was translated");
        say!(store, publish, &id, 2, "e", hour(4)).unwrap();
        assert!(say!(store, drafts::caught_up, &other, 2));
        assert_eq!(changed().await, (2, false));
        saved(&store, &id, 2, titled("Ferry"), "r", hour(5)).await;
        saved(&store, &id, 3, titled("Ferry sold"), "r", hour(5)).await;
        say!(store, publish, &id, 4, "e", hour(5)).unwrap();
        assert_eq!(changed().await, (4, false), "it says again what was translated");
        let of = translations::of(&mut store.read().await.unwrap(), &id).await.unwrap();
        assert_eq!(of.iter().map(|version| version.story.as_str()).collect::<Vec<_>>(), [other.as_str()]);
    });
}

#[test]
fn a_story_follows_one_that_is_there() {
    on_both(|store| async move {
        file(&store, vec![story("a", hour(1))]).await;
        let update = Draft { updates: Some("a".into()), ..draft(titled("Ferry sold")) };
        let id = say!(store, drafts::open, update.clone(), "r", hour(2));
        say!(store, publish, &id, 1, "e", hour(3)).unwrap();
        assert_eq!(read(&store, "ferry-sold", hour(4)).await.follows.unwrap().id, "a");
        let mut tx = store.write().await.unwrap();
        let nobody = Draft { updates: Some("nobody".into()), ..update };
        let refused = drafts::open(&mut tx, nobody, "r", hour(2)).await;
        assert!(matches!(refused, Err(DraftError::NoSuchStory(_))), "{refused:?}");
    });
}

#[test]
fn autosaves_are_thinned_once_and_nothing_that_matters_goes() {
    on_both(|store| async move {
        let id = say!(store, drafts::open, draft(titled("0")), "r", hour(1));
        let minute = |n: i64| hour(1).plus_millis(n * 60_000);
        for n in 1..=24 {
            let document = plus(&format!("{n}"), hour(1)).document;
            saved(&store, &id, n, document, "r", minute(n)).await;
        }
        say!(store, publish, &id, 3, "e", minute(25)).unwrap();
        let numbers = async || -> Vec<i64> {
            let lines = history::revisions(&mut store.read().await.unwrap(), &id).await.unwrap();
            lines.iter().map(|line| line.number).rev().collect()
        };
        assert_eq!(say!(store, thin::thin, hour(24)), 0, "they are younger than a day");
        assert_eq!(say!(store, thin::thin, hour(48)), 20);
        assert_eq!(numbers().await, [1, 3, 10, 20, 25]);
        assert_eq!(say!(store, thin::thin, hour(48)), 0);
        let answer = saved(&store, &id, 7, titled("Typed while away"), "s", hour(50)).await;
        assert!(matches!(answer, crate::save::Saved::Clash(_)), "the base was thinned: {answer:?}");
    });
}

#[test]
fn an_embargo_shows_the_story_to_clients_until_its_hour() {
    on_both(|store| async move {
        let mut document = titled("Ferry sold");
        document.access = Access::embargoed_until(hour(5), Level::Plus);
        let id = say!(store, drafts::open, draft(document), "r", hour(1));
        say!(store, publish, &id, 1, "e", hour(2)).unwrap();
        assert_eq!(found(&store, "en", "ferry-sold", hour(4)).await, Found::Nothing);
        assert_eq!(read(&store, "ferry-sold", hour(5)).await.level, Level::Plus);
        let opening = Access::plus_then_open(48).timeline(hour(0)).unwrap();
        assert_eq!(
            (opening.level(hour(47)), opening.level(hour(48))),
            (Some(Level::Plus), Some(Level::Open))
        );
    });
}
