//! The paid tier's pages, as readers meet them: with nothing but forms and links.

use base::id::short_code;
use content::access::{Access, Level, Step, When};
use passes::ReaderCode;
use store::testing::on_both;
use till::{CodeKind, Plan};

use crate::kit::{Got, POOL, Site, noon, story};
use crate::leak::contains;

/// A code of so many months, as it is printed.
async fn code(site: &Site, months: u32) -> String {
    let till = site.edition.till.as_ref().unwrap();
    let codes =
        till.make_codes(1, months, CodeKind::Gift, [months as u8; 32], noon()).await.unwrap().unwrap();
    codes[0].to_string()
}

async fn send(site: &Site, path: &str, body: &str) -> Got {
    let got = site.post(path, body.to_owned(), &[]).await;
    assert!(contains(&got.raw, "private, no-store"), "{path} may be kept");
    assert!(!contains(&got.raw, "set-cookie"), "{path} sets a cookie");
    got
}

/// The part of a page between two signs of it.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let after = page.split_once(start).unwrap_or_else(|| panic!("there is no {start} in {page}")).1;
    after.split_once(end).unwrap().0
}

#[test]
fn without_a_till_there_is_no_paid_tier_and_no_way_in() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![paid_story()]).await;
        let story = site.get("/en/story/ferry-sails").await;
        assert!(story.text.contains("class=\"plus\"") && !story.text.contains("/enter"));
        assert!(!story.text.contains("/en/plus"));
        for part in ["", "/code", "/passes", "/paid", "/gift", "/protection", "/pool/z"] {
            assert_eq!(site.get(&format!("/en/plus{part}")).await.status, 404, "{part}");
        }
        assert_eq!(site.get("/en/story/ferry-sails/enter").await.status, 404);
        for part in ["/buy", "/code", "/gift", "/pool/z"] {
            assert_eq!(site.post(&format!("/en/plus{part}"), "", &[]).await.status, 404, "{part}");
        }
    });
}

fn paid_story() -> content::Manuscript {
    let mut story = story("a", "en", "Ferry sails", noon());
    let plus = Step { when: When::AfterHours(0), level: Level::Plus };
    story.document.access = Access(vec![plus]);
    story
}

#[test]
fn a_plus_story_leads_to_the_form_beside_it() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        site.file(vec![paid_story()]).await;
        let story = site.get("/en/story/ferry-sails").await;
        assert!(
            story
                .text
                .contains("<a class=\"button\" href=\"/en/story/ferry-sails/enter\">Read with Plus</a>")
        );
        let form = site.get("/en/story/ferry-sails/enter").await;
        assert_eq!(form.status, 200);
        assert!(
            form.text.contains("name=\"to\" value=\"/en/story/ferry-sails\"")
                && form.text.contains("action=\"/enter\"")
        );
        assert!(form.text.contains("noindex"));
        assert_eq!(site.get("/en/story/none/enter").await.status, 404);
    });
}

#[test]
fn prices_are_those_of_the_language_and_change_with_the_plan() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        // Without a way to pay nothing can be bought, whatever there is.
        let english = site.get("/en/plus").await.text;
        assert!(english.contains("Nothing can be paid here just now") && !english.contains("name=\"plan\""));
        assert!(english.contains("4.50\u{a0}EUR") && english.contains("40\u{a0}EUR"), "{english}");
        assert!(site.get("/be/plus").await.text.contains("4,50\u{a0}EUR"));
        assert!(site.get("/ru/plus").await.text.contains("45\u{a0}USD"));
        let got = send(&site, "/en/plus/buy", "plan=month&provider=stripe").await;
        assert_eq!(got.status, 422);
        assert!(got.text.contains("This way to pay is not open"), "{}", got.text);
        let got = send(&site, "/en/plus/buy", "plan=none&provider=stripe").await;
        assert!(got.text.contains("This is not for sale any more"), "{}", got.text);
        let got = send(&site, "/en/plus/buy", "plan=month&provider=stripe&code=1234").await;
        assert!(got.status == 422 && got.text.contains("these are 4"), "{}", got.text);
    });
}

#[test]
fn a_code_is_read_as_people_type_it_and_stays_out_of_what_is_kept() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let code = code(&site, 3).await;
        let typed = code.to_lowercase().replace('0', "o").replace('1', "l").replace('-', "%20");
        let got = send(&site, "/en/plus/code", &format!("code={typed}")).await;
        assert_eq!(got.status, 200);
        assert!(got.text.contains("<h1>The code is good</h1>"), "{}", got.text);
        assert!(
            got.text.contains("3 months, beginning when you first draw passes")
                && got.text.contains("no month yet")
        );
        assert!(code.split('-').all(|group| got.text.contains(&format!("<span>{group}</span>"))));
        let form = site.get("/en/plus/code").await;
        assert!(!code.split('-').any(|group| form.text.contains(group)), "the kept page holds a code");
        let printed = send(&site, "/en/plus/gift", &format!("code={typed}")).await;
        assert!(
            printed.text.contains("<svg class=\"picture\"")
                && printed.text.contains("news.example/en/plus/code")
        );
    });
}

#[test]
fn what_is_no_code_is_told_what_is_wrong() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let unknown = ReaderCode::from_bytes([9; 16]).to_string();
        let other = if unknown.starts_with('1') { "2" } else { "1" };
        for (typed, words) in [
            ("", "No code was entered"),
            ("01234-", "28 signs, these are 5"),
            ("0123-4567-!", "Sign number 9"),
            (&format!("{other}{}", &unknown[1..]), "One sign is mistyped"),
            (&unknown, "we do not know it"),
        ] {
            let got = send(&site, "/en/plus/code", &format!("code={typed}")).await;
            assert_eq!(got.status, 422, "{typed}");
            assert!(
                got.text.contains(words) && got.text.contains(&format!(">{typed}</textarea>")),
                "{}",
                got.text
            );
        }
        let hostile = send(&site, "/en/plus/code", "code=%3C/textarea%3E%3Cscript%3E").await;
        assert!(!hostile.text.contains("<script>"));
    });
}

#[test]
fn a_pool_gives_codes_then_passes_then_nothing() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let path = format!("/en/plus/pool/{}", short_code(POOL));
        let page = site.get(&path).await.text;
        assert!(
            page.contains("<h1>Readers in Vilnia</h1>") && page.contains("At least 40 weeks are left"),
            "{page}"
        );
        let pass = send(&site, &path, "what=pass").await;
        let text = between(&pass.text, "aria-describedby=\"pass-hint\">", "</textarea>");
        assert!(passes::text::read(text).is_ok(), "{text}");
        assert!(pass.text.contains("December 2025"));
        assert!(site.get(&path).await.text.contains("At least 30 weeks are left"), "the page is old");
        let drawn = send(&site, &path, "what=code").await;
        let code: Vec<&str> = drawn.text.split("<span>").skip(1).map(|rest| &rest[..4]).collect();
        let got = send(&site, "/en/plus/code", &format!("code={}", code.join("-"))).await;
        assert!(got.text.contains("The code is good"), "{}", got.text);
        for _ in 0..6 {
            assert_eq!(send(&site, &path, "what=code").await.status, 200);
        }
        let refused = send(&site, &path, "what=code").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("There is not enough left for a code"), "{}", refused.text);
        for _ in 0..4 {
            assert_eq!(send(&site, &path, "what=pass").await.status, 200);
        }
        let refused = send(&site, &path, "what=pass").await;
        assert!(
            refused.status == 422 && refused.text.contains("This pool is empty for now"),
            "{}",
            refused.text
        );
        site.edition.till.as_ref().unwrap().open_pool(&short_code(POOL), false).await.unwrap().unwrap();
        let closed = send(&site, &path, "what=pass").await;
        assert!(closed.text.contains("This pool is closed") && !closed.text.contains("name=\"what\""));
        assert_eq!(site.get("/en/plus/pool/none").await.status, 404);
        assert_eq!(send(&site, "/en/plus/pool/none", "what=code").await.status, 404);
    });
}

#[test]
fn a_few_readers_are_warned_and_their_number_is_not_told() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let page = site.get("/en/plus/protection").await.text;
        assert!(
            page.contains("Fewer than 50 readers") && page.contains("For 30 days after a payment"),
            "{page}"
        );
        for class in ["a", "b", "c", "d", "e"] {
            assert!(page.contains(&format!("id=\"class-{class}\"")));
        }
    });
}

#[test]
fn what_the_desk_changes_at_the_till_is_soon_on_the_pages() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let till = site.edition.till.clone().unwrap();
        let path = format!("/be/plus/pool/{}", short_code(POOL));
        assert!(site.get(&path).await.text.contains("Засталося як мінімум 40 тыдняў."));
        let follow = tokio::spawn(site::reactions::follow_the_till(site.edition.clone()));
        till.refill_pool(&short_code(POOL), 60).await.unwrap().unwrap();
        let mut plans: Vec<Plan> = till.all_plans().await.unwrap();
        plans[0].is_on = false;
        till.set_plan(&plans[0]).await.unwrap().unwrap();
        for _ in 0..500 {
            if site.get(&path).await.text.contains("Засталося як мінімум 100 тыдняў.")
            {
                follow.abort();
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the pool's page is old");
    });
}
