use super::*;

fn week(number: u8) -> Week {
    Week::new("2026-11".parse().unwrap(), number).unwrap()
}

#[test]
fn what_is_sealed_opens_for_its_week_and_secret_only() {
    let (secret, key) = (Secret::of(&[1; 32]), WeekKey::from_bytes([7; 32]));
    let sealed = secret.seal(week(1), &key, [9; NONCE_LEN]);
    assert!(!sealed.contains(&HEXLOWER.encode(key.as_bytes())));
    assert_eq!(secret.unseal(week(1), &sealed).unwrap().as_bytes(), key.as_bytes());
    assert!(secret.unseal(week(2), &sealed).is_none());
    assert!(Secret::of(&[2; 32]).unseal(week(1), &sealed).is_none());
    for damaged in ["", "00", "zz", &sealed[..20], &sealed[..sealed.len() - 2], &format!("{sealed}00")] {
        assert!(secret.unseal(week(1), damaged).is_none(), "{damaged}");
    }
}

#[test]
fn the_file_is_made_once_and_for_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("gate");
    let first = load(&folder, [1; 32]).unwrap();
    assert_eq!(load(&folder, [2; 32]).unwrap().witness(), first.witness());
    let file = folder.join(FILE_NAME);
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::write(&file, [1; 31]).unwrap();
    assert!(matches!(load(&folder, [1; 32]), Err(GateError::SecretForm(_))));
}
