use store::testing::on_both;

use super::*;

/// How SQLite would answer; nothing on PostgreSQL, whose planner reads small tables whole.
async fn plan(store: &store::Store, condition: &Condition, order: &[(By, bool)]) -> String {
    let language = "en".parse().unwrap();
    let choice =
        Choice { language: &language, condition, order, skip: 100, limit: 100, now: Time::from_millis(0) };
    let mut question = Question::new(&choice);
    let sql = format!("explain query plan {}", question.page(&choice));
    let rows = store.read().await.unwrap().rows(&sql, question.parameters).await.unwrap_or_default();
    rows.iter().map(|row| row.text("detail").unwrap()).collect::<Vec<_>>().join("\n")
}

/// A list is a range of the shelf's index in the order in which it lies there, however many stories there are.
#[test]
fn a_list_is_a_range_of_an_index() {
    on_both(|store| async move {
        let shelf = |name: &str| Condition::Is(Fact::OnShelf(name.into()));
        let since = Condition::Is(Fact::PublicFrom(Compare::AtLeast, Time::from_millis(-1)));
        let newest: &[(By, bool)] = &[(By::PublicFrom, true)];
        let oldest: &[(By, bool)] = &[(By::PublicFrom, false)];
        for (condition, order) in [
            (Condition::All(vec![]), newest),
            (Condition::All(vec![]), oldest),
            (shelf("section/economy"), newest),
            (Condition::All(vec![shelf("section/economy"), since.clone()]), newest),
            (Condition::All(vec![shelf("section/economy"), shelf("topic/ferries")]), newest),
            (Condition::Any(vec![shelf("section/economy"), shelf("topic/ferries")]), newest),
            (Condition::Not(Box::new(shelf("person/a"))), newest),
            (Condition::Is(Fact::Plus), newest),
            (Condition::Is(Fact::FirstSection("economy".into())), newest),
        ] {
            let plan = plan(&store, &condition, order).await;
            if plan.is_empty() {
                continue;
            }
            assert!(plan.contains("SEARCH f USING"), "{condition:?}:\n{plan}");
            assert!(plan.contains("name=? AND language=? AND public_from"), "{condition:?}:\n{plan}");
            assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{condition:?}:\n{plan}");
        }
        for fact in [Fact::Number(3), Fact::Id("x".into()), Fact::Slug(Part::Whole, "x".into())] {
            let plan = plan(&store, &Condition::Is(fact.clone()), newest).await;
            assert!(!plan.contains("SCAN"), "{fact:?}:\n{plan}");
        }
    });
}
