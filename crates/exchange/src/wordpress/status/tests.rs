use super::*;

#[test]
fn dates_of_feeds() {
    let read = |text| rfc2822(text).map(|time| time.to_string());
    assert_eq!(read("Mon, 01 Mar 2021 10:00:00 +0300").as_deref(), Some("2021-03-01T07:00:00Z"));
    assert_eq!(read("Mon, 1 Mar 2021 10:00:00 GMT").as_deref(), Some("2021-03-01T10:00:00Z"));
    for none in ["", "Mon, 30 Nov -0001 00:00:00 +0000", "Mon, 01 Mrz 2021 10:00:00 +0000", "01 Mar 2021"] {
        assert_eq!(read(none), None, "{none}");
    }
}

#[test]
fn what_is_private_or_protected_is_never_public() {
    for (status, password) in [("private", ""), ("publish", "x"), ("future", "x"), ("invented", "")] {
        let item = Item { status: status.into(), password: password.into(), ..Item::default() };
        assert!(matches!(standing(&item), Standing::Story(State::Draft, Some(_))), "{status}");
    }
}
