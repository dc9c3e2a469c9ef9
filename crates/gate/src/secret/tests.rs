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
