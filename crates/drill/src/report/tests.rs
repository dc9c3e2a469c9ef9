use super::*;
use crate::needle::Writing;

fn round() -> Round {
    Round {
        name: "stopped".into(),
        planted: [(Kind::Agent, 1_234), (Kind::Email, 10)].into(),
        requests: 5_000,
        plus: Done::default(),
        grounds: vec![Trawled {
            name: "logs".into(),
            files: 2,
            bytes: 2_000_000,
            found: Found { bytes: 2_000_000, ..Found::default() },
        }],
        memory: Found::default(),
        elsewhere: Vec::new(),
        slugs_in_logs: 0,
        unseen: Vec::new(),
    }
}

fn outcome(round: Round) -> Outcome {
    Outcome {
        rounds: vec![round],
        control: Control { found: Control::SHOWN.map(|kind| (kind, 3)).into() },
        needles: 99,
        seed: 1,
        is_small: true,
        database: "SQLite",
        has_files: true,
        began: Time::from_millis(1_800_000_000_000),
        seconds: 12,
    }
}

#[test]
fn nothing_found_and_the_control_caught_is_success() {
    let outcome = outcome(round());
    assert!(outcome.is_clean());
    assert_eq!(outcome.last_line(), "seizure drill: 0 of 1,244 canaries found in 2 MB, control caught");
    assert!(text(&outcome).contains("\nNothing.\n"));
}

#[test]
fn a_canary_found_is_failure_and_shown_with_its_place() {
    let mut round = round();
    let place = "logs: <0.errors>".to_owned();
    let finding = Finding { kind: Kind::Email, canary: 3, writing: Writing::Hex, place, offset: 77 };
    round.grounds[0].found.findings.push(finding);
    let outcome = outcome(round);
    assert!(!outcome.is_clean());
    assert!(outcome.last_line().starts_with("seizure drill: 1 of 1,244"));
    assert!(html(&outcome).contains("stopped: logs: &lt;0.errors&gt; at byte 77"));
}

#[test]
fn a_control_that_is_not_caught_is_failure() {
    let mut outcome = outcome(round());
    outcome.control.found.remove(&Kind::Cookie);
    assert!(!outcome.is_clean() && outcome.last_line().ends_with("control NOT CAUGHT"));
    assert!(text(&outcome).contains("not found: cookies"));
}

#[test]
fn a_search_that_did_not_reach_the_database_is_failure() {
    for spoil in [
        |round: &mut Round| round.unseen.push("database".into()),
        |round: &mut Round| round.slugs_in_logs = 1,
        |round: &mut Round| round.elsewhere.push("/tmp/x".into()),
        |round: &mut Round| round.grounds[0].found.bare = (100, 1),
    ] {
        let mut round = round();
        spoil(&mut round);
        let outcome = outcome(round);
        assert!(!outcome.is_clean() && outcome.last_line().ends_with(", 1 complaints"));
        assert!(!text(&outcome).contains("\nNothing.\n"));
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = html(&outcome(round()));
    for word in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(word), "{word}");
    }
}
