//! Lists and stories: what each contract is given of them.

use super::*;

#[test]
fn held_stories_are_there_for_those_who_get_things_early_and_marked_with_the_hour() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1)), held_then_plus("b", hour(2), 5)]).await;
        let early = client(&store, Contract { early: true, plus: true, ..contract() }).await;
        let late = client(&store, Contract { plus: true, ..contract() }).await;
        assert_eq!(ids(&store, &early, &Query::default(), hour(3)).await, ["b", "a"]);
        assert_eq!(ids(&store, &late, &Query::default(), hour(3)).await, ["a"]);
        let Loaded::Story(story) = load(&store, &early, "b", hour(3)).await else { panic!("b is covered") };
        assert_eq!((story.held, story.version), (Some(Hold::Until(hour(7))), hour(2)));
        assert_eq!(load(&store, &late, "b", hour(3)).await, Loaded::Nothing);
        assert_eq!(ids(&store, &late, &Query::default(), hour(7)).await, ["b", "a"]);
        let Loaded::Story(story) = load(&store, &late, "b", hour(7)).await else { panic!("b is out") };
        assert_eq!((story.held, story.version), (None, hour(7)), "it is a new version for the wire");
    });
}

#[test]
fn what_is_for_clients_only_is_listed_in_its_place_and_whole() {
    on_both(|store| async move {
        let mut only = held_then_plus("b", hour(2), 5);
        only.document.access.0.truncate(1);
        file(&store, vec![manuscript("a", hour(1)), only, manuscript("c", hour(3))]).await;
        let early = client(&store, Contract { early: true, ..contract() }).await;
        assert_eq!(ids(&store, &early, &Query::default(), hour(99)).await, ["c", "b", "a"]);
        let Loaded::Story(story) = load(&store, &early, "b", hour(99)).await else { panic!("b is covered") };
        assert_eq!((story.held, story.part()), (Some(Hold::ForClients), Part::Whole));
        assert_eq!((story.line.headline.as_str(), story.line.sections.len()), ("Ferry b resumes", 1));
    });
}

#[test]
fn without_plus_the_paid_part_is_not_loaded_before_nor_after_the_hour() {
    on_both(|store| async move {
        file(&store, vec![held_then_plus("a", hour(1), 5)]).await;
        let poor = client(&store, Contract { early: true, ..contract() }).await;
        let rich = client(&store, Contract { early: true, plus: true, ..contract() }).await;
        for now in [hour(2), hour(9)] {
            let given = load(&store, &poor, "a", now).await;
            assert!(!format!("{given:?}").contains(PAID), "{given:?}");
            let Loaded::Story(story) = given else { panic!("the headline is covered") };
            let Text::Public(text) = &story.text else { panic!("it is the public part") };
            assert_eq!(text.body, Body { blocks: vec![Block::paragraph("All of it.")] });
            assert!(format!("{:?}", load(&store, &rich, "a", now).await).contains(PAID));
        }
    });
}

#[test]
fn lists_keep_to_languages_and_sections_and_find_words_of_any_script() {
    on_both(|store| async move {
        let mut other = manuscript("b", hour(2));
        other.language = be();
        other.document.headline = "Паром у Мінск".into();
        other.document.sections = vec!["sport".into(), "economy".into()];
        let mut third = manuscript("c", hour(3));
        third.document.sections = vec!["sport".into()];
        file(&store, vec![manuscript("a", hour(1)), other, third]).await;
        let all = client(&store, contract()).await;
        let belarusian = client(&store, Contract { languages: vec![be()], ..contract() }).await;
        let of_sections = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let sections = of_sections(&["sport", "economy"]);
        let both = client(&store, Contract { sections, ..contract() }).await;
        let sport = client(&store, Contract { sections: of_sections(&["sport"]), ..contract() }).await;
        let query = Query::default();
        for (client, expected) in [(&all, "c b a"), (&belarusian, "b"), (&both, "c b a"), (&sport, "c b")] {
            assert_eq!(ids(&store, client, &query, hour(9)).await.join(" "), expected);
        }
        let words = |words: &str| Query { words: words.into(), ..Query::default() };
        assert_eq!(ids(&store, &all, &words("minsk"), hour(9)).await, ["b"]);
        assert_eq!(ids(&store, &all, &words("ferry RESUMES"), hour(9)).await, ["c", "a"]);
        let economy = Query { section: Some("economy".into()), ..Query::default() };
        assert_eq!(ids(&store, &all, &economy, hour(9)).await, ["b", "a"]);
        assert_eq!(ids(&store, &sport, &economy, hour(9)).await, ["b"], "a is in no section of the contract");
        assert_eq!(load(&store, &sport, "a", hour(9)).await, Loaded::Nothing);
    });
}

#[test]
fn words_are_looked_for_in_what_the_contract_lets_a_client_read() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1)), held_then_plus("b", hour(2), 1)]).await;
        let poor = client(&store, contract()).await;
        let rich = client(&store, Contract { plus: true, ..contract() }).await;
        let id = |change: &Change| match change {
            Change::Story(listed) => listed.line.id.clone(),
            Change::Withdrawn(line, _) => panic!("{line:?}"),
        };
        for (words, to_the_poor, to_the_rich) in [
            ("all OF it", vec!["b", "a"], vec!["b", "a"]),
            ("ferry payers", vec![], vec!["b"]),
            ("submarine", vec![], vec![]),
        ] {
            let query = Query { words: words.into(), ..Query::default() };
            for (client, expected) in [(&poor, to_the_poor), (&rich, to_the_rich)] {
                assert_eq!(ids(&store, client, &query, hour(9)).await, expected, "{words}");
                let start = Cursor { at: hour(0), number: 0 };
                let mut db = store.read().await.unwrap();
                let changes = list::changes(&mut db, client, &query, start, 10, hour(9)).await.unwrap();
                let mut told: Vec<String> = changes.changes.iter().map(id).collect();
                told.sort_by(|one, other| other.cmp(one));
                // One whose hour came changed twice.
                told.dedup();
                assert_eq!(told, expected, "{words}");
            }
        }
    });
}

#[test]
fn what_has_changed_is_told_in_order_with_the_hours_at_which_stories_open_and_with_kills() {
    on_both(|store| async move {
        file(
            &store,
            vec![manuscript("a", hour(1)), held_then_plus("b", hour(2), 5), manuscript("c", hour(3))],
        )
        .await;
        let late = client(&store, Contract { plus: true, ..contract() }).await;
        let mut tx = store.write().await.unwrap();
        let killed = lifecycle::kill(&mut tx, "a", "It was wrong.", "", "e", hour(4)).await.unwrap();
        assert_eq!(killed, Killed::Done);
        tx.commit().await.unwrap();
        let told = async |after: Cursor, limit, now| {
            let query = Query::default();
            let mut db = store.read().await.unwrap();
            let changes = list::changes(&mut db, &late, &query, after, limit, now).await.unwrap();
            let name = |change: &Change| match change {
                Change::Story(listed) => listed.line.id.clone(),
                Change::Withdrawn(line, _) => format!("-{}", line.id),
            };
            (changes.changes.iter().map(name).collect::<Vec<_>>(), changes.next, changes.more)
        };
        let start = Cursor { at: hour(0), number: 0 };
        let (first, next, more) = told(start, 1, hour(6)).await;
        assert_eq!((first, more), (vec!["c".to_owned()], true));
        let (second, next, more) = told(next, 10, hour(6)).await;
        assert_eq!((second, more), (vec!["-a".to_owned()], false));
        assert_eq!(told(next, 10, hour(6)).await.0, [""; 0]);
        assert_eq!(told(next, 10, hour(8)).await.0, ["b"], "its embargo has ended");
    });
}

#[test]
fn a_kill_is_told_to_those_who_could_have_the_story_and_to_those_who_had_it() {
    on_both(|store| async move {
        file(&store, vec![held_then_plus("a", hour(1), 50)]).await;
        let early = client(&store, Contract { early: true, ..contract() }).await;
        let late = client(&store, contract()).await;
        let had = client(&store, Contract { early: true, ..contract() }).await;
        take(&store, &had, "a", How::Seen, hour(2)).await;
        let mut tx = store.write().await.unwrap();
        lifecycle::kill(&mut tx, "a", "It was wrong.", "", "e", hour(3)).await.unwrap();
        client::set_state(&mut tx, &had.id, State::Paused).await.unwrap();
        tx.commit().await.unwrap();
        let had = client::find(&mut store.read().await.unwrap(), &had.id).await.unwrap().unwrap();
        for knows in [&early, &had] {
            let Loaded::Withdrawn(line) = load(&store, knows, "a", hour(4)).await else { panic!("told") };
            assert_eq!(line.killed.unwrap().notice, "It was wrong.");
        }
        assert_eq!(load(&store, &late, "a", hour(4)).await, Loaded::Nothing, "it was never told of it");
    });
}
