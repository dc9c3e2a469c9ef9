//! The carrier against a server that is strict, and unfriendly where it is told to be.

use std::time::Duration;

use base::Time;
use base::config::{Mail, Security};
use mail::testing::{Manner, Sink};
use mail::{Address, Carrier, Outcome, Plate, Stage, Trouble, Unusable, Wording};

fn address(text: &str) -> Address {
    Address::parse(text).expect("an address")
}

fn carrier(sink: &Sink) -> Carrier {
    Carrier::new(&sink.settings()).expect("usable settings").with_patience(Duration::from_millis(400))
}

fn copy(to: &Address, text: &str) -> Vec<u8> {
    let from = address("news@kropka.example");
    let wording = Wording {
        from: &from,
        name: "Кропка",
        subject: "Навіны",
        id: "one",
        date: Time::from_millis(1_765_713_600_000),
        text,
        html: None,
        list: None,
        unsubscribe: None,
    };
    Plate::set(&wording, None).expect("it can be set").copy(to, "").expect("a copy")
}

async fn carry(carrier: &Carrier, to: &str) -> Outcome {
    let to = address(to);
    carrier.carry(&to, &copy(&to, "Дзень добры")).await
}

#[tokio::test]
async fn a_message_arrives_as_it_was_printed_and_the_connection_is_kept() {
    let sink = Sink::start().await;
    let carrier = carrier(&sink);
    let to = address("reader@example.org");
    let dots = copy(&to, ".\r\n..\r\n.hidden\n.\nend");
    assert_eq!(carrier.carry(&to, &dots).await, Outcome::Sent);
    assert_eq!(carry(&carrier, "another@example.org").await, Outcome::Sent);
    let taken = sink.taken();
    assert_eq!(taken[0].to, "reader@example.org");
    let printed = String::from_utf8(dots).expect("ASCII");
    assert_eq!(String::from_utf8(taken[0].message.clone()).expect("ASCII").trim_end(), printed.trim_end());
    assert_eq!(taken[1].to, "another@example.org");
    assert_eq!(sink.connections(), 1);
    carrier.rest().await;
    assert_eq!(sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_of_bytes_that_are_no_text_arrives_as_well() {
    let sink = Sink::start().await;
    let carrier = carrier(&sink);
    let copy = b"Subject: x\r\n\r\n.\xe4\r\n.\r\nend\r\n".to_vec();
    assert_eq!(carrier.carry(&address("reader@example.org"), &copy).await, Outcome::Sent);
    assert!(sink.taken()[0].message.starts_with(&copy));
    assert_eq!(sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn each_failure_has_its_outcome_and_the_next_message_goes_out() {
    let sink = Sink::start().await;
    let carrier = carrier(&sink);
    let refused = |stage, permanent, code| Outcome::Refused { stage, permanent, code };
    for (manner, outcome) in [
        (Manner::RefuseReader(550), refused(Stage::Recipient, true, 550)),
        (Manner::RefuseReader(452), refused(Stage::Recipient, false, 452)),
        (Manner::RefuseReader(421), Outcome::NotReached(Trouble::Closed(421))),
        (Manner::RefuseMessage(554), refused(Stage::Message, true, 554)),
        (Manner::RefuseMessage(451), refused(Stage::Message, false, 451)),
        (Manner::BreakBeforeDot, Outcome::Unsure),
        (Manner::BreakAfterDot, Outcome::Unsure),
        (Manner::Slow(2_600), Outcome::Unsure),
        (Manner::Slow(600), Outcome::Sent),
        (Manner::RefuseSender(553), Outcome::NotReached(Trouble::Sender(553))),
        (Manner::RefuseSender(451), Outcome::NotReached(Trouble::Closed(451))),
    ] {
        sink.behave(move |_| manner);
        assert_eq!(carry(&carrier, "reader@example.org").await, outcome, "{manner:?}");
        sink.behave(|_| Manner::Take);
        assert_eq!(carry(&carrier, "next@example.org").await, Outcome::Sent, "after {manner:?}");
    }
    assert_eq!(sink.faults(), Vec::<String>::new());
}

#[tokio::test]
async fn a_kept_connection_that_the_server_has_closed_costs_nobody_a_message() {
    let sink = Sink::start().await;
    let carrier = carrier(&sink);
    sink.behave(|_| Manner::TakeAndClose);
    for number in 0..5 {
        assert_eq!(carry(&carrier, &format!("reader{number}@example.org")).await, Outcome::Sent);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((sink.count(), sink.connections()), (5, 5));
}

#[tokio::test]
async fn a_server_that_is_not_there_or_knows_no_tls_gets_nothing() {
    let sink = Sink::start().await;
    let gone = Mail { port: 1, ..sink.settings() };
    let carrier = Carrier::new(&gone).expect("usable");
    assert_eq!(carry(&carrier, "reader@example.org").await, Outcome::NotReached(Trouble::Unreachable));
    for security in [Security::Tls, Security::Starttls] {
        let safe = Mail { security, ..sink.settings() };
        let carrier = Carrier::new(&safe).expect("usable").with_patience(Duration::from_millis(400));
        let outcome = carry(&carrier, "reader@example.org").await;
        let is_safe =
            matches!(outcome, Outcome::NotReached(Trouble::Unsafe | Trouble::Slow | Trouble::Unreachable));
        assert!(is_safe, "{security:?}: {outcome:?}");
    }
    let signs_in = Mail { user: "kropka".to_owned(), password: "secret".to_owned(), ..sink.settings() };
    let carrier = Carrier::new(&signs_in).expect("usable");
    assert_eq!(carrier.try_out().await, Err(Trouble::SignIn(0)), "the sink takes no password");
    assert!(!format!("{carrier:?}").contains("secret"));
    assert_eq!(sink.count(), 0);
    assert_eq!(Carrier::new(&Mail::default()).err(), Some(Unusable::Off));
    let elsewhere = Mail { server: "mail.example.org".to_owned(), ..sink.settings() };
    assert_eq!(Carrier::new(&elsewhere).err(), Some(Unusable::Open), "no clear text to another machine");
}
