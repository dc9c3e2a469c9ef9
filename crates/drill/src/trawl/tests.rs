use super::*;
use crate::canary::{Aviary, Kind};

#[test]
fn every_file_and_every_name_under_a_folder_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    let mut aviary = Aviary::new(21);
    let words: Vec<String> = (0..3).map(|_| aviary.word(Kind::Path)).collect();
    let deep = folder.path().join("a/b").join(&words[0]);
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("log"), format!("one {}", words[1])).unwrap();
    std::os::unix::fs::symlink(&words[2], folder.path().join("link")).unwrap();
    let searcher = Searcher::new(aviary.kept(), &[]).unwrap();
    let ground = Ground { name: "folder".into(), folder: folder.path().to_owned() };
    let trawled = trawl(&ground, &searcher).unwrap();
    assert_eq!((trawled.files, trawled.found.canaries()), (1, 3));
}

#[test]
fn what_cannot_be_read_is_said() {
    let searcher = Searcher::new(&[], &[]).unwrap();
    let ground = Ground { name: "none".into(), folder: PathBuf::from("/nowhere/at/all") };
    assert!(trawl(&ground, &searcher).is_err());
}

#[test]
fn a_canary_between_two_pieces_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut aviary = Aviary::new(22);
    let word = aviary.word(Kind::Body);
    let file = fs::File::create(folder.path().join("large")).unwrap();
    file.write_all_at(word.as_bytes(), PIECE - 5).unwrap();
    file.set_len(PIECE + 100).unwrap();
    let ground = Ground { name: "large".into(), folder: folder.path().to_owned() };
    let found = trawl(&ground, &Searcher::new(aviary.kept(), &[]).unwrap()).unwrap().found;
    assert_eq!(found.canaries(), 1);
}
