//! What nobody sends out by hand before it is mended: a wall that keeps nothing back, a picture without a description.

use store::jobs;

use super::life::{draft, saved, say, titled};
use super::*;
use crate::draft;
use crate::lifecycle::{Due, PUBLISH_SCHEDULED, Refusal, correct, publish, publish_due, schedule};

fn walled(access: Access) -> Document {
    Document { access, ..walled_openly() }
}

fn walled_openly() -> Document {
    let mut document = titled("Ferry sold");
    document.body.blocks.push(Block::Plus(vec![Block::paragraph(SECRET)]));
    document
}

fn steps(steps: &[(When, Level)]) -> Access {
    Access(steps.iter().map(|(when, level)| Step { when: *when, level: *level }).collect())
}

#[test]
fn a_wall_needs_a_time_when_payers_read_more() {
    use Level::*;
    use When::*;
    let embargo = |level| Access::embargoed_until(hour(9), level);
    for (access, expected) in [
        (Access::default(), false),
        (Access::plus(), true),
        (Access::plus_then_open(48), true),
        (embargo(Open), false),
        (embargo(Plus), true),
        (steps(&[(AfterHours(0), Open)]), false),
        // Open for a while, then for payers: an archive.
        (steps(&[(AfterHours(0), Open), (AfterHours(48), Plus)]), true),
        // Its days for payers were over before it went out.
        (steps(&[(From(hour(-9)), Plus), (From(hour(-5)), Open)]), false),
        (steps(&[(From(hour(-9)), Plus)]), true),
    ] {
        assert_eq!(access.is_ever_plus(hour(0)), Ok(expected), "{access:?}");
        assert_eq!(access.for_payers().is_ever_plus(hour(0)), Ok(true), "{access:?}");
    }
    assert_eq!(embargo(Open).for_payers(), embargo(Plus), "the embargo stays");
}

#[test]
fn without_its_wall_a_body_says_the_same_to_everybody() {
    let mut document = walled_openly();
    document.body.blocks.push(Block::paragraph("Free again."));
    assert_eq!(document.body.without_wall(), body(&["All of it.", SECRET, "Free again."]));
}

#[test]
fn a_story_with_a_wall_that_is_open_does_not_go_out() {
    on_both(|store| async move {
        let id = say!(store, draft::open, draft(walled_openly()), "r", hour(1));
        assert_eq!(say!(store, publish, &id, 1, "e", hour(2)), Err(Refusal::WallInTheOpen));
        assert_eq!(say!(store, schedule, &id, 1, hour(5), "e", hour(2)), Err(Refusal::WallInTheOpen));
        assert_eq!(found(&store, "en", "ferry-sold", hour(9)).await, Found::Nothing);
        saved(&store, &id, 1, walled(Access::plus_then_open(48)), "r", hour(2)).await;
        assert!(say!(store, publish, &id, 2, "e", hour(3)).is_ok());
        assert!(!format!("{:?}", read(&store, "ferry-sold", hour(4)).await).contains(SECRET));
        // Two days later it is open, and can be corrected as it stands.
        saved(
            &store,
            &id,
            2,
            Document { deck: "In short.".into(), ..walled(Access::plus_then_open(48)) },
            "r",
            hour(60),
        )
        .await;
        assert!(say!(store, correct, &id, 3, "The deck was missing.", "e", hour(60)).is_ok());
        saved(&store, &id, 3, walled_openly(), "r", hour(61)).await;
        assert_eq!(say!(store, correct, &id, 4, "A note.", "e", hour(62)), Err(Refusal::WallInTheOpen));
    });
}

#[test]
fn what_an_import_says_stays_as_it_is() {
    on_both(|store| async move {
        let mut published = story("a", hour(1));
        published.document.body = walled_openly().body;
        let mut scheduled = story("b", hour(5));
        scheduled.state = State::Scheduled;
        scheduled.document.body = walled_openly().body;
        file(&store, vec![published, scheduled]).await;
        assert_eq!(read(&store, "ferry-a-resumes", hour(2)).await.headline, "Ferry a resumes");
        let job = jobs::take(&store, hour(5)).await.unwrap().expect("a letter");
        assert_eq!(job.kind, PUBLISH_SCHEDULED);
        let due = say!(store, publish_due, &job.content, hour(5));
        assert!(matches!(due, Due::Published(_)), "{due:?}");
    });
}

#[test]
fn a_picture_goes_out_with_a_description_or_as_it_was_imported() {
    on_both(|store| async move {
        let picture = |file: &str, alt: &str| {
            let picture = crate::body::Picture { file: file.into(), alt: alt.into(), ..Default::default() };
            Block::Picture(picture)
        };
        let with = |pictures: Vec<Block>| {
            let mut document = titled("Ferry sold");
            document.body.blocks.extend(pictures);
            document
        };
        let id = say!(store, draft::open, draft(with(vec![picture("p1.jpg", " ")])), "r", hour(1));
        assert_eq!(say!(store, publish, &id, 1, "e", hour(2)), Err(Refusal::Undescribed));
        assert_eq!(say!(store, schedule, &id, 1, hour(5), "e", hour(2)), Err(Refusal::Undescribed));
        saved(&store, &id, 1, with(vec![picture("p1.jpg", "A ferry")]), "r", hour(2)).await;
        assert!(say!(store, publish, &id, 2, "e", hour(3)).is_ok());

        let mut imported = story("a", hour(1));
        imported.document = with(vec![picture("old.jpg", "")]);
        file(&store, vec![imported]).await;
        let both = with(vec![picture("old.jpg", ""), picture("new.jpg", "")]);
        saved(&store, "a", 1, both, "r", hour(2)).await;
        assert_eq!(say!(store, correct, "a", 2, "A note.", "e", hour(3)), Err(Refusal::Undescribed));
        let described = with(vec![picture("old.jpg", ""), picture("new.jpg", "Its deck")]);
        saved(&store, "a", 2, described, "r", hour(4)).await;
        assert!(
            say!(store, correct, "a", 3, "A note.", "e", hour(5)).is_ok(),
            "readers have the old one as it is"
        );
    });
}
