//! A body as words.

use super::*;

fn story() -> Body {
    Body {
        blocks: vec![
            Block::paragraph("Першы абзац."),
            Block::Plus(vec![Block::paragraph("Платны абзац, доўгі.")]),
            Block::BulletList(vec![vec![
                Block::paragraph("адзін"),
                Block::BulletList(vec![vec![Block::paragraph("два — тры")]]),
            ]]),
            Block::Picture(Picture {
                file: "a.jpg".into(), caption: "Подпіс".into(), ..Picture::default()
            }),
        ],
    }
}

#[test]
fn blocks_are_lines() {
    assert_eq!(story().plain_text(usize::MAX), "Першы абзац.\nПлатны абзац, доўгі.\nадзін\nдва — тры");
}

#[test]
fn the_open_part_has_no_paid_word() {
    let open = story().open_part();
    assert!(story().has_plus());
    assert!(!open.has_plus());
    assert_eq!(open.plain_text(usize::MAX), "Першы абзац.\nадзін\nдва — тры");
    assert_eq!(open.blocks.len(), 3);
}

#[test]
fn a_plus_block_where_the_schema_has_none_is_taken_out_too() {
    let hidden =
        Body { blocks: vec![Block::BulletList(vec![vec![Block::Plus(vec![Block::paragraph("paid")])]])] };
    assert!(hidden.has_plus());
    assert_eq!(hidden.open_part().plain_text(usize::MAX), "");
    assert!(hidden.checked().is_err());
}

#[test]
fn a_cut_falls_between_words() {
    let body = Body { blocks: vec![Block::paragraph("One, two, three, four.")] };
    for (limit, text) in [
        (100, "One, two, three, four."),
        (22, "One, two, three, four."),
        (21, "One, two, three…"),
        (16, "One, two…"),
        (4, "One…"),
        (1, "…"),
        (0, "…"),
    ] {
        assert_eq!(body.plain_text(limit), text, "{limit}");
    }
}

#[test]
fn words_are_counted_without_dashes_and_captions() {
    assert_eq!(story().words(), 2 + 3 + 1 + 2);
}

#[test]
fn pictures_are_found_on_both_sides_of_the_wall() {
    let picture = |file: &str| Block::Picture(Picture { file: file.into(), ..Picture::default() });
    let mut body = Body { blocks: vec![picture("a"), Block::Plus(vec![picture("b")]), picture("c")] };
    body.pictures_mut().into_iter().for_each(|picture| picture.file.push_str(".jpg"));
    let files: Vec<_> = body.pictures().iter().map(|picture| picture.file.clone()).collect();
    assert_eq!(files, ["a.jpg", "b.jpg", "c.jpg"]);
}
