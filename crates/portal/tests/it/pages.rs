//! The pages themselves: in every language, with names that would be markup, and with secrets that are shown once.

use http::{Method, StatusCode};
use portal::routes;
use wire::{Contract, seat};

use crate::kit::{contract, in_a_portal, noon, story};

const MARKUP: &str = "<script>alert(1)</script>\"'>";

#[test]
fn names_are_words_and_never_markup_in_any_language() {
    in_a_portal(|house| async move {
        let firm = house.firm(MARKUP, Contract { early: true, plus: true, ..contract() }).await;
        let mut odd = story("odd", "en", MARKUP);
        odd.document.deck = MARKUP.into();
        odd.document.place = Some(MARKUP.into());
        odd.published_at = Some(noon());
        odd.corrections = vec![content::Correction { at: noon(), note: MARKUP.into() }];
        odd.document.body.blocks.push(content::body::Block::paragraph(MARKUP));
        house.file(vec![odd]).await;
        let topic =
            [("name", MARKUP), ("q", MARKUP), ("way", "webhook"), ("address", "https://x.example/<b>")];
        assert_eq!(house.post(&firm, "/wire/topics", &topic).await.status, StatusCode::OK);
        let token = [("name", MARKUP), ("days", "9"), ("scope", "pull")];
        assert_eq!(house.post(&firm, "/wire/tokens", &token).await.status, StatusCode::OK);
        let destination = [
            ("name", MARKUP),
            ("kind", "sftp"),
            ("address", "sftp://files.example/<b>"),
            ("account", MARKUP),
            ("mark", MARKUP),
            ("format", "nitf"),
            ("secret", "a secret of the machine"),
        ];
        let got = house.post(&firm, "/wire/destinations", &destination).await;
        assert_eq!(got.location(), "/wire/destinations", "{}", got.text);
        let mut pages = 0;
        for language in ["en", "be", "ru"] {
            let mut tx = house.store().write().await.unwrap();
            seat::set_language(&mut tx, &firm.seat, &language.parse().unwrap()).await.unwrap();
            tx.commit().await.unwrap();
            for route in routes().iter().filter(|route| route.method == Method::GET) {
                let path = route.pattern.replace("{id}", "odd").replace("{format}", "html");
                if path.starts_with("/wire/api") || path.contains('{') {
                    continue;
                }
                let got = house.get(&firm, &path).await;
                assert!(!got.text.contains("<script>alert"), "{path}: {}", got.text);
                assert!(!got.text.contains("a secret of the machine"), "{path}");
                let policy = got.headers["content-security-policy"].to_str().unwrap();
                assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
                assert!(got.status == StatusCode::OK || path == "/wire/sign-in", "{path}: {}", got.status);
                pages += usize::from(got.text.contains(&format!("<html lang=\"{language}\">")));
            }
        }
        assert!(pages >= 18, "{pages} pages");
    });
}

#[test]
fn a_token_and_a_webhooks_key_are_shown_once() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let token = [("name", "CMS"), ("days", "9"), ("scope", "pull")];
        let got = house.post(&firm, "/wire/tokens", &token).await;
        let at = got.text.find("vestka_wire_").expect("the token is shown");
        let secret = got.text[at..at + 76].to_owned();
        assert_eq!(
            house.program(Method::GET, &secret, "/wire/api/stories", None).await.status,
            StatusCode::OK
        );
        assert!(!house.get(&firm, "/wire/tokens").await.text.contains("vestka_wire_"));
        for wrong in [
            vec![("days", "9"), ("scope", "pull")],
            vec![("name", "x"), ("days", "0"), ("scope", "pull")],
            vec![("name", "x"), ("days", "9")],
        ] {
            assert_eq!(
                house.post(&firm, "/wire/tokens", &wrong).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let without =
            [("name", "x"), ("kind", "http"), ("address", "https://x.example/in"), ("format", "nitf")];
        let got = house.post(&firm, "/wire/destinations", &without).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.text.contains("Without a secret nothing is pushed"), "{}", got.text);
    });
}

#[test]
fn a_file_is_named_and_typed_by_its_format() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let got = house.get(&firm, "/wire/story/open/nitf").await;
        assert_eq!(got.headers["content-type"], "application/nitf+xml");
        let name = got.headers["content-disposition"].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"") && name.ends_with("-nitf.xml\""), "{name}");
        assert!(got.text.contains("Ferry resumes"));
        assert_eq!(house.get(&firm, "/wire/story/open/pdf").await.status, StatusCode::NOT_FOUND);
    });
}
