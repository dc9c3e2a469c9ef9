//! Files made to break a decoder: a refusal or a picture, never a panic, never more memory than was allowed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use media::{Library, Limits, Refusal};
use proptest::prelude::*;

use crate::ledger::peak;
use crate::samples::{chunk, one_of_each};

/// Room for the small pictures of this file, and for little else.
fn tight() -> Limits {
    Limits { bytes: 1 << 20, pixels: 100_000, side: 4_000, memory: 1 << 20 }
}

/// What taking in a picture of [`tight`] limits may hold at one time: its pixels several times over, and the tables of
/// the encoders.
const MOST: isize = 8 << 20;

/// Takes a file in and holds it to its word: no panic, no more memory than [`MOST`], nothing half-stored.
fn survive(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().unwrap());
    let library = Library::open(folder.path()).unwrap();
    let (outcome, held) =
        peak(|| catch_unwind(AssertUnwindSafe(|| library.take_in(bytes, &tight()))).expect("no panic"));
    assert!(held <= MOST, "{name}: held {held} bytes");
    let picture = outcome?;
    assert_eq!(library.describe(&picture.id), Some(picture), "{name}: what is stored is complete");
    Ok(())
}

#[test]
fn a_bomb_of_one_pixel_is_refused_before_anything_is_allocated() {
    let header = [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0];
    let data = [0u8; 64];
    let bomb =
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &data), chunk(b"IEND", b"")];
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let bomb = bomb.concat();
    let (outcome, held) = peak(|| library.take_in(&bomb, &Limits::default()));
    let refusal = outcome.unwrap_err();
    assert!(matches!(refusal, Refusal::TooLarge { width: 60_000, height: 60_000, .. }), "{refusal}");
    assert!(held < 4096, "held {held} bytes");
}

#[test]
fn a_file_cut_anywhere_is_refused_or_taken_in_whole() {
    for (name, file) in one_of_each() {
        for length in 0..file.len() {
            let outcome = survive(name, &file[..length]);
            // The first frame of a GIF may be there before the file ends.
            assert!(outcome.is_err() || name == "gif", "{name} cut at {length} of {}", file.len());
        }
    }
}

#[test]
fn every_byte_may_be_wrong() {
    for (name, file) in one_of_each() {
        let step = (file.len() / 80).max(1);
        for at in (0..file.len()).step_by(step) {
            for wrong in [0x00, 0xff, file[at] ^ 0x01, file[at] ^ 0x80] {
                let mut broken = file.clone();
                broken[at] = wrong;
                let _ = survive(name, &broken);
            }
        }
    }
}

#[test]
fn declared_sizes_are_not_believed() {
    for (name, file) in one_of_each() {
        for at in 4..file.len().min(200) {
            let mut broken = file.clone();
            broken[at..(at + 4).min(file.len())].fill(0x7f);
            let _ = survive(name, &broken);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_behind_a_signature(kind in 0usize..5, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let signature: &[u8] = [
            b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(),
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x10\x08",
            b"GIF89a\x10\0\x10\0\xf0\0\0",
            b"RIFF\x90\x01\0\0WEBPVP8 \x80\x01\0\0\0\0\0\x9d\x01\x2a\x10\0\x10\0",
            b"",
        ][kind];
        let _ = survive("random", &[signature, &bytes].concat());
    }

    #[test]
    fn pieces_of_good_files_put_together(from in 0usize..5, to in 0usize..5, cut in 0.0..1.0f64, resume in 0.0..1.0f64) {
        static FILES: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
        let files = FILES.get_or_init(one_of_each);
        let (head, tail) = (&files[from].1, &files[to].1);
        let head = &head[..(head.len() as f64 * cut) as usize];
        let tail = &tail[(tail.len() as f64 * resume) as usize..];
        let _ = survive("spliced", &[head, tail].concat());
    }
}
