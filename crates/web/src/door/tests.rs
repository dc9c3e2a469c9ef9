use super::*;
use proptest::prelude::*;

fn check(header: &str, expected: Option<&str>) {
    assert_eq!(value_of(header.as_bytes(), "__Host-plus"), expected, "{header}");
}

#[test]
fn the_cookie_is_found_among_others() {
    check("__Host-plus=abc", Some("abc"));
    check("theme=dark; __Host-plus=abc", Some("abc"));
    check("a=1;__Host-plus=abc;b=2", Some("abc"));
    check("__Host-plus=a=b", Some("a=b"));
    check("__Host-plus=", Some(""));
    check("__Host-plus=abc; __Host-plus=def", Some("abc"));
    check("__host-plus=abc", None);
    check("x__Host-plus=abc", None);
    check("__Host-plus2=abc; __Host-plus", None);
    check("x=__Host-plus=abc", None);
    check("", None);
    assert_eq!(value_of(b"__Host-plus=\xff", "__Host-plus"), None);
}

#[test]
fn a_ticket_keeps_pages_apart() {
    let key = |apart: &str, path: &str| {
        let mut key = "something else".to_owned();
        Ticket::new(apart.into(), Arc::new(1_u8)).write_key(path, &mut key);
        key
    };
    assert_eq!(key("2026-11.1", "/en/story/a"), "\0full/2026-11.1/en/story/a");
    assert_ne!(key("2026-11.1", "/en/story/a"), key("2026-11.2", "/en/story/a"));
    let ticket = Ticket::new("a".into(), Arc::new(7_u8));
    assert_eq!((ticket.shows::<u8>(), ticket.shows::<u16>()), (Some(&7), None));
}

#[test]
fn a_program_shows_the_same_value_as_a_password() {
    let door = Door::new("plus", |value, _| (value == "good").then(|| Ticket::new("a".into(), Arc::new(()))));
    let check = |header: &str, is_let_in: bool| {
        let shown = Shown { cookie: Some(b"plus=bad"), authorization: Some(header.as_bytes()) };
        assert_eq!(door.ticket(shown, Time::from_millis(0)).is_some(), is_let_in, "{header}");
    };
    let basic = |pair: &str| format!("Basic {}", BASE64.encode(pair.as_bytes()));
    check(&basic("plus:good"), true);
    check(&basic("plus:good").replace("Basic", "bASIC"), true);
    check(&basic(":good"), true);
    check(&basic("good:bad"), false);
    check(&basic("good"), false);
    check(&basic("a:b:good"), false);
    check("Basic good", false);
    check("Bearer good", false);
    check("", false);
    check(&format!("Basic {}", "A".repeat(4096)), false);
}

proptest! {
    #[test]
    fn no_authorization_confuses_the_door(header in proptest::collection::vec(any::<u8>(), 0..200)) {
        let door = Door::new("plus", |value, _| (value == "good").then(|| Ticket::new("a".into(), Arc::new(()))));
        let shown = Shown { cookie: None, authorization: Some(&header) };
        prop_assert!(door.ticket(shown, Time::from_millis(0)).is_none());
    }

    #[test]
    fn no_header_confuses_the_door(header in proptest::collection::vec(any::<u8>(), 0..200)) {
        let door = Door::new("__Host-plus", |value, _| (value == "good").then(|| Ticket::new("a".into(), Arc::new(()))));
        let is_let_in = door.ticket(Shown { cookie: Some(&header), authorization: None }, Time::from_millis(0)).is_some();
        prop_assert!(!is_let_in || header.windows(16).any(|part| part == b"__Host-plus=good"));
    }
}
