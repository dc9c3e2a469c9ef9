use super::Pixels;

fn alpha(pixels: &[[u8; 4]]) -> Pixels {
    Pixels { width: pixels.len() as u32, height: 1, alpha: true, data: pixels.concat() }
}

#[test]
fn an_eraser_erases() {
    let mut erased = alpha(&[[200, 10, 10, 0], [1, 2, 3, 1]]);
    assert!(erased.erase_hidden());
    assert_eq!(erased, alpha(&[[0, 0, 0, 0], [1, 2, 3, 1]]));
    assert!(!erased.erase_hidden());
}

#[test]
fn alpha_is_kept_only_where_it_says_something() {
    assert!(!alpha(&[[1, 2, 3, 255]]).without_idle_alpha().alpha);
    assert!(alpha(&[[1, 2, 3, 254]]).without_idle_alpha().alpha);
}

#[test]
fn transparent_is_white_on_paper() {
    let paper = alpha(&[[0, 0, 0, 0], [10, 20, 30, 255], [0, 100, 255, 128]]).on_white();
    assert_eq!(paper.data, [255, 255, 255, 10, 20, 30, 127, 177, 255]);
}

#[test]
fn colours_are_counted() {
    let grey: Vec<u8> = (0..=255u8).flat_map(|level| [level; 3]).collect();
    let ramp = Pixels { width: 256, height: 1, alpha: false, data: grey };
    assert!(ramp.has_few_colours(256));
    assert!(!ramp.has_few_colours(255));
}

#[test]
fn scaling_to_the_same_size_changes_nothing() {
    let line = Pixels { width: 3, height: 1, alpha: false, data: (0..9).collect() };
    assert_eq!(line.clone().resize(3, 1), line);
    assert_eq!(line.resize(2, 5).data.len(), 30);
}
