//! Files made to break something, and words made to run.

use http::StatusCode;
use newsroom::rights::Role::{Editor, Reporter};

use crate::kit::in_a_newsroom;
use crate::samples::{Form, bomb, jpeg};

#[test]
fn what_is_no_picture_is_refused_with_a_sentence() {
    in_a_newsroom(|house| async move {
        let whole = jpeg(1);
        let cases: [(&str, Vec<u8>, &str); 9] = [
            ("bomb.png", bomb(), "60000 × 60000 pixels"),
            ("page.jpg", b"<!doctype html><script>alert(1)</script>".to_vec(), "web page"),
            (
                "drawing.svg",
                b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(),
                "SVG drawing",
            ),
            ("cut.jpg", whole[..whole.len() / 2].to_vec(), "cut short"),
            ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "PDF document"),
            ("letter.docx", b"PK\x03\x04\x14\0\x06\0".to_vec(), "office document"),
            ("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0".to_vec(), "video"),
            ("noise.jpg", vec![0x5a; 4_000], "not a picture"),
            ("nothing.jpg", Vec::new(), "empty"),
        ];
        for (name, bytes, sentence) in cases {
            let (status, told) = Form::of(name, bytes.clone()).send_by_script(&house, Reporter).await;
            assert_eq!(status, 422, "{name}");
            assert!(told["error"].as_str().unwrap().contains(sentence), "{name}: {told}");
            let page = Form::of(name, bytes).saying("credit", "Typed before").send(&house, Reporter).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(
                page.text.contains(sentence)
                    && page.text.contains(name)
                    && page.text.contains("Typed before")
            );
        }
        assert_eq!(std::fs::read_dir(house.newsroom.library.folder()).unwrap().count(), 0, "nothing is left");
    });
}

#[test]
fn a_file_heavier_than_the_setting_is_refused() {
    in_a_newsroom(|house| async move {
        let most = house.newsroom.config.import.max_picture_bytes as usize;
        let heavy = [jpeg(1), vec![0; most]].concat();
        let (status, told) = Form::of("heavy.jpg", heavy).send_by_script(&house, Reporter).await;
        assert_eq!(status, 422);
        assert!(told["error"].as_str().unwrap().contains("at most 32 MB"), "{told}");
    });
}

#[test]
fn two_hundred_files_are_taken_as_far_as_it_goes() {
    in_a_newsroom(|house| async move {
        let mut form = Form { files: Vec::new(), words: Vec::new() };
        for number in 0..200u8 {
            let bytes = if number % 2 == 0 { jpeg(number % 8) } else { b"<svg/>".to_vec() };
            form.files.push(("a.jpg", bytes));
        }
        let got = form.send(&house, Reporter).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            got.text.contains("25 pictures were taken in") && got.text.contains("150 files were left out")
        );
    });
}

#[test]
fn a_form_that_is_none_or_breaks_off_is_answered() {
    in_a_newsroom(|house| async move {
        let send = |kind: &'static str, body: &'static str| {
            let request = house
                .request(Some(Reporter), http::Method::POST, "/desk/pictures")
                .header("content-type", kind);
            house.send(request.body(axum::body::Body::from(body)).unwrap())
        };
        let form = "multipart/form-data; boundary=b";
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "file=x"),
            (form, ""),
            (form, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nabc"),
            (form, "--b\r\n\r\n\r\n--b--"),
            ("multipart/form-data", "--b--"),
            (form, "--b--\r\n"),
        ] {
            let got = send(kind, body).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {body:?}: {}", got.text);
            assert!(got.text.starts_with("{\"error\":\""), "{}", got.text);
        }
    });
}

#[test]
fn words_that_would_run_stay_words_on_every_page() {
    in_a_newsroom(|house| async move {
        let mean = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        let form = Form::of("../../<script>alert(1)<script>\"'><img src=x onerror=alert(1)>.jpg", jpeg(1));
        let form = ["alt", "caption", "credit", "rights"]
            .into_iter()
            .fold(form, |form, name| form.saying(name, mean));
        let page = form.send(&house, Editor).await.location().to_owned();
        let refused = Form::of("<script>alert(1)<script>.jpg", b"<svg/>".to_vec()).saying("alt", mean);
        let refused = refused.send(&house, Editor).await.text;
        let mut texts = vec![refused];
        for path in [page.as_str(), "/desk/pictures", "/desk/pictures?q=%3Cscript%3E&by=%22%3E%3Cscript%3E"] {
            texts.push(house.get(Editor, path).await.text);
        }
        for text in texts {
            assert!(text.contains("&lt;script&gt;"), "{text}");
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{text}");
        }
        let json = house.get(Editor, "/desk/pictures.json").await;
        assert!(json.headers["content-type"].to_str().unwrap().starts_with("application/json"));
        assert_eq!(json.headers["x-content-type-options"], "nosniff");
    });
}

#[test]
fn no_path_leads_out_of_the_library() {
    in_a_newsroom(|house| async move {
        let id = "0".repeat(32);
        for path in [
            "/desk/pictures/..%2f..%2fvestka.toml/small".to_owned(),
            "/desk/pictures/x/small".into(),
            format!("/desk/pictures/{id}/small"),
            format!("/desk/pictures/{id}/..%2f{id}.jpg"),
            format!("/desk/pictures/{id}%00/small"),
            "/desk/pictures/%00".into(),
            "/desk/pictures?before=%00-%00&q=%00&by=%00".into(),
            "/desk/pictures?before=99999999999999999999-x".into(),
        ] {
            let status = house.get(Editor, &path).await.status;
            let fine = if path.contains('?') { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(status, fine, "{path}");
        }
    });
}
