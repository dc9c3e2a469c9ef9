use crate::{NAMES, draw};

/// One picture stands for all here: the demo itself draws every one of them.
#[test]
fn a_picture_is_the_same_one_each_time() {
    let file = draw(NAMES[0], 1).unwrap();
    assert!(file.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(draw(NAMES[0], 1).unwrap() == file, "the same seed");
    assert!(draw(NAMES[0], 2).unwrap() != file, "another seed");
    assert_eq!(draw("no such picture", 1), None);
}

#[test]
fn no_two_pictures_have_one_name() {
    let names: std::collections::HashSet<&str> = NAMES.into_iter().collect();
    assert_eq!(names.len(), NAMES.len());
}
