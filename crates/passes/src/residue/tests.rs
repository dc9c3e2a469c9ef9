use super::*;

/// 2^89 - 1, a prime: not a multiple of eight bits, and of two limbs.
const PRIME: [u8; 12] = [0x01, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255];

fn number(last: u8) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[11] = last;
    bytes
}

#[test]
fn a_modulus_is_odd_and_begins_with_a_one() {
    assert!(Modulus::new(&[]).is_none());
    assert!(Modulus::new(&[0, 3]).is_none());
    assert!(Modulus::new(&[4]).is_none());
    let modulus = Modulus::new(&PRIME).unwrap();
    assert_eq!((modulus.bits(), modulus.len()), (89, 12));
}

#[test]
fn a_residue_is_less_than_the_modulus_and_as_long() {
    let modulus = Modulus::new(&PRIME).unwrap();
    assert!(modulus.residue(&PRIME).is_none());
    assert!(modulus.residue(&[1]).is_none());
    assert!(modulus.residue(&[0; 13]).is_none());
    let mut largest = PRIME;
    largest[11] -= 1;
    assert_eq!(modulus.residue(&largest).unwrap().bytes(), largest);
}

#[test]
fn what_has_an_inverse_gives_one() {
    let modulus = Modulus::new(&PRIME).unwrap();
    let seven = modulus.residue(&number(7)).unwrap();
    assert_eq!(seven.times(&seven.inverse().unwrap()).bytes(), number(1));
    assert!(modulus.residue(&number(0)).unwrap().inverse().is_none());
    let fifteen = Modulus::new(&[15]).unwrap();
    assert!(fifteen.residue(&[6]).unwrap().inverse().is_none());
}

#[test]
fn a_long_number_is_reduced() {
    let modulus = Modulus::new(&PRIME).unwrap();
    let mut long = vec![0; 40];
    // 2^89 is 1 modulo 2^89 - 1.
    long[40 - 12] = 2;
    assert_eq!(modulus.reduce(&long).bytes(), number(1));
    assert_eq!(modulus.reduce(&[]).bytes(), number(0));
}
