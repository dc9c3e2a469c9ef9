use super::*;

#[test]
fn a_code_is_read_as_people_type_it() {
    assert_eq!(hash("s", "k3m9-x2p7-01q4-wz8h"), hash("s", " K3M9 x2p7 OIQ4wz8h"));
    assert_ne!(hash("s", "k3m9-x2p7-01q4-wz8h"), hash("t", "k3m9-x2p7-01q4-wz8h"));
}

#[test]
fn codes_are_four_groups_of_four() {
    let code = new_code();
    assert_eq!(code.len(), 19);
    assert!(code.split('-').all(|group| group.len() == 4), "{code}");
    assert_ne!(code, new_code());
}
