use super::called_in;

#[test]
fn names_after_an_at_are_called() {
    assert_eq!(called_in("@ala, see this. @Ala and @jan.k."), ["ala", "jan.k"]);
    assert_eq!(called_in("nobody, not even @ or mail@"), Vec::<String>::new());
    assert_eq!(called_in("(@Żenia)"), [crate::staff::sign_in_of("Żenia")]);
}
