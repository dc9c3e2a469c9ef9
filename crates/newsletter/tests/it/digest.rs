//! What drafts itself.

use content::Access;
use mail::testing::Manner;
use newsletter::{Kind, List, State, issue};
use store::testing::on_both;

use crate::kit::{House, noon, story, text};

#[test]
fn a_digest_of_each_day_and_week_and_language_is_drafted_once() {
    on_both(|store| async {
        let house = House::new(store).await;
        let yesterday = noon().plus_hours(-24);
        let last_week = noon().plus_hours(-5 * 24);
        house
            .file(vec![
                story("a", "en", "Yesterday's tower", yesterday),
                story("b", "en", "Last week's mill", last_week),
                story("c", "be", "Учарашняя вежа", yesterday),
                story("d", "en", "Today's ferry", noon().plus_hours(-1)),
            ])
            .await;
        assert_eq!(house.press.tick(noon()).await.unwrap(), 3);
        assert_eq!(house.press.tick(noon().plus_hours(1)).await.unwrap(), 0, "once each");
        let mut found = Vec::new();
        for one in house.issues().await {
            let whole = house.issue(&one.id).await;
            found.push((whole.language.to_string(), whole.list, whole.stories.join(",")));
        }
        found.sort_by_key(|(language, list, _)| (language.clone(), list.name()));
        let expected = [("be", List::Daily, "c"), ("en", List::Daily, "a"), ("en", List::Weekly, "b")];
        let expected =
            expected.map(|(language, list, stories)| (language.to_owned(), list, stories.to_owned()));
        assert_eq!(found, expected);
    });
}

#[test]
fn a_plus_story_is_headline_deck_and_notice_and_a_correction_is_in_the_next_digest() {
    on_both(|store| async {
        let house = House::new(store).await;
        let yesterday = noon().plus_hours(-24);
        let mut paid = story("paid", "en", "Paid tower", yesterday);
        paid.document.access = Access::plus();
        house.file(vec![paid, story("old", "en", "Old mill", yesterday.plus_hours(-72))]).await;
        house.clock.set(yesterday.plus_hours(1));
        house.correct("old", "The mill is 300 years old, not 200.").await;
        house.clock.set(noon());
        house.press.tick(noon()).await.unwrap();
        let daily = house.issues().await.into_iter().find(|issue| issue.list == List::Daily).unwrap();
        let daily = house.issue(&daily.id).await;
        let composed = house.press.preview(&daily, noon()).await.unwrap().unwrap();
        for said in ["Paid tower", "Deck of Paid tower", "available only to Plus", "not 200."] {
            assert!(
                composed.text.contains(said) && composed.html.contains(said),
                "{said}: {}",
                composed.text
            );
        }
        assert!(!composed.text.contains("Words of the body"));
    });
}

#[test]
fn what_somebody_wrote_above_a_story_goes_with_it() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.subscribe("reader@example.org", "en", &[List::Daily, List::Breaking]).await;
        let yesterday = noon().plus_hours(-24);
        house.file(vec![story("a", "en", "Tower", yesterday), story("b", "en", "Mill", yesterday)]).await;
        let alert = house.alert("en", "a", "Tower").await;
        house.press.tick(house.now()).await.unwrap();
        let digest = house.issues().await.into_iter().find(|issue| issue.list == List::Daily).unwrap().id;
        let save = async |id: &str, stories: &[&str]| {
            let stories: Vec<String> = stories.iter().map(|story| story.to_string()).collect();
            let mut tx = house.store.write().await.unwrap();
            assert!(issue::save(&mut tx, id, "The tower falls", "Of the tower.", &stories).await.unwrap());
            tx.commit().await.unwrap();
        };
        let composed =
            async |id: &str| house.press.preview(&house.issue(id).await, house.now()).await.unwrap();
        save(&digest, &["a", "b"]).await;
        save(&alert, &["a", "b"]).await;
        let before = composed(&digest).await.unwrap();
        assert!(before.subject == "The tower falls" && before.text.contains("Of the tower."));
        house.kill("a", "It was wrong.").await;
        let after = composed(&digest).await.unwrap();
        assert_eq!(after.subject, "Kropka: December 15, 2026");
        assert!(after.text.contains("Mill"));
        for text in [&after.subject, &after.text, &after.html] {
            assert!(!text.to_lowercase().contains("tower"), "{text}");
        }
        assert_eq!(composed(&alert).await, None, "an alert is nothing without its story");
        assert_eq!(house.begin(&alert).await, newsletter::Begun::Nothing);
        save(&digest, &["b"]).await;
        assert_eq!(composed(&digest).await.unwrap().subject, "The tower falls", "somebody has looked at it");
    });
}

#[test]
fn a_withdrawal_is_drafted_for_whoever_has_the_story_or_its_correction_and_for_nobody_else() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.subscribe("reader@example.org", "en", &[List::Daily, List::Breaking]).await;
        let yesterday = noon().plus_hours(-24);
        let older = noon().plus_hours(-48);
        house.file(vec![story("told", "en", "Tower", older), story("never", "en", "Mill", older)]).await;
        house.clock.set(yesterday.plus_hours(1));
        house.correct("told", "The tower stands.").await;
        house.clock.set(noon());
        house.press.tick(house.now()).await.unwrap();
        let digests: Vec<_> = house.issues().await;
        assert!(digests.is_empty(), "a day without a story drafts nothing: {digests:?}");
        house.file(vec![story("other", "en", "Ferry", yesterday)]).await;
        house.press.tick(house.now()).await.unwrap();
        let digest = house.issues().await.into_iter().find(|issue| issue.list == List::Daily).unwrap().id;
        house.send(&digest).await;
        assert!(text(&house.copies()[0]).contains("The tower stands."));
        // Begun, and nobody was reached.
        let alert = house.alert("en", "never", "Mill").await;
        house.sink.behave(|_| Manner::RefuseSender(451));
        assert_eq!(house.send(&alert).await.state, State::Sending);
        house.clock.set(house.now().plus_hours(1));
        house.kill("told", "The tower never was.").await;
        house.kill("never", "Nor was the mill.").await;
        house.press.tick(house.now()).await.unwrap();
        let mut notices = house.issues().await;
        notices.retain(|issue| issue.kind == Kind::Withdrawal);
        let lists: Vec<List> = notices.iter().map(|issue| issue.list).collect();
        assert_eq!(lists, [List::Daily], "{notices:?}");
        assert_eq!(house.issue(&notices[0].id).await.stories, ["told"]);
    });
}

#[test]
fn a_draft_can_be_edited_until_it_is_sent_or_laid_aside() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.file(vec![story("a", "en", "Tower", noon()), story("b", "en", "Mill", noon())]).await;
        let id = house.alert("en", "a", "Tower").await;
        let mut tx = house.store.write().await.unwrap();
        let stories = ["b".to_owned(), "a".to_owned()];
        assert!(issue::save(&mut tx, &id, "Two", "Words above.", &stories).await.unwrap());
        tx.commit().await.unwrap();
        let edited = house.issue(&id).await;
        assert_eq!((edited.subject.as_str(), edited.stories.as_slice()), ("Two", &stories[..]));
        let text = house.press.preview(&edited, noon()).await.unwrap().unwrap().text;
        let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
        assert!(place("Words above.") < place("Mill") && place("Mill") < place("Tower"));
        let mut tx = house.store.write().await.unwrap();
        assert!(issue::discard(&mut tx, &id).await.unwrap());
        assert!(!issue::save(&mut tx, &id, "Three", "", &stories).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(house.issue(&id).await.state, State::Discarded);
        assert_eq!(house.issues().await.len(), 0);
        assert_eq!(house.begin(&id).await, newsletter::Begun::Nothing);
    });
}
