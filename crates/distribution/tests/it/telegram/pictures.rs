//! Posts with pictures.

use content::{LeadPicture, Manuscript};
use media::{Library, Limits};
use store::testing::on_both;

use super::{ENGLISH, House, elsewhere};
use crate::kit::noon;

fn drawn(library: &Library, name: &str) -> LeadPicture {
    let picture = library.take_in(&drawing::draw(name, 1).unwrap(), &Limits::default()).unwrap();
    LeadPicture {
        file: picture.file(),
        alt: "A picture".into(),
        caption: String::new(),
        credit: String::new(),
    }
}

fn with_picture(house: &House, name: &str) -> Manuscript {
    let mut story = elsewhere("one", "A river", noon());
    story.document.picture = Some(drawn(&house.edition.library, name));
    story
}

#[test]
fn a_story_with_a_picture_is_posted_with_it_and_both_follow_the_story() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(with_picture(&house, "river-bridge")).await;
        house.settle().await;
        let first = house.api.shown(ENGLISH).remove(0);
        assert!(first.html.contains("A river") && first.html.contains("Open words."), "{}", first.html);
        assert!(first.photo.as_ref().is_some_and(|photo| photo.starts_with(b"\xff\xd8\xff")), "a JPEG");
        house.correct("one", "A note.").await;
        house.settle().await;
        let corrected = house.api.shown(ENGLISH).remove(0);
        assert!(corrected.html.contains("A note."));
        assert_eq!(corrected.photo, first.photo);
        house.pass(1);
        house.publish(with_picture(&house, "forest-bison")).await;
        house.settle().await;
        let other = house.api.shown(ENGLISH).remove(0);
        assert_ne!(other.photo, first.photo, "a wrong picture is taken away");
        house.pass(3_000);
        house.kill("one", "Wrong.").await;
        house.settle().await;
        let killed = house.api.shown(ENGLISH).remove(0);
        assert!(killed.html.contains("Wrong.") && !killed.html.contains("river-bridge"), "{}", killed.html);
        assert!(killed.photo.is_some_and(|photo| photo.starts_with(b"\x89PNG") && photo.len() < 2_000));
        let calls = house.api.take_calls();
        assert_eq!(calls, ["sendPhoto", "editMessageCaption", "editMessageMedia", "editMessageMedia"]);
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_text_too_long_for_a_caption_is_a_message_and_one_too_long_for_a_message_is_cut() {
    on_both(|store| async move {
        let house = House::new(store).await;
        for (id, words) in [("long", 300), ("longer", 2_000)] {
            let mut story = with_picture(&house, "river-bridge");
            story.id = id.into();
            let text = "word & ".repeat(words);
            story.document.body.blocks = vec![content::body::Block::paragraph(text.trim())];
            house.publish(story).await;
        }
        house.settle().await;
        let shown = house.api.shown(ENGLISH);
        assert!(shown.iter().all(|message| message.photo.is_none()));
        assert!(!shown[0].html.contains('…') && shown[1].html.contains('…'));
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}

#[test]
fn a_picture_whose_files_are_gone_does_not_keep_a_story_back() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let story = with_picture(&house, "river-bridge");
        house.publish(story.clone()).await;
        let id = content::picture::id_of(&story.document.picture.unwrap().file).to_owned();
        house.edition.library.remove(&id).unwrap();
        house.settle().await;
        assert_eq!(house.api.shown(ENGLISH).len(), 1);
        assert_eq!((house.dead().await, house.api.take_refused()), (vec![], vec![]));
    });
}
