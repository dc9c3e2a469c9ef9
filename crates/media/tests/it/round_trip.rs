//! The same picture again, and the master that was exported: the same id, the same bytes.

use std::collections::BTreeMap;
use std::fs;

use image::{DynamicImage, ImageFormat};
use media::{Library, Limits};

use crate::samples::{drawing, encoded, jpeg, one_of_each, photograph};

/// All files of a library with their bytes.
fn contents(library: &Library) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(library.folder()).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// Takes a file in here, its master in elsewhere, and compares all that is stored.
fn check(name: &str, bytes: &[u8]) {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (here, there) = (Library::open(here.path()).unwrap(), Library::open(there.path()).unwrap());
    let limits = Limits::default();
    let picture = here.take_in(bytes, &limits).unwrap();
    let first = contents(&here);
    assert_eq!(here.take_in(bytes, &limits).unwrap(), picture, "{name}: again");
    let master = &first[&picture.file()];
    assert_eq!(here.take_in(master, &limits).unwrap(), picture, "{name}: the master, where it is known");
    assert_eq!(there.take_in(master, &limits).unwrap(), picture, "{name}: the master, where it is not");
    assert_eq!(contents(&here), first, "{name}");
    assert_eq!(contents(&there), first, "{name}");
}

#[test]
fn a_master_taken_in_again_is_the_same_picture() {
    for (name, bytes) in one_of_each() {
        check(name, &bytes);
    }
    check("a larger photograph", &jpeg(701, 403));
    check("one pixel", &encoded(photograph(1, 1), ImageFormat::Png));
    check("one row", &jpeg(500, 1));
    check(
        "a grey photograph",
        &encoded(DynamicImage::from(photograph(90, 50)).into_luma8(), ImageFormat::Jpeg),
    );
    check(
        "a grey drawing",
        &encoded(DynamicImage::from(drawing(90, 50)).into_luma_alpha8(), ImageFormat::Png),
    );
    check("sixteen bits", &encoded(DynamicImage::from(drawing(90, 50)).into_rgba16(), ImageFormat::Png));
}

#[test]
fn so_is_one_that_was_scaled_down() {
    check("a wide photograph", &jpeg(2600, 30));
    check("a wide drawing", &encoded(drawing(2600, 30), ImageFormat::Png));
    let mut faint = drawing(2600, 4);
    faint.pixels_mut().for_each(|pixel| pixel[3] = 255);
    faint.get_pixel_mut(0, 0)[3] = 250;
    check("a drawing that is opaque once it is scaled", &encoded(faint, ImageFormat::Png));
}

#[test]
fn a_master_that_would_not_come_in_again_is_made_smaller() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let bytes = encoded(photograph(1000, 600), ImageFormat::WebP);
    let limits = Limits { bytes: bytes.len(), ..Limits::default() };
    let picture = library.take_in(&bytes, &limits).unwrap();
    let master = fs::read(library.read(&picture.file()).unwrap().path).unwrap();
    assert!(master.len() <= limits.bytes);
    assert_eq!(library.take_in(&master, &limits).unwrap(), picture);
}

#[test]
fn a_picture_that_lost_a_file_is_made_whole_again() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let bytes = jpeg(400, 30);
    let picture = library.take_in(&bytes, &Limits::default()).unwrap();
    let before = contents(&library);
    fs::remove_file(library.folder().join(&picture.renditions[1].file)).unwrap();
    assert_eq!(library.describe(&picture.id), None);
    assert_eq!(library.take_in(&bytes, &Limits::default()).unwrap(), picture);
    assert_eq!(contents(&library), before);
}
