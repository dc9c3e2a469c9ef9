use base::Time;
use content::State::{self, *};

use super::{May, is_id, may};
use crate::rights::Role;
use crate::staff::Member;

fn member(role: Role) -> Member {
    Member {
        id: "me".into(),
        name: "I".into(),
        role,
        language: "en".parse().unwrap(),
        byline: None,
        since: Time::from_millis(0),
        left_at: None,
    }
}

fn edits(role: Role, author: &str, assigned: bool, state: State) -> Option<bool> {
    may(&member(role), author, assigned, state).map(|may| may.edit)
}

#[test]
fn a_reporter_edits_own_and_assigned_stories_until_they_are_out() {
    for state in [Draft, InEdit, Ready, Scheduled] {
        assert_eq!(edits(Role::Reporter, "me", false, state), Some(true));
        assert_eq!(edits(Role::Reporter, "other", true, state), Some(true));
        assert_eq!(edits(Role::Reporter, "other", false, state), Some(false));
    }
    assert_eq!(edits(Role::Reporter, "me", true, Published), Some(false));
    assert_eq!(edits(Role::Reporter, "me", true, Killed), Some(false));
}

#[test]
fn somebody_inside_knows_of_own_stories_only() {
    assert_eq!(edits(Role::Inside, "me", false, Draft), Some(true));
    assert_eq!(edits(Role::Inside, "me", false, Published), Some(false));
    for state in [Draft, InEdit, Ready, Scheduled, Published, Killed] {
        assert_eq!(edits(Role::Inside, "other", true, state), None, "not even when assigned");
    }
    assert!(!may(&member(Role::Inside), "me", false, Draft).unwrap().names);
}

#[test]
fn editors_do_everything_but_with_a_killed_story() {
    for role in [Role::Editor, Role::Administrator] {
        let all = May { edit: true, publish: true, kill: true, names: true };
        assert_eq!(may(&member(role), "other", false, Published), Some(all));
        assert!(!may(&member(role), "other", false, Draft).unwrap().kill);
        let killed = May { edit: false, publish: false, kill: false, names: true };
        assert_eq!(may(&member(role), "other", false, Killed), Some(killed));
    }
}

#[test]
fn an_id_is_what_ids_are_made_of() {
    assert!(is_id("0197-abc") && is_id("a"));
    for text in ["", "A", "a/b", "ą", "a b", &"a".repeat(65)] {
        assert!(!is_id(text), "{text}");
    }
}
