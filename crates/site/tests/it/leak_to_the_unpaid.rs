//! The leak test, for those who show something: a pass or a cookie that is old, forged, spent, of another month, or has a
//! bit turned opens not one byte of a paid text at any address; a good cookie opens the stories' own, and nothing that is
//! hidden.

use passes::Token;
use passes::text;
use store::testing::on_both;

use crate::entering::{cookie, enter};
use crate::kit::{Got, Site, noon};
use crate::leak::{PLANTED, addresses, contains, plant, planted};
use crate::signed::{forged, passes};

/// Paid stories that are out, by their addresses.
const PAID: [&str; 3] =
    ["/en/story/headline-walled-en", "/be/story/headline-whole-be", "/ru/story/headline-opening-ru"];

async fn show(site: &Site, path: &str, cookie: &str) -> Got {
    let shown = format!("__Host-plus={cookie}");
    site.ask(path, &[("cookie", &shown), ("accept-encoding", "identity")]).await
}

/// The value with one bit turned in each byte in turn.
fn turned(value: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..value.len()).map(|at| {
        let mut turned = value.to_vec();
        turned[at] ^= 1 << (at % 7);
        turned
    })
}

#[test]
fn what_is_not_good_opens_no_byte_and_what_is_good_opens_the_story() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        let december = passes("2025-12", 1);
        site.clock.set(noon().plus_hours(-7 * 24));
        let last_week = cookie(&site, &december[0]).await;
        site.clock.set(noon());
        plant(&site).await;
        let good = cookie(&site, &december[1]).await;
        assert_ne!(good, last_week);

        let pass_as_cookie = text::write(&december[2]);
        let worthless = [last_week.as_str(), "", &"A".repeat(43), &pass_as_cookie, &good[..42]];
        let mut stories = 0;
        for route in site.app.routes().into_iter().filter(|route| route.method == "GET") {
            for path in addresses(&site, route.pattern).await {
                // What is no story has no second variant: there one cookie that was good stands for all.
                let shown = if route.name == "story" { &worthless[..] } else { &worthless[..1] };
                for cookie in shown {
                    let got = show(&site, &path, cookie).await;
                    assert!(!contains(&got.raw, PLANTED), "{path} opens to the cookie {cookie:?}");
                }
                let got = show(&site, &path, &good).await;
                let is_opened = contains(&got.raw, PLANTED);
                assert!(!is_opened || route.name == "story", "{path} is no story, but opens");
                for hidden in ["headline", "deck", "place", "source", "correction", "person"] {
                    assert!(!contains(&got.raw, &planted(hidden)), "{path} shows what is hidden");
                }
                stories += usize::from(is_opened);
            }
        }
        assert!(stories >= 12, "a good cookie opened {stories} stories only");

        for path in PAID {
            assert!(contains(&show(&site, path, &good).await.raw, &planted("paragraph")), "{path}");
            for turned in turned(good.as_bytes()) {
                let turned = String::from_utf8(turned).expect("seven bits stay letters");
                let turned: String = turned.chars().filter(|sign| !sign.is_control()).collect();
                let got = show(&site, path, &turned).await;
                assert!(!contains(&got.raw, PLANTED), "{path} opens to the cookie {turned:?}");
            }
        }

        let mut bad: Vec<(String, &str)> = turned(&december[3].to_bytes())
            .filter_map(|bytes| Token::from_bytes(&bytes).ok())
            .map(|pass| (text::write(&pass), "a turned bit"))
            .collect();
        bad.extend(
            turned(text::write(&december[3]).as_bytes())
                .map(|text| (String::from_utf8_lossy(&text).into_owned(), "a turned bit of the text")),
        );
        bad.push((text::write(&december[1]), "spent"));
        bad.push((text::write(&passes("2025-11", 1)[0]), "of last month"));
        bad.push((text::write(&passes("2026-01", 1)[0]), "of next month"));
        bad.push((text::write(&forged("2025-12")[0]), "forged"));
        for (pass, what) in &bad {
            let got = enter(&site, pass, PAID[0]).await;
            assert!(!contains(&got.raw, PLANTED), "a pass that is {what} opens");
            assert_eq!(got.cookie, "", "a pass that is {what} gets a cookie");
        }
        assert_eq!(cookie(&site, &december[3]).await, good, "none of them was spent on the way");
    });
}
