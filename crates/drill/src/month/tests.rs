use super::*;

#[test]
fn a_visit_is_the_same_for_the_same_seed() {
    let pages = vec!["/en/".to_owned()];
    let written = || {
        let mut aviary = Aviary::new(9);
        let planned = planned(&mut aviary, ([127, 0, 0, 1], 80).into(), &pages, SMALL);
        (format!("{planned:?}"), aviary.kept().len())
    };
    let (text, planted) = written();
    assert_eq!((text, planted), written());
    assert!(planted > 200, "{planted}");
}

const SMALL: Measure = Measure { days: 1, stride: 1, readers: 20, others: 20, buyers: 1 };

#[test]
fn links_of_a_page_are_those_of_its_own_site() {
    let html =
        "<a href=\"/en/a?x&amp;y#z\">, <a href=\"https://other.example/\">, <img src=\"/media/p.jpg\">";
    assert_eq!(links(html), ["/en/a?x&y", "/media/p.jpg"]);
}
