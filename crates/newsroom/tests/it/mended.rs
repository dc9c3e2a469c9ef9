//! What is mended before a story goes out: a wall that everybody may read past, said beside the form and asked about; a
//! picture without a description.

use http::StatusCode;
use newsroom::rights::Role;
use serde_json::{Value, json};

use crate::kit::{Got, House, in_a_newsroom, noon};
use crate::life::{act, page};
use crate::samples::{Form, jpeg};
use crate::story::{answer, document, opened, save};

/// A document with a wall, open to everybody.
fn walled(headline: &str) -> Value {
    let mut document = document(headline, "Free words.");
    let wall = json!({ "type": "plus", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Paid words." }] }] });
    document["body"]["content"].as_array_mut().unwrap().push(wall);
    document
}

async fn draft(house: &House, headline: &str) -> String {
    let id = opened(house, Role::Editor).await;
    save(house, Role::Editor, &id, 1, walled(headline)).await;
    id
}

async fn head(house: &House, id: &str) -> Value {
    answer(&house.get(Role::Editor, &format!("/desk/story/{id}/head")).await)["document"].clone()
}

/// What an open reader gets of a story; none where there is none.
async fn read(house: &House, slug: &str) -> Option<String> {
    let mut db = house.newsroom.store.read().await.unwrap();
    match content::find(&mut db, &"en".parse().unwrap(), slug, noon()).await.unwrap() {
        content::Found::Story(story) => Some(format!("{story:?}")),
        _ => None,
    }
}

fn asks(got: &Got, what: &str) {
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{got:?}");
    assert!(got.text.contains("The story has a wall"), "{}", got.text);
    assert!(got.text.contains(&format!("{what}\">")), "the form goes where it came from: {}", got.text);
    assert!(got.text.contains(r#"name="wall" value="plus""#), "{}", got.text);
    assert!(got.text.contains(r#"name="wall" value="away""#), "{}", got.text);
}

#[test]
fn an_open_story_with_a_wall_goes_out_as_plus_when_that_is_the_answer() {
    in_a_newsroom(|house| async move {
        let id = draft(&house, "Ferry sold").await;
        asks(&act(&house, Role::Editor, &id, "publication", &[("revision", "2")]).await, "publication");
        assert_eq!(read(&house, "ferry-sold").await, None);
        let answer = [("revision", "2"), ("wall", "plus")];
        let got = act(&house, Role::Editor, &id, "publication", &answer).await;
        assert!(got.location().ends_with("published"), "{got:?}");
        assert_eq!(head(&house, &id).await["access"], json!([{ "after_hours": 0, "level": "plus" }]));
        let seen = read(&house, "ferry-sold").await.unwrap();
        assert!(seen.contains("Free words.") && !seen.contains("Paid words."), "{seen}");
    });
}

#[test]
fn or_without_its_wall() {
    in_a_newsroom(|house| async move {
        let id = draft(&house, "Ferry sold").await;
        let got = act(&house, Role::Editor, &id, "publication", &[("wall", "away")]).await;
        assert!(got.location().ends_with("published"), "{got:?}");
        assert!(!head(&house, &id).await["body"].to_string().contains("plus"));
        assert!(read(&house, "ferry-sold").await.unwrap().contains("Paid words."));
    });
}

#[test]
fn a_schedule_and_a_correction_ask_and_keep_what_was_sent() {
    in_a_newsroom(|house| async move {
        let id = draft(&house, "Ferry sold").await;
        let at = [("schedule-date", "2025-12-14"), ("schedule-time", "18:30")];
        let got = act(&house, Role::Editor, &id, "schedule", &at).await;
        asks(&got, "schedule");
        assert!(got.text.contains(r#"name="schedule-time" value="18:30""#), "{}", got.text);
        let answered = [at[0], at[1], ("wall", "plus")];
        let got = act(&house, Role::Editor, &id, "schedule", &answered).await;
        assert!(got.location().ends_with("scheduled"), "{got:?}");
        act(&house, Role::Editor, &id, "publication", &[]).await;

        let mut open = walled("Ferry sold");
        open["access"] = json!([]);
        save(&house, Role::Editor, &id, 3, open).await;
        let got = act(&house, Role::Editor, &id, "correction", &[("note", "Not \"sold\".")]).await;
        asks(&got, "correction");
        assert!(got.text.contains("Not &quot;sold&quot;."), "{}", got.text);
        let answered = [("note", "Not \"sold\"."), ("wall", "away")];
        let got = act(&house, Role::Editor, &id, "correction", &answered).await;
        assert!(got.location().ends_with("corrected"), "{got:?}");
    });
}

#[test]
fn a_flash_that_grew_a_wall_asks_too() {
    in_a_newsroom(|house| async move {
        let got = house.post(Role::Editor, "/desk/flash", &[("headline", "The ferry sails")]).await;
        let id = got.location().rsplit('=').next().unwrap().to_owned();
        save(&house, Role::Editor, &id, 1, walled("The ferry sails")).await;
        asks(&act(&house, Role::Editor, &id, "publication", &[]).await, "publication");
        assert!(!read(&house, "the-ferry-sails").await.unwrap().contains("Paid words."));
    });
}

#[test]
fn plus_that_opens_with_time_and_an_embargo_keep_their_steps() {
    in_a_newsroom(|house| async move {
        let id = draft(&house, "Later for all").await;
        let later = [("access", "plus-then-open"), ("access-hours", "48")];
        let got = act(&house, Role::Editor, &id, "publication", &later).await;
        assert!(got.location().ends_with("published"), "{got:?}");

        let id = draft(&house, "Under embargo").await;
        let until = [("access", "embargo-open"), ("access-date", "2025-12-15"), ("access-time", "06:00")];
        asks(&act(&house, Role::Editor, &id, "publication", &until).await, "publication");
        let answered = [until[0], until[1], until[2], ("wall", "plus")];
        act(&house, Role::Editor, &id, "publication", &answered).await;
        let steps = json!([
            { "after_hours": 0, "level": "clients" },
            { "from": "2025-12-15T06:00:00Z", "level": "plus" },
        ]);
        assert_eq!(head(&house, &id).await["access"], steps);
    });
}

#[test]
fn the_form_says_what_is_odd_about_wall_and_access() {
    in_a_newsroom(|house| async move {
        let id = draft(&house, "Ferry sold").await;
        assert!(page(&house, Role::Editor, &id, "").await.contains("<p class=\"told\">There is a wall"));
        let mut plus = walled("Ferry sold");
        plus["access"] = json!([{ "after_hours": 0, "level": "plus" }]);
        save(&house, Role::Editor, &id, 2, plus.clone()).await;
        let text = page(&house, Role::Editor, &id, "").await;
        // The script's words stand in the page too; the hint is a paragraph.
        assert!(!text.contains("<p class=\"told\">There is"), "{text}");
        plus["body"]["content"].as_array_mut().unwrap().pop();
        save(&house, Role::Editor, &id, 3, plus).await;
        assert!(
            page(&house, Role::Editor, &id, "")
                .await
                .contains("<p class=\"told\">There is no wall in the text")
        );
    });
}

#[test]
fn a_picture_without_a_description_does_not_go_out_and_the_page_leads_back() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        let (_, taken) = Form::of("ferry.jpg", jpeg(3)).send_by_script(&house, Role::Editor).await;
        let mut mute = document("Ferry sold", "Words.");
        mute["picture"] = json!({ "file": taken["file"], "alt": "" });
        save(&house, Role::Editor, &id, 1, mute.clone()).await;
        let got = act(&house, Role::Editor, &id, "publication", &[]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.text.contains("A picture has no description"), "{}", got.text);
        assert!(got.text.contains("Back to the story") && got.text.contains(&id), "{}", got.text);
        mute["picture"]["alt"] = json!("A ferry at its pier");
        save(&house, Role::Editor, &id, 2, mute).await;
        let got = act(&house, Role::Editor, &id, "publication", &[]).await;
        assert!(got.location().ends_with("published"), "{got:?}");
    });
}
