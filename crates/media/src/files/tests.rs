use std::fs::{self, File};

use super::{sweep, write};

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.jpg", b"first").unwrap();
    write(folder.path(), "a.jpg", b"second").unwrap();
    assert_eq!(names(folder.path()), ["a.jpg"]);
    assert_eq!(fs::read(folder.path().join("a.jpg")).unwrap(), b"second");
}

#[test]
fn a_failure_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a.jpg")).unwrap();
    write(folder.path(), "a.jpg", b"first").unwrap_err();
    assert_eq!(names(folder.path()), ["a.jpg"]);
}

#[test]
fn a_sweep_takes_what_was_left_and_not_what_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in [".a.jpg.1.0.tmp", ".b.jpg.1.1.tmp", "a.jpg", ".keep"] {
        fs::write(folder.path().join(name), b"x").unwrap();
    }
    let writing = File::open(folder.path().join(".b.jpg.1.1.tmp")).unwrap();
    writing.try_lock().unwrap();
    sweep(folder.path()).unwrap();
    assert_eq!(names(folder.path()), [".b.jpg.1.1.tmp", ".keep", "a.jpg"]);
}
