//! Codes and pools: shown once, counted, on record by their number; no reader in any page.

use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role::{Administrator, Editor};
use passes::ReaderCode;

use crate::kit::{Got, House, in_a_newsroom_with_a_till};

/// The codes on a page.
fn codes_on(got: &Got) -> Vec<ReaderCode> {
    let cards = got.text.split("ticket-code\">").skip(1);
    let typed =
        cards.map(|card| card.split("</p>").next().unwrap().replace("<span>", "").replace("</span>", ""));
    typed.map(|typed| typed.replace("<br>", "").parse().expect("a card has a code")).collect()
}

/// Everything in the record, as one text.
async fn record(house: &House) -> String {
    let mut db = house.newsroom.store.read().await.unwrap();
    let deeds = deed::before(&mut db, None, None, 100).await.unwrap();
    deeds.iter().map(|deed| format!("{} {} {}\n", deed.deed, deed.subject, deed.detail)).collect()
}

#[test]
fn a_sheet_of_codes_is_shown_once_and_counted() {
    in_a_newsroom_with_a_till(|house| async move {
        let form = [("count", "23"), ("months", "3"), ("language", "en"), ("form", "sheet")];
        let got = house.post(Administrator, "/desk/plus/codes", &form).await;
        assert_eq!(
            (got.status, &got.headers["cache-control"]),
            (StatusCode::OK, &"no-store".parse().unwrap())
        );
        let codes = codes_on(&got);
        assert_eq!(codes.len(), 23);
        assert_eq!(got.text.matches("class=\"sheet\"").count(), 3, "ten a sheet");
        let till = house.newsroom.till.as_ref().unwrap();
        for code in &codes {
            let standing = till.standing(code, house.clock.now()).await.unwrap().unwrap();
            assert_eq!((standing.months, standing.paid_until), (3, None));
        }
        let record = record(&house).await;
        assert!(record.contains("codes-made  23 × 3"), "{record}");
        let mut seen = record;
        for path in ["/desk/plus", "/desk/plus/codes", "/desk/audit"] {
            seen += &house.get(Administrator, path).await.text;
        }
        assert!(seen.contains("23 × 3 months") && seen.contains("<td>23</td>"), "{seen}");
        for code in codes {
            let code = code.to_string();
            assert!(!seen.contains(&code) && !seen.contains(&code[..19]), "a code is somewhere else");
        }
    });
}

#[test]
fn codes_come_as_plain_text_too() {
    in_a_newsroom_with_a_till(|house| async move {
        let form = [("count", "1200"), ("months", "1"), ("language", "en"), ("form", "text")];
        let got = house.post(Administrator, "/desk/plus/codes", &form).await;
        assert_eq!(got.headers["content-disposition"], "attachment; filename=\"codes.txt\"");
        assert_eq!(got.headers["cache-control"], "no-store");
        let lines = got.text.lines().filter(|line| !line.starts_with('#'));
        let mut codes: Vec<ReaderCode> = lines.map(|line| line.parse().unwrap()).collect();
        codes.sort_unstable_by_key(|code| *code.as_bytes());
        codes.dedup();
        assert_eq!(codes.len(), 1_200, "more than the till makes at a time, each another");
        assert!(got.text.starts_with("# Vestka Plus\n# 1 month of Vestka Plus\n# "), "{}", &got.text[..200]);
    });
}

#[test]
fn what_cannot_be_made_is_refused_and_nothing_is_made() {
    in_a_newsroom_with_a_till(|house| async move {
        for (count, months, language, said) in [
            ("0", "1", "en", "1 to 5000 codes"),
            ("5001", "1", "en", "1 to 5000 codes"),
            ("-3", "1", "en", "1 to 5000 codes"),
            ("many", "1", "en", "1 to 5000 codes"),
            ("99999999999999999999", "1", "en", "1 to 5000 codes"),
            ("7", "0", "en", "1 to 36 months"),
            ("7", "37", "en", "1 to 36 months"),
            ("7", "1", "xx", "Choose a language"),
        ] {
            let form = [("count", count), ("months", months), ("language", language), ("form", "sheet")];
            let got = house.post(Administrator, "/desk/plus/codes", &form).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            assert!(
                got.text.contains(said) && got.text.contains(&format!("value=\"{count}\"")),
                "{}",
                got.text
            );
        }
        let long = "x".repeat(301);
        let form = [("months", "1"), ("language", "en"), ("words", long.as_str())];
        let got = house.post(Administrator, "/desk/plus/codes/gift", &form).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.text.contains("300 characters") && got.text.contains(&long), "{}", got.text);
        assert!(house.newsroom.till.as_ref().unwrap().totals(9).await.unwrap().is_empty());
        assert!(!record(&house).await.contains("made"));
    });
}

#[test]
fn a_gift_has_a_card_whose_words_are_kept_nowhere() {
    in_a_newsroom_with_a_till(|house| async move {
        let words = "For Alena, <b>read on</b>";
        let form = [("months", "12"), ("language", "en"), ("words", words)];
        let got = house.post(Administrator, "/desk/plus/codes/gift", &form).await;
        assert!(got.text.contains("For Alena, &lt;b&gt;read on"), "{}", got.text);
        assert!(got.text.contains("12 months of Vestka Plus"));
        let codes = codes_on(&got);
        let till = house.newsroom.till.as_ref().unwrap();
        assert_eq!(till.standing(&codes[0], house.clock.now()).await.unwrap().unwrap().months, 12);
        let totals = till.totals(9).await.unwrap();
        assert_eq!((totals[0].gifts, totals[0].codes), (1, 0));
        let record = record(&house).await;
        assert!(record.contains("gift-made  1 × 12") && !record.contains("Alena"), "{record}");
    });
}

#[test]
fn a_pool_is_made_filled_closed_and_names_nobody() {
    in_a_newsroom_with_a_till(|house| async move {
        let form =
            [("name", "A gift from Vilnia"), ("remark", "Club of Jazep, paid in June"), ("weeks", "50")];
        let got = house.post(Administrator, "/desk/plus/pools", &form).await;
        let at = got.location().split('?').next().unwrap().to_owned();
        let id = at.rsplit('/').next().unwrap().to_owned();
        let page = house.get(Administrator, &at).await.text;
        assert!(page.contains("Club of Jazep") && page.contains("no list of readers"), "{page}");
        assert!(page.contains(&format!("&#x2f;en&#x2f;plus&#x2f;pool&#x2f;{id}")), "{page}");
        let till = house.newsroom.till.as_ref().unwrap();
        let code = till.code_from_pool(&id, [3; 16], house.clock.now()).await.unwrap().unwrap().to_string();
        house.post(Administrator, &format!("{at}/weeks"), &[("weeks", "7")]).await;
        let pool = till.pool(&id).await.unwrap().unwrap();
        assert_eq!((pool.weeks_left, pool.weeks_total), (52, 57));
        house.post(Administrator, &format!("{at}/remark"), &[("remark", "Thanked")]).await;
        house.post(Administrator, &format!("{at}/opening"), &[("pool", "closed")]).await;
        let pool = till.pool(&id).await.unwrap().unwrap();
        assert_eq!((pool.remark.as_str(), pool.is_open), ("Thanked", false));
        house.post(Administrator, &format!("{at}/opening"), &[("pool", "open")]).await;
        assert!(till.pool(&id).await.unwrap().unwrap().is_open);
        let mut seen = record(&house).await;
        for deed in ["pool-added", "pool-filled", "pool-remarked", "pool-closed", "pool-opened"] {
            assert!(seen.contains(&format!("{deed} {id}")), "{seen}");
        }
        assert!(!seen.contains("Jazep"), "who sponsors is in no record: {seen}");
        for path in ["/desk/plus", "/desk/plus/pools", &at, "/desk/audit"] {
            seen += &house.get(Administrator, path).await.text;
        }
        assert!(seen.contains("52 weeks") && !seen.contains(&code) && !seen.contains(&code[..19]), "{seen}");
    });
}

#[test]
fn a_pool_that_cannot_be_is_refused_with_what_was_typed() {
    in_a_newsroom_with_a_till(|house| async move {
        let (long, remark) = ("n".repeat(121), "r".repeat(301));
        for (name, remark, weeks, said) in [
            (" ", "", "5", "1 to 120 characters"),
            (&long, "", "5", "1 to 120 characters"),
            ("A pool", "", "0", "1 to 1,000,000 weeks"),
            ("A pool", "", "1000001", "1 to 1,000,000 weeks"),
            ("A pool", "", "-1", "1 to 1,000,000 weeks"),
            ("A pool", &remark, "5", "longer than 300"),
        ] {
            let form = [("name", name), ("remark", remark), ("weeks", weeks)];
            let got = house.post(Administrator, "/desk/plus/pools", &form).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                got.text.contains(said) && got.text.contains(&format!("value=\"{weeks}\"")),
                "{}",
                got.text
            );
        }
        assert!(house.newsroom.till.as_ref().unwrap().pools().await.unwrap().is_empty());
        for path in ["/desk/plus/pools/none", "/desk/plus/plans/none", "/desk/plus/pools/%00"] {
            assert_eq!(house.get(Administrator, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let got = house.post(Administrator, "/desk/plus/pools/none/weeks", &[("weeks", "1")]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn editors_do_not_make_codes() {
    in_a_newsroom_with_a_till(|house| async move {
        let form = [("count", "1"), ("months", "1"), ("language", "en")];
        let got = house.post(Editor, "/desk/plus/codes", &form).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
        assert!(!house.get(Editor, "/desk").await.text.contains("desk/plus"), "nor are they shown the way");
        assert!(house.newsroom.till.as_ref().unwrap().totals(9).await.unwrap().is_empty());
    });
}
