//! Where Telegram says no, and where somebody has been at the channel.

use std::time::Duration;

use distribution::telegram::Bot;
use store::testing::on_both;

use super::{BELARUSIAN, ENGLISH, House, elsewhere};
use crate::bot::{Fault, TOKEN};
use crate::kit::{noon, story};

#[test]
fn a_post_that_somebody_deleted_in_the_channel_is_settled() {
    on_both(|store| async move {
        let house = House::new(store).await;
        for id in ["one", "two"] {
            house.publish(elsewhere(id, &format!("Story {id}"), noon())).await;
        }
        house.settle().await;
        house.api.shown(ENGLISH).iter().for_each(|message| house.api.delete(ENGLISH, message.id));
        house.correct("one", "A note.").await;
        house.kill("two", "Wrong.").await;
        house.settle().await;
        house.kill("one", "Wrong.").await;
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH), []);
        assert_eq!(house.dead().await, []);
    });
}

#[test]
fn waiting_as_long_as_telegram_says_uses_up_no_try() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.api.faults([Some(Fault::Wait(7)); 20]);
        house.publish(elsewhere("one", "A ferry", noon())).await;
        let took_ms = house.settle().await;
        assert!((20 * 7_000..20 * 7_000 + 2_000).contains(&took_ms), "{took_ms}");
        assert_eq!(house.api.shown(ENGLISH).len(), 1);
        assert_eq!((house.api.paced(), house.dead().await), (0, vec![]));
        // Nothing of the channel goes meanwhile, a kill as little; another channel's do.
        house.api.faults([Some(Fault::Wait(600))]);
        house.publish(elsewhere("two", "A bus", noon())).await;
        house.pass(3_001);
        assert!(house.step().await);
        house.kill("one", "Wrong.").await;
        house.publish(story("be", "be", "Навіна", noon())).await;
        while house.step().await {}
        assert_eq!(house.api.shown(ENGLISH).len(), 1);
        assert!(house.api.texts(ENGLISH)[0].contains("A ferry"));
        assert_eq!(house.api.shown(BELARUSIAN).len(), 1);
        house.settle().await;
        assert!(house.api.texts(ENGLISH)[0].contains("Wrong."));
        assert_eq!(house.api.shown(ENGLISH).len(), 2);
    });
}

#[test]
fn a_kill_does_not_wait_behind_news() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(elsewhere("one", "A ferry", noon())).await;
        house.settle().await;
        for n in 0..10 {
            house.publish(elsewhere(&format!("n{n}"), "More", noon())).await;
        }
        while house.step().await {}
        let before = house.api.shown(ENGLISH).len();
        house.pass(1_000);
        house.kill("one", "Wrong.").await;
        while house.step().await {}
        assert!(house.api.texts(ENGLISH)[0].contains("Wrong."), "at once");
        assert_eq!(house.api.shown(ENGLISH).len(), before);
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH).len(), 11);
        assert_eq!(house.dead().await, []);
    });
}

#[test]
fn what_telegram_refuses_is_dead_at_once_and_what_can_be_mended_is_tried_again() {
    on_both(|store| async move {
        let house =
            House::new(store).await.with_settings(|settings| settings.channels[0].chat = "@nowhere".into());
        house.follow().await;
        house.publish(elsewhere("one", "A ferry", house.clock().now())).await;
        assert!(house.step().await);
        assert_eq!(house.dead().await, [("one".into(), "reason-telegram-refused".into())]);
        assert_eq!(house.api.take_refused(), ["Bad Request: chat not found"]);
        let house = house.with_settings(|settings| settings.token = "1:other".into());
        house.publish(story("be", "be", "Навіна", noon())).await;
        house.settle().await;
        let tries = store::jobs::Patience::DAY.attempts as usize;
        assert_eq!(house.api.take_refused(), vec!["Unauthorized"; tries], "for a day");
        let house = house.with_settings(|settings| settings.token = TOKEN.into());
        house.repeat("be").await;
        house.settle().await;
        assert_eq!(house.api.shown(BELARUSIAN).len(), 1);
    });
}

#[test]
fn a_server_that_cannot_be_reached_was_told_nothing() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let nobody = format!("http://{}", free.local_addr().unwrap());
        drop(free);
        let there = house.api.address.clone();
        let house = house.with_settings(|settings| settings.api = nobody);
        house.publish(elsewhere("one", "A ferry", noon())).await;
        for _ in 0..4 {
            while house.step().await {}
            house.clock().set(house.next_due().await.expect("it is tried again"));
        }
        assert_eq!(house.dead().await, []);
        let house = house.with_settings(|settings| settings.api = there);
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH).len(), 1);
        assert_eq!(house.dead().await, []);
    });
}

/// Whatever goes wrong, the token stands nowhere in the database, nor in what the log is given.
#[test]
fn the_token_is_written_down_nowhere() {
    on_both(|store| async move {
        let house = House::new(store).await;
        assert!(!format!("{:?}", house.edition.config).contains("secret_token"));
        let faults =
            [Fault::Echo, Fault::Status(500), Fault::Status(404), Fault::Close, Fault::Hang, Fault::Garbage];
        for (n, fault) in faults.into_iter().enumerate() {
            house.api.faults([Some(fault); 300]);
            house.publish(elsewhere(&format!("s{n}"), "A ferry", house.clock().now())).await;
            house.settle().await;
        }
        assert_eq!(house.dead().await.len(), faults.len());
        let house = house.with_settings(|settings| settings.api = "http://10.0.0.1".into());
        house.publish(elsewhere("private", "A ferry", house.clock().now())).await;
        house.settle().await;
        let letters = format!("{:?}", house.letters().await);
        assert!(letters.contains("reason-private") && letters.contains("sendMessage"), "{letters}");
        let mut db = house.edition.store.read().await.unwrap();
        let sql = "select chat || state || shown || photo || stamp || letter as words from telegram_post";
        let rows = db.rows(sql, vec![]).await.unwrap();
        let posts: Vec<String> = rows.iter().map(|row| row.text("words").unwrap()).collect();
        for text in [letters, posts.concat()] {
            assert!(!text.contains("secret_token"), "{text}");
        }
    });
}

#[test]
fn a_bot_waits_no_longer_than_a_post_is_kept_for_it() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.api.faults([Some(Fault::Hang)]);
        let bot = Bot::with_patience(&house.edition.config, Duration::from_millis(100));
        let house = House { bot, ..house };
        house.publish(elsewhere("one", "A ferry", noon())).await;
        house.settle().await;
        assert_eq!(house.dead().await, [("one".into(), "reason-telegram-unsure".into())]);
        // Somebody looks at the channel, sees that it is not there, and has it tried again.
        house.repeat("one").await;
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH).len(), 1);
        assert_eq!(house.dead().await, []);
    });
}
