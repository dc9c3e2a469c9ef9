//! The leak test, for those who show something: a pass or a cookie that is old, forged, spent, of another month, or has a
//! bit turned opens not one byte of a paid text at any address; a good cookie opens the stories' own, and nothing that is
//! hidden.

use passes::Token;
use passes::text;
use store::testing::on_both;

use crate::entering::{cookie, enter};
use crate::kit::{Got, Site, noon};
use crate::leak::{PLANTED, addresses, contains, plant, planted, plausible};
use crate::signed::{forged, passes};

/// Paid stories that are out, by their addresses.
const PAID: [&str; 3] =
    ["/en/story/headline-walled-en", "/be/story/headline-whole-be", "/ru/story/headline-opening-ru"];

/// Routes that a good cookie opens.
fn may_open(route: &str) -> bool {
    route == "story" || route.ends_with("whole-feed")
}

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

/// The same of a text, without what a header cannot hold.
fn turned_texts(value: &str) -> impl Iterator<Item = String> {
    turned(value.as_bytes()).map(|bytes| {
        let text = String::from_utf8(bytes).expect("seven bits stay letters");
        text.chars().filter(|sign| !sign.is_control()).collect()
    })
}

/// Passes that open nothing, one of each kind, and what they are. The second of December's is spent.
fn worthless() -> Vec<(String, &'static str)> {
    let december = passes("2025-12", 1);
    let mut turned = december[3].to_bytes();
    turned[300] ^= 1;
    vec![
        (String::new(), "none"),
        (text::write(&december[1]), "spent"),
        (text::write(&passes("2025-11", 1)[0]), "of last month, and over"),
        (text::write(&passes("2026-01", 1)[0]), "of next month"),
        (text::write(&forged("2025-12")[0]), "forged"),
        (text::write(&Token::from_bytes(&turned).unwrap()), "turned in a bit"),
    ]
}

/// A site with everything planted, the good cookie of this week and the one of the week before.
async fn planted_site(store: store::Store) -> (Site, String, String) {
    let site = Site::with_everything(store).await;
    let december = passes("2025-12", 1);
    site.clock.set(noon().plus_hours(-7 * 24));
    let last_week = cookie(&site, &december[0]).await;
    site.clock.set(noon());
    plant(&site).await;
    let good = cookie(&site, &december[1]).await;
    assert_ne!(good, last_week);
    (site, good, last_week)
}

#[test]
fn no_address_opens_to_a_cookie_that_is_not_good() {
    on_both(|store| async move {
        let (site, good, last_week) = planted_site(store).await;
        let mut bad = vec![last_week, "A".repeat(43), good[..42].to_owned(), format!("{good}A")];
        bad.extend(worthless().into_iter().map(|(pass, _)| pass));
        let (mut asked, mut stories) = (0, 0);
        for route in site.app.routes().into_iter().filter(|route| route.method == "GET") {
            let all: Vec<String> = turned_texts(&good).collect();
            for (number, path) in addresses(&site, route.pattern).await.into_iter().enumerate() {
                // Every bit where there is something to open, else one for all of them; and of routes with no second
                // variant the first addresses are shown everything.
                let is_tried = PAID.contains(&path.as_str()) || path == "/en/whole-feed/atom.xml";
                let turned = if is_tried { &all[..] } else { &all[..1] };
                let bad = if may_open(route.name) || number < 8 { &bad[..] } else { &bad[..1] };
                for cookie in bad.iter().chain(turned) {
                    let got = show(&site, &path, cookie).await;
                    assert!(!contains(&got.raw, PLANTED), "{path} opens to the cookie {cookie:?}");
                    asked += 1;
                }
                let got = show(&site, &path, &good).await;
                let is_opened = contains(&got.raw, PLANTED);
                assert!(!is_opened || may_open(route.name), "{path} is no story, but opens");
                for hidden in ["headline", "deck", "place", "source", "correction", "person"] {
                    assert!(!contains(&got.raw, &planted(hidden)), "{path} shows what is hidden");
                }
                stories += usize::from(is_opened);
            }
        }
        assert!(asked > 3_000, "only {asked} times something was shown");
        assert!(stories >= 12, "a good cookie opened {stories} stories only");
        for path in PAID {
            assert!(contains(&show(&site, path, &good).await.raw, &planted("paragraph")), "{path}");
        }
    });
}

#[test]
fn no_form_opens_to_a_pass_that_is_not_good() {
    on_both(|store| async move {
        let (site, good, _) = planted_site(store).await;
        let pass = passes("2025-12", 1)[3].clone();
        let (bytes, written) = (pass.to_bytes(), text::write(&pass));
        let turned_bytes = turned(&bytes).filter_map(|bytes| Token::from_bytes(&bytes).ok());
        let turned = turned_bytes.map(|pass| text::write(&pass)).chain(turned_texts(&written));
        for (number, pass) in turned.enumerate() {
            let got = enter(&site, &pass, PAID[number % PAID.len()]).await;
            assert!(!contains(&got.raw, PLANTED), "a turned bit opens: {pass}");
            assert_eq!(got.cookie, "", "a turned bit gets a cookie: {pass}");
        }
        // Every form that there is, filled in as it wants to be, with such a pass in each field and in the cookie.
        for route in site.app.routes().into_iter().filter(|route| route.method == "POST") {
            let bodies = plausible(&site, route.name).await;
            for (pass, what) in &worthless() {
                let fields = ["pass", "code", "plan", "what"].map(|name| format!("{name}={pass}")).join("&");
                let to = format!("{fields}&to={}", PAID[0]);
                for path in addresses(&site, route.pattern).await {
                    for body in bodies.iter().take(6).chain([&to]) {
                        let shown = format!("__Host-plus={pass}");
                        let got = site.post(&path, body.clone(), &[("cookie", &shown)]).await;
                        assert!(!contains(&got.raw, PLANTED), "{path} opens to a pass that is {what}");
                        let is_given = got.cookie.starts_with("__Host-plus=") && !got.cookie.contains("=;");
                        assert!(!is_given, "{path} gives a cookie to a pass that is {what}");
                    }
                }
            }
        }
        for path in PAID {
            assert!(!contains(&site.get(path).await.raw, PLANTED), "{path} is open after all that");
        }
        assert_eq!(cookie(&site, &pass).await, good, "it was not spent on the way");
    });
}
