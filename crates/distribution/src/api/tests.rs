use std::collections::BTreeSet;

use base::Time;
use content::ConceptKind;
use http::HeaderMap;
use serde_json::Value;
use web::{Asked, Params};

use super::problem::Problem;
use super::wanted::Wanted;

fn read(query: &str) -> Result<Wanted, Problem> {
    Wanted::read(&Asked {
        path: "/api/v1/en/stories".into(),
        params: Params::of(&[("lang", "en")]),
        query: Some(query.into()),
        headers: HeaderMap::new(),
        now: Time::from_millis(0),
    })
}

#[test]
fn a_query_is_read_to_the_letter_or_refused_with_a_sentence() {
    let wanted =
        read("section=economy&person=a-b&changed_since=2026-05-04T13%3A00%3A00Z&limit=7&page=3").unwrap();
    assert_eq!(wanted.of, [(ConceptKind::Section, "economy".into()), (ConceptKind::Person, "a-b".into())]);
    assert_eq!((wanted.skip(), wanted.limit), (14, 7));
    let next = "section=economy&person=a-b&changed_since=2026-05-04T13:00:00Z&limit=7&page=4";
    assert_eq!(wanted.next(), next);
    assert_eq!(read(&wanted.next()).unwrap().page, 4);
    for (query, sentence) in [
        ("tag=a", "The query says 'tag', which is unknown here."),
        ("limit=101", "'101' is no limit: write a whole number from 1 to 100."),
        ("limit=-1", "'-1' is no limit"),
        ("page=0", "'0' is no page"),
        ("changed_since=yesterday", "'yesterday' is no time: write it as 2026-05-04T13:00:00Z."),
        ("page=1&page=2", "The query says 'page' twice."),
    ] {
        let problem = read(query).unwrap_err();
        assert!(problem.to_string().starts_with(sentence), "{query}: {problem}");
        assert_eq!(problem.document()["status"], 400);
    }
}

#[test]
fn the_document_has_every_public_address_of_the_api_and_no_other() {
    let document: Value = serde_json::from_str(super::DOCUMENT).unwrap();
    let said = document["paths"].as_object().unwrap().keys().map(String::as_str);
    let said: BTreeSet<&str> = said.filter(|path| path.starts_with("/api/")).collect();
    let served: BTreeSet<&str> = super::ADDRESSES.into_iter().collect();
    assert_eq!(said, served);
}
