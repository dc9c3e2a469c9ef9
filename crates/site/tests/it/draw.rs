//! Passes are drawn over HTTP as the wallet and `vestka pass` draw them.

use passes::{Directory, Wallet, batch, verify};
use store::testing::on_both;
use till::{CodeKind, DrawRequest, request};

use crate::kit::{Site, noon};

async fn directory(site: &Site) -> Directory {
    let got = site.get(passes::directory::PATH).await;
    assert_eq!(got.status, 200);
    assert!(String::from_utf8_lossy(&got.raw).contains(passes::directory::MEDIA_TYPE));
    Directory::from_json(&got.text).unwrap()
}

#[test]
fn ten_passes_are_drawn_with_a_code_and_other_words_are_told_so() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let till = site.edition.till.clone().unwrap();
        let codes = till.make_codes(1, 1, CodeKind::Gift, [1; 32], noon()).await.unwrap().unwrap();
        let directory = directory(&site).await;
        let epoch = "2025-12".parse().unwrap();
        let key = directory.key_of(epoch).unwrap();
        let asked = |words: u8| {
            let wallet = Wallet::from_entropy([words; 16]);
            let (batch, pending) = batch::prepare(&wallet, epoch, key, till.challenge()).unwrap();
            (DrawRequest { code: codes[0].clone(), batch }.to_text(), pending)
        };
        let (text, pending) = asked(1);
        // A program has neither a form's media type nor an origin; another site's script has one.
        let plain = [("content-type", "text/plain"), ("sec-fetch-site", "cross-site")];
        let got = site.post(directory.request_uri(), text.clone(), &plain).await;
        assert_eq!(got.status, 200, "{}", got.text);
        let answer = request::read_answer(&got.text).unwrap();
        for token in pending.finish(key, &answer).unwrap() {
            verify(key, till.challenge(), &token).unwrap();
        }
        let again = site.post("/plus/draw", text, &plain).await;
        assert_eq!(again.text, got.text);
        let got = site.post("/plus/draw", asked(2).0, &plain).await;
        assert_eq!(got.status, 409);
        assert!(got.text.contains("restore your wallet"), "{}", got.text);
    });
}

#[test]
fn what_cannot_be_drawn_gets_a_sentence_and_its_status() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        let till = site.edition.till.clone().unwrap();
        let directory = directory(&site).await;
        let epoch = "2025-12".parse().unwrap();
        let wallet = Wallet::from_entropy([1; 16]);
        let key = directory.key_of(epoch).unwrap();
        let (batch, _) = batch::prepare(&wallet, epoch, key, till.challenge()).unwrap();
        let unknown = DrawRequest { code: passes::ReaderCode::from_bytes([9; 16]), batch };
        for (body, status, words) in [
            (unknown.to_text(), 404, "does not know this code"),
            (unknown.to_text().replacen('-', "", 3).replace('\n', "0\n"), 400, "28 signs"),
            ("hello".into(), 400, "line feed"),
            (String::new(), 400, "line feed"),
        ] {
            let got = site.post("/plus/draw", body, &[]).await;
            assert_eq!((got.status, got.text.contains(words)), (status, true), "{}", got.text);
        }
    });
}

#[test]
fn where_no_till_runs_nothing_is_drawn() {
    on_both(|store| async move {
        let site = Site::new(store);
        assert_eq!(site.get(passes::directory::PATH).await.status, 404);
        for path in ["/plus/draw", "/till/stripe", "/till/btcpay"] {
            assert_eq!(site.post(path, "x", &[]).await.status, 404, "{path}");
        }
    });
}
