//! What readers see of newsletters: the form, the links of mails, and one click of a mail program.

use mail::testing::{Sink, Taken};
use newsletter::PrivateKey;
use store::testing::on_both;
use store::{Store, values};

use crate::kit::{Site, noon, story};

fn key() -> PrivateKey {
    PrivateKey::parse(&format!("vestka-newsletter-private-{}", "17".repeat(32))).unwrap()
}

async fn site(store: Store) -> (Site, Sink) {
    let sink = Sink::start().await;
    let mail = sink.settings();
    let site = Site::told(store, tempfile::tempdir().unwrap(), None, None, |config| {
        config.mail = mail;
        config.newsletter.key = key().public().text();
    });
    (site, sink)
}

async fn rows(site: &Site) -> (i64, i64) {
    let sql = "select count(*) as n, count(confirm_hash) as waiting from subscription";
    let row = site.edition.store.read().await.unwrap().row(sql, values![]).await.unwrap().unwrap();
    (row.int("n").unwrap(), row.int("waiting").unwrap())
}

/// The path of a link in a mail.
fn link(taken: &Taken, kind: &str) -> String {
    let whole = String::from_utf8(taken.message.clone()).unwrap().replace("=\r\n", "");
    let begin = whole.find(&format!("/en/newsletter/{kind}/")).unwrap();
    whole[begin..].split(['>', '"', '\r', ' ']).next().unwrap().to_owned()
}

const FROM_OUR_PAGE: &[(&str, &str)] = &[("sec-fetch-site", "same-origin")];

#[test]
fn a_reader_signs_up_confirms_with_a_button_and_leaves_with_one_click_of_the_mail_program() {
    on_both(|store| async {
        let (site, sink) = site(store).await;
        let form = site.get("/en/newsletter").await;
        assert_eq!(form.status, 200);
        assert!(form.text.contains("name=\"address\"") && form.text.contains("no address"), "{}", form.text);
        assert!(site.get("/be/").await.text.contains("href=\"/be/newsletter\""), "the foot leads there");
        let sent = "address=Jan%40example.org&list=breaking&list=daily";
        let asked = site.post("/en/newsletter", sent, FROM_OUR_PAGE).await;
        assert_eq!((asked.status, asked.cookie.as_str()), (200, ""));
        assert!(!asked.text.contains("example.org\""), "the address is not said again");
        let again = site.post("/en/newsletter", sent, FROM_OUR_PAGE).await;
        assert_eq!(again.text, asked.text, "the answer says nothing of who is there");
        assert_eq!((sink.count(), rows(&site).await), (1, (1, 1)));

        let confirm = link(&sink.taken()[0], "confirm");
        let button = site.get(&confirm).await;
        assert_eq!(button.status, 200);
        assert!(is_kept_by_nobody(&button.raw), "{}", head(&button.raw));
        assert!(
            !button.text.contains(confirm.rsplit('/').next().unwrap()),
            "the page does not hold the token"
        );
        assert_eq!(rows(&site).await, (1, 1), "a scanner that opens the link confirms nothing");
        assert!(site.post(&confirm, "", FROM_OUR_PAGE).await.text.contains("Subscribed"));
        assert_eq!(rows(&site).await, (1, 0));
        assert!(site.post(&confirm, "", FROM_OUR_PAGE).await.text.contains("does not work any more"));

        site.file(vec![story("s1", "en", "The bridge", noon())]).await;
        let mut tx = site.edition.store.write().await.unwrap();
        let english = "en".parse().unwrap();
        let alert =
            newsletter::draft::alert(&mut tx, &english, "s1", "The bridge", noon()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        site.edition.press.send(&alert, &key().text(), &site.clock).await.unwrap();
        while site.edition.press.is_running(&alert) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let taken = sink.taken();
        let leave = link(taken.last().unwrap(), "leave");
        assert!(is_kept_by_nobody(&site.get(&leave).await.raw));
        assert_eq!(rows(&site).await.0, 1, "a scanner that opens the link takes nobody off");
        // As mail programs' servers send it: from elsewhere, no cookie, in the form's type or as multipart (RFC 8058).
        let from_elsewhere = [("sec-fetch-site", "cross-site"), ("origin", "https://mail.example")];
        let left = site.post(&leave, "List-Unsubscribe=One-Click", &from_elsewhere).await;
        assert_eq!((left.status, left.location.as_str(), left.cookie.as_str()), (200, "", ""));
        assert_eq!(rows(&site).await.0, 0);
        let multipart = [("content-type", "multipart/form-data; boundary=x")];
        let body =
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let again = site.post(&leave, body, &multipart).await;
        assert_eq!((again.status, again.text), (200, left.text), "who is gone is gone");
    });
}

#[test]
fn only_our_own_page_signs_up_and_confirms() {
    on_both(|store| async {
        let (site, sink) = site(store).await;
        let from_elsewhere = [("sec-fetch-site", "cross-site")];
        let sent = "address=jan%40example.org&list=daily";
        assert_eq!(site.post("/en/newsletter", sent, &from_elsewhere).await.status, 403);
        assert_eq!((sink.count(), rows(&site).await.0), (0, 0));
        let token = format!("/en/newsletter/confirm/{}", "7".repeat(32));
        assert_eq!(site.post(&token, "", &from_elsewhere).await.status, 403);
        for missing in ["/en/newsletter/confirm/7", "/en/newsletter/leave/zz", "/de/newsletter"] {
            assert_eq!(site.get(missing).await.status, 404, "{missing}");
        }
    });
}

#[test]
fn what_is_wrong_is_said_beside_the_form_and_what_was_typed_stays() {
    on_both(|store| async {
        let (site, sink) = site(store).await;
        for (sent, said) in [
            ("address=jan%40&list=daily", "does not look like a mail address"),
            ("address=jan%40example.org", "Choose at least one"),
            ("address=%3Cscript%3E%40example.org&list=daily", "does not look like a mail address"),
        ] {
            let got = site.post("/en/newsletter", sent, FROM_OUR_PAGE).await;
            assert_eq!(got.status, 422, "{sent}");
            assert!(got.text.contains(said) && !got.text.contains("<script>@"), "{}", got.text);
            assert!(got.text.contains("value=\"jan@") || got.text.contains("&lt;script&gt;"), "{}", got.text);
        }
        assert_eq!(sink.count(), 0);
    });
}

#[test]
fn a_site_without_newsletters_has_no_such_addresses() {
    on_both(|store| async {
        let site = Site::new(store);
        assert_eq!(site.get("/en/newsletter").await.status, 404);
        assert!(!site.get("/en/").await.text.contains("newsletter"));
        assert!(!crate::table(&site.edition).list().iter().any(|route| route.pattern.contains("newsletter")));
    });
}

/// One word on it, and no other beside it.
fn is_kept_by_nobody(raw: &[u8]) -> bool {
    let head = head(raw);
    head.contains("\"cache-control\": \"private, no-store\"") && head.matches("cache-control").count() == 1
}

fn head(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw).to_lowercase();
    text.split("\r\n\r\n").next().unwrap_or_default().to_owned()
}
