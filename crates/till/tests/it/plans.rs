//! Plans: what the desk sets is what readers are offered.

use base::Language;
use till::testing::on_both;
use till::{Plan, PlanError, PlanOffer, Price};

use crate::kit::at;

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn plan(id: &str, position: u32, months: u32, prices: &[(&str, &str)]) -> Plan {
    let offer = |(tag, price): &(&str, &str)| {
        let price: Price = price.parse().unwrap();
        (language(tag), PlanOffer { name: format!("{id} in {tag}"), price })
    };
    Plan { id: id.into(), position, months, is_on: true, offers: prices.iter().map(offer).collect() }
}

#[test]
fn plans_are_offered_in_their_order_with_each_languages_price() {
    on_both(at("2026-11-10"), |till| async move {
        let year = plan("year", 2, 12, &[("en", "50 EUR"), ("be", "150 BYN")]);
        let month = plan("month", 1, 1, &[("en", "5 EUR")]);
        let off = Plan { is_on: false, ..plan("old", 0, 1, &[("en", "4 EUR")]) };
        for plan in [&year, &month, &off] {
            till.set_plan(plan).await.unwrap().unwrap();
        }
        assert_eq!(till.all_plans().await.unwrap(), [off, month, year.clone()]);
        let offered = |tag| {
            let till = till.clone();
            async move {
                let offers = till.plans(&language(tag)).await.unwrap();
                offers.iter().map(|offer| format!("{} {}", offer.plan, offer.price)).collect::<Vec<_>>()
            }
        };
        assert_eq!(offered("en").await, ["month 5.00 EUR", "year 50.00 EUR"]);
        assert_eq!(offered("be").await, ["year 150.00 BYN"]);
        assert!(offered("ru").await.is_empty());

        till.set_plan(&Plan { offers: [].into(), ..year }).await.unwrap().unwrap();
        till.remove_plan("month").await.unwrap();
        assert!(offered("en").await.is_empty());
        assert_eq!(till.all_plans().await.unwrap().len(), 2);
    });
}

#[test]
fn a_plan_that_cannot_be_is_refused() {
    on_both(at("2026-11-10"), |till| async move {
        let refused = |plan: Plan| {
            let till = till.clone();
            async move { till.set_plan(&plan).await.unwrap().err() }
        };
        for id in ["", "A year", "год", &"x".repeat(41)] {
            assert_eq!(refused(plan(id, 1, 1, &[])).await, Some(PlanError::Id), "{id}");
        }
        assert_eq!(refused(plan("year", 1, 0, &[])).await, Some(PlanError::Months));
        assert_eq!(refused(plan("year", 1, 37, &[])).await, Some(PlanError::Months));
        let mut nameless = plan("year", 1, 12, &[("en", "5 EUR")]);
        nameless.offers.get_mut(&language("en")).unwrap().name = "  ".into();
        assert_eq!(refused(nameless).await, Some(PlanError::Name));
        assert_eq!(till.all_plans().await.unwrap(), []);
    });
}
