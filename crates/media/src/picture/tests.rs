use super::{Format, Picture, Rendition, STEPS, plan, scaled, widths};

#[test]
fn a_picture_is_never_scaled_up_and_always_has_a_rendition() {
    let widths = |width| widths(&STEPS, width);
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(300), [300]);
    assert_eq!(widths(320), [320]);
    assert_eq!(widths(330), [320]);
    assert_eq!(widths(700), [320, 480, 700]);
    assert_eq!(widths(800), [320, 480, 720]);
    assert_eq!(widths(1000), [320, 480, 720, 1000]);
    assert_eq!(widths(1600), [320, 480, 720, 1280, 1600]);
    assert_eq!(widths(1920), [320, 480, 720, 1280, 1920]);
    assert_eq!(widths(2560), [320, 480, 720, 1280, 1920]);
}

#[test]
fn heights_follow_and_never_vanish() {
    assert_eq!(scaled(900, 640, 1600), 360);
    assert_eq!(scaled(1, 320, 2560), 1);
    let names: Vec<String> = plan("id", 720, 480).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(
        names,
        ["id-320.webp", "id-320.jpg", "id-480.webp", "id-480.jpg", "id-720.webp", "id-720.jpg"]
    );
}

#[test]
fn the_narrowest_rendition_that_suffices_is_chosen() {
    let rendition = |width, format| Rendition { width, height: 1, format, file: String::new(), bytes: 1 };
    let picture = Picture {
        id: String::new(),
        extension: "jpg",
        width: 700,
        height: 1,
        renditions: vec![
            rendition(320, Format::WebP),
            rendition(320, Format::Jpeg),
            rendition(640, Format::Jpeg),
        ],
    };
    let chosen = |format, width| picture.rendition(format, width).map(|rendition| rendition.width);
    assert_eq!(chosen(Format::Jpeg, 300), Some(320));
    assert_eq!(chosen(Format::Jpeg, 321), Some(640));
    assert_eq!(chosen(Format::Jpeg, 9000), Some(640));
    assert_eq!(chosen(Format::WebP, 9000), Some(320));
    assert_eq!(chosen(Format::Png, 1), None);
}
