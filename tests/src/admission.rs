//! Who may let somebody in to a paid body: few places, each with its reason.

use crate::house::{expect_none, read, sources};

/// The places outside tests where an admission is granted, and how often. clippy.toml disallows all others.
const GRANTED: [(&str, usize); 4] = [
    ("crates/gate/src/week.rs", 1),
    ("crates/newsroom/src/admission.rs", 2),
    ("crates/vestka/src/command/export.rs", 1),
    ("crates/wire/src/admission.rs", 1),
];

/// The crates whose tests may stand for somebody who was let in.
const TRYING: [&str; 4] = ["content", "exchange", "site", "vestka"];

#[test]
fn an_admission_is_granted_where_the_rule_says() {
    let mut complaints = Vec::new();
    for file in sources() {
        let found = file.code().matches("Admission::grant(").count();
        let allowed = GRANTED.iter().find(|(path, _)| *path == file.path).map_or(0, |(_, count)| *count);
        let is_trying = file.is_test() && TRYING.contains(&file.krate());
        if found != allowed && !is_trying {
            complaints.push(format!(
                "{}: grants {found} admissions, the rule allows {allowed}. A public surface must not hold a paid body: \
                 take a PublicStory",
                file.path
            ));
        }
    }
    expect_none(complaints);
}

#[test]
fn clippy_knows_the_rule() {
    assert!(read("clippy.toml").contains("\"content::admission::Admission::grant\""));
}
