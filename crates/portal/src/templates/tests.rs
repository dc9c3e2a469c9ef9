use super::*;

#[test]
fn every_template_is_in_order() {
    let env = environment();
    let names: Vec<_> = Files::iter().collect();
    assert!(names.len() > 8);
    names.iter().for_each(|name| drop(env.get_template(name).unwrap()));
}
