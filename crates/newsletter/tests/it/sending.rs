//! Sending: copies that differ in nothing that tells, once to each whatever happens, and what the server's refusals do.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mail::testing::Manner;
use newsletter::{Begun, List, PrivateKey, State};
use store::testing::on_both;
use zeroize::Zeroizing;

use crate::kit::{House, key, story, text, token};

async fn with_readers(house: &House, count: usize) -> String {
    for number in 0..count {
        house.subscribe(&format!("reader{number}@example.org"), "en", &[List::Breaking]).await;
    }
    house.file(vec![story("s1", "en", "The bridge", house.now())]).await;
    house.alert("en", "s1", "The bridge").await
}

#[test]
fn copies_are_the_same_to_the_byte_but_for_to_and_the_unsubscribe_lines() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 12).await;
        let sent = house.send(&issue).await;
        assert_eq!((sent.state, sent.sent, sent.total), (State::Sent, 12, 12));
        let copies = house.copies();
        let first = text(&copies[0]);
        for copy in &copies {
            let other = text(copy);
            assert_eq!(first.lines().count(), other.lines().count());
            assert!(other.starts_with(&format!("To: {}\r\n", copy.to)));
            let (mine, its) = (token(&copies[0], "/newsletter/leave/"), token(copy, "/newsletter/leave/"));
            for (a, b) in first.lines().zip(other.lines()).skip(1).filter(|(a, b)| a != b) {
                // Nothing but digits of the token, at the same places.
                let differing = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b);
                assert_eq!(a.len(), b.len(), "{a}\n{b}");
                assert!(differing.clone().all(|(a, b)| a.is_ascii_hexdigit() && b.is_ascii_hexdigit()));
                assert!(
                    a.starts_with("List-Unsubscribe: ") || a.contains('=') || a.contains(&mine[..8]),
                    "{a}"
                );
            }
            assert_eq!(first.matches(&copies[0].to).count(), 1, "the address is in the To line alone");
            let same = other.replace("=\r\n", "").replace(&its, &mine);
            let mine_whole = first.replace("=\r\n", "");
            assert_eq!(same.split_once("\r\n").unwrap().1, mine_whole.split_once("\r\n").unwrap().1);
        }
        let whole = first.replace("=\r\n", "");
        assert!(whole.contains("Message-ID: <") && whole.contains(&format!("{issue}@kropka.example")));
        assert_eq!(house.sink.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_mail_loads_nothing_and_says_the_same_in_both_forms() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 1).await;
        let preview = house.press.preview(&house.issue(&issue).await, house.now()).await.unwrap().unwrap();
        for loads in ["<img", "src=", "url(", "@import", "<link", "<script", "googleapis", "background=\""] {
            assert!(!preview.html.contains(loads), "{loads}: {}", preview.html);
        }
        for said in ["The bridge", "Deck of The bridge", "https://kropka.example/en/story/"] {
            assert!(preview.html.contains(said) && preview.text.contains(said), "{said}");
        }
        assert!(!preview.html.contains("Words of the body") && !preview.text.contains("Words of the body"));
        assert!(preview.html.contains("lang=\"en\""), "{}", preview.html);
    });
}

#[test]
fn whoever_dies_in_a_send_sends_nobody_a_second_copy() {
    on_both(|store| async {
        let mut house = House::with(store, mail::testing::Sink::start().await, |config| {
            // A handful in hand.
            config.mail.messages_per_minute = 360;
        })
        .await;
        let issue = with_readers(&house, 40).await;
        let mut runs = 0;
        loop {
            runs += 1;
            assert!(runs < 60, "it gets on: {:?}", house.issue(&issue).await);
            if house.begin(&issue).await != Begun::Sending {
                break;
            }
            // The moment of death is any: before, in and after a conversation.
            tokio::time::sleep(std::time::Duration::from_millis(137 + 61 * runs)).await;
            // As a killed process does, the run is not heard of again: another takes over while it still speaks.
            house = house.reborn();
        }
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        let sent = house.issue(&issue).await;
        let mut copies: HashMap<String, usize> = HashMap::new();
        house.copies().into_iter().for_each(|copy| *copies.entry(copy.to).or_default() += 1);
        assert!(copies.values().all(|count| *count == 1), "{copies:?}");
        assert_eq!(sent.state, State::Sent);
        assert_eq!(sent.done(), 40, "everybody is accounted for: {sent:?}");
        assert!(copies.len() as i64 >= sent.sent && copies.len() as i64 <= sent.sent + sent.unsure);
        assert_eq!(house.rows("newsletter_hand").await, 0);
    });
}

#[test]
fn what_nobody_knows_of_is_counted_and_not_sent_again() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 6).await;
        house.sink.behave(|to| match to {
            "reader2@example.org" => Manner::BreakAfterDot,
            "reader4@example.org" => Manner::BreakBeforeDot,
            _ => Manner::Take,
        });
        let sent = house.send(&issue).await;
        assert_eq!((sent.state, sent.sent, sent.unsure), (State::Sent, 4, 2));
        house.sink.behave(|_| Manner::Take);
        assert_eq!(house.begin(&issue).await, Begun::Nothing);
    });
}

#[test]
fn a_refused_address_goes_after_three_hard_bounces_in_a_row() {
    on_both(|store| async {
        let house = House::new(store).await;
        house.subscribe("gone@example.org", "en", &[List::Breaking]).await;
        house.subscribe("full@example.org", "en", &[List::Breaking]).await;
        for (number, rows) in [(1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (6, 1)] {
            house.sink.behave(move |to| match to {
                // In between it is there once, so the count begins anew.
                "gone@example.org" if number != 3 => Manner::RefuseReader(550),
                "full@example.org" => Manner::RefuseReader(452),
                _ => Manner::Take,
            });
            let id = format!("s{number}");
            house.file(vec![story(&id, "en", &id, house.now())]).await;
            let sent = house.send(&house.alert("en", &id, &id).await).await;
            assert_eq!(sent.state, State::Sent);
            assert_eq!(sent.refused, if number == 3 { 1 } else { 2 });
            assert_eq!(house.rows("subscription").await, rows, "after {number}");
        }
    });
}

#[test]
fn a_server_that_is_away_costs_nobody_a_copy() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 9).await;
        house.sink.behave(|_| Manner::RefuseSender(451));
        let stands = house.send(&issue).await;
        assert_eq!((stands.state, stands.stopped.as_str()), (State::Sending, "mail-closed"));
        assert_eq!((stands.sent, stands.refused, stands.unsure), (0, 0, 0));
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        // Away for a while in the middle: whom it could not be told of is told later.
        house.sink.behave(move |to| match count.fetch_add(1, Ordering::SeqCst) {
            12..24 if to.is_empty() => Manner::RefuseSender(451),
            _ => Manner::Take,
        });
        let sent = house.send(&issue).await;
        assert_eq!((sent.state, sent.sent, sent.doubles), (State::Sent, 9, 0), "{sent:?}");
        assert_eq!(house.copies().len(), 9);
    });
}

#[test]
fn a_server_that_takes_fewer_connections_than_are_tried_gets_the_whole_issue() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 20).await;
        let asked = AtomicUsize::new(0);
        house.sink.behave(move |to| match to {
            "" if !asked.fetch_add(1, Ordering::SeqCst).is_multiple_of(4) => Manner::RefuseSender(451),
            _ => Manner::Take,
        });
        let sent = house.send(&issue).await;
        assert_eq!((sent.state, sent.sent, sent.doubles), (State::Sent, 20, 0), "{sent:?}");
        assert_eq!(house.copies().len(), 20);
    });
}

#[test]
fn a_server_that_refuses_the_message_itself_is_not_asked_fifty_thousand_times() {
    on_both(|store| async {
        let house = House::with(store, mail::testing::Sink::start().await, |config| {
            config.mail.messages_per_minute = 600;
        })
        .await;
        let issue = with_readers(&house, 45).await;
        house.sink.behave(|_| Manner::RefuseMessage(554));
        let stands = house.send(&issue).await;
        assert_eq!((stands.state, stands.stopped.as_str()), (State::Sending, "newsletter-stopped-refused"));
        assert_eq!(stands.sent, 0);
        assert!(stands.refused < 45, "{stands:?}");
    });
}

#[test]
fn only_the_key_that_addresses_are_sealed_to_sends() {
    on_both(|store| async {
        let house = House::new(store).await;
        let issue = with_readers(&house, 1).await;
        let other = PrivateKey::from_chance(Zeroizing::new([8; 32])).text();
        for (typed, said) in [
            ("", Begun::NotAKey),
            (key().public().text().as_str(), Begun::NotAKey),
            (other.as_str(), Begun::WrongKey),
        ] {
            assert_eq!(house.press.send(&issue, typed, &house.clock).await.unwrap(), said);
        }
        assert_eq!(house.issue(&issue).await.state, State::Draft);
        assert_eq!(house.press.send("none", &key().text(), &house.clock).await.unwrap(), Begun::Nothing);
    });
}

#[test]
fn a_story_killed_before_or_in_a_send_is_in_no_copy_after_that() {
    on_both(|store| async {
        let house = House::with(store, mail::testing::Sink::start().await, |config| {
            config.mail.messages_per_minute = 600;
        })
        .await;
        for number in 0..30 {
            house.subscribe(&format!("reader{number}@example.org"), "en", &[List::Daily]).await;
        }
        let yesterday = house.now().plus_hours(-24);
        house
            .file(vec![
                story("early", "en", "Early tower", yesterday),
                story("late", "en", "Late tower", yesterday),
                story("stays", "en", "Good tower", yesterday),
            ])
            .await;
        house.press.tick(house.now()).await.unwrap();
        let issue = house.issues().await.into_iter().find(|issue| issue.list == List::Daily).unwrap().id;
        house.kill("early", "It was wrong.").await;
        house.clock.set(house.now().plus_millis(60_000));
        assert_eq!(house.begin(&issue).await, Begun::Sending);
        while house.copies().len() < 5 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        house.kill("late", "It was wrong as well.").await;
        // Those who were in hand at that moment.
        let before = house.copies().len() + 10;
        let sent = house.wait(&issue).await;
        assert_eq!((sent.state, sent.sent), (State::Sent, 30));
        let with_late: Vec<bool> =
            house.copies().iter().map(|copy| text(copy).contains("Late tower")).collect();
        assert!(with_late[0], "it was there at first");
        assert!(with_late[before..].iter().all(|is_there| !is_there), "{with_late:?}");
        assert!(house.copies().iter().all(|copy| text(copy).contains("Good tower")));
        assert!(house.copies().iter().all(|copy| !text(copy).contains("Early tower")));

        house.press.tick(house.now()).await.unwrap();
        house.press.tick(house.now()).await.unwrap();
        let notices: Vec<_> = house
            .issues()
            .await
            .into_iter()
            .filter(|issue| issue.kind == newsletter::Kind::Withdrawal)
            .collect();
        assert_eq!(notices.len(), 1, "for the one that somebody has: {notices:?}");
        assert_eq!(newsletter::issue::urgent(&mut house.store.read().await.unwrap()).await.unwrap(), 1);
        let sent = house.send(&notices[0].id).await;
        assert_eq!(sent.sent, 30);
        let last = text(house.copies().last().unwrap());
        assert!(last.contains("It was wrong as well.") && !last.contains("Late tower"), "{last}");
        assert!(last.replace("=\r\n", "").contains("https://kropka.example/s/"), "{last}");
    });
}
