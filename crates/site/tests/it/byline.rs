//! Byline safety: one switch, and a person's name is in no byte of any public address, of whatever age the story is; the
//! addresses are those of the route table, so that a new page is asked without anybody remembering it.

use std::collections::BTreeMap;

use content::{Concept, ConceptKind, Manuscript, Role, concept, visibility};
use store::testing::on_both;

use crate::kit::{Site, noon, story};
use crate::leak::{addresses, contains};

/// The person's names in each language; and their id, which is made from a name when they are added at the desk.
const NAMES: [(&str, &str); 3] =
    [("en", "Alesia Zahornaja"), ("be", "Алеся Загорная"), ("ru", "Олеся Загорная")];
const ID: &str = "alesia-zahornaja";

/// How many addresses say a name or the id, and the first of them that does.
async fn said(site: &Site) -> (usize, String) {
    let mut saying: BTreeMap<String, String> = BTreeMap::new();
    for route in site.app.routes() {
        for path in addresses(site, route.pattern).await {
            let got = site.get(&path).await;
            let names = NAMES.map(|(_, name)| name);
            if names.into_iter().chain([ID]).any(|name| contains(&got.raw, name)) {
                saying.insert(path, got.text);
            }
        }
    }
    (
        saying.len(),
        saying.into_iter().next().map(|(path, text)| format!("{path}:\n{text}")).unwrap_or_default(),
    )
}

async fn switch(site: &Site, hidden: bool) {
    let mut tx = site.edition.store.write().await.unwrap();
    assert!(visibility::hide(&mut tx, ID, hidden).await.unwrap());
    tx.commit().await.unwrap();
}

fn stories() -> Vec<Manuscript> {
    let languages = ["en", "be", "ru"].into_iter();
    let ages = [0, -30, -24 * 40];
    let story_of = |language: &str, hours: i64| {
        let mut story =
            story(&format!("s{}-{language}", -hours), language, "A headline", noon().plus_hours(hours));
        story.group = format!("s{}", -hours);
        story.document.bylines = vec![ID.into(), "another".into()];
        story
    };
    languages.flat_map(|language| ages.map(|hours| story_of(language, hours))).collect()
}

#[test]
fn a_hidden_person_is_named_on_no_page_now_or_in_the_past_and_can_come_back() {
    on_both(|store| async move {
        let site = Site::new(store);
        let person = |id: &str, names: BTreeMap<_, _>| Concept {
            kind: ConceptKind::Person,
            id: id.into(),
            position: 0,
            names,
            role: Some(Role::Named),
            hidden: false,
        };
        let names = NAMES.map(|(tag, name)| (tag.parse().unwrap(), name.to_owned())).into();
        let other = [("en".parse().unwrap(), "Somebody Else".to_owned())].into();
        let mut tx = site.edition.store.write().await.unwrap();
        concept::file(&mut tx, &[person(ID, names), person("another", other)]).await.unwrap();
        tx.commit().await.unwrap();
        site.file(stories()).await;
        // Asked before, so that every page is in the cache with the name on it.
        let (before, _) = said(&site).await;
        assert!(before > 9, "only {before} addresses said the name: the test looks at nothing");
        switch(&site, true).await;
        let (after, first) = said(&site).await;
        assert_eq!(after, 0, "{first}");
        assert_eq!(site.get("/en/story/a-headline").await.status, 200, "the stories stay");
        switch(&site, false).await;
        assert_eq!(said(&site).await.0, before);
    });
}
