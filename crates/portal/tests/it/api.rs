//! The pull API: who is refused with what, and what programs are given.

use content::lifecycle;
use http::{Method, StatusCode, header};
use wire::token::{self, Scope};
use wire::{Contract, notice, taken};

use crate::kit::{Firm, House, contract, in_a_portal, noon, percent, story};

async fn refused(house: &House, token: &str, path: &str, from: Option<&str>, status: u16, word: &str) {
    let got = house.program(Method::GET, token, path, from).await;
    assert_eq!(got.status.as_u16(), status, "{path}: {}", got.text);
    assert_eq!(got.headers[header::CONTENT_TYPE], "application/problem+json");
    let detail = got.json()["detail"].as_str().unwrap_or_default().to_owned();
    assert!(detail.contains(word), "{path}: '{detail}' says nothing of '{word}'");
}

const LIST: &str = "/wire/api/stories";

#[test]
fn programs_are_refused_with_a_sentence() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        refused(&house, "", LIST, None, 401, "Authorization: Bearer").await;
        refused(&house, "vestka_wire_nothing", LIST, None, 401, "not known").await;
        for (query, word) in [
            ("?cursor=x", "cursor"),
            ("?cursor=n1.-1", "cursor"),
            ("?changed_since=yesterday", "no time"),
            ("?cursor=n1.1&changed_since=2025-12-14T12:00:00Z", "not both"),
            ("?format=nitf", "newsml-g2"),
            ("?limit=0", "1 to 100"),
            ("?limit=101", "1 to 100"),
            ("?languages=en", "'languages', which is unknown"),
            ("?q=a&q=b", "twice"),
        ] {
            refused(&house, &firm.token, &format!("{LIST}{query}"), None, 400, word).await;
        }
        refused(&house, &firm.token, "/wire/api/stories/open", None, 400, "ninjs-3.1").await;
        refused(&house, &firm.token, "/wire/api/stories/open.pdf", None, 400, "ninjs-3.1").await;
        refused(&house, &firm.token, "/wire/api/stories/none.text", None, 404, "contract").await;
    });
}

#[test]
fn a_token_is_good_for_its_scope_until_it_ends_or_is_revoked() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let mut tx = house.store().write().await.unwrap();
        let ends = Some(noon().plus_hours(1));
        let pull = token::make(&mut tx, &firm.id, "pull", &[Scope::Pull], ends, "h", noon()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.program(Method::GET, &pull, LIST, None).await.status, StatusCode::OK);
        refused(&house, &pull, "/wire/api/stories/open.text", None, 403, "single stories").await;
        house.clock.set(noon().plus_hours(1));
        refused(&house, &pull, LIST, None, 401, "has ended").await;
        let id = token::of(&mut house.store().read().await.unwrap(), &firm.id).await.unwrap();
        let own = id.iter().find(|token| token.name == "Kurjer").unwrap();
        let got = house.post(&firm, &format!("/wire/tokens/{}/revocation", own.id), &[]).await;
        assert_eq!(got.location(), "/wire/tokens");
        refused(&house, &firm.token, LIST, None, 401, "revoked").await;
        assert!(own.used_at.is_none());
    });
}

#[test]
fn programs_ask_from_where_the_contract_says() {
    in_a_portal(|house| async move {
        let networks = "192.0.2.0/24 2001:db8::/32".parse().unwrap();
        let firm = house.firm("Kurjer", Contract { networks, ..contract() }).await;
        for from in ["192.0.2.77", "2001:db8::5"] {
            let got = house.program(Method::GET, &firm.token, LIST, Some(from)).await;
            assert_eq!(got.status, StatusCode::OK, "{from}");
        }
        for from in [None, Some("203.0.113.1"), Some("127.0.0.1")] {
            refused(&house, &firm.token, LIST, from, 403, "addresses").await;
        }
        let request = http::Request::builder().uri(LIST).header("host", "news.example");
        let request = request.header("authorization", format!("Bearer {}", firm.token));
        let mut request =
            request.header("x-forwarded-for", "192.0.2.1").body(axum::body::Body::empty()).unwrap();
        request.extensions_mut().insert(web::Peer("127.0.0.1".parse().unwrap()));
        assert_eq!(house.send(request).await.status, StatusCode::OK, "our proxy says so");
    });
}

#[test]
fn one_that_asks_too_fast_is_told_how_long_to_wait_and_others_are_not() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let other = house.firm("Ganek", contract()).await;
        let id =
            token::of(&mut house.store().read().await.unwrap(), &firm.id).await.unwrap().pop().unwrap().id;
        while house.portal.door.pace.take(&id, noon()).is_ok() {}
        let got = house.api(&firm, LIST).await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(got.headers[header::RETRY_AFTER], "1");
        assert_eq!(house.api(&other, LIST).await.status, StatusCode::OK);
    });
}

async fn walk(house: &House, firm: &Firm, first: &str) -> Vec<String> {
    let (mut titles, mut path) = (Vec::new(), first.to_owned());
    for _ in 0..20 {
        let list = house.api(firm, &path).await.json();
        let stories = list["stories"].as_array().unwrap().clone();
        titles.extend(stories.iter().map(|story| {
            let status = if story["pubStatus"] == "canceled" { "-" } else { "" };
            format!("{status}{}", story["title"].as_str().unwrap_or_default())
        }));
        match list["next"].as_str().filter(|_| !stories.is_empty()) {
            Some(next) => path = next.strip_prefix("https://news.example").unwrap().to_owned(),
            None => return titles,
        }
    }
    panic!("the list has no end: {titles:?}");
}

#[test]
fn lists_are_walked_by_their_cursors_and_what_was_killed_is_canceled_in_the_list_of_changes() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let titles = walk(&house, &firm, "/wire/api/stories?limit=1").await;
        assert_eq!(titles, ["Паром прададзены", "Ferry sold", "Ferry resumes"]);
        let english = walk(&house, &firm, "/wire/api/stories?limit=1&language=en&q=FERRY").await;
        assert_eq!(english, ["Ferry sold", "Ferry resumes"]);
        house.clock.set(noon().plus_hours(1));
        let mut tx = house.store().write().await.unwrap();
        lifecycle::kill(&mut tx, "open", "It was wrong.", "", "e", noon().plus_hours(1)).await.unwrap();
        tx.commit().await.unwrap();
        let mut new = story("new", "en", "Ferry stops");
        new.published_at = Some(noon().plus_hours(1));
        house.file(vec![new]).await;
        let since = percent("2025-12-14T12:30:00Z");
        let changed = walk(&house, &firm, &format!("/wire/api/stories?limit=1&changed_since={since}")).await;
        assert_eq!(changed, ["-", "Ferry stops"]);
        let by_code = house.api(&firm, "/wire/api/stories/2.text").await;
        assert_eq!(by_code.status, StatusCode::OK, "{}", by_code.text);
        assert_eq!(
            house.api(&firm, "/wire/api/stories/3.text").await.status,
            StatusCode::NOT_FOUND,
            "it is held"
        );
        let gone = house.api(&firm, "/wire/api/stories/open.ninjs-3.1").await;
        assert_eq!((gone.status, &gone.json()["pubStatus"]), (StatusCode::GONE, &"canceled".into()));
        assert!(!gone.text.contains("Ferry") && gone.text.contains("It was wrong."), "{}", gone.text);
    });
}

#[test]
fn what_is_given_is_on_record_once_and_its_notice_is_told_and_confirmed() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        for _ in 0..2 {
            house.api(&firm, "/wire/api/stories/open.newsml-g2").await;
            house.get(&firm, "/wire/story/open").await;
            house.get(&firm, "/wire/story/open/nitf").await;
        }
        let on_record = taken::of_story(&mut house.store().read().await.unwrap(), "open").await.unwrap();
        let mut ways: Vec<&str> = on_record.iter().map(|taken| taken.how.name()).collect();
        ways.sort_unstable();
        assert_eq!(ways, ["downloaded", "pulled", "seen"]);
        let other = house.firm("Ganek", contract()).await;
        house.api(&other, "/wire/api/stories?q=ferry").await;
        let mut tx = house.store().write().await.unwrap();
        let later = noon().plus_hours(1);
        lifecycle::kill(&mut tx, "open", "It was wrong.", "", "e", later).await.unwrap();
        assert_eq!(notice::notices(&mut tx, None, noon(), later).await.unwrap().len(), 2);
        tx.commit().await.unwrap();
        house.clock.set(later);
        house.set_state(&firm, wire::State::Paused).await;
        let told = house.api(&firm, "/wire/api/notices").await.json();
        let one = &told["notices"][0];
        assert_eq!((&one["kind"], &one["said"]), (&"kill".into(), &"It was wrong.".into()));
        let path = format!("/wire/api/notices/{}/confirmation", one["id"].as_str().unwrap());
        for _ in 0..2 {
            let got = house.program(Method::POST, &firm.token, &path, None).await;
            assert_eq!(got.status, StatusCode::NO_CONTENT);
        }
        let page = house.get(&other, "/wire/notices").await;
        assert!(page.text.contains("It was wrong.") && page.text.contains("Every copy is taken away"));
        assert!(!page.text.contains("Ferry resumes"), "of what was killed nothing is said any more");
        assert_eq!(house.get(&other, "/wire/story/open").await.status, StatusCode::GONE);
    });
}
