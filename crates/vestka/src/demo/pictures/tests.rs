use super::{NAMES, draw};

#[test]
fn every_name_is_a_picture_and_the_same_one_each_time() {
    for name in NAMES {
        let file = draw(name, 7).unwrap();
        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n"), "{name}");
    }
    assert_eq!(draw(NAMES[0], 1), draw(NAMES[0], 1));
    assert_ne!(draw(NAMES[0], 1), draw(NAMES[0], 2));
    assert_eq!(draw("no such picture", 1), None);
}
