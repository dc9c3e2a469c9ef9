use base::Time;
use proptest::prelude::*;

use super::{Plate, Seat, Unfit};
use crate::{Address, Wording};

fn address(text: &str) -> Address {
    Address::parse(text).expect("an address")
}

fn set(subject: &str, name: &str, text: &str, html: Option<&str>, seat: &Seat) -> Plate {
    let unsubscribe = format!("https://example.org/en/newsletter/leave/{}", seat.as_str());
    let text = format!("{text}\n\n{unsubscribe}\n");
    let html = html.map(|html| format!("{html}<p><a href=\"{unsubscribe}\">leave</a></p>"));
    let wording = Wording {
        from: &address("news@example.org"),
        name,
        subject,
        id: "issue-1",
        date: Time::from_millis(1_765_713_600_000),
        text: &text,
        html: html.as_deref(),
        list: Some("daily.en"),
        unsubscribe: Some(&unsubscribe),
    };
    Plate::set(&wording, Some(seat)).expect("it can be set")
}

fn lines(copy: &[u8]) -> Vec<String> {
    String::from_utf8(copy.to_vec()).expect("ASCII").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn copies_differ_in_to_and_token_only() {
    let plate = set("Навіны дня", "Кропка", "Дзень добры", Some("<p>Дзень добры</p>"), &Seat::by_chance());
    let (one, two) = ("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210");
    let a = plate.copy(&address("a@example.org"), one).expect("a copy");
    let b = plate.copy(&address("somebody.else@example.net"), two).expect("a copy");
    let (a, b) = (lines(&a), lines(&b));
    assert_eq!(a.len(), b.len());
    assert_eq!((a[0].as_str(), b[0].as_str()), ("To: a@example.org", "To: somebody.else@example.net"));
    let differing: Vec<(&String, &String)> = a.iter().zip(&b).skip(1).filter(|(a, b)| a != b).collect();
    assert!(differing.iter().any(|(a, _)| a.starts_with("List-Unsubscribe: <https://example.org/")));
    let again = plate.copy(&address("somebody.else@example.net"), one).expect("a copy");
    assert_eq!(lines(&again)[1..], a[1..], "with the same token all else is the same");
    assert!(a.iter().all(|line| line.len() <= 998 && line.is_ascii()));
    assert_eq!(a.iter().filter(|line| line.starts_with("To:")).count(), 1);
}

#[test]
fn a_token_is_put_in_across_a_soft_line_break() {
    for pad in 0..80 {
        let seat = Seat::by_chance();
        let plate = set("s", "n", &format!("{}{}", "x".repeat(pad), seat.as_str()), None, &seat);
        let copy = plate.copy(&address("a@example.org"), &"7".repeat(32)).expect("a copy");
        let whole = String::from_utf8(copy).expect("ASCII").replace("=\r\n", "");
        assert_eq!(whole.matches(&"7".repeat(32)).count(), 3, "{pad}: {whole}");
        assert!(!whole.contains(seat.as_str()));
    }
}

#[test]
fn a_token_of_another_length_prints_nothing() {
    let plate = set("s", "n", "t", None, &Seat::by_chance());
    for wrong in ["", "7", "zz", &"7".repeat(33), &"z".repeat(32)] {
        assert_eq!(plate.copy(&address("a@example.org"), wrong), None, "{wrong}");
    }
}

#[test]
fn an_unsubscribe_address_that_ends_its_line_is_refused() {
    let wording = Wording {
        from: &address("news@example.org"),
        name: "n",
        subject: "s",
        id: "i",
        date: Time::from_millis(0),
        text: "t",
        html: None,
        list: None,
        unsubscribe: Some("https://example.org/\r\nBcc: all@example.org"),
    };
    assert_eq!(Plate::set(&wording, None).err(), Some(Unfit::Header));
    let id = Wording { unsubscribe: None, id: "i>\r\nBcc: x@y.org", ..wording };
    assert_eq!(Plate::set(&id, None).err(), Some(Unfit::Header));
}

proptest! {
    /// Whatever an editor writes, the head has the lines that it should have, and the body ends no message early.
    #[test]
    fn nothing_written_makes_a_header_line(subject in any::<String>(), name in any::<String>(), text in any::<String>()) {
        let hostile = format!("{subject}\r\nBcc: all@example.org\n\r\n{subject}");
        let plate = set(&hostile, &format!("{name}\r\nX-Mark: 1"), &text, Some(&text), &Seat::by_chance());
        let copy = plate.copy(&address("a@example.org"), &"7".repeat(32)).expect("a copy");
        let copy = String::from_utf8(copy).expect("ASCII");
        let head = copy.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let names: Vec<&str> = head.split("\r\n").map(|line| line.split(':').next().unwrap_or_default()).collect();
        let known = ["To", "From", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe",
            "List-Unsubscribe-Post", "Auto-Submitted", "MIME-Version", "Content-Type"];
        prop_assert_eq!(names.len(), known.len(), "{}", head);
        prop_assert!(names.iter().all(|name| known.contains(name)), "{:?}", names);
        prop_assert!(copy.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n') && !line.contains('\r')));
    }
}
