//! What readers do: sign up, confirm, leave; and what others do in their name.

use mail::testing::Manner;
use newsletter::{List, SignedUp};
use store::testing::on_both;

use crate::kit::{House, head, story, text, token};

#[test]
fn nothing_comes_before_a_sign_up_is_confirmed_and_nothing_after_one_click() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.file(vec![story("s1", "en", "The bridge", house.now())]).await;
        assert_eq!(house.sign_up("jan@example.org", "en", &[List::Breaking]).await, SignedUp::Asked);
        let first = house.alert("en", "s1", "The bridge").await;
        assert_eq!(house.send(&first).await.sent, 0, "nobody has confirmed");

        assert!(house.press.confirm(&house.confirm_token("jan@example.org")).await.unwrap());
        assert!(!house.press.confirm(&house.confirm_token("jan@example.org")).await.unwrap(), "once");
        house.file(vec![story("s2", "en", "The ferry", house.now())]).await;
        let second = house.alert("en", "s2", "The ferry").await;
        assert_eq!(house.send(&second).await.sent, 1);
        let copies = house.copies();
        let copy = copies.last().unwrap();
        assert!(head(copy).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        let token = token(copy, "/newsletter/leave/");
        assert!(
            head(copy)
                .contains(&format!("List-Unsubscribe: <https://kropka.example/en/newsletter/leave/{token}>"))
        );

        assert!(house.press.leave(&token).await.unwrap());
        assert!(!house.press.leave(&token).await.unwrap(), "nobody is there any more");
        assert_eq!(house.rows("subscription").await, 0);
        house.file(vec![story("s3", "en", "The mill", house.now())]).await;
        let third = house.alert("en", "s3", "The mill").await;
        assert_eq!(house.send(&third).await.sent, 0);
        assert_eq!(house.sink.faults(), Vec::<String>::new());
    });
}

#[test]
fn an_address_that_signs_up_twice_is_told_the_same_and_gets_each_issue_once() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.subscribe("jan@example.org", "en", &[List::Breaking]).await;
        house.subscribe("Jan@Example.org", "en", &[List::Breaking, List::Daily]).await;
        house.file(vec![story("s1", "en", "The bridge", house.now())]).await;
        let sent = house.send(&house.alert("en", "s1", "The bridge").await).await;
        assert_eq!((sent.sent, sent.doubles), (1, 1));
        house.file(vec![story("s2", "en", "The ferry", house.now())]).await;
        let sent = house.send(&house.alert("en", "s2", "The ferry").await).await;
        assert_eq!((sent.sent, sent.doubles), (1, 0), "the double is off the list");
    });
}

#[test]
fn nobody_is_flooded_by_way_of_the_form() {
    on_both(|store| async {
        let house = House::new(store).await;
        let english = "en".parse().unwrap();
        for _ in 0..20 {
            let answer = house.press.sign_up("jan@example.org", &english, &[List::Daily], house.now()).await;
            assert_eq!(answer.unwrap(), SignedUp::Asked, "the answer says nothing");
        }
        assert_eq!(house.sink.count(), 1);
        assert_eq!(house.rows("subscription").await, 1);
    });
}

#[test]
fn what_cannot_be_sent_is_not_kept() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.sink.behave(|_| Manner::RefuseReader(550));
        assert_eq!(house.sign_up("jan@example.org", "en", &[List::Daily]).await, SignedUp::NotSent);
        house.sink.behave(|_| Manner::RefuseSender(550));
        assert_eq!(house.sign_up("jan@example.org", "en", &[List::Daily]).await, SignedUp::NotSent);
        assert_eq!(house.rows("subscription").await, 0);
        house.sink.behave(|_| Manner::BreakAfterDot);
        assert_eq!(house.sign_up("jan@example.org", "en", &[List::Daily]).await, SignedUp::Asked);
        assert_eq!(house.rows("subscription").await, 1, "it may have arrived: the link must work");
    });
}

#[test]
fn hostile_input_is_refused_or_harmless() {
    on_both(|store| async {
        let house = House::with(store, mail::testing::Sink::start().await, |config| {
            config.languages[0].agency = "Kropka\r\nBcc: all@example.org\r\n\r\n<b>".into();
        })
        .await;
        for wrong in [
            "",
            "jan",
            "jan@example.org\r\nBcc: all@example.org",
            "jan@example.org>\r\nRCPT TO:<all@example.org",
            "\"jan\r\n\"@example.org",
            "jan@[127.0.0.1]",
        ] {
            assert_eq!(house.sign_up(wrong, "en", &[List::Daily]).await, SignedUp::NotAnAddress, "{wrong}");
        }
        assert_eq!(house.sign_up("jan@example.org", "en", &[]).await, SignedUp::NothingChosen);
        house.subscribe("jan@example.org", "en", &[List::Breaking]).await;
        let headline = "</a><script>alert(1)</script> & {{ \"x\" }}\u{7}";
        house.file(vec![story("s1", "en", "The bridge", house.now())]).await;
        let id = house.alert("en", "s1", "Subject\r\nBcc: all@example.org\r\n\r\nbody").await;
        let mut tx = house.store.write().await.unwrap();
        let stories = ["s1".to_owned()];
        let intro = format!("{headline}\r\n.\r\nMAIL FROM:<x@y.org>");
        let subject = "Subject\r\nBcc: all@example.org\r\n\r\nbody";
        assert!(newsletter::issue::save(&mut tx, &id, subject, &intro, &stories).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(house.send(&id).await.sent, 1);
        let copies = house.copies();
        let whole = text(&copies[0]).replace("=\r\n", "");
        assert!(!head(&copies[0]).lines().any(|line| line.to_lowercase().starts_with("bcc")), "{whole}");
        let html = whole.split("Content-Type: text/html").nth(1).unwrap();
        assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("{{"), "{html}");
        assert_eq!(house.sink.taken().len(), 2, "one that asked, one copy, and nothing to others");
        assert_eq!(house.sink.faults(), Vec::<String>::new());
    });
}

#[test]
fn what_nobody_confirms_is_forgotten_after_days() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.subscribe("there@example.org", "en", &[List::Daily]).await;
        house.sign_up("waits@example.org", "en", &[List::Daily]).await;
        for (hours, rows) in [(1, 2), (48, 2), (48, 1)] {
            house.clock.set(house.now().plus_hours(hours));
            house.press.tick(house.now()).await.unwrap();
            assert_eq!(house.rows("subscription").await, rows);
        }
        assert!(!house.press.confirm(&house.confirm_token("waits@example.org")).await.unwrap());
    });
}
