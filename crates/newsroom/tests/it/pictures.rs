//! The library: pictures in, found again, described, deleted; and what 'inside' sees of it.

use http::StatusCode;
use newsroom::picture_card;
use newsroom::rights::Role::{self, Administrator, Editor, Inside, Reporter};
use serde_json::Value;
use store::{jobs, values};

use crate::kit::{House, in_a_newsroom, noon};
use crate::samples::{Form, jpeg, jpeg_that_says};

/// Takes a picture in; answers what the editor is told.
async fn added(house: &House, by: Role, form: Form<'_>) -> Value {
    let (status, told) = form.send_by_script(house, by).await;
    assert_eq!(status, 200, "{told}");
    told
}

fn id(told: &Value) -> String {
    told["id"].as_str().unwrap().to_owned()
}

/// What the editor finds.
async fn found(house: &House, by: Role, q: &str) -> Vec<Value> {
    let got = house.get(by, &format!("/desk/pictures.json?q={q}")).await;
    let json: Value = serde_json::from_str(&got.text).unwrap();
    json["pictures"].as_array().unwrap().clone()
}

/// A story that shows a picture, filed by somebody.
async fn story_with(house: &House, story: &str, file: &str, by: &str) {
    let document = serde_json::json!({
        "id": story, "language": "en", "state": "draft", "headline": format!("Story {story}"),
        "picture": { "file": file, "alt": "Alt of the story", "caption": "Zažyhanne agniou", "credit": "" },
        "body": { "type": "doc", "content": [] },
    });
    let manuscript = serde_json::from_value(document).unwrap();
    let mut tx = house.newsroom.store.write().await.unwrap();
    content::file_all(&mut tx, vec![manuscript], by, noon()).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_picture_sent_by_form_is_in_the_library() {
    in_a_newsroom(|house| async move {
        let form =
            Form::of("market.jpg", jpeg(1)).saying("caption", "A market in Łahišyn").saying("alt", "Stalls");
        let got = form.send(&house, Reporter).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
        let page = house.get(Editor, got.location()).await.text;
        assert!(
            page.contains("A market in Łahišyn")
                && page.contains("market.jpg")
                && page.contains("The reporter")
        );
        let grid = house.get(Editor, "/desk/pictures?q=lahisyn%20stalls").await.text;
        assert!(grid.contains("A market in Łahišyn"), "{grid}");
        assert!(!house.get(Editor, "/desk/pictures?q=elsewhere").await.text.contains("Łahišyn"));
        assert!(!house.get(Editor, "/desk/pictures?q=%25").await.text.contains("Łahišyn"), "no pattern");
        for size in ["small", "medium", "large"] {
            let got = house.get(Editor, &format!("{}/{size}", got.location())).await;
            assert_eq!(got.headers["content-type"], "image/webp");
            assert!(got.headers["cache-control"].to_str().unwrap().starts_with("private"));
        }
    });
}

#[test]
fn the_editor_is_told_what_it_needs() {
    in_a_newsroom(|house| async move {
        let told =
            added(&house, Reporter, Form::of("a.jpg", jpeg(1)).saying("credit", "A. Photographer")).await;
        let file = told["file"].as_str().unwrap();
        assert_eq!(content::picture::id_of(file), id(&told));
        assert_eq!((told["width"].as_i64(), told["height"].as_i64()), (Some(48), Some(32)));
        assert_eq!(told["credit"], "A. Photographer");
        assert_eq!(house.get(Reporter, told["url"].as_str().unwrap()).await.status, StatusCode::OK);
        let listed = &found(&house, Reporter, "photographer").await[0];
        assert_eq!((&listed["file"], &listed["url"]), (&told["file"], &told["url"]));
    });
}

#[test]
fn the_same_picture_twice_is_one() {
    in_a_newsroom(|house| async move {
        let first =
            added(&house, Reporter, Form::of("a.jpg", jpeg(1)).saying("alt", "The first words")).await;
        let form = Form::of("b.jpg", jpeg(1)).saying("alt", "Other words").saying("credit", "Somebody");
        let again = added(&house, Editor, form).await;
        assert_eq!(first["file"], again["file"]);
        assert_eq!(again["alt"], "The first words", "what was written stays");
        assert_eq!(again["credit"], "Somebody", "what was missing is added");
        assert_eq!(found(&house, Editor, "").await.len(), 1);
    });
}

#[test]
fn nothing_that_a_file_said_of_place_and_camera_is_kept() {
    in_a_newsroom(|house| async move {
        let planted = "53.9006N 27.5590E by a source";
        added(&house, Reporter, Form::of("a.jpg", jpeg_that_says(planted))).await;
        let folder = house.newsroom.library.folder();
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() > 1);
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            assert!(!bytes.windows(9).any(|part| part == b"27.5590E "), "{file:?}");
        }
    });
}

#[test]
fn the_library_goes_on_by_stretches() {
    in_a_newsroom(|house| async move {
        let mut form = Form { files: Vec::new(), words: Vec::new() };
        for number in 0..45 {
            form.files.push(("a.jpg", jpeg(number)));
        }
        assert_eq!(form.send(&house, Editor).await.location(), "/desk/pictures");
        let mut seen = std::collections::BTreeSet::new();
        let mut next = "/desk/pictures?q=a".to_owned();
        for _ in 0..2 {
            let page = house.get(Editor, &next).await.text;
            let tiles = page.split("<a href=\"/desk/pictures/").skip(1);
            seen.extend(tiles.map(|rest| rest.split('"').next().unwrap().to_owned()));
            let page = page.replace("&#x2f;", "/").replace("&amp;", "&");
            let older = page.split("href=\"/desk/pictures?").nth(1).and_then(|rest| rest.split('"').next());
            next = format!("/desk/pictures?{}", older.unwrap_or_default());
        }
        assert_eq!(seen.len(), 45);
    });
}

#[test]
fn a_card_is_rewritten_by_those_who_may() {
    in_a_newsroom(|house| async move {
        let by_editor = id(&added(&house, Editor, Form::of("a.jpg", jpeg(1))).await);
        let by_reporter = id(&added(&house, Reporter, Form::of("b.jpg", jpeg(2))).await);
        let words = [("alt", "New words"), ("caption", ""), ("credit", ""), ("rights", "Once only")];
        let at = |id: &str| format!("/desk/pictures/{id}/words");
        assert_eq!(house.post(Reporter, &at(&by_editor), &words).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.post(Reporter, &at(&by_reporter), &words).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.post(Editor, &at(&by_reporter), &words).await.status, StatusCode::SEE_OTHER);
        let page = house.get(Administrator, &format!("/desk/pictures/{by_reporter}")).await.text;
        assert!(page.contains("New words") && page.contains("Once only"));
        let record = house.get(Administrator, "/desk/audit").await.text;
        assert!(
            record.replace("&#x2f;", "/").contains(&format!("/desk/pictures/{by_reporter}\">b.jpg</a>")),
            "{record}"
        );
        let long = "x".repeat(401);
        let got = house.post(Editor, &at(&by_editor), &[("credit", &long), ("alt", "Typed before")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            got.text.contains("400 characters")
                && got.text.contains("Typed before")
                && got.text.contains(&long)
        );
    });
}

#[test]
fn a_picture_in_use_stays_and_another_goes_for_good() {
    in_a_newsroom(|house| async move {
        let told = added(&house, Editor, Form::of("a.jpg", jpeg(1))).await;
        let (used, file) = (id(&told), told["file"].as_str().unwrap().to_owned());
        story_with(&house, "a-story", &file, house.id_of(Reporter)).await;
        let page = house.get(Editor, &format!("/desk/pictures/{used}")).await.text;
        assert!(page.contains("Story a-story") && page.contains("/desk/story/a-story"));
        let got = house.post(Editor, &format!("/desk/pictures/{used}/removal"), &[]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let free = id(&added(&house, Editor, Form::of("b.jpg", jpeg(2))).await);
        let removal = format!("/desk/pictures/{free}/removal");
        assert_eq!(house.post(Reporter, &removal, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.post(Editor, &removal, &[]).await.location(), "/desk/pictures");
        assert_eq!(house.get(Editor, &format!("/desk/pictures/{free}")).await.status, StatusCode::NOT_FOUND);
        let job = jobs::take(&house.newsroom.store, noon()).await.unwrap().expect("its files are to go");
        assert_eq!(job.kind, picture_card::REMOVE);
        for _ in 0..2 {
            picture_card::remove(&house.newsroom.store, &house.newsroom.library, &job.content).await.unwrap();
        }
        assert!(house.newsroom.library.describe(&free).is_none());
        assert!(house.newsroom.library.describe(&used).is_some());
    });
}

#[test]
fn a_picture_that_came_back_before_its_files_went_keeps_them() {
    in_a_newsroom(|house| async move {
        let free = id(&added(&house, Editor, Form::of("b.jpg", jpeg(2))).await);
        house.post(Editor, &format!("/desk/pictures/{free}/removal"), &[]).await;
        added(&house, Editor, Form::of("b.jpg", jpeg(2))).await;
        let job = jobs::take(&house.newsroom.store, noon()).await.unwrap().unwrap();
        picture_card::remove(&house.newsroom.store, &house.newsroom.library, &job.content).await.unwrap();
        assert!(house.newsroom.library.describe(&free).is_some());
    });
}

#[test]
fn pictures_of_an_import_get_cards_with_what_stories_say() {
    in_a_newsroom(|house| async move {
        let picture = house.newsroom.library.take_in(&jpeg(3), &media::Limits::default()).unwrap();
        let description =
            serde_json::json!({ "file": picture.file(), "width": 48, "height": 32 }).to_string();
        let mut tx = house.newsroom.store.write().await.unwrap();
        content::picture::file(&mut tx, &picture.id, &description).await.unwrap();
        tx.commit().await.unwrap();
        story_with(&house, "a-story", &picture.file(), "import").await;
        let found = found(&house, Editor, "zazyhanne").await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["alt"], "Alt of the story");
        assert!(house.get(Editor, "/desk/pictures?by=import").await.text.contains("Zažyhanne"));
    });
}

#[test]
fn inside_sees_own_pictures_and_no_word_of_anybody_else() {
    in_a_newsroom(|house| async move {
        let secret = "planted-name-of-a-colleague";
        let words = |form: Form<'static>| {
            form.saying("caption", secret).saying("credit", secret).saying("rights", secret)
        };
        let other = added(&house, Editor, words(Form::of(secret, jpeg(1)))).await;
        story_with(&house, "story-of-a-colleague", other["file"].as_str().unwrap(), house.id_of(Editor))
            .await;
        // The same picture, as it came to them as well.
        let own = added(&house, Inside, Form::of("mine.jpg", jpeg(1)).saying("alt", "Own words")).await;
        assert_eq!((&own["file"], &own["caption"]), (&other["file"], &Value::from("")));
        let theirs = id(&added(&house, Editor, Form::of("theirs.jpg", jpeg(2))).await);
        assert_eq!(found(&house, Inside, "").await.len(), 1);
        let own = id(&own);
        for path in [
            "/desk/pictures".to_owned(),
            "/desk/pictures?by=import".into(),
            "/desk/pictures.json".into(),
            format!("/desk/pictures/{own}"),
        ] {
            let got = house.get(Inside, &path).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
            for word in
                [secret, "The editor", "The reporter", &theirs, "story-of-a-colleague", house.id_of(Editor)]
            {
                assert!(!got.text.contains(word), "{path} says {word}:\n{}", got.text);
            }
        }
        for path in ["", "/small"] {
            let got = house.get(Inside, &format!("/desk/pictures/{theirs}{path}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
        }
        let got = house.get(Inside, &format!("/desk/pictures/{own}/small")).await;
        assert_eq!(
            (got.status, &got.headers["cache-control"]),
            (StatusCode::OK, &"no-store".parse().unwrap())
        );
        // What they write and delete is theirs alone, and they do not learn that a colleague uses the picture.
        house.post(Inside, &format!("/desk/pictures/{own}/words"), &[("alt", "Changed")]).await;
        assert!(!house.get(Editor, &format!("/desk/pictures/{own}")).await.text.contains("Changed"));
        let got = house.post(Inside, &format!("/desk/pictures/{own}/removal"), &[]).await;
        assert_eq!(got.location(), "/desk/pictures");
        assert_eq!(house.get(Editor, &format!("/desk/pictures/{own}")).await.status, StatusCode::OK);
        for action in ["words", "removal"] {
            let got = house.post(Inside, &format!("/desk/pictures/{theirs}/{action}"), &[]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn inside_sees_the_pictures_of_own_stories() {
    in_a_newsroom(|house| async move {
        let told = added(&house, Editor, Form::of("a.jpg", jpeg(1))).await;
        let picture = id(&told);
        let see = || house.get(Inside, told["url"].as_str().unwrap());
        assert_eq!(see().await.status, StatusCode::NOT_FOUND);
        story_with(&house, "own-story", told["file"].as_str().unwrap(), house.id_of(Inside)).await;
        assert_eq!(see().await.status, StatusCode::OK);
        assert_eq!(
            house.get(Inside, &format!("/desk/pictures/{picture}")).await.status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn colleagues_see_what_inside_adds() {
    in_a_newsroom(|house| async move {
        let told = added(&house, Inside, Form::of("a.jpg", jpeg(1)).saying("alt", "From there")).await;
        assert_eq!(found(&house, Editor, "from%20there").await.len(), 1);
        house.post(Inside, &format!("/desk/pictures/{}/words", id(&told)), &[("alt", "Better words")]).await;
        assert_eq!(found(&house, Editor, "better").await[0]["alt"], "Better words");
        let cards = "select count(*) as n from picture_card";
        let row = house.newsroom.store.read().await.unwrap().row(cards, values![]).await.unwrap().unwrap();
        assert_eq!(row.int("n").unwrap(), 2);
    });
}

#[test]
fn a_preview_finds_its_pictures_at_the_desk_only() {
    in_a_newsroom(|house| async move {
        let told = added(&house, Editor, Form::of("a.jpg", jpeg(1))).await;
        let file = told["file"].as_str().unwrap();
        let at = format!("/desk/media/{file}");
        let got = house.get(Reporter, &at).await;
        assert_eq!(
            (got.status, &got.headers["content-type"]),
            (StatusCode::OK, &"image/jpeg".parse().unwrap())
        );
        assert_eq!(house.get(Inside, &at).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(Reporter, "/desk/media/..%2fvestka.toml").await.status, StatusCode::NOT_FOUND);
        let got = house.get(None, &at).await;
        assert!(got.location().starts_with("/desk/sign-in"));
    });
}
