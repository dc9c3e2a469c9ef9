//! Coming in with a pass, reading, leaving.

use content::access::{Access, Level, Step, When};
use content::body::Block;
use content::{Manuscript, lifecycle};
use passes::{Token, text};
use store::testing::on_both;

use crate::kit::{Got, Site, noon, story};
use crate::signed::{MONTHS, forged, passes};

pub const STORY: &str = "/en/story/a-paid-story";
pub const SECRET: &str = "Words for payers.";

pub fn paid() -> Manuscript {
    let mut story = story("paid", "en", "A paid story", noon());
    story.slug = Some("a-paid-story".parse().unwrap());
    story.document.access = Access::plus();
    story.document.body.blocks =
        vec![Block::paragraph("Open words."), Block::Plus(vec![Block::paragraph(SECRET)])];
    story
}

/// Hands a pass in, as the form beside a story does.
pub async fn enter(site: &Site, pass: &str, to: &str) -> Got {
    let escaped = |text: &str| text.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
    site.post("/enter", format!("pass={}&to={}", escaped(pass), escaped(to)), &[]).await
}

/// The value of the cookie that a pass is exchanged for.
pub async fn cookie(site: &Site, pass: &Token) -> String {
    let got = enter(site, &text::write(pass), STORY).await;
    assert_eq!(got.status, 303, "{}", got.text);
    got.cookie.split(';').next().unwrap().strip_prefix("__Host-plus=").unwrap().to_owned()
}

async fn with_cookie(site: &Site, path: &str, cookie: &str) -> Got {
    site.ask(path, &[("cookie", &format!("theme=dark; __Host-plus={cookie}"))]).await
}

#[test]
fn a_pass_opens_plus_stories_for_the_week() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let open = site.get(STORY).await;
        assert!(open.text.contains("Open words.") && !open.text.contains(SECRET));
        assert!(open.text.contains("/en/story/a-paid-story/enter"), "one clear way in");
        assert_eq!(site.get("/en/story/a-paid-story/enter").await.status, 200);

        let pass = &passes("2025-12", 1)[0];
        let came_in = enter(&site, &text::write(pass), STORY).await;
        assert_eq!((came_in.status, came_in.location.as_str()), (303, STORY));
        let says = String::from_utf8_lossy(&came_in.raw).into_owned();
        assert!(says.contains("private, no-store"), "{says}");
        let rest = "; Path=/; Expires=Mon, 15 Dec 2025 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax";
        let value = came_in.cookie.strip_prefix("__Host-plus=").unwrap().strip_suffix(rest).unwrap();
        assert_eq!(cookie(&site, &passes("2025-12", 2)[3]).await, value, "it is the same for everybody");

        let whole = with_cookie(&site, STORY, value).await;
        assert!(whole.text.contains(SECRET) && whole.text.contains("Open words."));
        assert!(whole.text.contains("/leave") && whole.text.contains("December 15, 2025"));
        assert!(!whole.text.contains("class=\"plus\""));
        let says = String::from_utf8_lossy(&whole.raw).into_owned();
        assert!(says.contains("private, no-store") && says.contains("accept-encoding, cookie"), "{says}");
        assert!(!says.contains("\"etag\""));
        assert!(!site.get(STORY).await.text.contains(SECRET));

        site.clock.set(noon().plus_hours(12));
        assert!(!with_cookie(&site, STORY, value).await.text.contains(SECRET), "the week is over");
    });
}

#[test]
fn a_pass_that_opens_nothing_is_told_calmly() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        site.file(vec![paid()]).await;
        let december = passes("2025-12", 1);
        cookie(&site, &december[0]).await;
        let texts = |month: usize| text::write(&passes(MONTHS[month], 1)[0]);
        let [late, spent, early, other] = [texts(0), texts(1), texts(2), text::write(&forged("2025-12")[0])];
        let refused = "It was used already, or its month is over.";
        // A wallet marks a pass as used at 422 only: one whose month has not begun stays good.
        for (pass, says) in [
            (spent.as_str(), refused),
            (&other, refused),
            (&late, refused),
            (&early, "its month has not begun"),
            ("", "No pass was pasted"),
            ("plus1.AAAA", "no whole pass"),
            ("<script>alert(1)</script>", "no whole pass"),
            (&spent[..400], "no whole pass"),
        ] {
            let got = enter(&site, pass, STORY).await;
            let status = if pass == early { 425 } else { 422 };
            assert_eq!((got.status, got.cookie.as_str(), got.location.as_str()), (status, "", ""), "{pass}");
            assert!(got.text.contains(says), "{pass}: {}", got.text);
            assert!(got.text.contains("A paid story") && !got.text.contains("<script>alert"));
        }
        let text = text::write(&december[1]);
        let wrapped: Vec<_> = text.as_bytes().chunks(40).map(String::from_utf8_lossy).collect();
        assert_eq!(
            enter(&site, &wrapped.join("\r\n "), STORY).await.status,
            303,
            "line breaks do not matter"
        );
    });
}

#[test]
fn a_form_leads_to_a_story_and_nowhere_else() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        let all: Vec<Token> = (1..3).flat_map(|wallet| passes("2025-12", wallet)).collect();
        for (at, to) in [
            "https://elsewhere.example/",
            "//elsewhere.example/en/story/a",
            "/\\elsewhere.example",
            "/en/",
            "/en/story/",
            "/en/story/a/enter",
            "/xx/story/a",
            "/en/story/..",
            "/en/story/a?x=//b",
            "/en/story/a\r\nset-cookie: x=y",
            "",
        ]
        .iter()
        .enumerate()
        {
            for got in [
                enter(&site, &text::write(&all[at]), to).await,
                site.post("/leave", format!("to={to}"), &[]).await,
            ] {
                assert_eq!((got.status, got.location.as_str()), (303, "/en/"), "{to}");
            }
        }
        let left = site.post("/leave", format!("to={STORY}"), &[]).await;
        assert_eq!((left.status, left.location.as_str()), (303, STORY));
        assert_eq!(left.cookie, "__Host-plus=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
        let elsewhere = site.post("/leave", "to=", &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!((elsewhere.status, elsewhere.cookie.as_str()), (403, ""));
    });
}

#[test]
fn a_whole_story_is_corrected_opened_and_withdrawn_like_any() {
    on_both(|store| async move {
        let site = Site::with_gate(store).await;
        let mut opening = paid();
        opening.id = "opening".into();
        opening.slug = Some("opening".parse().unwrap());
        opening.document.access.0.push(Step { when: When::AfterHours(2), level: Level::Open });
        site.file(vec![paid(), opening]).await;
        let cookie = cookie(&site, &passes("2025-12", 1)[0]).await;
        let opens = with_cookie(&site, "/en/story/opening", &cookie).await;
        assert!(opens.text.contains(SECRET) && opens.text.contains("/leave"));
        assert!(with_cookie(&site, STORY, &cookie).await.text.contains(SECRET));

        let mut changed = paid();
        changed.document.body.blocks = vec![Block::Plus(vec![Block::paragraph("Better words for payers.")])];
        site.file(vec![changed]).await;
        let whole = with_cookie(&site, STORY, &cookie).await;
        assert!(whole.text.contains("Better words for payers.") && !whole.text.contains(SECRET));

        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "paid", "Withdrawn.", "A test.", "test", site.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let killed = with_cookie(&site, STORY, &cookie).await;
        assert_eq!(killed.status, 410);
        assert!(!killed.text.contains("words for payers"));

        site.clock.set(noon().plus_hours(3));
        let opened = with_cookie(&site, "/en/story/opening", &cookie).await;
        assert!(opened.text.contains(SECRET) && !opened.text.contains("/leave"), "it is open to all");
        assert_eq!(opened.raw, site.get("/en/story/opening").await.raw);
    });
}
