//! The leak test of the portal: sentences are planted in every paid body and in what is held, and looked for in every byte of
//! every address of the table, in every format.

use distribution::item::Format;
use http::{Method, StatusCode};
use portal::{Need, routes};
use wire::Contract;

use crate::kit::{Firm, Got, HELD, House, PAID, contract, in_a_portal, percent};

const STORIES: [&str; 5] = ["open", "plus", "held", "walled", "be"];

/// Every address that can be read, with every story and format in it, and lists of every kind.
fn addresses() -> Vec<(bool, String)> {
    let formats = Format::ALL.map(Format::name);
    let mut all = Vec::new();
    for route in routes().into_iter().filter(|route| route.method == Method::GET) {
        let is_program = matches!(route.need, Need::Token | Need::Scope(_));
        let mut add = |path: String| all.push((is_program, path));
        match route.pattern {
            "/wire" => ["", "?q=harbour", "?q=minister", "?section=economy", "?language=en"]
                .iter()
                .for_each(|query| add(format!("/wire{query}"))),
            "/wire/story/{id}" => STORIES.iter().for_each(|id| add(format!("/wire/story/{id}"))),
            "/wire/story/{id}/{format}" => {
                for id in STORIES {
                    formats.iter().for_each(|format| add(format!("/wire/story/{id}/{format}")));
                }
            }
            "/wire/api/stories/{file}" => {
                for id in STORIES {
                    formats.iter().for_each(|format| add(format!("/wire/api/stories/{id}.{format}")));
                }
            }
            "/wire/api/stories" => {
                let since = percent("2025-12-01T00:00:00Z");
                for format in ["ninjs-3.1", "ninjs-2.2", "newsml-g2", "rss"] {
                    add(format!("/wire/api/stories?format={format}"));
                    add(format!("/wire/api/stories?format={format}&changed_since={since}"));
                    add(format!("/wire/api/stories?format={format}&q=harbour"));
                }
            }
            "/wire/assets/{file}" | "/wire/invite/{secret}" => {}
            pattern if pattern.contains('{') => panic!("{pattern}: say here what is in its open part"),
            pattern => add(pattern.to_owned()),
        }
    }
    all
}

async fn ask(house: &House, firm: &Firm, (is_program, path): &(bool, String)) -> Got {
    if *is_program { house.api(firm, path).await } else { house.get(firm, path).await }
}

/// Where a sentence was found, and how many answers were 200.
async fn found(house: &House, firm: &Firm, sentence: &str) -> (Vec<String>, usize) {
    let (mut places, mut answered) = (Vec::new(), 0);
    for address in addresses() {
        let got = ask(house, firm, &address).await;
        answered += usize::from(got.status == StatusCode::OK);
        if got.everything().contains(sentence) {
            places.push(address.1);
        }
    }
    (places, answered)
}

#[test]
fn a_contract_without_plus_is_given_no_paid_sentence_anywhere() {
    in_a_portal(|house| async move {
        let poor = house.firm("Poor", Contract { early: true, ..contract() }).await;
        let rich = house.firm("Rich", Contract { early: true, plus: true, ..contract() }).await;
        for hours in [0, 3, 9] {
            house.clock.set(crate::kit::noon().plus_hours(hours));
            let (places, answered) = found(&house, &poor, PAID).await;
            assert_eq!(places, [""; 0], "after {hours} hours");
            assert!(answered > 80, "{answered} answers");
        }
        house.clock.set(crate::kit::noon());
        let (places, _) = found(&house, &rich, PAID).await;
        for expected in ["/wire/story/plus", "/wire/story/held/nitf", "/wire/api/stories/walled.text"] {
            assert!(places.iter().any(|place| place == expected), "the test can fail: {places:?}");
        }
    });
}

#[test]
fn what_is_held_is_seen_by_those_who_get_things_early_only_until_its_hour() {
    in_a_portal(|house| async move {
        let late = house.firm("Late", Contract { plus: true, ..contract() }).await;
        let early = house.firm("Early", Contract { early: true, ..contract() }).await;
        assert_eq!(found(&house, &late, HELD).await.0, [""; 0]);
        assert_eq!(house.get(&late, "/wire/story/held").await.status, StatusCode::NOT_FOUND);
        let (places, _) = found(&house, &early, HELD).await;
        assert!(places.len() > 20, "the test can fail: {places:?}");
        let ninjs = house.api(&early, "/wire/api/stories/held.ninjs-3.1").await.json();
        assert_eq!(ninjs["embargoedUntil"], "2025-12-14T15:00:00Z");
        assert!(house.get(&early, "/wire/story/held").await.text.contains("Embargo until"));
        house.clock.set(crate::kit::noon().plus_hours(4));
        assert_eq!(house.get(&late, "/wire/story/held").await.status, StatusCode::OK);
        let ninjs = house.api(&late, "/wire/api/stories/held.ninjs-3.1").await.json();
        assert!(ninjs.get("embargoedUntil").is_none(), "{ninjs}");
    });
}
