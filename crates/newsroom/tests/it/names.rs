//! Sections, topics and people, and the switch that takes a person off everything.

use content::{ConceptKind, Role as Signs, concept};
use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role::{Editor, Inside, Reporter};
use serde_json::json;

use crate::kit::{House, in_a_newsroom};

async fn ids(house: &House, kind: ConceptKind) -> Vec<String> {
    let all = concept::all(&mut house.newsroom.store.read().await.unwrap(), kind).await.unwrap();
    all.into_iter().map(|concept| concept.id).collect()
}

async fn person(house: &House, id: &str) -> content::Concept {
    let mut db = house.newsroom.store.read().await.unwrap();
    concept::find(&mut db, ConceptKind::Person, id).await.unwrap().unwrap()
}

#[test]
fn sections_are_added_named_and_put_in_order() {
    in_a_newsroom(|house| async move {
        for name in ["Politics", "Economy", "Culture"] {
            let got = house.post(Editor, "/desk/names/sections", &[("name-en", name)]).await;
            assert_eq!(got.location(), "/desk/names/sections");
        }
        house.post(Editor, "/desk/names/sections/culture/place", &[("direction", "up")]).await;
        house.post(Editor, "/desk/names/sections/politics/place", &[("direction", "up")]).await;
        assert_eq!(ids(&house, ConceptKind::Section).await, ["politics", "culture", "economy"]);
        let got = house.post(Editor, "/desk/names/sections/culture/name", &[("name-en", "Arts")]).await;
        assert_eq!(got.location(), "/desk/names/sections/culture");
        let page = house.get(Editor, "/desk/names").await.text;
        assert!(page.contains(">Arts</a>") && page.contains("Move Arts up"), "{page}");
        for path in ["/desk/names/sections/none/place", "/desk/names/nothing/culture/place"] {
            let got = house.post(Editor, path, &[("direction", "sideways")]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn a_name_that_cannot_stand_is_refused_with_what_was_typed() {
    in_a_newsroom(|house| async move {
        house.post(Editor, "/desk/names/people", &[("name-en", "Known Name")]).await;
        let long = "x".repeat(201);
        for (name, sentence) in
            [(" ", "Write a name"), (&long, "200 characters"), ("known name", "that name already")]
        {
            let got = house.post(Editor, "/desk/names/people", &[("name-en", name), ("role", "desk")]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(got.text.contains(sentence) && got.text.contains(name.trim()), "{}", got.text);
        }
        assert_eq!(ids(&house, ConceptKind::Person).await.len(), 1);
        let got = house.post(Editor, "/desk/names/people/known-name/name", &[("name-en", &long)]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.text.contains(&long));
    });
}

#[test]
fn topics_are_found_by_a_part_of_their_name() {
    in_a_newsroom(|house| async move {
        for name in ["Łukašenka", "Ferries", "Ferry accidents"] {
            house.post(Editor, "/desk/names/topics", &[("name-en", name)]).await;
        }
        let page = house.get(Editor, "/desk/names/topics?q=lukas").await.text;
        assert!(page.contains("Łukašenka") && !page.contains("Ferries") && !page.contains("Move "));
        assert_eq!(house.get(Editor, "/desk/names/topics?q=ferr").await.text.matches(">Ferr").count(), 2);
    });
}

#[test]
fn a_topic_is_merged_into_another_on_record() {
    in_a_newsroom(|house| async move {
        for name in ["Ferry", "Ferries"] {
            house.post(Editor, "/desk/names/topics", &[("name-en", name)]).await;
        }
        let page = house.get(Editor, "/desk/names/topics/ferry").await.text;
        assert!(page.contains("Merge Ferry") && page.contains("<option value=\"Ferries\">"), "{page}");
        let at = "/desk/names/topics/ferry/merger";
        for (into, said) in
            [("Boats", "no topic of that name"), ("FERRY", "does not go into itself"), ("", "no topic")]
        {
            let got = house.post(Editor, at, &[("into", into)]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                got.text.contains(said) && got.text.contains(&format!("value=\"{into}\"")),
                "{}",
                got.text
            );
        }
        let got = house.post(Editor, at, &[("into", " ferries ")]).await;
        assert_eq!(got.location(), "/desk/names/topics/ferries");
        assert_eq!(ids(&house, ConceptKind::Topic).await, ["ferries"]);
        let got = house.get(Editor, "/desk/names/topics/ferry").await;
        assert_eq!(got.location(), "/desk/names/topics/ferries");
        assert_eq!(house.post(Editor, at, &[("into", "Ferries")]).await.status, StatusCode::NOT_FOUND);
        // The old name is the other topic's: writers do not make it once more.
        let got = house.post_json(Reporter, "/desk/topics", json!({ "name": "ferry" })).await;
        assert!(got.text.contains("\"ferries\""), "{}", got.text);
        let got = house.post(Editor, "/desk/names/topics", &[("name-en", "Ferry")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut db = house.newsroom.store.read().await.unwrap();
        let deeds = deed::before(&mut db, None, None, 9).await.unwrap();
        let said = deeds.iter().find(|deed| deed.deed == "topic-merged").unwrap();
        assert_eq!((said.subject.as_str(), said.detail.as_str()), ("ferry", "ferry → ferries"));
    });
}

#[test]
fn merging_asks_who_it_is_after_a_while() {
    in_a_newsroom(|house| async move {
        for name in ["Ferry", "Ferries"] {
            house.post(Editor, "/desk/names/topics", &[("name-en", name)]).await;
        }
        house.clock.set(house.clock.now().plus_millis(11 * 60_000));
        let got = house.post(Editor, "/desk/names/topics/ferry/merger", &[("into", "Ferries")]).await;
        assert!(got.location().starts_with("/desk/confirm?to="), "{got:?}");
        assert_eq!(ids(&house, ConceptKind::Topic).await.len(), 2);
        let page = house.get(Editor, "/desk/names/topics/ferry").await.text;
        assert!(!page.contains("merger\""), "{page}");
    });
}

#[test]
fn the_editor_adds_a_topic_and_gets_the_one_that_is_there() {
    in_a_newsroom(|house| async move {
        let ask = async |by, body| {
            let got = house.post_json(by, "/desk/topics", body).await;
            (got.status.as_u16(), serde_json::from_str::<serde_json::Value>(&got.text).unwrap_or_default())
        };
        let (status, first) = ask(Reporter, json!({ "name": " Border\n crossings " })).await;
        assert_eq!((status, &first), (200, &json!({ "id": "border-crossings", "name": "Border crossings" })));
        assert_eq!(ask(Inside, json!({ "name": "border CROSSINGS" })).await.1, first);
        for body in [json!({ "name": "" }), json!({}), json!([]), json!({ "name": "x".repeat(201) })] {
            assert_eq!(ask(Reporter, body).await.0, 422);
        }
        assert_eq!(ids(&house, ConceptKind::Topic).await, ["border-crossings"]);
    });
}

#[test]
fn one_switch_takes_a_person_off_everything_and_back() {
    in_a_newsroom(|house| async move {
        let words = [("name-en", "A. Reporter"), ("role", "pseudonym")];
        house.post(Editor, "/desk/names/people", &words).await;
        assert_eq!(person(&house, "a-reporter").await.role, Some(Signs::Pseudonym));
        let switch = "/desk/names/people/a-reporter/safety";
        let page = house.get(Editor, switch).await.text;
        assert!(page.contains("Take A. Reporter off everything?"), "{page}");
        assert_eq!(house.post(Reporter, switch, &[("person", "hidden")]).await.status, StatusCode::FORBIDDEN);
        let got = house.post(Editor, switch, &[("person", "hidden")]).await;
        assert_eq!(got.location(), "/desk/names/people/a-reporter");
        assert!(person(&house, "a-reporter").await.hidden);
        let page = house.get(Editor, "/desk/names/people/a-reporter").await.text;
        assert!(page.contains("stands on no page") && page.contains("Pictures with “A. Reporter”"));
        house.post(Editor, "/desk/names/people/a-reporter/name", &words).await;
        assert!(person(&house, "a-reporter").await.hidden, "a new name shows nobody");
        house.post(Editor, switch, &[("person", "shown")]).await;
        assert!(!person(&house, "a-reporter").await.hidden);
        let mut db = house.newsroom.store.read().await.unwrap();
        let deeds = deed::before(&mut db, None, None, 9).await.unwrap();
        let said: Vec<_> = deeds.iter().map(|deed| deed.deed.as_str()).collect();
        assert!(said.contains(&"byline-hidden") && said.contains(&"byline-shown"), "{said:?}");
        assert!(deeds.iter().all(|deed| !deed.detail.contains("Reporter")), "no name in the record");
        for path in ["/desk/names/sections/a-reporter/safety", "/desk/names/people/none/safety"] {
            let got = house.post(Editor, path, &[("person", "hidden")]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn the_switch_asks_who_it_is_after_a_while() {
    in_a_newsroom(|house| async move {
        house.post(Editor, "/desk/names/people", &[("name-en", "A. Reporter")]).await;
        house.clock.set(house.clock.now().plus_millis(11 * 60_000));
        let switch = "/desk/names/people/a-reporter/safety";
        let got = house.post(Editor, switch, &[("person", "hidden")]).await;
        assert!(got.location().starts_with("/desk/confirm?to="), "{got:?}");
        assert!(!person(&house, "a-reporter").await.hidden);
        assert_eq!(house.get(Editor, switch).await.status, StatusCode::OK, "they come back to a page");
    });
}

#[test]
fn names_that_would_run_stay_words() {
    in_a_newsroom(|house| async move {
        let mean = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        for kind in ["sections", "topics", "people"] {
            let at = format!("/desk/names/{kind}");
            let got = house.post(Editor, &at, &[("name-en", mean), ("role", mean)]).await;
            assert_eq!(got.location(), at);
            let id = "script-alert-1-script-img-src-x-onerror-alert-1";
            let mut pages = vec![at.clone(), format!("{at}?q=%3Cscript%3E%22"), format!("{at}/{id}")];
            if kind == "people" {
                pages.push(format!("{at}/{id}/safety"));
            }
            for page in pages {
                let got = house.get(Editor, &page).await;
                assert_eq!(got.status, StatusCode::OK, "{page}");
                assert!(got.text.contains("&lt;script&gt;"), "{page}: {}", got.text);
                assert!(!got.text.contains("<script>alert") && !got.text.contains("<img src=x"), "{page}");
            }
        }
    });
}

#[test]
fn names_are_for_editors() {
    in_a_newsroom(|house| async move {
        for role in [Reporter, Inside] {
            for path in ["/desk/names", "/desk/names/people"] {
                assert_eq!(house.get(role, path).await.status, StatusCode::FORBIDDEN);
            }
            let got = house.post(role, "/desk/names/sections", &[("name-en", "Mine")]).await;
            assert_eq!(got.status, StatusCode::FORBIDDEN);
        }
    });
}
