use super::{FileName, Format, content_type, master, rendition};
use proptest::prelude::*;

const ID: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn names_are_read_as_they_are_written() {
    let jpeg = master(ID, Format::Jpeg);
    assert_eq!(FileName::parse(&jpeg), Some(FileName { id: ID, width: None, format: Format::Jpeg }));
    let webp = rendition(ID, 640, Format::WebP);
    assert_eq!(FileName::parse(&webp), Some(FileName { id: ID, width: Some(640), format: Format::WebP }));
    assert_eq!(content_type(&webp), Some("image/webp"));
}

#[test]
fn nothing_else_is_a_name() {
    let upper = ID.to_uppercase();
    for wrong in [
        "",
        ".",
        "..",
        "../vestka.db",
        "/etc/passwd",
        "x.jpg",
        &format!("{ID}.webp"),
        &format!("{ID}-640.png"),
        &format!("{ID}-0640.jpg"),
        &format!("{ID}-0.jpg"),
        &format!("{ID}-+64.jpg"),
        &format!("{ID}-999999.jpg"),
        &format!("{ID}.jpg.jpg"),
        &format!("{ID}.jpg\0"),
        &format!("{ID}.JPG"),
        &format!("{upper}.jpg"),
        &format!(".{ID}.jpg"),
        &format!("../{ID}.jpg"),
        &format!("{ID}/x.jpg"),
        &format!("{ID}.jpg/"),
        &format!("{ID}0.jpg"),
    ] {
        assert_eq!(FileName::parse(wrong), None, "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn a_name_never_leaves_the_folder(text in "[0-9a-f./\\\\-]{0,48}(jpg|png|webp)?") {
        if let Some(name) = FileName::parse(&text) {
            let written = match name.width {
                None => master(name.id, name.format),
                Some(width) => rendition(name.id, width, name.format),
            };
            prop_assert_eq!(&written, &text);
            prop_assert!(!text.contains(['/', '\\']) && !text.contains(".."));
        }
    }
}
