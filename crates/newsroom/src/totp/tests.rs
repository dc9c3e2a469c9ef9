use super::*;

#[test]
fn the_codes_are_those_of_rfc_6238() {
    // Appendix B, SHA-1: the last six of its eight digits.
    let secret = Secret::from(b"12345678901234567890".to_vec()).to_base32();
    for (seconds, expected) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(code(&secret, Time::from_millis(seconds * 1_000)).as_deref(), Some(expected));
    }
}

#[test]
fn a_code_is_good_in_its_own_half_minute_and_its_neighbours() {
    let secret = new_secret();
    let now = Time::from_millis(1_700_000_010_000);
    let step_now = now.millis() / 30_000;
    let code = code(&secret, now).unwrap();
    assert_eq!(step(&secret, &code, now), Some(step_now));
    assert_eq!(step(&secret, &format!("{} {}", &code[..3], &code[3..]), now), Some(step_now));
    assert_eq!(step(&secret, &code, Time::from_millis(now.millis() + 30_000)), Some(step_now));
    assert_eq!(step(&secret, &code, Time::from_millis(now.millis() + 90_000)), None);
    assert_eq!(step(&secret, "", now), None);
    assert_eq!(step(&secret, "abcdef", now), None);
}

#[test]
fn secrets_differ_and_have_160_bits() {
    assert_eq!(new_secret().len(), 32);
    assert_ne!(new_secret(), new_secret());
}

#[test]
fn the_address_takes_names_in_any_script() {
    let address = address("ABC", "Пошта: A&B", "ніна");
    assert!(address.starts_with("otpauth://totp/%D0%9F"), "{address}");
    assert_eq!(address.matches(':').count(), 2, "{address}");
    assert!(web::Qr::of(&address).is_some());
}
