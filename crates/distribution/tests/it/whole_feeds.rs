//! Feeds with whole stories: for those who have been let in, by cookie or by password, and for nobody else.

use content::lifecycle;
use data_encoding::BASE64;
use store::testing::on_both;

use crate::entering::{SECRET, STORY, cookie, paid};
use crate::kit::{Got, Site, noon};
use crate::signed::passes;

const FEEDS: [&str; 3] = ["/en/whole-feed/rss.xml", "/en/whole-feed/atom.xml", "/en/whole-feed/feed.json"];

async fn with_password(site: &Site, path: &str, name: &str, password: &str) -> Got {
    let said = format!("Basic {}", BASE64.encode(format!("{name}:{password}").as_bytes()));
    site.ask(path, &[("authorization", &said)]).await
}

#[test]
fn a_feed_reader_gets_whole_stories_with_the_weeks_password() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let password = cookie(&site, &passes("2025-12", 1)[0]).await;
        for feed in FEEDS {
            let asked = site.get(feed).await;
            assert_eq!(asked.status, 401, "{feed}");
            let head = String::from_utf8_lossy(&asked.raw).into_owned();
            assert!(head.contains("www-authenticate") && head.contains("Basic realm="), "{head}");
            assert!(asked.text.contains("/en/plus/feeds") && !asked.text.contains(SECRET));

            let got = with_password(&site, feed, "plus", &password).await;
            assert_eq!(got.status, 200, "{feed}");
            assert!(got.text.contains(SECRET) && got.text.contains("Open words."), "{feed}: {}", got.text);
            let head = String::from_utf8_lossy(&got.raw).into_owned();
            assert!(head.contains("private, no-store") && !head.contains("allow-origin"), "{head}");
            assert!(!got.text.contains(&password), "a feed does not say the password");
            let shown = format!("__Host-plus={password}");
            assert!(site.ask(feed, &[("cookie", &shown)]).await.text.contains(SECRET), "{feed}");

            for (name, wrong) in [("plus", "guessed"), (password.as_str(), ""), ("plus", &password[1..])] {
                let got = with_password(&site, feed, name, wrong).await;
                assert!(got.status == 401 && !got.text.contains(SECRET), "{feed} opens to {name}:{wrong}");
            }
            assert!(!site.get(feed).await.text.contains(SECRET), "what was opened stays apart");
            let open = feed.replace("whole-feed", "feed");
            assert!(!with_password(&site, &open, "plus", &password).await.text.contains(SECRET));
        }
        site.clock.set(noon().plus_hours(12));
        assert_eq!(with_password(&site, FEEDS[0], "plus", &password).await.status, 401, "the week is over");
    });
}

#[test]
fn a_story_page_opens_to_the_password_too() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let password = cookie(&site, &passes("2025-12", 1)[0]).await;
        assert!(with_password(&site, STORY, "", &password).await.text.contains(SECRET));
    });
}

#[test]
fn a_kill_empties_a_whole_feed_at_once() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let password = cookie(&site, &passes("2025-12", 1)[0]).await;
        assert!(with_password(&site, FEEDS[0], "plus", &password).await.text.contains(SECRET));
        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "paid", "We were deceived.", "A hoax.", "editor", noon()).await.unwrap();
        tx.commit().await.unwrap();
        for feed in FEEDS {
            let got = with_password(&site, feed, "plus", &password).await;
            assert!(got.status == 200 && !got.text.contains(SECRET) && !got.text.contains("A paid story"));
        }
    });
}

#[test]
fn the_password_is_shown_to_those_who_have_been_let_in() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let password = cookie(&site, &passes("2025-12", 1)[0]).await;
        let open = site.get("/en/plus/feeds").await;
        assert!(open.status == 200 && open.text.contains("/en/whole-feed/rss.xml"));
        assert!(!open.text.contains(&password) && open.text.contains("Hand in a pass"));
        let shown = format!("__Host-plus={password}");
        let let_in = site.ask("/en/plus/feeds", &[("cookie", &shown)]).await;
        assert!(let_in.text.contains(&password) && let_in.text.contains("noindex"), "{}", let_in.text);
        assert!(String::from_utf8_lossy(&let_in.raw).contains("private, no-store"));
        let unlisted = site.get("/en/section/no-such-section/whole-feed/rss.xml").await;
        assert_eq!(unlisted.status, 404);
        assert_eq!(site.get("/en/whole-feed/feed.exe").await.status, 404);
    });
}

#[test]
fn without_a_gate_there_are_no_whole_feeds() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![paid()]).await;
        for path in FEEDS.iter().chain(&["/en/plus/feeds"]) {
            assert_eq!(site.get(path).await.status, 404, "{path}");
        }
    });
}
