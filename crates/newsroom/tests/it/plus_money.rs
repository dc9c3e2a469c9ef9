//! Plans, ways to pay, and what all pages of Plus ask for: a fresh proof of who one is, a till.

use http::StatusCode;
use newsroom::rights::Role::Administrator;
use till::Plan;

use crate::kit::{House, in_a_newsroom, in_a_newsroom_with_a_till};

async fn plans(house: &House) -> Vec<Plan> {
    house.newsroom.till.as_ref().unwrap().all_plans().await.unwrap()
}

async fn add(house: &House, months: &str, name: &str, price: &str) -> crate::kit::Got {
    let form = [("months", months), ("name-en", name), ("price-en", price), ("currency-en", "eur")];
    house.post(Administrator, "/desk/plus/plans", &form).await
}

#[test]
fn a_plan_is_added_sold_changed_and_taken_away() {
    in_a_newsroom_with_a_till(|house| async move {
        let got = add(&house, "12", "A year", "49,90").await;
        assert_eq!(got.location(), "/desk/plus/plans?told=plan-added", "{}", got.text);
        add(&house, "1", "A month", "5").await;
        let english = "en".parse().unwrap();
        let till = house.newsroom.till.as_ref().unwrap();
        assert!(till.plans(&english).await.unwrap().is_empty(), "not on sale yet");
        house.post(Administrator, "/desk/plus/plans/a-year/sale", &[("sale", "on")]).await;
        house.post(Administrator, "/desk/plus/plans/a-month/sale", &[("sale", "on")]).await;
        house.post(Administrator, "/desk/plus/plans/a-month/place", &[("direction", "up")]).await;
        let sold: Vec<String> =
            till.plans(&english).await.unwrap().into_iter().map(|plan| plan.plan).collect();
        assert_eq!(sold, ["a-month", "a-year"]);
        let page = house.get(Administrator, "/desk/plus/plans").await.text;
        assert!(
            page.contains("49.90\u{a0}EUR") && page.contains("12 months") && page.contains("Take off sale")
        );
        let form =
            [("months", "6"), ("name-en", "Half a year"), ("price-en", "27.50"), ("currency-en", "USD")];
        let got = house.post(Administrator, "/desk/plus/plans/a-year/terms", &form).await;
        assert_eq!(got.location(), "/desk/plus/plans/a-year?told=plan-changed");
        let changed = plans(&house).await.pop().unwrap();
        let price = changed.offers[&english].price.to_string();
        assert_eq!((changed.months, changed.is_on, price.as_str()), (6, true, "27.50 USD"));
        let page = house.get(Administrator, "/desk/plus/plans/a-year").await.text;
        assert!(page.contains("value=\"27.50\"") && page.contains("Half a year"), "{page}");
        house.post(Administrator, "/desk/plus/plans/a-year/sale", &[("sale", "off")]).await;
        assert_eq!(till.plans(&english).await.unwrap().len(), 1);
        house.post(Administrator, "/desk/plus/plans/a-year/removal", &[]).await;
        assert_eq!(plans(&house).await.len(), 1);
    });
}

#[test]
fn a_plan_that_cannot_be_sold_is_refused_with_what_was_typed() {
    in_a_newsroom_with_a_till(|house| async move {
        let long = "n".repeat(81);
        for (months, name, price, said) in [
            ("0", "A year", "5", "1 to 36 months"),
            ("37", "A year", "5", "1 to 36 months"),
            ("x", "A year", "5", "1 to 36 months"),
            ("1", "A year", "free", "write the price as a number"),
            ("1", "A year", "0", "write the price as a number"),
            ("1", "A year", "5.001", "write the price as a number"),
            ("1", "", "5", "1 to 80 characters"),
            ("1", &long, "5", "1 to 80 characters"),
            ("1", "", "", "in at least one language"),
        ] {
            let got = add(&house, months, name, price).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{months} {name} {price}");
            assert!(
                got.text.contains(said) && got.text.contains(&format!("value=\"{price}\"")),
                "{}",
                got.text
            );
        }
        let form = [("months", "1"), ("name-en", "A"), ("price-en", "5"), ("currency-en", "euros")];
        let got = house.post(Administrator, "/desk/plus/plans", &form).await;
        assert!(got.text.contains("three letters"), "{}", got.text);
        assert!(plans(&house).await.is_empty());
        add(&house, "1", "A year", "5").await;
        let got = house.post(Administrator, "/desk/plus/plans/a-year/terms", &[("months", "1")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (act, form) in [("sale", ("sale", "maybe")), ("place", ("direction", "sideways"))] {
            let got = house.post(Administrator, &format!("/desk/plus/plans/a-year/{act}"), &[form]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn two_plans_of_one_name_have_two_ids_and_hostile_names_stay_words() {
    in_a_newsroom_with_a_till(|house| async move {
        let mean = "<script>alert(1)</script>\"'><img src=x>";
        for _ in 0..2 {
            add(&house, "1", mean, "5").await;
        }
        let ids: Vec<String> = plans(&house).await.into_iter().map(|plan| plan.id).collect();
        assert_eq!(ids, ["script-alert-1-script-img-src-x", "script-alert-1-script-img-src-x-2"]);
        let form = [("name", mean), ("remark", mean), ("weeks", "5")];
        let pool = house.post(Administrator, "/desk/plus/pools", &form).await;
        let plan = format!("/desk/plus/plans/{}", ids[0]);
        for path in ["/desk/plus/plans", &plan, "/desk/plus/pools", pool.location()] {
            let page = house.get(Administrator, path).await.text;
            assert!(page.contains("&lt;script&gt;"), "{path}: {page}");
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}");
        }
    });
}

/// Every address of Plus that changes something.
const CHANGES: [&str; 10] = [
    "/desk/plus/plans",
    "/desk/plus/plans/a-year/terms",
    "/desk/plus/plans/a-year/sale",
    "/desk/plus/plans/a-year/place",
    "/desk/plus/plans/a-year/removal",
    "/desk/plus/codes",
    "/desk/plus/codes/gift",
    "/desk/plus/pools",
    "/desk/plus/pools/x/weeks",
    "/desk/plus/pools/x/opening",
];

#[test]
fn whatever_changes_something_asks_who_it_is_after_a_while() {
    in_a_newsroom_with_a_till(|house| async move {
        add(&house, "1", "A year", "5").await;
        house.clock.set(house.clock.now().plus_millis(11 * 60_000));
        let form = [("count", "1"), ("months", "1"), ("language", "en"), ("name", "P"), ("weeks", "1")];
        for path in CHANGES {
            let got = house.post(Administrator, path, &form).await;
            assert!(got.location().starts_with("/desk/confirm?to="), "{path}: {got:?}");
        }
        let till = house.newsroom.till.as_ref().unwrap();
        assert!(till.totals(9).await.unwrap().is_empty() && till.pools().await.unwrap().is_empty());
        for path in ["/desk/plus/plans", "/desk/plus/plans/a-year", "/desk/plus/codes", "/desk/plus/pools"] {
            let page = house.get(Administrator, path).await.text;
            assert!(page.contains("show once more who you are"), "{path}: {page}");
            assert!(!page.contains("<form method=\"post\" action=\"/desk/plus"), "{path} offers nothing");
        }
    });
}

#[test]
fn without_a_till_the_pages_say_so() {
    in_a_newsroom(|house| async move {
        for path in ["/desk/plus", "/desk/plus/plans", "/desk/plus/codes", "/desk/plus/pools"] {
            let got = house.get(Administrator, path).await;
            assert_eq!(got.status, StatusCode::OK);
            assert!(got.text.contains("The till does not run here"), "{path}: {}", got.text);
            assert!(!got.text.contains("<form method=\"post\" action=\"/desk/plus"), "{path} offers nothing");
        }
        for path in CHANGES {
            let got = house.post(Administrator, path, &[]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(got.text.contains("The till does not run here"), "{path}: {}", got.text);
        }
    });
}

#[test]
fn the_pages_speak_every_language_of_the_desk() {
    in_a_newsroom_with_a_till(|house| async move {
        add(&house, "3", "Tры месяцы", "5").await;
        let form = [("name", "P"), ("weeks", "5")];
        let pool = house.post(Administrator, "/desk/plus/pools", &form).await.location().to_owned();
        for language in base::Locales::desk_languages() {
            let form = [("name", "A"), ("language", language.as_str())];
            house.post(Administrator, "/desk/me", &form).await;
            let mut pages = Vec::new();
            let plan = plans(&house).await.pop().unwrap().id;
            let plan = format!("/desk/plus/plans/{plan}");
            for path in
                ["/desk/plus", "/desk/plus/plans", &plan, "/desk/plus/codes", "/desk/plus/pools", &pool]
            {
                pages.push(house.get(Administrator, path).await);
            }
            let form = [("count", "3"), ("months", "2"), ("language", "en")];
            pages.push(house.post(Administrator, "/desk/plus/codes", &form).await);
            pages.push(house.post(Administrator, "/desk/plus/codes/gift", &form).await);
            for page in pages {
                assert_eq!(page.status, StatusCode::OK, "{}", page.text);
                assert!(page.text.contains(&format!("<html lang=\"{language}\"")), "{}", page.text);
            }
        }
    });
}
