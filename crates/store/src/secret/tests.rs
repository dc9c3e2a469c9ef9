use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn the_secret_is_made_once_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let room = folder.path().join("till");
    assert_eq!(*load(&room, [1; 32]).unwrap(), [1; 32]);
    assert_eq!(*load(&room, [2; 32]).unwrap(), [1; 32]);
    let mode = std::fs::metadata(room.join(FILE_NAME)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&room).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn a_damaged_or_unreadable_secret_is_told_of_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE_NAME);
    std::fs::write(&file, [1; 31]).unwrap();
    let error = load(folder.path(), [2; 32]).unwrap_err().to_string();
    assert!(error.contains("32 bytes") && error.contains("secret"), "{error}");
    assert_eq!(std::fs::read(&file).unwrap(), [1; 31]);
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let error = load(folder.path(), [2; 32]).unwrap_err().to_string();
    assert!(error.contains("cannot be used"), "{error}");
}
