use super::*;

fn secret(byte: u8) -> Secret {
    Secret::of(&[byte; 32])
}

fn epoch() -> Epoch {
    "2026-11".parse().unwrap()
}

#[test]
fn a_code_is_known_under_its_own_secret_only() {
    let code = ReaderCode::from_bytes([7; 16]);
    assert_eq!(secret(1).hash(&code), secret(1).hash(&code));
    assert_ne!(secret(1).hash(&code), secret(2).hash(&code));
    assert_ne!(secret(1).hash(&code), secret(1).hash(&ReaderCode::from_bytes([8; 16])));
}

#[test]
fn a_sealed_key_opens_for_its_epoch_its_key_and_its_secret() {
    let (id, other) = (KeyId([3; 32]), KeyId([4; 32]));
    let sealed = secret(1).seal(epoch(), id, b"a private key", [5; 12]);
    assert!(!sealed.contains(&HEXLOWER.encode(b"private")));
    assert_eq!(secret(1).unseal(epoch(), id, &sealed).unwrap().as_slice(), b"a private key");
    assert!(secret(2).unseal(epoch(), id, &sealed).is_none());
    assert!(secret(1).unseal(epoch().next(), id, &sealed).is_none());
    assert!(secret(1).unseal(epoch(), other, &sealed).is_none());
    let mut flipped = sealed.clone().into_bytes();
    flipped[40] ^= 1;
    assert!(secret(1).unseal(epoch(), id, &String::from_utf8(flipped).unwrap()).is_none());
    assert!(secret(1).unseal(epoch(), id, "00ff").is_none());
    assert!(secret(1).unseal(epoch(), id, "not hexadecimal").is_none());
}
