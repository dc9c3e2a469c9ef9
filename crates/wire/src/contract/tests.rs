use base::Time;
use content::access::{Access, Level, Step, When};
use content::clients::Line;
use content::{Named, Timeline};
use proptest::prelude::*;

use super::{Contract, Covered, Hold, Part, Standing, covers, of_access};
use crate::client::State;

fn hour(n: i64) -> Time {
    Time::from_millis(1_765_670_400_000).plus_hours(n)
}

fn contract() -> Contract {
    Contract {
        state: State::Active,
        begins_at: hour(0),
        ends_at: Some(hour(1_000)),
        languages: vec![],
        sections: vec![],
        early: false,
        plus: false,
        networks: Default::default(),
    }
}

fn line(access: &Access) -> Line {
    Line {
        id: "a".into(),
        number: 1,
        language: "be".parse().unwrap(),
        slug: "a".into(),
        headline: "A".into(),
        deck: String::new(),
        sections: vec![Named { id: "economy".into(), name: "Economy".into(), role: None }],
        urgency: 5,
        published_at: hour(1),
        public_from: None,
        changed_at: hour(1),
        access: access.timeline(hour(1)).unwrap(),
        killed: None,
    }
}

/// Held for two hours, then for payers for a day, then open.
fn held() -> Access {
    let step = |hours, level| Step { when: When::AfterHours(hours), level };
    Access(vec![step(0, Level::Clients), step(2, Level::Plus), step(26, Level::Open)])
}

fn story(part: Part, held: Option<Hold>) -> Covered {
    Covered::Story { part, held }
}

#[test]
fn a_story_over_time_for_each_kind_of_contract() {
    let access = held();
    let until = Some(Hold::Until(hour(3)));
    let at = |early, plus, n| covers(&Contract { early, plus, ..contract() }, &line(&access), hour(n));
    for plus in [false, true] {
        assert_eq!(at(true, plus, 0), Covered::Nothing, "it is not published");
        assert_eq!(at(false, plus, 1), Covered::Nothing, "it is held");
        assert_eq!(at(false, plus, 27), story(Part::Whole, None), "it is open");
        let part = if plus { Part::Whole } else { Part::Public };
        assert_eq!(at(true, plus, 2), story(part, until));
        assert_eq!(at(false, plus, 3), story(part, None));
    }
}

#[test]
fn what_the_public_never_sees_is_for_clients_who_get_things_early_and_whole() {
    let access = Access(vec![Step { when: When::AfterHours(0), level: Level::Clients }]);
    let at = |early| covers(&Contract { early, ..contract() }, &line(&access), hour(900));
    assert_eq!(at(false), Covered::Nothing);
    assert_eq!(at(true), story(Part::Whole, Some(Hold::ForClients)));
}

#[test]
fn languages_and_sections_that_are_named_are_all_there_is() {
    let of = |languages: &[&str], sections: &[&str]| {
        let languages = languages.iter().map(|tag| tag.parse().unwrap()).collect();
        let sections = sections.iter().map(|id| (*id).to_owned()).collect();
        covers(&Contract { languages, sections, ..contract() }, &line(&Access::default()), hour(2))
    };
    for (languages, sections) in
        [(&[] as &[&str], &[] as &[&str]), (&["en", "be"], &[]), (&[], &["sport", "economy"])]
    {
        assert_eq!(of(languages, sections), story(Part::Whole, None));
    }
    for (languages, sections) in [(&["en"] as &[&str], &[] as &[&str]), (&["be"], &["sport"])] {
        assert_eq!(of(languages, sections), Covered::Nothing);
    }
}

#[test]
fn a_contract_that_does_not_run_covers_nothing() {
    let check = |contract: &Contract, n, expected| {
        assert_eq!(contract.standing(hour(n)), expected);
        let covered = covers(contract, &line(&Access::default()), hour(n));
        assert_eq!(covered != Covered::Nothing, expected == Standing::Active, "{expected:?}");
    };
    check(&contract(), 999, Standing::Active);
    check(&contract(), 1_000, Standing::Ended);
    check(&Contract { begins_at: hour(3), ..contract() }, 2, Standing::Ahead);
    check(&Contract { state: State::Paused, ..contract() }, 2, Standing::Paused);
    check(&Contract { state: State::Paused, ..contract() }, 1_000, Standing::Ended);
    check(&Contract { state: State::Ended, ends_at: None, ..contract() }, 2, Standing::Ended);
    check(&Contract { ends_at: None, ..contract() }, 9_000, Standing::Active);
}

fn timeline() -> impl Strategy<Value = Timeline> {
    let step = (0i64..50, prop_oneof![Just(Level::Plus), Just(Level::Open)]);
    let steps = (proptest::option::of(0i64..50), proptest::collection::vec(step, 0..4));
    steps.prop_filter_map("no steps, or two at one time", |(clients, steps)| {
        let step = |(n, level): &(i64, Level)| Step { when: When::From(hour(*n)), level: *level };
        let mut all: Vec<Step> = steps.iter().map(step).collect();
        all.extend(clients.map(|n| Step { when: When::From(hour(n)), level: Level::Clients }));
        Access(all).timeline(hour(0)).ok()
    })
}

proptest! {
    #[test]
    fn no_contract_gives_what_it_does_not_include(
        access in timeline(), early: bool, plus: bool, n in -1i64..60
    ) {
        let level = access.level(hour(n));
        let covered = of_access(&access, early, plus, hour(n));
        match level {
            None => prop_assert_eq!(covered, Covered::Nothing),
            Some(Level::Open) => prop_assert_eq!(covered, story(Part::Whole, None)),
            Some(Level::Plus) => {
                prop_assert_eq!(covered, story(if plus { Part::Whole } else { Part::Public }, None));
            }
            Some(Level::Clients) if !early => prop_assert_eq!(covered, Covered::Nothing),
            Some(Level::Clients) => match covered {
                Covered::Story { held: Some(Hold::Until(until)), part } => {
                    prop_assert!(until > hour(n));
                    prop_assert_eq!(access.public_from(), Some(until));
                    let pays = access.level(until) == Some(Level::Plus);
                    prop_assert_eq!(part == Part::Public, pays && !plus);
                }
                other => {
                    prop_assert_eq!(access.public_from(), None);
                    prop_assert_eq!(other, story(Part::Whole, Some(Hold::ForClients)));
                }
            },
        }
    }
}
