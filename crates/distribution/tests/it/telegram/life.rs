//! What happens to a story happens to its posts.

use content::access::Access;
use content::body::Body;
use content::lifecycle;
use store::testing::on_both;

use super::{BELARUSIAN, ECONOMY, ENGLISH, House, elsewhere, plus};
use crate::kit::{noon, story};

const HOUR_MS: i64 = 3_600_000;

#[test]
fn a_story_is_posted_once_in_every_channel_that_takes_it_and_in_the_order_of_publication() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let order: Vec<usize> = (0..30).map(|n| (n * 7) % 30).collect();
        let stories = order.iter().map(|n| {
            let at = noon().plus_millis(*n as i64);
            let (id, headline) = (format!("s{n}"), format!("Story {n:02} & <more>"));
            if n % 2 == 0 { story(&id, "en", &headline, at) } else { elsewhere(&id, &headline, at) }
        });
        house.pass(1_000);
        house.site.file(stories.collect()).await;
        house.site.file(vec![story("be", "be", "Навіна", noon())]).await;
        assert_eq!(house.follow().await, 30 + 15 + 1);
        assert_eq!(house.follow().await, 0, "told once");
        let took_ms = house.settle().await;
        let headlines = |chat: &str| -> Vec<String> {
            let texts = house.api.texts(chat);
            texts.iter().map(|text| text.split("Story ").nth(1).unwrap()[..2].to_owned()).collect()
        };
        let all: Vec<String> = (0..30).map(|n| format!("{n:02}")).collect();
        assert_eq!(headlines(ENGLISH), all);
        assert_eq!(headlines(ECONOMY), all.iter().step_by(2).cloned().collect::<Vec<_>>());
        assert_eq!(
            house.api.texts(BELARUSIAN),
            [
                "<a href=\"https://news.example/be/story/navina\"><b>Навіна</b></a>\n\n14 снежня, Kropka. Open words.\n\n#Ferries_be"
            ]
        );
        assert_eq!(
            (house.api.paced(), house.api.take_refused()),
            (0, vec![]),
            "nobody has to be told to wait"
        );
        assert!((29 * 3_000..40 * 3_000).contains(&took_ms), "{took_ms}");
        assert_eq!(house.dead().await, []);
    });
}

#[test]
fn what_was_public_before_a_channel_was_named_is_not_posted_nor_an_archive_that_is_imported_later() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.site.file(vec![story("old", "en", "Old", noon().plus_hours(-1))]).await;
        assert_eq!(house.follow().await, 0);
        house.correct("old", "It was older still.").await;
        house.pass(30 * 24 * HOUR_MS);
        house.follow().await;
        let archive = |n: i64| story(&format!("a{n}"), "en", "From the archive", noon().plus_hours(24 + n));
        house.site.file(vec![archive(0)]).await;
        house.site.file((1..80).map(archive).collect()).await;
        assert_eq!(house.follow().await, 0, "few or many");
        let now = house.clock().now();
        house.site.file((0..80).map(|n| story(&format!("n{n}"), "be", "Навіна", now)).collect()).await;
        assert_eq!(house.follow().await, 80, "many that are new");
        // What many change at once is found too.
        house.settle().await;
        let mut again: Vec<_> = (0..80).map(|n| story(&format!("n{n}"), "be", "Навіна", now)).collect();
        again[7].document.headline = "Іншая".into();
        house.site.file(again).await;
        let told = house.follow().await;
        assert!((1..=80).contains(&told), "{told}");
        house.settle().await;
        assert_eq!(house.api.texts(BELARUSIAN).iter().filter(|text| text.contains("Іншая")).count(), 1);
        assert_eq!(house.api.shown(BELARUSIAN).len(), 80);
        assert_eq!(house.dead().await, []);
    });
}

#[test]
fn a_correction_edits_the_post_and_a_kill_makes_a_notice_of_it() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(story("one", "en", "A ferry", noon())).await;
        house.publish(elsewhere("two", "A bus", noon())).await;
        house.settle().await;
        house.correct("one", "It was <early>.").await;
        house.settle().await;
        for chat in [ENGLISH, ECONOMY] {
            let shown = house.api.shown(chat).remove(0);
            assert!(shown.html.contains("<i>Correction, "), "{}", shown.html);
            assert!(shown.html.contains("It was &lt;early&gt;."), "{}", shown.html);
            assert_eq!(shown.edits, 1);
        }
        house.api.take_calls();
        // The letter comes once more: nothing is left to be done.
        house.site.file(vec![story("three", "be", "Навіна", noon())]).await;
        house.settle().await;
        assert_eq!(house.api.take_calls(), Vec::<String>::new());
        house.kill("one", "It was all wrong.").await;
        house.settle().await;
        for chat in [ENGLISH, ECONOMY] {
            let text = house.api.texts(chat).remove(0);
            assert!(text.contains("It was all wrong.") && text.contains("https://news.example/s/"), "{text}");
            assert!(!text.contains("ferry") && !text.contains("Open words"), "{text}");
        }
        assert!(house.api.texts(ENGLISH)[1].contains("A bus"), "another story's post stays");
        house.kill("two", "").await;
        house.settle().await;
        assert!(house.api.texts(ENGLISH)[1].contains("Kropka has withdrawn this story."));
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_killed_storys_post_is_deleted_where_that_is_set_for_as_long_as_telegram_lets_it() {
    on_both(|store| async move {
        let house = House::new(store).await.with_settings(|settings| settings.delete_killed = true);
        for id in ["one", "two", "three"] {
            house.publish(elsewhere(id, &format!("Story {id}"), house.clock().now())).await;
        }
        house.settle().await;
        house.pass(47 * HOUR_MS);
        house.kill("one", "Wrong.").await;
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH).len(), 2);
        house.pass(2 * HOUR_MS);
        house.kill("two", "Wrong.").await;
        house.settle().await;
        assert!(house.api.texts(ENGLISH)[0].contains("Wrong."), "too late to delete");
        // Telegram's clock is not ours: it says no, and the post is edited.
        let mut tx = house.edition.store.write().await.unwrap();
        let sql = "update telegram_post set posted_at = posted_at + 86400000 where story = 'three'";
        tx.execute(sql, vec![]).await.unwrap();
        tx.commit().await.unwrap();
        house.kill("three", "Wrong.").await;
        house.settle().await;
        assert_eq!(house.api.take_refused(), ["Bad Request: message can't be deleted for everyone"]);
        assert!(house.api.texts(ENGLISH).iter().all(|text| text.contains("Wrong.")));
        assert_eq!(house.dead().await, []);
    });
}

#[test]
fn a_publication_that_is_taken_back_takes_its_post_back() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(elsewhere("one", "Too early", noon())).await;
        let take_back = async |id: &str| {
            let mut tx = house.edition.store.write().await.unwrap();
            lifecycle::take_back(&mut tx, id, "test", house.clock().now()).await.unwrap();
            tx.commit().await.unwrap();
            house.follow().await;
        };
        let publish_again = async |id: &str| {
            let mut tx = house.edition.store.write().await.unwrap();
            lifecycle::publish(&mut tx, id, 1, "test", house.clock().now()).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            house.follow().await;
        };
        // Before anything was sent: as if it had never been.
        let mut tx = house.edition.store.write().await.unwrap();
        lifecycle::correct(&mut tx, "one", 1, "A note.", "test", house.clock().now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        take_back("one").await;
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH).len(), 1, "the correction was taken back, not the story");
        assert!(!house.api.texts(ENGLISH)[0].contains("A note."));
        let draft = async |id: &str| {
            let mut story = elsewhere(id, "At last", noon());
            story.state = content::State::Ready;
            story.published_at = None;
            house.site.file(vec![story]).await;
            publish_again(id).await;
        };
        draft("two").await;
        take_back("two").await;
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH).len(), 1, "nothing was sent");
        publish_again("two").await;
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH).len(), 2);
        draft("three").await;
        house.pass(3_000);
        assert!(house.step().await);
        assert_eq!(house.api.texts(ENGLISH).len(), 3);
        take_back("three").await;
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH).len(), 2, "it is deleted");
        publish_again("three").await;
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH).len(), 3, "and posted when it is out again");
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_plus_story_says_so_until_it_opens_and_an_embargo_is_kept() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(plus("paid", "Paid", Access::plus_then_open(5))).await;
        let later = Access::embargoed_until(noon().plus_hours(3), content::Level::Plus);
        house.publish(plus("held", "Held", later)).await;
        let mut flash = elsewhere("flash", "Flash", noon());
        flash.document.urgency = 1;
        flash.document.body = Body::default();
        flash.document.topics.clear();
        house.publish(flash).await;
        house.settle().await;
        let texts = house.api.texts(ENGLISH);
        assert_eq!(texts.len(), 2, "{texts:?}");
        let notice =
            "<a href=\"https://news.example/en/story/paid\">The material is available only to Plus</a>";
        assert!(texts[0].contains(notice) && !texts[0].contains("words"), "{}", texts[0]);
        assert_eq!(texts[1], "<a href=\"https://news.example/en/story/flash\"><b>Flash</b></a>");
        house.clock().set(noon().plus_hours(3));
        assert_eq!(house.follow().await, 2, "both channels");
        house.settle().await;
        assert!(house.api.texts(ENGLISH)[2].contains("Held"));
        house.clock().set(noon().plus_hours(5));
        house.follow().await;
        house.settle().await;
        let text = house.api.texts(ENGLISH).remove(0);
        assert!(text.contains("Open words.") && !text.contains("only to Plus"), "{text}");
        assert!(house.api.texts(ENGLISH).iter().all(|text| !text.contains("Only for payers")));
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_channel_that_left_the_settings_still_hears_of_kills_and_corrections() {
    on_both(|store| async move {
        let house = House::new(store).await;
        for id in ["one", "two"] {
            house.publish(elsewhere(id, &format!("Story {id}"), noon())).await;
        }
        house.settle().await;
        house.publish(elsewhere("three", "Still waiting", noon())).await;
        let house = house.with_settings(|settings| settings.channels.clear());
        house.kill("one", "Wrong.").await;
        house.correct("two", "A note.").await;
        house.publish(elsewhere("four", "Not for it", house.clock().now())).await;
        house.settle().await;
        let texts = house.api.texts(ENGLISH);
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].contains("Wrong.") && texts[1].contains("A note."), "{texts:?}");
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_story_at_which_the_desk_only_works_is_no_news_for_a_channel() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let mut draft = story("draft", "en", "Not out", noon());
        draft.state = content::State::Draft;
        draft.published_at = None;
        house.site.file(vec![draft]).await;
        assert_eq!(house.follow().await, 0);
        house.settle().await;
        assert_eq!(house.api.texts(ENGLISH), Vec::<String>::new());
    });
}
